import { followDecision } from '../../src/scenarios/decision/follow-decision.verbs.ts';
import type { EntityManager } from '@mikro-orm/core';
import { describe, expect, test } from 'vitest';
import { randers as told } from '../../fixtures/randers-2024-2025/index.ts';
import { findCase } from '../../src/committees/case.verbs.ts';
import { createMeeting } from '../../src/committees/meeting.verbs.ts';
import { readFixture } from '../../src/fixture.ts';
import { RuleBroken } from '../../src/shared/rule-broken.ts';
import { Plan, PhaseRecord } from '../../src/tenders/tender.entity.ts';
import type { NewPlan } from '../../src/tenders/tender.schema.ts';
import { decidePhase, linkGate, recordPhase } from '../../src/tenders/plan/phase.verbs.ts';
import { addPlan, linkApproval } from '../../src/tenders/plan/plan.verbs.ts';
import { createTender } from '../../src/tenders/tender.verbs.ts';
import { timeline } from '../../src/tenders/timeline/timeline.ts';
import { wholeTender } from '../../src/tenders/whole-tender.query.ts';
import { approvedOn, baselineOn, planOn, situationOf } from '../../src/tenders/whole-tender.ts';
import { testDatabase } from '../database.ts';
import { randersWorld } from '../randers-world.ts';

const randers = readFixture(told);
const udbud = 'udbud-2024-2025';
const meetingOn = (day: string) => `beskaeftigelsesudvalget-${day}`;

async function randersTender() {
  const database = await testDatabase(randersWorld);
  const em = database.orm.em.fork();
  const seenOn = async (today: string) => timeline(situationOf(await wholeTender(database, udbud), today));
  const phase = async (number: number, today: string) =>
    (await seenOn(today)).phases.find(one => one.number === number);
  return { database, em, seenOn, phase };
}

function decide(
  em: EntityManager,
  phase: number,
  day: string,
  outcome: Parameters<typeof decidePhase>[3]['outcome'],
  more: Partial<Parameters<typeof decidePhase>[3]> = {},
) {
  const reason = ['postponed', 'rejected', 'stopped'].includes(outcome) ? 'Mere tid til materialet' : null;
  const decision = { meeting: meetingOn(day), outcome, reason, absent: null, conditions: [], ...more };
  return decidePhase(em, udbud, phase, decision, day, followDecision);
}

async function refusal(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RuleBroken)) throw new Error('nothing was refused', { cause: error });
  return { rule: error.rule, message: error.message, findings: error.findings };
}

/** The approved plan with its phases from 4 on at later meetings. */
function renewed(changes: Partial<NewPlan> = {}): NewPlan {
  const [plan] = randers.tender.plans;
  if (!plan) throw new Error('the fixture has a plan');
  const { approval: _, ...approved } = plan;
  const days = new Map([
    [4, { meeting: meetingOn('2023-08-15'), plannedTo: '2023-08-15' }],
    [5, { meeting: meetingOn('2023-10-10'), plannedTo: '2023-10-10' }],
    [6, { plannedFrom: '2023-10-11', plannedTo: '2023-12-19' }],
    [7, { meeting: null, plannedFrom: '2023-12-20', plannedTo: null }],
  ]);
  return {
    ...approved,
    reason: 'Udvalget udsatte rammeaftalen 13. juni',
    madeOn: '2023-06-14',
    contractStart: '2024-03-01',
    phases: approved.phases.map(phase => ({ ...phase, ...days.get(phase.number) })),
    ...changes,
  };
}

describe('what the timeline is worked out from', () => {
  test('as cases.md has it on 13 April 2023', async () => {
    const { seenOn } = await randersTender();

    const { phases, contract } = await seenOn('2023-04-13');

    expect(
      phases
        .slice(1)
        .map(({ number, forecast, latest, slack }) => [
          number,
          forecast.to,
          latest.limit,
          latest.lastMeeting?.day ?? null,
          slack,
        ]),
    ).toEqual([
      [2, '2023-04-28', '2023-05-12', null, 9],
      [3, '2023-05-09', '2023-05-12', '2023-05-09', 0],
      [4, '2023-06-13', '2023-08-09', '2023-06-13', 0],
      [5, '2023-08-15', '2023-09-27', '2023-09-12', 20],
      [6, '2023-11-08', '2023-12-06', null, 20],
      [7, '2023-11-14', '2023-12-15', '2023-12-12', 20],
    ]);
    expect(contract.reached).toBe('yes');
  });

  test('the baseline is the plan whose recommendation was approved on 12 April', async () => {
    const { database, em } = await randersTender();
    await addPlan(em, udbud, renewed(), '2023-06-14');

    const whole = await wholeTender(database, udbud);

    expect(planOn(whole, '2023-06-13').number).toBe(1);
    expect(planOn(whole, '2023-06-14').number).toBe(2);
    expect(baselineOn(whole, '2023-06-14')?.number).toBe(1);
    expect(whole.plans.map(plan => approvedOn(plan, '2023-06-14'))).toEqual(['2023-04-12', null]);
    expect(baselineOn(whole, '2023-04-11')).toBeNull();
  });
});

