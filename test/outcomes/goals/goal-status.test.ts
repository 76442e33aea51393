import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goalStatuses, type GoalFacts, type Observed } from '../../../src/outcomes/goals/goal-status.ts';
import type { GoalTarget, Reading } from '../../../src/outcomes/goals/goal-target.schema.ts';
import type { PublishedFigureView } from '../../../src/outcomes/published-figure.schema.ts';

const source = { document: 'proeve', section: null };

/** A share of one group in one area and year, from a document unless told otherwise. */
function share(period: string, share: number, changes: Partial<Observed> = {}): Observed {
  const told = { state: 'shown' as const, numerator: null, denominator: null, share };
  return { group: 'unge', period, summed: false, basis: 'document', source, ...told, ...changes };
}

function counts(period: string, numerator: number, denominator: number): Observed {
  const told = { state: 'shown' as const, numerator, denominator, share: null };
  return { group: 'unge', period, summed: false, basis: 'document', source, ...told };
}

const hidden = (period: string): Observed => ({
  group: 'unge',
  period,
  summed: false,
  basis: 'document',
  source,
  state: 'hidden',
});

function figure(code: string, changes: Partial<PublishedFigureView>): [string, PublishedFigureView] {
  const blank = { value: null, unit: 'pct.', numerator: null, denominator: null, statedShare: null };
  const told = { targetGroup: 'unge', title: code, kind: 'result' as const, period: '2022', area: 'Randers' };
  return [code, { code, ...told, ...blank, projectReport: false, note: null, sources: [source], ...changes }];
}

function facts(series: Record<string, Observed[]>, figures: [string, PublishedFigureView][] = []): GoalFacts {
  return {
    observed: ({ area }) => series[area] ?? [],
    figures: new Map(figures),
    measures: new Map([['i-job', { title: 'I job' }]]),
    areas: new Map([
      ['randers', { title: 'Randers' }],
      ['landet', { title: 'hele landet' }],
    ]),
  };
}

const looked = {
  kind: 'measure' as const,
  measure: 'i-job',
  targetGroup: 'unge',
  area: 'randers',
  from: '2022-01-01',
  by: '2022-12-31',
};

function reading(changes: Partial<Reading>): Reading {
  const wording = 'Sådan læst';
  return {
    wording,
    looked,
    against: { kind: 'value', value: 50 },
    direction: 'at-least',
    strict: false,
    ...changes,
  };
}

const beside = (own: number) => facts({ randers: [share('2022', own)], landet: [share('2022', 0.019)] });

function goal(code: string, readings: Reading[], used = 0): GoalTarget {
  const told = { title: code, kind: 'local' as const, plan: '2022', partOf: null };
  return { code, ...told, readings, used, usedBecause: null, note: null, sources: [source] };
}

function statusOf(one: Reading, known: GoalFacts) {
  return goalStatuses([goal('maal', [one])], known)[0]?.readings[0];
}

describe('a measure against a fixed value', () => {
  test('the count decides: 4 of 17 is 23.53 percent and does not reach 24', () => {
    const judged = statusOf(
      reading({ against: { kind: 'value', value: 24 } }),
      facts({ randers: [counts('2022', 4, 17)] }),
    );

    expect(judged?.status).toBe('not-met');
    expect(judged?.figure?.value).toBeCloseTo(23.529412, 6);
    expect(judged?.target?.value).toBe(24);
  });

  test('exactly on the target reaches "mindst" and not "over"', () => {
    const known = facts({ randers: [counts('2022', 37, 50)] });
    const at = { kind: 'value' as const, value: 74 };

    expect(statusOf(reading({ against: at }), known)?.status).toBe('met');
    expect(statusOf(reading({ against: at, strict: true }), known)?.status).toBe('not-met');
    expect(statusOf(reading({ against: at, direction: 'at-most' }), known)?.status).toBe('met');
    expect(statusOf(reading({ against: at, direction: 'at-most', strict: true }), known)?.status).toBe(
      'not-met',
    );
  });

  test('only a period that ends inside the goal counts; the nearest other one is told', () => {
    const judged = statusOf(reading({}), facts({ randers: [share('2019', 0.9), share('2021', 0.412)] }));

    expect(judged?.status).toBe('cannot-be-computed');
    expect(judged?.figure).toBeNull();
    expect(judged?.missing).toEqual(['I job i 2022: tal for Randers (det nyeste er 41,2 pct. for 2021).']);
  });

  test('the newest quarter of the year is used, and a rolling year that ends in it', () => {
    const known = facts({ randers: [share('2022Q3', 0.7), share('2022Q1', 0.1), share('2023Q1', 0.1)] });

    expect(statusOf(reading({}), known)?.figure?.period).toBe('2022Q3');
    expect(statusOf(reading({}), facts({ randers: [share('2022QMAT2', 0.6)] }))?.status).toBe('met');
  });
});

