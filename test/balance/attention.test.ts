import { describe, expect, test } from 'vitest';
import { attention } from '../../src/balance/attention.ts';
import type { OfferView } from '../../src/offers/offer.schema.ts';
import { fixed, groups, offer, rated, serves, vifte } from '../offers/small-vifte.ts';

function contractUntil(contractUntil: string): OfferView['binding'] {
  return { statutory: false, legalBasis: null, contractUntil };
}

const whole = vifte([
  offer('jobklub', {
    targetGroups: serves('forsikrede-ledige', 'kontanthjaelp'),
    priceLines: [fixed(2024, 1_200_000), fixed(2025, 300_000, 'assumption')],
  }),
  offer('smal', {
    targetGroups: serves('aktivitetsparate-kontanthjaelp'),
    priceLines: [fixed(2024, 0)],
    evidence: rated('not-assessed'),
    delivery: 'external',
  }),
  offer('helse', {
    years: [2025],
    targetGroups: serves('sygedagpenge'),
    delivery: 'external',
    supplier: 'fgu',
  }),
  offer('uden-gruppe', { years: [2024], priceLines: [fixed(2024, 0)] }),
]);

test('a frame that is broken, and one that is kept', () => {
  // 1.000.000 − 1.200.000 = −200.000; 900.000 − 300.000 = 600.000
  expect(attention(whole, null).frames.map(({ year, leftOere }) => [year, leftOere])).toEqual([
    [2024, -20_000_000],
    [2025, 60_000_000],
  ]);
  expect(attention(whole, 2025).frames).toHaveLength(1);
});

test('offers without a price, with the years', () => {
  expect(attention(whole, null).withoutPrice).toEqual([
    { offer: 'smal', years: [2025] },
    { offer: 'helse', years: [2025] },
  ]);
  expect(attention(whole, 2024).withoutPrice).toEqual([]);
});

test('offers without evidence, target group or supplier', () => {
  const all = attention(whole, null);
  expect(all.withoutEvidence).toEqual(['smal']);
  expect(all.withoutTargetGroup).toEqual(['uden-gruppe']);
  expect(all.externalWithoutSupplier).toEqual(['smal']);
});

test('only offers that run in the year', () => {
  expect(attention(whole, 2025).withoutTargetGroup).toEqual([]);
});

test('groups without an offer in one of the years', () => {
  expect(attention(whole, null).groupsWithoutOffers).toEqual([{ group: 'sygedagpenge', years: [2024] }]);
  expect(attention(whole, 2025).groupsWithoutOffers).toEqual([]);
});

test('groups whose persons are not counted', () => {
  const uncounted = vifte([]);
  uncounted.targetGroups = groups.map(group =>
    group.code === 'sygedagpenge' ? { ...group, headcounts: [] } : group,
  );
  expect(attention(uncounted, null).groupsWithoutCount).toEqual(['sygedagpenge']);
  expect(attention(whole, null).groupsWithoutCount).toEqual([]);
});

test('a general offer that reaches fewer than most', () => {
  // reached 700, 120 and 300: the median is 300
  const { median, offers } = attention(whole, null).breadthAgainstReach;
  expect(median).toMatchObject({ persons: 300, offers: 3 });
  expect(offers.map(({ offer, hint }) => [offer, hint])).toEqual([['smal', 'general-below-median']]);
});

describe('a contract', () => {
  test.each([
    ['ends while the offer is to run on', '2024-12-31', [2024, 2025], { runsOn: true }],
    ['ends in the middle of its last year', '2025-06-30', [2024, 2025], { runsOn: true }],
    ['ends with the offer', '2024-12-31', [2024], { runsOn: false }],
    ['ends with the vifte', '2025-12-31', [2024, 2025], { runsOn: false }],
    ['has ended already', '2023-12-31', [2024], { runsOn: true }],
  ])('that %s', (_, until, years, expected) => {
    const bound = vifte([offer('bundet', { years, binding: contractUntil(until) })]);
    expect(attention(bound, null).endingContracts).toEqual([{ offer: 'bundet', until, ...expected }]);
  });

  test('that ends after the vifte is no matter yet', () => {
    const bound = vifte([offer('bundet', { binding: contractUntil('2026-01-01') })]);
    expect(attention(bound, null).endingContracts).toEqual([]);
  });

  test('is looked at for the year asked for', () => {
    const bound = vifte([offer('bundet', { binding: contractUntil('2025-03-31') })]);
    expect(attention(bound, 2024).endingContracts).toEqual([]);
    expect(attention(bound, 2025).endingContracts).toMatchObject([{ runsOn: true }]);
  });
});
