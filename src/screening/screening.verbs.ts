import type { z } from '@hono/zod-openapi';
import type { EntityManager } from '@mikro-orm/core';
import { findOffer } from '../offers/offer.verbs.ts';
import type { Offer } from '../offers/offer.entity.ts';
import type { Day } from '../shared/days/day.ts';
import { invalidInput } from '../shared/http/invalid-input.ts';
import { RuleBroken, refuseIf, type Finding } from '../shared/rule-broken.ts';
import { requireMatch, transaction } from '../database/transaction.ts';
import { ContractTerms } from './contract-value.schema.ts';
import { InsourcingPlan as InsourcingTerms } from './insourcing.schema.ts';
import { readScreened } from './screened.query.ts';
import { InsourcingPlan, OfferContract, RecordedAssessment } from './screening.entity.ts';
import type { NewAssessment, OfferContractTerms } from './screening.schema.ts';
import { screen } from './screening.ts';
import { thresholds } from './thresholds.ts';

/** The terms an offer is bought on; `seen` is the tag of the terms they take the place of, where there are some. */
export function enterContract(
  em: EntityManager,
  portfolio: string,
  code: string,
  input: OfferContractTerms,
  seen: string | undefined,
): Promise<OfferContract> {
  return transaction(em, async em => {
    refuseIf(under('/terms', findingsOf(ContractTerms, input.terms)));
    const offer = await externalOffer(em, portfolio, code);
    const before = await em.findOne(OfferContract, { offer });
    if (before) {
      requireMatch(seen, before);
      before.revise(input);
    }
    const entered = before ?? em.create(OfferContract, { ...input, offer });
    await em.flush();
    return entered;
  });
}

export async function findContract(
  em: EntityManager,
  portfolio: string,
  code: string,
): Promise<OfferContract> {
  const offer = await findOffer(em, portfolio, code);
  const contract = await em.findOne(OfferContract, { offer });
  if (!contract) throw nothingEntered(offer, 'kontraktvilkår');
  return contract;
}

/** The adviser's assessment, with what the screening answered for a notice on `noticeDate`. */
export function recordAssessment(
  em: EntityManager,
  portfolio: string,
  { offer: code, noticeDate, ...input }: NewAssessment,
  today: Day,
): Promise<RecordedAssessment> {
  return transaction(em, async em => {
    const { offers, assessments } = await readScreened(em, portfolio);
    const screened = screen(offers, noticeDate, thresholds.periods, assessments);
    const answer = screened.offers.find(offer => offer.code === code);
    refuseIf([
      ...(answer ? [] : [{ pointer: '/offer', message: `Tilbuddet ${code} findes ikke i viften.` }]),
      ...(input.assessedOn > today
        ? [
            {
              pointer: '/assessedOn',
              message: 'Dagen er ikke kommet endnu. Skriv den dag, der blev vurderet.',
            },
          ]
        : []),
    ]);
    if (!answer) throw new Error('refused above');
    const offer = await findOffer(em, portfolio, code);
    const assessment = em.create(RecordedAssessment, { ...input, offer, screenedAs: answer.result });
    await em.flush();
    return assessment;
  });
}

/** The choice of taking an external offer home; `seen` as for its terms. */
export function planInsourcing(
  em: EntityManager,
  portfolio: string,
  code: string,
  terms: InsourcingTerms,
  seen: string | undefined,
): Promise<InsourcingPlan> {
  return transaction(em, async em => {
    refuseIf(findingsOf(InsourcingTerms, terms));
    const offer = await externalOffer(em, portfolio, code);
    const before = await em.findOne(InsourcingPlan, { offer });
    if (before) {
      requireMatch(seen, before);
      before.terms = terms;
    }
    const planned = before ?? em.create(InsourcingPlan, { offer, terms });
    await em.flush();
    return planned;
  });
}

export async function findInsourcing(
  em: EntityManager,
  portfolio: string,
  code: string,
): Promise<InsourcingPlan> {
  const offer = await findOffer(em, portfolio, code);
  const plan = await em.findOne(InsourcingPlan, { offer });
  if (!plan) throw nothingEntered(offer, 'plan for hjemtagelse');
  return plan;
}

/** What a schema finds wrong with how the fields go together. */
function findingsOf(schema: z.ZodType, sent: unknown): Finding[] {
  const { error } = schema.safeParse(sent);
  return error ? invalidInput(error, 'body').findings : [];
}

function under(place: string, findings: readonly Finding[]): Finding[] {
  return findings.map(finding =>
    'pointer' in finding ? { ...finding, pointer: `${place}${finding.pointer}` } : finding,
  );
}

async function externalOffer(em: EntityManager, portfolio: string, code: string): Promise<Offer> {
  const offer = await findOffer(em, portfolio, code);
  if (offer.delivery === 'external') return offer;
  throw new RuleBroken('offer-already-internal', `${offer.name} leveres internt; der købes ikke noget.`);
}

function nothingEntered({ name }: Offer, what: string): RuleBroken {
  return new RuleBroken('not-found', `Der er ikke skrevet ${what} ind for ${name}.`, { status: 404 });
}