describe('against the country, with a margin in percentage points', () => {
  const against = { kind: 'area' as const, area: 'landet', marginPoints: 0.6 };

  test('2.3 against 1.9 + 0.6 = 2.5 is met where at most is meant; 2.5 too, though floats say 1.9 + 0.6 is not quite that', () => {
    const most = reading({ against, direction: 'at-most' });

    expect(statusOf(most, beside(0.023))).toMatchObject({ status: 'met', target: { value: 2.5 } });
    expect(statusOf(most, beside(0.025))?.status).toBe('met');
    expect(statusOf(most, beside(0.026))?.status).toBe('not-met');
  });

  test('both are of the same period, the newest they share', () => {
    const judged = statusOf(
      reading({ against: { ...against, marginPoints: 0 } }),
      facts({
        randers: [share('2022Q1', 0.5), share('2022Q2', 0.1)],
        landet: [share('2022Q1', 0.4), share('2021Q4', 0.9)],
      }),
    );

    expect(judged).toMatchObject({
      status: 'met',
      figure: { value: 50, period: '2022Q1' },
      target: { value: 40 },
    });
  });

  test('what is missing names the area', () => {
    const judged = statusOf(reading({ against }), facts({ randers: [share('2022', 0.5)] }));

    expect(judged).toMatchObject({ status: 'cannot-be-computed', figure: { value: 50 }, target: null });
    expect(judged?.missing).toEqual(['I job i 2022: tal for hele landet.']);
  });
});

test('against its own past: 48 of 80 in 2019 is 60, two points more is 62, and 62 of 100 reaches it', () => {
  const against = { kind: 'own-past' as const, period: '2019', marginPoints: 2 };
  const known = (did: number) => facts({ randers: [counts('2019', 48, 80), counts('2022', did, 100)] });

  expect(statusOf(reading({ against }), known(62))?.status).toBe('met');
  expect(statusOf(reading({ against }), known(61))?.status).toBe('not-met');
  expect(statusOf(reading({ against }), facts({ randers: [counts('2022', 61, 100)] }))?.missing).toEqual([
    'I job: tal for Randers i 2019.',
  ]);
});

describe('what may not decide', () => {
  test('an assumed figure never does, however good', () => {
    const judged = statusOf(reading({}), facts({ randers: [share('2022', 0.9, { basis: 'assumption' })] }));

    expect(judged?.status).toBe('cannot-be-computed');
    expect(judged?.missing.join()).toContain('antaget eksempel');
  });

  test('a hidden figure does not, and it is not told how small it is', () => {
    const judged = statusOf(reading({}), facts({ randers: [hidden('2022')] }));

    expect(judged?.status).toBe('cannot-be-computed');
    expect(judged?.missing).toEqual([
      'I job i 2022: tal for Randers (holdt tilbage for at beskytte små tal).',
    ]);
  });

  test('nor when it is the country that is hidden', () => {
    const against = { kind: 'area' as const, area: 'landet', marginPoints: 0 };
    const judged = statusOf(
      reading({ against }),
      facts({ randers: [share('2022', 0.9)], landet: [hidden('2022')] }),
    );

    expect(judged).toMatchObject({ status: 'cannot-be-computed', target: null });
  });
});

