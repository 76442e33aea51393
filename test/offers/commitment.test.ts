import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { balance } from '../../src/balance/balance.ts';
import { commitmentsOf } from '../../src/offers/commitment.ts';
import { withOffer, withoutOffer } from '../../src/offers/leaving.ts';
import { sumOere } from '../../src/shared/money.ts';
import { fixed, offer, serves, vifte } from './small-vifte.ts';

const bound = (until: string | null) => ({ statutory: false, legalBasis: null, contractUntil: until });
const klub = offer('klub', {
  supplier: 'aof',
  binding: bound('2025-06-30'),
  targetGroups: serves(['forsikrede-ledige', 20]),
  priceLines: [fixed(2024, 200_000), fixed(2025, 150_000, 'contract'), fixed(2025, 50_000, 'assumption')],
});

test('a contract that runs on costs the year by its days, parted among what the price rests on', () => {
  // 181 of 365 days of 200.000 kr. are 99.178,08 kr.; three quarters of them are 74.383,56.
  expect(commitmentsOf(klub, [2024, 2025])).toEqual([
    {
      offer: 'klub',
      name: 'klub',
      supplier: 'aof',
      year: 2024,
      from: '2024-01-01',
      until: '2024-12-31',
      amountOere: 20_000_000,
      basis: 'document',
    },
    expect.objectContaining({ year: 2025, until: '2025-06-30', amountOere: 7_438_356, basis: 'contract' }),
    expect.objectContaining({ year: 2025, amountOere: 2_479_452, basis: 'assumption' }),
  ]);
});

test('without a contract, or after it has ended, an offer leaves nothing behind', () => {
  expect(commitmentsOf({ ...klub, binding: bound(null) }, [2024, 2025])).toEqual([]);
  expect(commitmentsOf({ ...klub, binding: bound('2023-12-31') }, [2024, 2025])).toEqual([]);
});

test('a contract at an unknown price is an unknown commitment and not nothing', () => {
  const [first] = commitmentsOf({ ...klub, priceLines: [] }, [2024]);
  expect(first).toMatchObject({ amountOere: null });
  const left = withoutOffer(vifte([{ ...klub, priceLines: [] }]), 'klub');
  expect(balance(left, 2024).budget).toMatchObject({ allocatedOere: 0, unknownContracts: 1 });
});

test('an offer that comes back has its contract again; bought from another, the old contract still costs', () => {
  const left = withoutOffer(vifte([klub]), 'klub');
  expect(withOffer(left, klub).commitments).toEqual([]);
  expect(withOffer(left, { ...klub, supplier: 'fgu' }).commitments).toHaveLength(3);
});

test('money does not vanish: a dropped offer bound for the whole term costs the vifte what it did', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          kroner: fc.integer({ min: 0, max: 90_000_000 }),
          assumed: fc.integer({ min: 0, max: 1_000_000 }),
          drop: fc.boolean(),
        }),
        { minLength: 1, maxLength: 8 },
      ),
      each => {
        const whole = vifte(
          each.map(({ kroner, assumed }, i) =>
            offer(`tilbud-${i}`, {
              binding: bound('2025-12-31'),
              priceLines: [2024, 2025].flatMap(year => [
                fixed(year, kroner),
                fixed(year, assumed, 'assumption'),
              ]),
            }),
          ),
        );
        const left = each.reduce(
          (vifte, { drop }, i) => (drop ? withoutOffer(vifte, `tilbud-${i}`) : vifte),
          whole,
        );
        for (const year of [2024, 2025, null]) {
          const before = balance(whole, year);
          const after = balance(left, year);
          expect(after.budget.allocatedOere).toBe(before.budget.allocatedOere);
          expect(after.budget.leftOere).toBe(before.budget.leftOere);
          expect(after.budget.byBasis.map(({ amountOere }) => amountOere)).toEqual(
            before.budget.byBasis.map(({ amountOere }) => amountOere),
          );
          for (const axis of Object.values(after.axes)) {
            const rows = [...axis.rows, ...(axis.commitments ? [axis.commitments] : [])];
            expect(sumOere(rows.map(({ amountOere }) => amountOere))).toBe(after.budget.allocatedOere);
            const percents = rows.reduce((sum, { percent }) => sum + percent, 0);
            expect(percents).toBe(after.budget.allocatedOere === 0 ? 0 : 100);
          }
          expect(after.matrix.totalOere).toBe(after.budget.allocatedOere);
        }
      },
    ),
  );
});
