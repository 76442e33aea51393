import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PriceLine } from '../../src/offers/offer.schema.ts';
import { balance } from '../../src/balance/balance.ts';
import { changesOf, editsOf } from '../../src/scenarios/editing/scenario-editor.ts';
import { changeFindings } from '../../src/scenarios/scenario-findings.ts';
import { seenDifferences, seenOf } from '../../src/scenarios/scenario-seen.ts';
import type { ScenarioChange, ScenarioView } from '../../src/scenarios/scenario.schema.ts';
import { applyChanges, placesOf } from '../../src/scenarios/scenario.ts';
import { activity, fixed, offer, serves, vifte } from '../offers/small-vifte.ts';

const groups = ['forsikrede-ledige', 'kontanthjaelp', 'sygedagpenge'];
const places = fc.integer({ min: 1, max: 500 });
const served = fc
  .subarray(groups, { minLength: 1 })
  .chain(codes => fc.tuple(fc.constant(codes), fc.array(places, { minLength: 3, maxLength: 3 })))
  .map(([codes, counts]) => serves(...codes.map((code, i): [string, number] => [code, counts[i] ?? 1])));
const offers = fc
  .array(fc.record({ served, price: fc.integer({ min: 1, max: 900_000 }), weekly: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  })
  .map(each =>
    each.map(({ served, price, weekly }, i) =>
      offer(`tilbud-${i}`, {
        targetGroups: served,
        priceLines: weekly ? [activity(2024, 100, 10, 20)] : [fixed(2024, price), fixed(2025, price)],
      }),
    ),
  );

test('places sum to what was asked, whatever the groups', () => {
  fc.assert(
    fc.property(offers, fc.integer({ min: 1, max: 100_000 }), (each, wanted) => {
      const whole = vifte(each);
      const after = applyChanges(whole, [
        { kind: 'scale', offer: 'tilbud-0', places: wanted, fixedAmounts: 'stay' },
      ]);
      const [scaled] = after.offers;
      expect(scaled && placesOf(scaled)).toBe(wanted);
    }),
  );
});

test('a scenario of no changes is the vifte, and an offer added and one dropped move its money by their own', () => {
  fc.assert(
    fc.property(offers, each => {
      const whole = vifte(each);
      expect(applyChanges(whole, [])).toBe(whole);
      const [first] = each;
      if (!first) return;
      const without = applyChanges(whole, [{ kind: 'drop', offer: first.code }]);
      const again = applyChanges(without, [{ kind: 'add', offer: first }]);
      expect(balance(again, null).budget).toMatchObject({
        ...balance(whole, null).budget,
        unknownPrices: expect.anything(),
      });
      expect(seenDifferences(seenOf(whole), again)).toEqual([]);
      expect(seenDifferences(seenOf(whole), without)).toHaveLength(1);
    }),
  );
});

test('the editor keeps every change it is given, whatever they are', () => {
  const change = fc.oneof(
    fc.record({ kind: fc.constant('drop' as const) }),
    fc.record({ kind: fc.constant('scale' as const), places, fixedAmounts: fc.constant('stay' as const) }),
    fc.record({
      kind: fc.constant('reprice' as const),
      priceLines: fc.constantFrom<PriceLine[]>(
        [fixed(2024, 5_000, 'contract')],
        [activity(2024, 100, 5, 10)],
        [fixed(2024, 1), fixed(2024, 2)],
      ),
    }),
  );
  fc.assert(
    fc.property(offers, fc.array(change, { maxLength: 6 }), (each, kinds) => {
      const whole = vifte(each);
      const changes: ScenarioChange[] = kinds
        .slice(0, each.length)
        .map((one, i) => ({ ...one, offer: `tilbud-${i}` }));
      const all: ScenarioChange[] = [...changes, { kind: 'add', offer: offer('ny') }];
      const view: Pick<ScenarioView, 'name' | 'reason' | 'changes'> = {
        name: 'x',
        reason: null,
        changes: all,
      };
      const kept = changesOf(editsOf(view, whole), all);
      expect(kept).toHaveLength(all.length);
      expect(kept).toEqual(expect.arrayContaining(all));
      expect(changeFindings(whole, all)).toEqual(changeFindings(whole, kept));
    }),
  );
});
