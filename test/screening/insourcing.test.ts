import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InsourcingPlan } from '../../src/screening/insourcing.schema.ts';
import { insource } from '../../src/screening/insourcing.ts';
import { thresholds } from '../../src/screening/thresholds.ts';
import { fixedTerm, kroner, offer, price } from './contracts.ts';

const { periods } = thresholds;

// 24 months from October 2023; the supplier goes on for 9 of them.
function plan(changes: Partial<InsourcingPlan> = {}): InsourcingPlan {
  return {
    startsIn: '2023-10',
    horizonMonths: 24,
    transitionMonths: 9,
    externalMonthly: price(110_000),
    internalMonthly: price(80_000),
    oneOffs: [{ label: 'Oplæring', month: '2024-01', price: price(200_000) }],
    tenderedMonthly: price(100_000),
    tenderOneOffs: [{ label: 'Rådgiver', month: '2023-10', price: price(90_000) }],
    ...changes,
  };
}

const offers = [
  offer('fjorden', fixedTerm([2_700_000, 2_700_000])),
  offer('haven', fixedTerm([200_000, 200_000])),
];

const effectOf = (changes: Partial<InsourcingPlan> = {}, day = '2023-08-21') =>
  insource('fjorden', plan(changes), offers, day, periods);

const problems = (changes: Partial<InsourcingPlan>) =>
  InsourcingPlan.safeParse(plan(changes)).error?.issues.map(({ path, message }) => [
    path.join('/'),
    message,
  ]) ?? [];

const outside = (month: string) => [{ label: 'Oplæring', month, price: price(1) }];

describe('the cost of insourcing beside tendering', () => {
  test('year by year, by hand', () => {
    // 2023: 3 × 110.000 = 330.000 against 3 × 100.000 + 90.000 = 390.000
    // 2024: 6 × 110.000 + 6 × 80.000 + 200.000 = 1.340.000 against 1.200.000
    // 2025: 9 × 80.000 = 720.000 against 900.000
    expect(
      effectOf().years.map(({ year, months, insourcing, tendering, differenceOere }) => [
        year,
        months,
        insourcing.amount,
        tendering.amount,
        differenceOere,
      ]),
    ).toEqual([
      [2023, 3, known(330_000), known(390_000), kroner(-60_000)],
      [2024, 12, known(1_340_000), known(1_200_000), kroner(140_000)],
      [2025, 9, known(720_000), known(900_000), kroner(-180_000)],
    ]);
  });

  test('in all: 2.390.000 against 2.490.000, with every term', () => {
    const { total, sentence } = effectOf();
    expect(total.insourcing.amount).toEqual(known(2_390_000));
    expect(total.insourcing.terms.map(({ label, times, amountOere }) => [label, times, amountOere])).toEqual([
      ['Ekstern leverandør i overgangen', 9, kroner(990_000)],
      ['Egen drift', 15, kroner(1_200_000)],
      ['Oplæring', 1, kroner(200_000)],
    ]);
    expect(total.tendering.amount).toEqual(known(2_490_000));
    expect(sentence).toBe('Over 24 måneder koster hjemtagelse 100.000 kr. mindre end udbud.');
  });

  test('is paid back when the money saved has covered the start', () => {
    // By the end of 2024 insourcing has cost 80.000 more, and then 20.000 less a month: level at the end of April 2025.
    expect(effectOf().paidBackIn).toBe('2025-04');
    // At 74.000 it is 200.000 dearer by the end of June 2024, then 26.000 less a month: the eighth month is February 2025.
    expect(effectOf({ internalMonthly: price(74_000) }).paidBackIn).toBe('2025-02');
    expect(effectOf({ internalMonthly: price(120_000) }).paidBackIn).toBeNull();
    expect(effectOf({ oneOffs: [], externalMonthly: price(1) }).paidBackIn).toBe('2023-10');
  });

  test('a dearer home delivery says so', () => {
    // 15 × 120.000 = 1.800.000 instead of 1.200.000
    expect(effectOf({ internalMonthly: price(120_000) }).sentence).toBe(
      'Over 24 måneder koster hjemtagelse 500.000 kr. mere end udbud.',
    );
  });

  test('with an unknown price is not compared, but what is known is shown', () => {
    const { total, years, paidBackIn, sentence } = effectOf({ internalMonthly: null });
    expect(total).toMatchObject({
      insourcing: { amount: { kind: 'partly', amountOere: kroner(1_190_000) }, missing: ['Egen drift'] },
      differenceOere: null,
    });
    expect(years.map(({ differenceOere }) => differenceOere)).toEqual([kroner(-60_000), null, null]);
    expect(paidBackIn).toBeNull();
    expect(sentence).toBe('Hjemtagelse og udbud kan ikke sammenlignes, før prisen er kendt for: egen drift.');
  });

  test('the years add up to the whole', () => {
    const months = fc.integer({ min: 1, max: 60 });
    const amount = fc.nat(10_000_000).map(amountOere => ({ ...price(0), amountOere }));
    fc.assert(
      fc.property(months, fc.nat(60), amount, amount, amount, (horizonMonths, transition, a, b, c) => {
        const { years, total } = effectOf({
          horizonMonths,
          transitionMonths: Math.min(transition, horizonMonths),
          externalMonthly: a,
          internalMonthly: b,
          tenderedMonthly: c,
          oneOffs: [],
          tenderOneOffs: [],
        });
        expect(years.reduce((sum, year) => sum + (year.differenceOere ?? NaN), 0)).toBe(total.differenceOere);
        expect(years.reduce((sum, year) => sum + year.months, 0)).toBe(horizonMonths);
      }),
    );
  });
});

