import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ContractTerms } from '../../src/screening/contract-value.schema.ts';
import { contractValue } from '../../src/screening/contract-value.ts';
import { withoutVat } from '../../src/screening/vat.ts';
import { fixedTerm, kroner, price, unpriced, yearly } from './contracts.ts';

const monthly = (termMonths: number | null, optionMonths = 0) =>
  contractValue({ kind: 'monthly', monthly: price(120_000), termMonths, optionMonths });

const recurring = (given: {
  last?: number;
  changes?: number[];
  next?: number;
  planned?: (number | null)[];
}): ContractTerms => ({
  kind: 'recurring',
  lastTwelveMonths: given.last === undefined ? null : price(given.last),
  adjustments: (given.changes ?? []).map(change => ({
    reason: 'Flere forløb',
    changeOere: kroner(change),
  })),
  nextTwelveMonths: given.next === undefined ? null : price(given.next),
  plannedTerm: yearly(...(given.planned ?? [])),
});

const messages = (terms: ContractTerms) =>
  ContractTerms.safeParse(terms).error?.issues.map(({ path, message }) => [path.join('/'), message]) ?? [];

describe('a fixed term', () => {
  test('counts its option years: 1.400.000 a year, two years and two options is 5.600.000', () => {
    const value = contractValue(fixedTerm([1_400_000, 1_400_000], [1_400_000, 1_400_000]));

    expect(value.amount).toEqual({ kind: 'known', amountOere: kroner(5_600_000) });
    expect(value.terms.map(term => [term.label, term.amountOere])).toEqual([
      ['2024', kroner(1_400_000)],
      ['2025', kroner(1_400_000)],
      ['Option: 2026', kroner(1_400_000)],
      ['Option: 2027', kroner(1_400_000)],
    ]);
    expect(value.explanation).toEqual([expect.stringMatching(/^Udbudsloven § 30: .*2 år, 2 med option/)]);
  });

  test('longer than 48 months is not cut, since its total is stated: 6 × 1.000.000 is 6.000.000', () => {
    const million = 1_000_000;
    expect(contractValue(fixedTerm([million, million, million, million, million, million])).amount).toEqual({
      kind: 'known',
      amountOere: kroner(6_000_000),
    });
  });

  test('counts prizes and payments beside the years', () => {
    const value = contractValue({
      kind: 'fixed-term',
      years: yearly(800_000),
      options: [],
      other: [{ label: 'Opstart', price: price(50_000) }],
    });
    expect(value.amount).toEqual({ kind: 'known', amountOere: kroner(850_000) });
  });

  test('with a year without a price is at least the rest, and the year is named', () => {
    const value = contractValue(fixedTerm([1_000_000, null]));
    expect(value).toMatchObject({
      amount: { kind: 'partly', amountOere: kroner(1_000_000) },
      missing: ['2025'],
      explanation: [expect.any(String), 'Pris ukendt for: 2025. Ukendt er ikke nul.'],
    });
  });

  test('without any price has an unknown value, not zero', () => {
    expect(contractValue(fixedTerm([null, null])).amount).toEqual({ kind: 'unknown' });
    expect(contractValue(unpriced).amount).toEqual({ kind: 'unknown' });
  });

  test('with a price of zero has a known value of zero', () => {
    expect(contractValue(fixedTerm([0])).amount).toEqual({ kind: 'known', amountOere: 0 });
  });
});

describe('VAT', () => {
  test('in an entered price is taken out and said: 1.250.000 with is 1.000.000 without', () => {
    const value = contractValue({
      kind: 'fixed-term',
      years: [{ label: '2024', price: price(1_250_000, 'included') }],
      options: [],
      other: [],
    });
    expect(value.amount).toEqual({ kind: 'known', amountOere: kroner(1_000_000) });
    expect(value.terms[0]?.note).toBe(
      'Indtastet 1.250.000 kr. med moms. De 25 % moms er regnet fra: 4/5 af beløbet, afrundet til nærmeste øre.',
    );
  });

  test('is not taken out of a price without it', () => {
    expect(contractValue(fixedTerm([1_250_000])).terms[0]).toMatchObject({
      amountOere: kroner(1_250_000),
      note: null,
    });
  });

  // 4/5 of 1 to 5 øre: 0,8 1,6 2,4 3,2 4
  test.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 4],
    [100_000_000_000_003, 80_000_000_000_002],
  ])('%d øre with VAT is %d without', (amountOere, without) => {
    expect(withoutVat({ amountOere, vat: 'included' })).toBe(without);
  });
});