describe('the adviser’s months', () => {
  test('discussed on 9 May: phase 3 is over, and phase 4 waits for phase 2 alone', async () => {
    const { em, phase } = await randersTender();

    await decide(em, 3, '2023-05-09', 'discussed');

    expect(await phase(3, '2023-05-09')).toMatchObject({ state: 'ended', forecast: { to: '2023-05-09' } });
    expect((await phase(3, '2023-05-08'))?.state).toBe('waiting');
  });

  test('phase 4 postponed on 13 June: 1 January 2024 cannot be reached, as cases.md works it out', async () => {
    const { em, seenOn } = await randersTender();
    await recordPhase(em, udbud, 2, { kind: 'started', day: '2023-04-13', note: null }, '2023-04-28');
    await recordPhase(em, udbud, 2, { kind: 'ended', day: '2023-04-28', note: null }, '2023-04-28');
    await decide(em, 3, '2023-05-09', 'discussed');
    await decide(em, 4, '2023-06-13', 'postponed');

    const { phases, contract } = await seenOn('2023-06-14');

    expect(phases.slice(3).map(({ number, forecast, slack }) => [number, forecast.to, slack])).toEqual([
      [4, '2023-08-15', -45],
      [5, '2023-10-10', -20],
      [6, '2023-12-19', -9],
      [7, null, null],
    ]);
    expect(contract.reached).toBe('no');
  });
});

describe('gates', () => {
  test('phase 6 cannot start before the decisions of 4 and 5, and both are named', async () => {
    const { em } = await randersTender();
    await recordPhase(em, udbud, 2, { kind: 'ended', day: '2023-04-28', note: null }, '2023-08-16');
    await decide(em, 3, '2023-05-09', 'discussed');

    const { rule, message } = await refusal(
      recordPhase(em, udbud, 6, { kind: 'started', day: '2023-08-16', note: null }, '2023-08-16'),
    );

    expect(rule).toBe('gate-not-passed');
    expect(message).toContain('fase 4 (Udvalget tager stilling til rammeaftale og evalueringsmodel)');
    expect(message).toContain('fase 5 (Udbudsmaterialet rettes til, og den endelige version forelægges)');
    expect(await em.fork().count(PhaseRecord, { phase: 6 })).toBe(0);
  });

  test('a later gate is not decided before an earlier one, and nothing of it is stored', async () => {
    const { em } = await randersTender();

    const { rule, message } = await refusal(decide(em, 5, '2023-08-15', 'noted'));
    const { decisions } = (await findCase(em.fork(), 'endeligt-udbudsmateriale')).view();

    expect(rule).toBe('gate-not-passed');
    expect(message).toContain('fase 4');
    expect(decisions).toEqual([]);
  });

  test('a decision with conditions passes the gate and opens the conditions', async () => {
    const { em, phase } = await randersTender();
    await decide(em, 3, '2023-05-09', 'discussed');
    const conditions = [{ text: 'Økonomien genberegnes', dueOn: '2023-08-01' }];
    await decide(em, 4, '2023-06-13', 'approved-with-conditions', { conditions });

    const [decision] = (await findCase(em.fork(), 'rammeaftale-og-evalueringsmodel')).view().decisions;

    expect(decision?.conditions).toMatchObject([{ dueOn: '2023-08-01', metOn: null }]);
    expect((await phase(4, '2023-06-14'))?.state).toBe('ended');
  });

  test('stopped under § 23 halts the tender until the council has decided', async () => {
    const { database, em, phase } = await randersTender();
    await decide(em, 3, '2023-05-09', 'discussed');
    await recordPhase(em, udbud, 2, { kind: 'ended', day: '2023-04-28', note: null }, '2023-06-13');
    await decide(em, 4, '2023-06-13', 'stopped');

    const halted = await refusal(
      recordPhase(em, udbud, 6, { kind: 'started', day: '2023-06-14', note: null }, '2023-06-14'),
    );
    const again = await decide(em, 4, '2023-08-15', 'approved').then(() => phase(4, '2023-08-15'));
    await createMeeting(
      em,
      {
        committee: 'byraadet',
        day: '2023-08-21',
        startsAt: null,
        place: null,
        status: 'planned',
        basis: 'assumption',
        note: null,
        sources: [],
      },
      '2023-08-01',
    );
    const council = { meeting: 'byraadet-2023-08-21', outcome: 'approved', reason: null } as const;
    await decidePhase(
      em,
      udbud,
      4,
      { ...council, absent: null, conditions: [] },
      '2023-08-21',
      followDecision,
    );

    expect(halted.rule).toBe('tender-halted');
    expect(again?.gate?.state).toBe('halted');
    expect((await phase(4, '2023-08-21'))?.gate).toMatchObject({ state: 'passed', on: '2023-08-21' });
    expect((await wholeTender(database, udbud)).gates[2]?.decisions.map(({ by }) => by)).toEqual([
      'committee',
      'committee',
      'council',
    ]);
  });

  test('a phase without a gate gets a case of its own with the decision', async () => {
    const { database, em, phase } = await randersTender();
    const plan = renewed();
    const extra = plan.phases
      .filter(({ number }) => number === 3)
      .map(third => ({
        ...third,
        number: 8,
        title: 'Orientering om tidsplanen',
        kind: 'presentation' as const,
        meeting: null,
      }));
    await addPlan(em, udbud, { ...plan, phases: [...plan.phases, ...extra] }, '2023-06-14');

    await decide(em, 8, '2023-08-15', 'noted');

    const whole = await wholeTender(database, udbud);
    expect(whole.gates.find(gate => gate.phase === 8)).toMatchObject({
      case: 'udbud-2024-2025-fase-8',
      recommendation: 1,
      title: 'Orientering om tidsplanen',
    });
    expect((await phase(8, '2023-08-15'))?.state).toBe('ended');
  });

  test('what has been decided keeps its gate and its approval', async () => {
    const { em } = await randersTender();
    const other = { case: 'principdroeftelse-udbud', recommendation: 1 };

    const gate = await refusal(linkGate(em, udbud, 1, other, '*'));
    const approval = await refusal(linkApproval(em, udbud, 1, other, '*'));

    expect([gate.rule, approval.rule]).toEqual(['decided', 'decided']);
  });
});

