import { IsolationLevel, type EntityManager } from '@mikro-orm/core';
import type { Database } from '../database/database.ts';
import { readPortfolio } from '../offers/whole-portfolio.query.ts';
import { byRevision } from '../database/by-revision.ts';
import { RuleBroken } from '../shared/rule-broken.ts';
import { etagOf } from '../database/transaction.ts';
import { LotOffer } from '../tenders/lot.entity.ts';
import { OfferContract, RecordedAssessment } from '../screening/screening.entity.ts';
import { thresholds } from '../screening/thresholds.ts';
import type { ComparedScenario, VifteFacts } from './scenario-facts.ts';
import { Scenario, withItsDecision } from './scenario.entity.ts';
import type { FrozenPortfolio, ScenarioView } from './scenario.schema.ts';

/** A scenario with what it was made on and, once it has been chosen, with what was decided on. */
export type KeptScenario = ComparedScenario & {
  view: ScenarioView;
  etag: string;
  frozen: FrozenPortfolio | null;
};

/** Every scenario of a vifte with all they are compared by, as of one moment. */
export type ScenarioFacts = VifteFacts & {
  /** By name. */
  scenarios: KeptScenario[];
};

/** As many as are shown beside each other. */
export const mostCompared = 6;

export const scenarioFacts = byRevision((database: Database, portfolio: string): Promise<ScenarioFacts> =>
  database.orm.em
    .fork()
    .transactional(em => readFacts(em, portfolio), { isolationLevel: IsolationLevel.REPEATABLE_READ }),
);

async function readFacts(em: EntityManager, code: string): Promise<ScenarioFacts> {
  const vifte = await readVifteFacts(em, code);
  const scenarios = await em.find(
    Scenario,
    { portfolio: { code } },
    { populate: withItsDecision, orderBy: { name: 'asc' } },
  );
  return {
    ...vifte,
    scenarios: scenarios.map(scenario => {
      const view = scenario.view();
      const { code, name, reason, status, changes } = view;
      return {
        code,
        name,
        reason,
        status,
        changes,
        view,
        etag: etagOf(scenario),
        seen: scenario.seen,
        frozen: scenario.choice?.frozen ?? null,
      };
    }),
  };
}

/** The vifte and what consequences are worked out from, within the transaction of one who writes. */
export async function readVifteFacts(em: EntityManager, code: string): Promise<VifteFacts> {
  const whole = await readPortfolio(em, code);
  const contracts = await em.find(OfferContract, { offer: { portfolio: { code } } }, { populate: ['offer'] });
  return {
    whole,
    contracts: new Map(contracts.map(contract => [contract.offer.code, contract.view()])),
    kept: await keptOffers(em, code),
    periods: thresholds.periods,
  };
}

/** What tenders tell of an offer, in words that follow its name. */
async function keptOffers(em: EntityManager, portfolio: string): Promise<Map<string, string[]>> {
  const offer = { portfolio: { code: portfolio } };
  const inLots = await em.find(LotOffer, { offer }, { populate: ['offer', 'lot.tender'] });
  const assessed = await em.find(RecordedAssessment, { offer }, { populate: ['offer'] });
  const kept = new Map<string, string[]>();
  const keeps = (code: string, reason: string) => {
    const reasons = kept.get(code) ?? [];
    if (!reasons.includes(reason)) kept.set(code, [...reasons, reason]);
  };
  for (const { offer, lot } of inLots)
    keeps(offer.code, `indgår i delaftalen ${lot.title} i ${lot.tender.title}`);
  for (const { offer } of assessed) keeps(offer.code, 'har en vurdering fra rådgiveren');
  return kept;
}

/** The scenarios asked for, in that order and each once; without any those the committee is yet to decide on. */
export function askedScenarios(facts: ScenarioFacts, codes: readonly string[] | undefined): KeptScenario[] {
  if (codes === undefined)
    return facts.scenarios.filter(({ status }) => status === 'presented').slice(0, mostCompared);
  const byCode = new Map(facts.scenarios.map(scenario => [scenario.code, scenario]));
  const unknown = [...new Set(codes)].filter(code => !byCode.has(code));
  if (unknown.length > 0) {
    const findings = unknown.map(code => ({
      parameter: 'scenarios',
      message: `Scenariet ${code} findes ikke i ${facts.whole.portfolio.title}.`,
    }));
    throw new RuleBroken('not-found', findings.map(({ message }) => message).join(' '), {
      status: 404,
      findings,
    });
  }
  return [...new Set(codes)].flatMap(code => byCode.get(code) ?? []);
}