describe('a monthly payment without a total', () => {
  test('without an end counts 48 months: 120.000 a month is 5.760.000', () => {
    const value = monthly(null);
    expect(value.amount).toEqual({ kind: 'known', amountOere: kroner(5_760_000) });
    expect(value.terms).toMatchObject([{ times: 48, unitOere: kroner(120_000) }]);
    expect(value.explanation).toEqual([expect.stringContaining('§ 38')]);
  });

  test('without an end is not made longer by options', () => {
    expect(monthly(null, 12).amount).toEqual(monthly(null).amount);
  });

  // 120.000 × 24 = 2.880.000; × 36 = 4.320.000; × 48 = 5.760.000
  test.each([
    [24, 0, 2_880_000],
    [24, 12, 4_320_000],
    [48, 0, 5_760_000],
    [24, 36, 5_760_000],
    [72, 0, 5_760_000],
  ])('of %d months and %d months of options is %d kr.', (term, options, expected) => {
    expect(monthly(term, options).amount).toEqual({ kind: 'known', amountOere: kroner(expected) });
  });

  test('with VAT is freed of it month by month: 100,01 kr. with VAT is 80,01 and 48 times that', () => {
    const value = contractValue({
      kind: 'monthly',
      monthly: { ...price(0, 'included'), amountOere: 10_001 },
      termMonths: null,
      optionMonths: 0,
    });
    expect(value.amount).toEqual({ kind: 'known', amountOere: 8_001 * 48 });
  });
});

describe('one-year contracts renewed year after year', () => {
  test('renewed three times at 1.500.000 and again for 2024 is worth 12 months, adjusted by 60.000', () => {
    const value = contractValue(recurring({ last: 1_500_000, changes: [60_000], planned: [1_560_000] }));
    expect(value.amount).toEqual({ kind: 'known', amountOere: kroner(1_560_000) });
    expect(value.terms.map(term => [term.label, term.amountOere])).toEqual([
      ['Betalt de seneste 12 måneder', kroner(1_500_000)],
      ['Korrektion: Flere forløb', kroner(60_000)],
    ]);
    expect(value.explanation[0]).toContain('§ 35');
  });

  test('planned with three more renewals is worth no less than the four years: 4 × 1.500.000', () => {
    const value = contractValue(
      recurring({ last: 1_450_000, planned: [1_500_000, 1_500_000, 1_500_000, 1_500_000] }),
    );
    expect(value.amount).toEqual({ kind: 'known', amountOere: kroner(6_000_000) });
    expect(value.candidates).toEqual([
      { label: 'Betalt de seneste 12 måneder, korrigeret', amountOere: kroner(1_450_000), used: false },
      { label: 'Skøn for de næste 12 måneder', amountOere: null, used: false },
      { label: 'Planlagt løbetid med fornyelser', amountOere: kroner(6_000_000), used: true },
    ]);
  });

  test('the estimate counts where it is higher than what was paid', () => {
    expect(contractValue(recurring({ last: 1_500_000, next: 1_700_000 })).amount).toEqual({
      kind: 'known',
      amountOere: kroner(1_700_000),
    });
  });

  test('what was paid counts where it is higher than the estimate', () => {
    expect(
      contractValue(recurring({ last: 1_500_000, next: 1_200_000, planned: [1_200_000] })).amount,
    ).toEqual({
      kind: 'known',
      amountOere: kroner(1_500_000),
    });
  });

  test('an expected fall lowers it: 1.500.000 − 300.000', () => {
    expect(contractValue(recurring({ last: 1_500_000, changes: [-300_000] })).amount).toEqual({
      kind: 'known',
      amountOere: kroner(1_200_000),
    });
  });

  test('with only the planned term known is at least that', () => {
    expect(contractValue(recurring({ planned: [900_000] }))).toMatchObject({
      amount: { kind: 'partly', amountOere: kroner(900_000) },
      missing: ['Beløb for 12 måneder'],
    });
  });

  test('with an unpriced planned year is at least the 12 months', () => {
    expect(contractValue(recurring({ last: 1_000_000, planned: [900_000, null] }))).toMatchObject({
      amount: { kind: 'partly', amountOere: kroner(1_000_000) },
      missing: ['Planlagt: 2025'],
    });
  });

  test('with nothing known is unknown', () => {
    expect(contractValue(recurring({ planned: [null] })).amount).toEqual({ kind: 'unknown' });
  });

  test('cannot be adjusted below nothing, nor without an amount to adjust', () => {
    expect(messages(recurring({ last: 100, changes: [-101] }))).toEqual([
      ['adjustments', expect.stringContaining('trækker mere fra')],
    ]);
    expect(messages(recurring({ changes: [5] }))).toEqual([
      ['adjustments', expect.stringContaining('Skriv først')],
    ]);
    expect(messages(recurring({ last: 100, changes: [-100] }))).toEqual([]);
  });
});

