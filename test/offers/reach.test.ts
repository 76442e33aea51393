import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressedBy, portfolioReach, reachOf, type Reach } from '../../src/offers/reach.ts';
import type { WholePortfolio } from '../../src/offers/whole-portfolio.ts';
import { count, group, groups, offer, serves, vifte } from './small-vifte.ts';

const small = vifte([]);

function reach(served: string[], whole: WholePortfolio = small): Reach {
  return reachOf(addressedBy(whole), served);
}

/** Persons reached, from least to most. */
function persons(served: string[], whole: WholePortfolio = small): [number, number] | null {
  const reached = reach(served, whole);
  return 'persons' in reached && reached.persons ? [reached.persons.low, reached.persons.high] : null;
}

describe('the persons an offer reaches', () => {
  test.each<[string, string[], [number, number]]>([
    ['a benefit group is exact', ['forsikrede-ledige'], [400, 400]],
    ['two benefit groups are added', ['forsikrede-ledige', 'sygedagpenge'], [700, 700]],
    ['a part with its own count is exact', ['aktivitetsparate-kontanthjaelp'], [120, 120]],
    ['a part counted in another unit may be nobody or everybody', ['jobparate-kontanthjaelp'], [0, 300]],
    // at least the 120 that are known, at most 120 + 300, and no more than the 300 there are
    ['parts may overlap', ['jobparate-kontanthjaelp', 'aktivitetsparate-kontanthjaelp'], [120, 300]],
    ['a part adds nothing to its whole', ['kontanthjaelp', 'aktivitetsparate-kontanthjaelp'], [300, 300]],
    ['a part of a part is at most what contains it', ['psykiatri-behandling'], [0, 120]],
    ['and adds nothing to it', ['psykiatri-behandling', 'aktivitetsparate-kontanthjaelp'], [120, 120]],
    // 400 + 0..300
    ['exact and range together are a range', ['forsikrede-ledige', 'jobparate-kontanthjaelp'], [400, 700]],
    ['nobody is counted twice', ['sygedagpenge', 'sygedagpenge'], [300, 300]],
    ['a cross-cutting group adds nothing', ['sygedagpenge', 'kvinder-flygtningebaggrund'], [300, 300]],
    ['nor does a group that is not addressed', ['sygedagpenge', 'foertidspension'], [300, 300]],
    ['everybody', ['forsikrede-ledige', 'kontanthjaelp', 'sygedagpenge'], [1000, 1000]],
  ])('%s', (_, served, expected) => expect(persons(served)).toEqual(expected));

  test('two known parts: at least the larger, at most both', () => {
    const whole = vifte([]);
    const mothers = group('enlige', 'part', 'kontanthjaelp', [count(80)]);
    whole.targetGroups = [...groups, mothers];
    // the larger is 120, both are 120 + 80 = 200 of 300
    expect(persons(['enlige', 'aktivitetsparate-kontanthjaelp'], whole)).toEqual([120, 200]);
  });

  test('a part said to be larger than its whole is the whole at most', () => {
    const whole = vifte([]);
    whole.targetGroups = [...groups, group('alle-og-flere', 'part', 'sygedagpenge', [count(350)])];
    expect(persons(['alle-og-flere'], whole)).toEqual([300, 300]);
  });

  test('is a share of all that the vifte addresses, and shows what went in', () => {
    expect(reach(['forsikrede-ledige', 'jobparate-kontanthjaelp', 'kvinder-flygtningebaggrund'])).toEqual({
      kind: 'range',
      persons: { low: 400, high: 700 },
      all: 1000,
      share: { low: 0.4, high: 0.7 },
      benefitGroups: [
        {
          group: 'forsikrede-ledige',
          through: ['forsikrede-ledige'],
          all: 400,
          persons: { low: 400, high: 400 },
        },
        {
          group: 'kontanthjaelp',
          through: ['jobparate-kontanthjaelp'],
          all: 300,
          persons: { low: 0, high: 300 },
        },
      ],
      outside: [
        {
          group: 'kvinder-flygtningebaggrund',
          latest: {
            count: 40,
            unit: 'persons',
            kind: 'agreement',
            period: '2022',
            source: { document: 'budget-2023', section: null },
          },
        },
      ],
    });
  });
});

describe('an offer without a reach', () => {
  test('serves no group', () => expect(reach([])).toEqual({ kind: 'none' }));

  test('serves only groups outside the partition, each with its own count', () => {
    const outside = reach(['kvinder-flygtningebaggrund', 'udviklingshandicap', 'findes-ikke']);
    expect(outside).toMatchObject({
      kind: 'outside',
      outside: [
        { group: 'kvinder-flygtningebaggrund', latest: { count: 40, period: '2022' } },
        { group: 'udviklingshandicap', latest: { count: 60, period: '2023' } },
        { group: 'findes-ikke', latest: null },
      ],
    });
  });

  test('lacks the count of an addressed group, which is not nobody', () => {
    const whole = vifte([], { addresses: ['forsikrede-ledige', 'kontanthjaelp'] });
    whole.targetGroups = groups.map(group =>
      group.code === 'kontanthjaelp' ? { ...group, headcounts: [] } : group,
    );
    expect(reach(['forsikrede-ledige'], whole)).toMatchObject({
      kind: 'unknown',
      missing: ['kontanthjaelp'],
      persons: { low: 400, high: 400 },
    });
    expect(reach(['kontanthjaelp'], whole)).toMatchObject({ kind: 'unknown', persons: null });
    expect(reach(['jobparate-kontanthjaelp'], whole)).toMatchObject({ kind: 'unknown', persons: null });
    expect(persons(['aktivitetsparate-kontanthjaelp'], whole)).toEqual([120, 120]);
  });

  test('belongs to a vifte that names a group nobody has described', () => {
    const whole = vifte([], { addresses: ['forsikrede-ledige', 'glemt'] });
    expect(reach(['forsikrede-ledige'], whole)).toMatchObject({ kind: 'unknown', missing: ['glemt'] });
  });

  test('has nobody to reach', () => {
    const whole = vifte([], { addresses: ['forsikrede-ledige'] });
    whole.targetGroups = [group('forsikrede-ledige', 'benefit', null, [count(0)])];
    expect(reach(['forsikrede-ledige'], whole)).toMatchObject({ kind: 'unknown', missing: [] });
  });
});

