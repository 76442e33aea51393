import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/core';
import { Case, Condition, Decision } from './committees/case.entity.ts';
import { ClosingDay, Committee } from './committees/committee.entity.ts';
import { Meeting } from './committees/meeting.entity.ts';
import { readFixture, type Fixture } from './fixture.ts';
import { Goal } from './goals/goal.entity.ts';
import { LoadedFixture } from './database/loaded-fixture.entity.ts';
import { Offer } from './offers/offer.entity.ts';
import { Portfolio } from './offers/portfolio.entity.ts';
import { Supplier } from './suppliers/supplier.entity.ts';
import { TargetGroup } from './target-groups/target-group.entity.ts';
import { Area } from './outcomes/area.entity.ts';
import { connectionOf } from './database/connection.verbs.ts';
import { Expectation } from './outcomes/expectations/expectation.entity.ts';
import { GoalTarget } from './outcomes/goals/goal-target.entity.ts';
import { Measure } from './outcomes/measure.entity.ts';
import { storeObservations } from './outcomes/import/observation.verbs.ts';
import { PublishedFigure } from './outcomes/published-figure.entity.ts';
import { decideBy } from './scenarios/comparison/decide-by.ts';
import { presentScenario } from './scenarios/decision/presentation.verbs.ts';
import { createScenario } from './scenarios/scenario.verbs.ts';
import { known } from './shared/known.ts';
import { readTender } from './tenders/whole-tender.query.ts';
import { situationOf } from './tenders/whole-tender.ts';
import { Gate, Milestone, Phase, PhaseRecord, Plan, PlanApproval, Tender } from './tenders/tender.entity.ts';

/** Any number will do, as long as every version of the program uses the same. */
const fixtureLock = 20_231_110;

/**
 * What became of a fixture: `loaded` now, `unchanged` since it was loaded, `differs` from what was loaded then, which is told
 * and not applied, or `in use`: the database holds other data, and they are not mixed.
 */
export type Loading = 'loaded' | 'unchanged' | 'differs' | 'in use';

/**
 * Loads a municipality into an empty database, in one transaction and once in its life.
 * @throws RuleBroken `invalid-fixture` with all findings; then nothing is loaded
 */
export async function loadFixture(em: EntityManager, data: unknown): Promise<Loading> {
  const checksum = createHash('sha256').update(JSON.stringify(data)).digest('hex');
  return em.fork().transactional(async em => {
    await takeTurn(em);
    // Every start but the first ends here, so it comes before the reading, which takes its time.
    if (await em.findOne(LoadedFixture, { checksum })) return 'unchanged';
    const fixture = readFixture(data);
    const { code: name } = fixture.portfolio;
    if (await em.findOne(LoadedFixture, { name })) return 'differs';
    if (await inUse(em)) return 'in use';
    await fill(em, fixture);
    em.create(LoadedFixture, { name, checksum });
    return 'loaded';
  });
}

/** Another process that starts on the same database waits here until this one is done. */
async function takeTurn(em: EntityManager): Promise<void> {
  const lock = `select pg_advisory_xact_lock(${fixtureLock})`;
  await em.getConnection().execute(lock, [], 'all', em.getTransactionContext());
}

async function inUse(em: EntityManager): Promise<boolean> {
  const counts = [
    await em.count(Portfolio),
    await em.count(Supplier),
    await em.count(TargetGroup),
    await em.count(Goal),
    await em.count(Committee),
    await em.count(ClosingDay),
    await em.count(Measure),
    await em.count(Area),
  ];
  return counts.some(count => count > 0);
}

async function fill(em: EntityManager, fixture: Fixture): Promise<void> {
  const { portfolio, groups } = await fillVifte(em, fixture);
  const committees = fillCommittees(em, fixture);
  fillTender(em, fixture.tender, { portfolio, ...committees });
  await fillOutcomes(em, fixture, groups);
  await em.flush();
  await fillScenarios(em, fixture);
}

async function fillVifte(em: EntityManager, fixture: Fixture) {
  const suppliers = byCode(fixture.suppliers.map(supplier => em.create(Supplier, supplier)));
  const goals = byCode(fixture.goals.map(goal => em.create(Goal, goal)));
  const groups = await fillGroups(em, fixture.targetGroups);
  const { code, title, municipality, countBasis } = fixture.portfolio;
  const portfolio = em.create(Portfolio, { code, title, municipality, countBasis });
  portfolio.revise(fixture.portfolio, groups);
  for (const input of fixture.offers) {
    const offer = em.create(Offer, { portfolio, code: input.code }, { partial: true });
    offer.revise(input, { suppliers, groups, goals });
  }
  return { portfolio, groups };
}

/** Parents before their children: a row that gets its parent afterwards would start at its second version. */
async function fillGroups(em: EntityManager, targetGroups: Fixture['targetGroups']) {
  const groups = new Map<string, TargetGroup>();
  let waiting = targetGroups;
  while (waiting.length > 0) {
    const hasParent = Map.groupBy(waiting, ({ parent }) => parent === null || groups.has(parent));
    for (const group of hasParent.get(true) ?? []) {
      const parent = group.parent === null ? null : known(groups, group.parent);
      groups.set(
        group.code,
        em.create(TargetGroup, {
          ...group,
          inPartition: group.inPartition ?? false,
          comprises: group.comprises ?? [],
          parent,
        }),
      );
    }
    await em.flush();
    waiting = hasParent.get(false) ?? [];
  }
  return groups;
}