describe('whatever the terms', () => {
  const oere = fc.integer({ min: 0, max: 100_000_000_000 });
  const entered = fc.record({
    amountOere: oere,
    vat: fc.constantFrom('excluded' as const, 'included' as const),
    basis: fc.constant('estimate' as const),
    source: fc.constant(null),
  });
  const payments = fc.array(fc.record({ label: fc.constant('år'), price: fc.option(entered, { freq: 4 }) }), {
    maxLength: 5,
  });
  const terms: fc.Arbitrary<ContractTerms> = fc.oneof(
    fc.record({
      kind: fc.constant('fixed-term' as const),
      years: payments.filter(years => years.length > 0),
      options: payments,
      other: payments,
    }),
    fc.record({
      kind: fc.constant('recurring' as const),
      lastTwelveMonths: fc.option(entered),
      adjustments: fc.constant<{ reason: string; changeOere: number }[]>([]),
      nextTwelveMonths: fc.option(entered),
      plannedTerm: payments,
    }),
    fc.record({
      kind: fc.constant('monthly' as const),
      monthly: entered,
      termMonths: fc.option(fc.integer({ min: 1, max: 100 })),
      optionMonths: fc.integer({ min: 0, max: 100 }),
    }),
  );

  test('the terms shown add up to the amount, in whole øre', () => {
    fc.assert(
      fc.property(terms, contract => {
        const { amount, terms, missing } = contractValue(contract);
        const sum = terms.reduce((sum, term) => sum + term.amountOere, 0);
        expect(amount.kind === 'unknown' ? 0 : amount.amountOere).toBe(sum);
        expect(Number.isSafeInteger(sum)).toBe(true);
        expect(amount.kind === 'known').toBe(missing.length === 0);
        for (const term of terms) expect(term.amountOere).toBe(term.unitOere * term.times);
      }),
    );
  });

  test('a recurring contract is never worth less than its planned term', () => {
    fc.assert(
      fc.property(fc.option(entered), fc.option(entered), payments, (last, next, planned) => {
        const value = contractValue({
          kind: 'recurring',
          lastTwelveMonths: last,
          adjustments: [],
          nextTwelveMonths: next,
          plannedTerm: planned,
        });
        const term = planned.reduce((sum, { price }) => sum + (price ? withoutVat(price) : 0), 0);
        expect(value.amount.kind === 'unknown' ? 0 : value.amount.amountOere).toBeGreaterThanOrEqual(term);
      }),
    );
  });

  test('VAT taken out and put back is within one øre', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000_000_000 }), amountOere => {
        const without = BigInt(withoutVat({ amountOere, vat: 'included' }));
        const difference = without * 5n - BigInt(amountOere) * 4n;
        expect(difference >= -2n && difference <= 2n).toBe(true);
      }),
    );
  });
});