describe('a printed figure', () => {
  const looked = { kind: 'figure' as const, figure: 'f', as: 'share' as const };

  test('93 percent who had it are 7 who had not: under 20 is met as well as over 80', () => {
    const known = facts({}, [figure('f', { statedShare: 93 })]);
    const has = reading({ looked, against: { kind: 'value', value: 80 }, strict: true });
    const lacks = reading({
      looked: { ...looked, as: 'rest' },
      against: { kind: 'value', value: 20 },
      direction: 'at-most',
      strict: true,
    });

    expect(statusOf(has, known)).toMatchObject({ status: 'met', figure: { value: 93 } });
    expect(statusOf(lacks, known)).toMatchObject({ status: 'met', figure: { value: 7 } });
  });

  test('a change of −19 reaches "at most −14", and one of +4 does not', () => {
    const fall = reading({
      looked: { ...looked, as: 'value' },
      against: { kind: 'value', value: -14 },
      direction: 'at-most',
    });

    expect(statusOf(fall, facts({}, [figure('f', { value: -19, unit: 'personer' })]))?.status).toBe('met');
    expect(statusOf(fall, facts({}, [figure('f', { value: 4, unit: 'personer' })]))?.status).toBe('not-met');
  });

  test('71 is over the country’s 66; where one of the two is gone nothing is said', () => {
    const over = reading({
      looked,
      against: { kind: 'figure', figure: 'land', marginPoints: 0 },
      strict: true,
    });
    const both = [figure('f', { statedShare: 71 }), figure('land', { statedShare: 66 })];

    expect(statusOf(over, facts({}, both))?.status).toBe('met');
    expect(statusOf(over, facts({}, both.slice(0, 1)))?.status).toBe('cannot-be-computed');
    expect(statusOf(over, facts({}, both.slice(1)))?.status).toBe('cannot-be-computed');
  });
});

describe('a goal of goals', () => {
  const value = (percent: number) =>
    reading({
      looked: { kind: 'figure', figure: 'f', as: 'share' },
      against: { kind: 'value', value: percent },
    });
  const nothing = reading({ looked: { kind: 'nothing', missing: 'Et tal.' } });
  const known = facts({}, [figure('f', { statedShare: 50 })]);
  const met = goal('met', [value(40)]);
  const not = goal('not', [value(60)]);
  const open = goal('open', [nothing]);
  const of = (...anyOf: string[][]) => {
    const whole = goal('hele', [reading({ looked: { kind: 'goals', anyOf }, against: null })]);
    return goalStatuses([whole, met, not, open], known)[0]?.status;
  };

  test('is met when all of a list are, not met when one is not, otherwise nobody can tell', () => {
    expect([of(['met']), of(['met', 'not']), of(['met', 'open']), of(['not', 'open'])]).toEqual([
      'met',
      'not-met',
      'cannot-be-computed',
      'not-met',
    ]);
  });

  test('of several lists one is enough', () => {
    expect([of(['not'], ['met']), of(['not'], ['open']), of(['not'], ['not', 'open'])]).toEqual([
      'met',
      'cannot-be-computed',
      'not-met',
    ]);
  });

  test('goals that wait for each other are not met by it', () => {
    const a = goal('a', [reading({ looked: { kind: 'goals', anyOf: [['b']] }, against: null })]);
    const b = goal('b', [reading({ looked: { kind: 'goals', anyOf: [['a']] }, against: null })]);

    expect(goalStatuses([a, b], known).map(({ status }) => status)).toEqual([
      'cannot-be-computed',
      'cannot-be-computed',
    ]);
  });

  test('the reading used decides, and the others stand beside it', () => {
    const [status] = goalStatuses([goal('to', [value(60), value(40)], 1)], known);

    expect(status?.status).toBe('met');
    expect(status?.readings.map(({ used, status }) => [used, status])).toEqual([
      [false, 'not-met'],
      [true, 'met'],
    ]);
  });
});

test('a higher figure never takes a goal of at least away, nor a lower one a goal of at most', () => {
  fc.assert(
    fc.property(fc.nat(100), fc.nat(100), fc.nat(100), fc.boolean(), (one, other, target, strict) => {
      const [low, high] = one < other ? [one, other] : [other, one];
      const met = (percent: number, direction: 'at-least' | 'at-most') =>
        statusOf(
          reading({ against: { kind: 'value', value: target }, direction, strict }),
          facts({ randers: [counts('2022', percent, 100)] }),
        )?.status === 'met';

      expect(met(low, 'at-least') && !met(high, 'at-least')).toBe(false);
      expect(met(high, 'at-most') && !met(low, 'at-most')).toBe(false);
      expect(met(low, 'at-least')).toBe(strict ? low > target : low >= target);
    }),
  );
});
