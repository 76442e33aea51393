import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import published from '../../fixtures/thresholds.json' with { type: 'json' };
import { limitIn, thresholdOn } from '../../src/screening/threshold.ts';
import { Thresholds } from '../../src/screening/threshold.schema.ts';
import { thresholds } from '../../src/screening/thresholds.ts';

const { periods } = thresholds;
const kroner = (amount: number) => amount * 100;
const at = (file: typeof published, i: number) => file.periods[i] ?? expect.fail(`no period ${i}`);

function limitOn(day: string, category: 'light' | 'general') {
  const threshold = thresholdOn(periods, day);
  if (threshold.kind === 'outside') throw new Error(`${day} should be inside`);
  return limitIn(threshold.period, category);
}

describe('the published thresholds', () => {
  // Whole kroner, as they were announced: first day, last day, general, light.
  test.each([
    ['2016-01-01', '2017-12-31', 1_558_409, 5_592_375],
    ['2018-01-01', '2019-12-31', 1_645_367, null],
    ['2020-01-01', '2021-12-31', 1_595_391, 5_591_325],
    ['2022-01-01', '2023-12-31', 1_601_944, 5_588_175],
    ['2024-01-01', '2025-12-31', 1_644_638, 5_581_350],
    ['2026-01-01', '2027-12-31', 1_611_360, 5_595_000],
  ])('%s to %s: %d and %d kr.', (first, last, general, light) => {
    for (const day of [first, last]) {
      expect(limitOn(day, 'general')).toMatchObject({ kind: 'known', amountOere: kroner(general) });
      expect(limitOn(day, 'light')).toMatchObject(
        light === null ? { kind: 'unknown' } : { kind: 'known', amountOere: kroner(light) },
      );
    }
  });

  test('the light value of 2018–2019 was not found, and the answer says what cannot be done', () => {
    expect(limitOn('2019-06-01', 'light')).toEqual({
      kind: 'unknown',
      message: expect.stringContaining('kan ikke sammenlignes med perioden 2018–2019'),
    });
  });

  test('the light value of 2026–2027 is marked as worked out, with how', () => {
    expect(limitOn('2026-03-01', 'light')).toMatchObject({
      caution: expect.stringMatching(/2026–2027 er beregnet.*750\.000 euro × 7,46/),
    });
    expect(limitOn('2026-03-01', 'general')).toMatchObject({ caution: null });
    // 750.000 × 1.611.360 / 216.000, the rate of the general value
    expect((750_000 * 1_611_360) / 216_000).toBe(5_595_000);
  });
});

test('the answer says why this period', () => {
  expect(thresholdOn(periods, '2023-10-02')).toMatchObject({
    kind: 'in-force',
    why: 'Bekendtgørelsen er sat til 2. oktober 2023. Derfor gælder tærskelværdierne for 2022–2023, også når leveringen ligger senere.',
  });
});

test.each(['2015-12-31', '2028-01-01'])('%s lies outside every period and is pointed out', day => {
  expect(thresholdOn(periods, day)).toMatchObject({
    kind: 'outside',
    message: expect.stringContaining('begynder 1. januar 2016 og gælder indtil 1. januar 2028'),
  });
});

test('no periods at all is pointed out too', () => {
  expect(thresholdOn([], '2023-01-01')).toMatchObject({ kind: 'outside' });
});

test('every day between the first and the last has exactly one period', () => {
  const days = fc
    .date({
      min: new Date('2016-01-01T00:00:00Z'),
      max: new Date('2027-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    .map(date => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(days, day => {
      expect(periods.filter(({ from, to }) => from <= day && day < to)).toHaveLength(1);
      expect(thresholdOn(periods, day).kind).toBe('in-force');
    }),
  );
});

const mistakes = (change: (file: typeof published) => void) => {
  const file = structuredClone(published);
  change(file);
  const parsed = Thresholds.safeParse(file);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => [path.join('/'), message]);
};

describe('a file of thresholds is refused', () => {
  test('unchanged it is not', () => {
    expect(mistakes(() => {})).toEqual([]);
  });

  test('with a gap', () => {
    expect(mistakes(file => (at(file, 2).from = '2020-01-02'))).toEqual([
      ['periods/2/from', expect.stringContaining('hul mellem 2020-01-01 og 2020-01-02')],
    ]);
  });

  test('with an overlap', () => {
    expect(mistakes(file => (at(file, 2).from = '2019-12-31'))).toEqual([
      ['periods/2/from', expect.stringContaining('overlapper')],
    ]);
  });

  test('with two periods in the wrong order', () => {
    expect(
      mistakes(file => {
        file.periods.push(...file.periods.splice(0, 1));
      }),
    ).toEqual([['periods/5/from', expect.stringContaining('Byt dem om')]]);
  });

  test('with a period that ends before it begins', () => {
    expect(mistakes(file => (at(file, 5).to = '2025-01-01'))).toEqual([
      ['periods/5/to', expect.stringContaining('slutter 2025-01-01')],
    ]);
  });

  test('with a day that does not exist', () => {
    expect(mistakes(file => (at(file, 5).to = '2028-02-30')).map(([path]) => path)).toEqual(['periods/5/to']);
  });

  test('with a missing light value that says nothing about why', () => {
    expect(mistakes(file => Object.assign(at(file, 1).light, { note: '' })).map(([path]) => path)).toEqual([
      'periods/1/light/note',
    ]);
  });

  test('with a light value of zero, which would put every contract above it', () => {
    expect(mistakes(file => (at(file, 0).light.amountOere = 0)).map(([path]) => path)).toEqual([
      'periods/0/light/amountOere',
    ]);
  });
});