describe('the screening', () => {
  test('the transition of 990.000 is still bought outside, and the duty of the purpose falls away', () => {
    // before: 5.400.000 + 400.000 = 5.800.000; after: 9 × 110.000 + 400.000 = 1.390.000
    const { screening } = effectOf();
    expect(screening.transition).toMatchObject({ kind: 'monthly', termMonths: 9 });
    expect(screening.before.purposes).toMatchObject([{ result: 'light-duty', sum: known(5_800_000) }]);
    expect(screening.after.purposes).toMatchObject([{ result: 'below-threshold', sum: known(1_390_000) }]);
    expect(screening.changes.map(({ before, after }) => [before?.result, after?.result])).toEqual([
      ['light-duty', 'below-threshold'],
    ]);
    expect(screening.sentence).toMatch(
      /^I overgangen på 9 måneder fortsætter den eksterne leverandør, og købet skal stadig screenes .*Værdi 990\.000 kr\. Mestring i alt 1\.390\.000 kr\. er under/,
    );
  });

  test('a dear and long transition keeps the duty', () => {
    // 24 × 220.000 = 5.280.000 + 400.000 = 5.680.000
    const { screening } = effectOf({ transitionMonths: 24, externalMonthly: price(220_000) });
    expect(screening.after.purposes).toMatchObject([{ result: 'light-duty', sum: known(5_680_000) }]);
  });

  test('without a transition the offer is internal at once', () => {
    const { screening } = effectOf({ transitionMonths: 0 });
    expect(screening.transition).toBeNull();
    expect(screening.after.offers.map(({ result }) => result)).toEqual(['internal', 'below-threshold']);
    expect(screening.after.purposes).toMatchObject([{ sum: known(400_000) }]);
    expect(screening.sentence).toContain('Uden overgang');
  });

  test('with an unknown price in the transition cannot be screened fully', () => {
    const { screening } = effectOf({ externalMonthly: null });
    expect(screening.after.purposes).toMatchObject([
      { result: 'unknown-price', sum: { kind: 'partly', amountOere: kroner(400_000) } },
    ]);
  });
});

describe('is refused', () => {
  test('for an offer that is not there, and for one that is already internal', () => {
    expect(() => insource('skoven', plan(), offers, '2023-08-21', periods)).toThrow(/skoven findes ikke/);
    const internal = offers.map(one => ({ ...one, delivery: 'internal' as const }));
    expect(() => insource('fjorden', plan(), internal, '2023-08-21', periods)).toThrow(
      /leveres allerede internt/,
    );
  });

  test('with a transition longer than the comparison, or a one-off outside it', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ transitionMonths: 25 })).toEqual([
      ['transitionMonths', expect.stringContaining('længere end')],
    ]);
    expect(problems({ oneOffs: outside('2023-09') })).toEqual([
      ['oneOffs/0/month', expect.stringContaining('2023-09 ligger uden for')],
    ]);
    expect(problems({ tenderOneOffs: outside('2025-10') })).toEqual([
      ['tenderOneOffs/0/month', expect.stringContaining('2025-10 ligger uden for')],
    ]);
    expect(problems({ oneOffs: outside('2025-09') })).toEqual([]);
    expect(problems({ startsIn: '2023-13' }).map(([path]) => path)).toEqual(['startsIn']);
  });
});

function known(amount: number) {
  return { kind: 'known', amountOere: kroner(amount) };
}