describe('records', () => {
  test('nothing is recorded for a day that has not come', async () => {
    const { em } = await randersTender();

    const { findings } = await refusal(
      recordPhase(em, udbud, 2, { kind: 'started', day: '2023-04-14', note: null }, '2023-04-13'),
    );

    expect(findings).toMatchObject([{ pointer: '/day' }]);
  });

  test('a phase taken up again is under way again, and its first end stays on record', async () => {
    const { database, em, phase } = await randersTender();
    for (const [kind, day] of [
      ['started', '2023-04-13'],
      ['ended', '2023-04-20'],
      ['reopened', '2023-04-24'],
    ] as const)
      await recordPhase(em, udbud, 2, { kind, day, note: null }, '2023-04-24');

    expect((await phase(2, '2023-04-21'))?.state).toBe('ended');
    expect((await phase(2, '2023-04-24'))?.state).toBe('begun');
    expect((await wholeTender(database, udbud)).records).toHaveLength(3);
  });

  test('plans and records are never changed in the database', async () => {
    const { database, em } = await randersTender();
    await recordPhase(em, udbud, 2, { kind: 'started', day: '2023-04-13', note: null }, '2023-04-13');
    const connection = database.orm.em.getConnection();

    for (const sql of [
      `update plan set reason = 'en anden'`,
      'delete from plan',
      `update phase set planned_to = '2024-01-01'`,
      `update phase_record set day = '2023-05-01'`,
      'delete from phase_record',
      `update decision set outcome = 'rejected'`,
    ])
      await expect(connection.execute(sql)).rejects.toThrow(/are records/);
  });
});

describe('plans', () => {
  test('everything that is wrong with a plan is told at its place, and no plan is stored', async () => {
    const { em } = await randersTender();
    const plan = renewed();
    const phases = plan.phases.map(phase => ({
      ...phase,
      number: phase.number === 7 ? 6 : phase.number,
      predecessors: phase.number === 2 ? [3] : phase.number === 3 ? [2] : phase.predecessors,
      plannedFrom: phase.number === 4 ? '2023-09-01' : phase.plannedFrom,
    }));

    const { findings } = await refusal(
      addPlan(em, udbud, { ...plan, phases, madeOn: '2023-06-15' }, '2023-06-14'),
    );

    expect(findings.map(finding => ('pointer' in finding ? finding.pointer : ''))).toEqual(
      expect.arrayContaining([
        '/madeOn',
        '/phases/1/predecessors',
        '/phases/2/predecessors',
        '/phases/3/plannedTo',
        '/phases/6/number',
      ]),
    );
    expect(await em.fork().count(Plan)).toBe(1);
  });

  test('another tender begins with the same phases, its own days open', async () => {
    const { database, em } = await randersTender();
    const { plans: _p, gates: _g, records: _r, milestones: _m, ...fields } = randers.tender;
    const plan = { reason: 'Som sidst', madeOn: '2025-01-07', contractStart: '2026-01-01' };

    await createTender(
      em,
      { ...fields, code: 'udbud-2026', plan: { ...plan, phases: [], template: udbud } },
      '2025-01-07',
    );

    const [first] = (await wholeTender(database, 'udbud-2026')).plans;
    expect(first?.phases.map(({ number, title }) => [number, title])).toEqual(
      randers.tender.plans[0]?.phases.map(({ number, title }) => [number, title]),
    );
    expect(first?.phases.every(phase => phase.plannedTo === null && phase.meeting === null)).toBe(true);
  });
});