type Committees = {
  committees: Map<string, Committee>;
  meetings: Map<string, Meeting>;
  cases: Map<string, Case>;
};

function fillCommittees(em: EntityManager, fixture: Fixture): Committees {
  for (const day of fixture.closingDays) em.create(ClosingDay, day);
  const committees = byCode(fixture.committees.map(committee => em.create(Committee, committee)));
  const meetings = byCode(
    fixture.meetings.map(({ committee, ...meeting }) =>
      em.create(Meeting, { ...meeting, committee: known(committees, committee) }),
    ),
  );
  const cases = fixture.cases.map(({ decisions, ...input }) => {
    const { code } = input;
    const committee = known(committees, input.committee);
    const one = em.create(Case, { code, committee }, { partial: true });
    one.revise(input, meetings);
    for (const decision of decisions) fillDecision(em, one, decision, known(meetings, decision.meeting));
    return one;
  });
  return { committees, meetings, cases: byCode(cases) };
}

function fillDecision(
  em: EntityManager,
  decided: Case,
  { conditions, ...input }: Fixture['cases'][number]['decisions'][number],
  meeting: Meeting,
): void {
  const decision = em.create(Decision, { ...input, case: decided, meeting });
  conditions.forEach((condition, position) => em.create(Condition, { ...condition, decision, position }));
}

function fillTender(
  em: EntityManager,
  { plans, gates, records, milestones, ...input }: Fixture['tender'],
  { portfolio, committees, meetings, cases }: Committees & { portfolio: Portfolio },
): void {
  const { code } = input;
  const committee = known(committees, input.committee);
  const tender = em.create(Tender, { code, portfolio, committee }, { partial: true });
  tender.revise(input);
  plans.forEach(({ phases, approval, ...made }, i) => {
    const plan = em.create(Plan, { ...made, tender, number: i + 1 });
    for (const phase of phases) {
      const meeting = phase.meeting === null ? null : known(meetings, phase.meeting);
      em.create(Phase, { ...phase, plan, meeting });
    }
    if (approval !== null) em.create(PlanApproval, { ...approval, plan, case: known(cases, approval.case) });
  });
  for (const gate of gates) em.create(Gate, { ...gate, tender, case: known(cases, gate.case) });
  for (const record of records) em.create(PhaseRecord, { ...record, tender });
  for (const milestone of milestones) em.create(Milestone, { ...milestone, tender });
}

/** Made and presented by the same verbs, and so the same rules, as when people do it. */
async function fillScenarios(em: EntityManager, { portfolio, tender, scenarios }: Fixture): Promise<void> {
  for (const { presented, ...input } of scenarios) {
    const { code } = portfolio;
    const whole = await readTender(em, tender.code);
    const { on: day, ...about } = presented;
    const notice = whole.milestones.find(({ kind }) => kind === 'notice');
    const made = await createScenario(em, code, { ...input, copiedFrom: null });
    await presentScenario(em, code, made.code, about, '*', {
      day,
      noticeDate: notice?.metOn ?? notice?.dueOn ?? day,
      decideBy: decideBy([{ tender: whole.tender, situation: situationOf(whole, day) }]),
    });
  }
}

async function fillOutcomes(
  em: EntityManager,
  fixture: Fixture,
  targetGroups: ReadonlyMap<string, TargetGroup>,
): Promise<void> {
  const measures = byCode(fixture.measures.map(measure => em.create(Measure, measure)));
  const areas = byCode(fixture.areas.map(area => em.create(Area, area)));
  const placed = (place: { measure: string; targetGroup: string; area: string }) => ({
    measure: known(measures, place.measure),
    targetGroup: known(targetGroups, place.targetGroup),
    area: known(areas, place.area),
  });
  for (const { targetGroup, ...figure } of fixture.publishedFigures)
    em.create(PublishedFigure, { ...figure, targetGroup: known(targetGroups, targetGroup) });
  for (const expectation of fixture.expectations)
    em.create(Expectation, { ...expectation, ...placed(expectation) });

  fixture.outcomeGoals.forEach((goal, position) => em.create(GoalTarget, { ...goal, position }));
  await em.flush();

  const ids = (place: { measure: string; targetGroup: string; area: string }) => ({
    measure: known(measures, place.measure).id,
    targetGroup: known(targetGroups, place.targetGroup).id,
    area: known(areas, place.area).id,
  });
  for (const { basis, source, observations } of fixture.observations) {
    const checksum = createHash('sha256').update(JSON.stringify(observations)).digest('hex');
    const record = { format: 'fixture' as const, fileName: null, draft: null, basis, source, checksum };
    const cells = observations.map((one, i) => ({ ...one, ...ids(one), suppressed: false, line: i + 1 }));
    await storeObservations(connectionOf(em), record, cells);
  }
}

function byCode<T extends { code: string }>(things: T[]): Map<string, T> {
  return new Map(things.map(thing => [thing.code, thing]));
}
