import type { EntityManager } from '@mikro-orm/core';
import { Committee } from '../committees/committee.entity.ts';
import { codeTaken, requireMatch, transaction } from '../database/transaction.ts';
import { Portfolio } from '../offers/portfolio.entity.ts';
import type { Day } from '../shared/days/day.ts';
import { parsed } from '../shared/http/invalid-input.ts';
import { refuseIf } from '../shared/rule-broken.ts';
import { lockTender } from './find-tender.query.ts';
import type { PlanFinding } from './timeline/plan-findings.ts';
import { findingsOf, writePlan } from './lay-plan.verbs.ts';
import { Tender } from './tender.entity.ts';
import { TenderFields, type NewTender, type PlannedPhase, type TenderChange } from './tender.schema.ts';
import { readTender } from './whole-tender.query.ts';
import { planOn } from './whole-tender.ts';

/** Made with its first plan; with a template the phases are another tender's, without their days and meetings. */
export function createTender(em: EntityManager, input: NewTender, today: Day): Promise<Tender> {
  return transaction(em, async em => {
    const { plan: first, ...fields } = input;
    if ((await em.count(Tender, { code: fields.code })) > 0) throw codeTaken();
    const portfolio = await em.findOne(Portfolio, { code: fields.portfolio });
    const committee = await em.findOne(Committee, { code: fields.committee });
    const { template, ...written } = first;
    const plan = { ...written, phases: await firstPhases(em, first, today) };
    refuseIf([
      ...(portfolio
        ? []
        : [{ pointer: '/portfolio', message: `Tilbudsviften ${fields.portfolio} findes ikke.` }]),
      ...(committee ? [] : [{ pointer: '/committee', message: `Udvalget ${fields.committee} findes ikke.` }]),
      ...(await fieldFindings(em, fields)),
      ...(template !== null && first.phases.length > 0
        ? [{ pointer: '/plan/phases', message: 'Skriv enten faser eller en skabelon, ikke begge dele.' }]
        : []),
      ...(committee ? under('/plan', await findingsOf(em, plan, committee, today)) : []),
    ]);
    if (!portfolio || !committee) throw new Error('refused above');
    const tender = em.create(Tender, { code: fields.code, portfolio, committee }, { partial: true });
    tender.revise(fields);
    await writePlan(em, tender, 1, plan);
    await em.flush();
    return tender;
  });
}

/** The options add up to what is said of them together, and what is tendered anew exists. */
async function fieldFindings(em: EntityManager, input: TenderFields): Promise<PlanFinding[]> {
  const { code, options, optionMonths, retenderOf } = input;
  const sum = options.reduce((sum, { months }) => sum + months, 0);
  const isKnown = retenderOf === null || (await em.count(Tender, { code: retenderOf })) > 0;
  return [
    ...(options.length > 0 && sum !== optionMonths
      ? [
          {
            pointer: '/optionMonths',
            message: `Optionerne er tilsammen ${sum} måneder, men der står ${optionMonths}. Ret det ene.`,
          },
        ]
      : []),
    ...(isKnown && retenderOf !== code
      ? []
      : [
          { pointer: '/retenderOf', message: `Udbuddet ${retenderOf ?? ''} findes ikke eller er det samme.` },
        ]),
  ];
}

async function firstPhases(
  em: EntityManager,
  { template, phases }: NewTender['plan'],
  today: Day,
): Promise<PlannedPhase[]> {
  if (template === null) return phases;
  if ((await em.count(Tender, { code: template })) === 0) {
    refuseIf([{ pointer: '/plan/template', message: `Udbuddet ${template} findes ikke.` }]);
  }
  const { phases: copied } = planOn(await readTender(em, template), today);
  return copied.map(phase => ({ ...phase, plannedFrom: null, plannedTo: null, meeting: null }));
}

/** `seen` is the tag of the version the change was made on. */
export function reviseTender(
  em: EntityManager,
  code: string,
  change: TenderChange,
  seen: string | undefined,
): Promise<Tender> {
  return transaction(em, async em => {
    const tender = await lockTender(em, code);
    requireMatch(seen, tender);
    const input = parsed(TenderFields, { ...tender.fields(), ...change });
    refuseIf(await fieldFindings(em, input));
    tender.revise(input);
    await em.flush();
    return tender;
  });
}

function under(place: string, findings: readonly PlanFinding[]): PlanFinding[] {
  return findings.map(({ pointer, message }) => ({ pointer: `${place}${pointer}`, message }));
}
