import type { EntityManager } from '@mikro-orm/core';
import { transaction } from '../../database/transaction.ts';
import type { Day } from '../../shared/days/day.ts';
import { RuleBroken, refuseIf } from '../../shared/rule-broken.ts';
import { lockTender } from '../find-tender.query.ts';
import { Milestone, type Tender } from '../tender.entity.ts';
import { readTender } from '../whole-tender.query.ts';
import { sceneOf, type WholeTender } from '../whole-tender.ts';
import { knownEvents } from '../timeline/event.ts';
import type { NewTenderEvent } from './event.schema.ts';
import { unlawful, type Unlawful } from '../timeline/lawful.ts';
import { MilestoneVersion, TenderEvent } from '../tender-event.entity.ts';

/** Records what has happened to a tender or a lot, as known on `today`; refused with the rule where it would be unlawful. */
export function recordEvent(
  em: EntityManager,
  code: string,
  input: NewTenderEvent,
  today: Day,
): Promise<TenderEvent> {
  return transaction(em, async em => {
    const tender = await lockTender(em, code);
    const whole = await readTender(em, code);
    const lots = whole.lots.map(lot => lot.code);
    refuseIf(
      input.lot === null || lots.includes(input.lot)
        ? []
        : [{ pointer: '/lot', message: `Delaftalen ${input.lot} findes ikke.` }],
    );
    const found = unlawful(input, sceneOf(whole, today));
    if (found !== null) throw broken(found);
    const event = em.create(TenderEvent, { ...input, tender, knownOn: today });
    await meetMilestone(em, tender, whole, input, today);
    tender.touch();
    await em.flush();
    return event;
  });
}

function broken({ rule, message, pointer, law }: Unlawful): RuleBroken {
  const told = law === null ? message : `${message} ${law.text} (${law.law})`;
  return new RuleBroken(rule, told, { findings: [{ pointer, message: told }] });
}

/** The milestone of that kind follows what is recorded of the whole tender, and what is taken back. */
async function meetMilestone(
  em: EntityManager,
  tender: Tender,
  { events, milestones }: WholeTender,
  { kind, lot, day, retracts }: NewTenderEvent,
  today: Day,
): Promise<void> {
  const gone = knownEvents(events, today).find(({ number }) => number === retracts);
  const about = kind === 'retracted' ? gone?.kind : kind;
  if ((kind === 'retracted' ? gone?.lot : lot) !== null) return;
  const planned = milestones.find(one => one.kind === about);
  if (planned === undefined) return;
  const milestone = await em.findOneOrFail(Milestone, { tender, kind: planned.kind });
  const knownOn = milestone.knownOn ?? null;
  if (knownOn === null || knownOn < today)
    em.create(MilestoneVersion, { ...milestone.view(), tender, knownOn, knownUntil: today });
  milestone.revise({ ...planned, metOn: kind === 'retracted' ? null : day }, today);
}
