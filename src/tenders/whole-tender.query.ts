import { IsolationLevel, type EntityManager } from '@mikro-orm/core';
import type { Case } from '../committees/case.entity.ts';
import { ClosingDay } from '../committees/committee.entity.ts';
import { Meeting } from '../committees/meeting.entity.ts';
import { closedOn } from '../committees/shown-meeting.ts';
import type { Database } from '../database/database.ts';
import { byRevision } from '../database/by-revision.ts';
import { RuleBroken } from '../shared/rule-broken.ts';
import { Lot } from './lot.entity.ts';
import type { Asked } from './tender.schema.ts';
import { MilestoneVersion, TenderEvent } from './tender-event.entity.ts';
import { Tender } from './tender.entity.ts';
import type { AskedDecisions, VersionedTender } from './whole-tender.ts';

/** The tender with all its timeline rests on, as of one moment; kept until somebody commits a change. */
export const wholeTender = byRevision((database: Database, code: string): Promise<VersionedTender> =>
  database.orm.em
    .fork()
    .transactional(em => readTender(em, code), { isolationLevel: IsolationLevel.REPEATABLE_READ }),
);

/** Every tender there is, by title. */
export const everyTender = byRevision(async (database, _all: string): Promise<VersionedTender[]> =>
  database.orm.em.fork().transactional(
    async em => {
      const tenders = await em.findAll(Tender, { orderBy: { title: 'asc', code: 'asc' } });
      const whole: VersionedTender[] = [];
      for (const { code } of tenders) whole.push(await readTender(em, code));
      return whole;
    },
    { isolationLevel: IsolationLevel.REPEATABLE_READ },
  ),
);

export async function readTender(em: EntityManager, code: string): Promise<VersionedTender> {
  const tender = await em.findOne(
    Tender,
    { code },
    {
      populate: [
        'portfolio',
        'committee',
        'plans.phases.meeting',
        'plans.approval.case.decisions.meeting.committee',
        'plans.approval.case.decisions.conditions.met',
        'records',
        'gates.case.decisions.meeting.committee',
        'gates.case.decisions.conditions.met',
        'milestones',
      ],
      strategy: 'select-in',
      refresh: true,
    },
  );
  if (!tender) throw new RuleBroken('not-found', `Udbuddet ${code} findes ikke.`, { status: 404 });
  const meetings = await em.find(
    Meeting,
    { committee: tender.committee },
    { populate: ['committee'], orderBy: { day: 'asc' } },
  );
  const lots = await em.find(
    Lot,
    { tender },
    {
      populate: ['offers.offer', 'bids.events', 'bids.before', 'awards'],
      orderBy: { code: 'asc' },
      strategy: 'select-in',
    },
  );
  const events = await em.find(TenderEvent, { tender }, { orderBy: { number: 'asc' } });
  const before = await em.find(MilestoneVersion, { tender });
  const { code: committee, name, paperDays, version } = tender.committee;
  return {
    tender: tender.fields(),
    version: tender.version,
    committee: { code: committee, name, paperDays, version },
    plans: tender.plans.getItems().map(({ number, reason, madeOn, contractStart, phases, approval }) => ({
      number,
      reason,
      madeOn,
      contractStart,
      phases: phases.getItems().map(phase => phase.view()),
      approval: approval ? askedDecisions(approval.view(), approval.case) : null,
    })),
    records: tender.records.getItems().map(record => record.view()),
    gates: tender.gates
      .getItems()
      .map(gate => ({ phase: gate.phase, ...askedDecisions(gate.view(), gate.case) })),
    milestones: tender.milestones.getItems().map(milestone => milestone.view()),
    milestoneHistory: [
      ...tender.milestones
        .getItems()
        .map(one => ({ ...one.view(), knownOn: one.knownOn ?? null, knownUntil: null })),
      ...before.map(one => ({ ...one.view(), knownOn: one.knownOn ?? null, knownUntil: one.knownUntil })),
    ].toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.kind < b.kind ? -1 : 1)),
    events: events.map(event => event.view()),
    meetings: meetings.map(meeting => ({ ...meeting.view(), version: meeting.version })),
    closingDays: closedOn(await em.findAll(ClosingDay)).days,
    lots: lots.map(lot => ({
      ...lot.view(),
      bids: lot.bids.getItems().map(bid => bid.kept()),
      awards: lot.awards.getItems().map(({ number, knownOn, frozen }) => ({ number, knownOn, frozen })),
    })),
  };
}

function askedDecisions(asked: Asked, { title, decisions }: Case): AskedDecisions {
  return {
    ...asked,
    title,
    decisions: decisions
      .getItems()
      .filter(({ recommendation }) => recommendation === asked.recommendation)
      .toSorted((a, b) => a.number - b.number)
      .map(decision => ({ ...decision.view(), by: decision.meeting.committee.kind })),
  };
}
