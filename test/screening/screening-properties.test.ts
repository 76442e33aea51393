import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContractTerms, Payment } from '../../src/screening/contract-value.schema.ts';
import type { ScreeningResult } from '../../src/screening/screening.schema.ts';
import { screen, type Screening } from '../../src/screening/screening.ts';
import { thresholds } from '../../src/screening/thresholds.ts';
import { offer, onlyPurpose, price, unpriced } from './contracts.ts';

const { periods } = thresholds;
const weight: Record<ScreeningResult, number> = {
  internal: 0,
  'no-threshold': 0,
  'below-threshold': 1,
  'unknown-price': 2,
  'light-duty': 3,
  'general-duty': 3,
};
const even = fc.integer({ min: 0, max: 200_000_000 }).map(half => half * 2);
const payments = fc.array(fc.option(even, { freq: 6 }), { minLength: 1, maxLength: 4 }).map(amounts =>
  amounts.map((amountOere, i): Payment => ({
    label: `${2024 + i}`,
    price: amountOere === null ? null : { ...price(0), amountOere },
  })),
);
const contracts: fc.Arbitrary<ContractTerms> = fc.oneof(
  fc.record({
    kind: fc.constant('fixed-term' as const),
    years: payments,
    options: payments,
    other: fc.constant<Payment[]>([]),
  }),
  fc.record({
    kind: fc.constant('recurring' as const),
    lastTwelveMonths: fc.option(even.map(amountOere => ({ ...price(0), amountOere }))),
    adjustments: fc.constant<{ reason: string; changeOere: number }[]>([]),
    nextTwelveMonths: fc.option(even.map(amountOere => ({ ...price(0), amountOere }))),
    plannedTerm: payments,
  }),
  fc.record({
    kind: fc.constant('monthly' as const),
    monthly: even.map(oere => ({ ...price(0), amountOere: Math.floor(oere / 40) * 2 })),
    termMonths: fc.option(fc.integer({ min: 1, max: 90 })),
    optionMonths: fc.integer({ min: 0, max: 24 }),
  }),
  fc.constant(unpriced),
);
const offers = fc.array(
  contracts.map(contract => offer('x', contract)),
  { maxLength: 5 },
);
const day = fc.constantFrom('2022-06-01', '2023-12-31', '2024-01-01', '2026-05-05');
const known = (screening: Screening) => {
  const sum = screening.purposes[0]?.sum;
  return sum === undefined || sum.kind === 'unknown' ? 0 : sum.amountOere;
};
const weightOf = (screening: Screening) => weight[screening.purposes[0]?.result ?? 'internal'];
const changeAmounts = (contract: ContractTerms, change: (oere: number) => number): ContractTerms => {
  const changed = <P extends { amountOere: number } | null>(price: P): P =>
    price === null ? price : { ...price, amountOere: change(price.amountOere) };
  const all = (list: Payment[]) => list.map(({ label, price }) => ({ label, price: changed(price) }));
  switch (contract.kind) {
    case 'fixed-term':
      return {
        ...contract,
        years: all(contract.years),
        options: all(contract.options),
        other: all(contract.other),
      };
    case 'recurring':
      return {
        ...contract,
        lastTwelveMonths: changed(contract.lastTwelveMonths),
        nextTwelveMonths: changed(contract.nextTwelveMonths),
        plannedTerm: all(contract.plannedTerm),
      };
    case 'monthly':
      return { ...contract, monthly: changed(contract.monthly) };
    case 'unknown-price':
      return contract;
  }
};

const term = (years: Payment[]): ContractTerms => ({ kind: 'fixed-term', years, options: [], other: [] });

test('one more offer never lowers the sum of its purpose, nor makes the answer milder', () => {
  fc.assert(
    fc.property(offers, contracts, day, (offers, contract, day) => {
      const before = screen(offers, day, periods);
      const after = screen([...offers, offer('ny', contract)], day, periods);
      expect(known(after)).toBeGreaterThanOrEqual(known(before));
      expect(weightOf(after)).toBeGreaterThanOrEqual(weightOf(before));
    }),
  );
});

test('a contract split in two leaves the sum and the answer as they were', () => {
  fc.assert(
    fc.property(offers, contracts, day, (offers, contract, day) => {
      const half = changeAmounts(contract, oere => oere / 2);
      const whole = onlyPurpose(screen([...offers, offer('hel', contract)], day, periods));
      const split = onlyPurpose(screen([...offers, offer('a', half), offer('b', half)], day, periods));
      expect(split.sum).toEqual(whole.sum);
      expect(split.result).toBe(whole.result);
    }),
  );
});

test('a fixed term split by its years in two contracts leaves the sum and the answer as they were', () => {
  fc.assert(
    fc.property(offers, payments, payments, day, (offers, first, later, day) => {
      const whole = onlyPurpose(screen([...offers, offer('hel', term([...first, ...later]))], day, periods));
      const split = onlyPurpose(
        screen([...offers, offer('a', term(first)), offer('b', term(later))], day, periods),
      );
      expect(split.sum).toEqual(whole.sum);
      expect(split.result).toBe(whole.result);
    }),
  );
});

test('higher amounts never give a lower sum or a milder answer', () => {
  fc.assert(
    fc.property(offers, contracts, fc.nat(1_000_000), day, (offers, contract, more, day) => {
      const before = screen([...offers, offer('ny', contract)], day, periods);
      const dearer = changeAmounts(contract, oere => oere + more);
      const after = screen([...offers, offer('ny', dearer)], day, periods);
      expect(known(after)).toBeGreaterThanOrEqual(known(before));
      expect(weightOf(after)).toBeGreaterThanOrEqual(weightOf(before));
    }),
  );
});

test('the answer does not depend on the order of the offers', () => {
  fc.assert(
    fc.property(offers, day, (offers, day) => {
      const [there, back] = [offers, offers.toReversed()].map(list => screen(list, day, periods));
      expect(back?.purposes[0]?.sum).toEqual(there?.purposes[0]?.sum);
      expect(back?.purposes[0]?.result).toBe(there?.purposes[0]?.result);
    }),
  );
});

test('nothing calls anything lawful', () => {
  fc.assert(
    fc.property(
      offers,
      fc.constantFrom('2014-01-01', '2019-01-01', '2023-12-31', '2026-01-01'),
      (offers, day) => {
        expect(JSON.stringify(screen(offers, day, periods)).toLowerCase()).not.toContain('lovlig');
      },
    ),
  );
});