test('groups that stand in a ring of parts are outside, and nothing hangs', () => {
  const whole = vifte([]);
  whole.targetGroups = [group('hoene', 'part', 'aeg', []), group('aeg', 'part', 'hoene', [])];
  expect(reach(['hoene'], whole).kind).toBe('outside');
});

describe('the reach of the vifte', () => {
  const whole = vifte([
    offer('alle', { targetGroups: serves('forsikrede-ledige', 'kontanthjaelp') }), // 700
    offer('smal', { targetGroups: serves('aktivitetsparate-kontanthjaelp') }), // 120, general
    offer('special', { breadth: 'specialised', targetGroups: serves('sygedagpenge'), years: [2024] }), // 300
    offer('maaske', { targetGroups: serves('jobparate-kontanthjaelp') }), // 0–300, middle 150
    offer('tvaers', { targetGroups: serves('kvinder-flygtningebaggrund') }), // outside
    offer('uden'),
  ]);

  test('covers those that at least one offer serves', () => {
    expect(portfolioReach(whole, 2024).covered).toMatchObject({ persons: { low: 1000, high: 1000 } });
    // without sygedagpenge 700 remain
    expect(portfolioReach(whole, 2025).covered).toMatchObject({ persons: { low: 700, high: 700 } });
  });

  // 2024: middles 120, 150, 300, 700: the median is (150 + 300) / 2 = 225; 2025: 120, 150, 700
  test('has a median over the offers with a reach, taken at the middle of each range', () => {
    expect(portfolioReach(whole, 2024).median).toEqual({ persons: 225, share: 0.225, offers: 4 });
    expect(portfolioReach(whole, 2025).median).toEqual({ persons: 150, share: 0.15, offers: 3 });
    expect(portfolioReach(vifte([offer('uden')]), null).median).toBeNull();
  });

  test('points out declared breadth that the reach contradicts, but not where the range leaves doubt', () => {
    const hints = portfolioReach(whole, null).offers.filter(offer => offer.hint !== null);
    expect(hints.map(({ offer, hint }) => [offer, hint])).toEqual([
      ['smal', 'general-below-median'], // 120 < 225
      ['special', 'specialised-above-median'], // 300 > 225
    ]);
  });
});

test('a specialised offer is not pointed out while it may be small', () => {
  const doubtful = vifte([
    offer('stor', { targetGroups: serves('sygedagpenge') }), // 300
    offer('lille', { targetGroups: serves('aktivitetsparate-kontanthjaelp'), breadth: 'specialised' }), // 120
    offer('maaske', { targetGroups: serves('jobparate-kontanthjaelp'), breadth: 'specialised' }), // 0–300
  ]);
  // middles 120, 150, 300: the median is 150, inside 0–300
  const { median, offers } = portfolioReach(doubtful, null);
  expect(median?.persons).toBe(150);
  expect(offers.map(({ hint }) => hint)).toEqual([null, null, null]);
});

describe('whatever an offer serves', () => {
  const codes = [...groups.map(group => group.code), 'findes-ikke'];
  const anyGroups = fc.subarray(codes);

  test('its reach lies between nobody and everybody', () => {
    fc.assert(
      fc.property(anyGroups, served => {
        const reached = reach(served);
        fc.pre(reached.kind === 'range');
        expect(reached.persons.low).toBeGreaterThanOrEqual(0);
        expect(reached.persons.high).toBeGreaterThanOrEqual(reached.persons.low);
        expect(reached.persons.high).toBeLessThanOrEqual(1000);
      }),
    );
  });

  test('one group more never reaches fewer', () => {
    fc.assert(
      fc.property(anyGroups, fc.constantFrom(...codes), (served, more) => {
        const [low, high] = persons(served) ?? [0, 0];
        const [lowAfter, highAfter] = persons([...served, more]) ?? [0, 0];
        expect(lowAfter).toBeGreaterThanOrEqual(low);
        expect(highAfter).toBeGreaterThanOrEqual(high);
      }),
    );
  });

  test('the order of the groups makes no difference', () => {
    const shuffled = anyGroups.chain(served =>
      fc.tuple(fc.constant(served), fc.shuffledSubarray(served, { minLength: served.length })),
    );
    fc.assert(
      fc.property(shuffled, ([served, other]) => {
        expect(persons(other)).toEqual(persons(served));
      }),
    );
  });
});
