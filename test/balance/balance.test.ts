import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { balance, type Axis, type Balance } from '../../src/balance/balance.ts';
import { Basis } from '../../src/shared/source.schema.ts';
import { Breadth, Certainty, Delivery, PurposeType, type OfferView } from '../../src/offers/offer.schema.ts';
import { bases, breadths, certainties, deliveries, purposes } from '../../src/offers/scales.ts';
import { wholePercents } from '../../src/shared/shares.ts';
import { aimedAt, fixed, group, groups, offer, rated, serves, vifte } from '../offers/small-vifte.ts';

/** 2024: 300 + 150 + 50 thousand = 500.000 kr. of 1.000.000; `ukendt` has no price. 2025: 200 + 150 = 350.000 of 900.000. */
const whole = vifte([
  offer('jobklub', {
    priceLines: [fixed(2024, 300_000), fixed(2025, 200_000, 'estimate')],
    targetGroups: serves(['forsikrede-ledige', 30], ['kontanthjaelp', 10]),
    evidence: rated('strong'),
  }),
  offer('mentor', {
    priceLines: [fixed(2024, 150_000, 'assumption'), fixed(2025, 150_000, 'assumption')],
    targetGroups: serves('aktivitetsparate-kontanthjaelp', 'sygedagpenge'),
    purpose: aimedAt('coping'),
    breadth: 'specialised',
    delivery: 'external',
    supplier: 'fgu',
  }),
  offer('kursus', {
    years: [2024],
    priceLines: [fixed(2024, 50_000, 'contract')],
    targetGroups: serves(['kvinder-flygtningebaggrund', 12], 'jobparate-kontanthjaelp'),
    purpose: aimedAt('coping'),
    evidence: rated('not-assessed'),
    delivery: 'external',
    supplier: 'aof',
  }),
  offer('ukendt', { years: [2024], purpose: aimedAt('integration'), targetGroups: serves('kontanthjaelp') }),
]);
const in2024 = balance(whole, 2024);
const in2025 = balance(whole, 2025);
const inAll = balance(whole, null);

function row<Key>(axis: Axis<Key>, key: Key) {
  return axis.rows.find(row => row.key === key);
}

function covers({ coverage }: Balance, group: string) {
  return coverage.rows.find(row => row.group === group);
}

describe('the budget', () => {
  test('shows the frame, what is allocated and what is left', () => {
    expect(in2024.budget).toMatchObject({
      decidedBy: 'committee',
      frameOere: 100_000_000,
      allocatedOere: 50_000_000,
      leftOere: 50_000_000,
      offers: 4,
      unknownPriceOffers: 1,
      unknownPrices: [{ offer: 'ukendt', years: [2024] }],
    });
  });
  test('counts only offers that run in the year', () => {
    // 200.000 + 150.000 = 350.000
    expect(in2025.budget).toMatchObject({ allocatedOere: 35_000_000, offers: 2, unknownPriceOffers: 0 });
  });
  test('adds the years up, and still shows each', () => {
    expect(inAll.budget).toMatchObject({ frameOere: 190_000_000, allocatedOere: 85_000_000, offers: 4 });
    expect(inAll.budget.years.map(year => year.leftOere)).toEqual([50_000_000, 55_000_000]);
  });
  test('goes below zero when the frame is broken', () => {
    const dear = vifte([offer('dyrt', { priceLines: [fixed(2024, 1_000_001)] })]);
    expect(balance(dear, 2024).budget.leftOere).toBe(-100);
  });
  test('says what the money rests on', () => {
    // 2024: document 300, contract 50, assumption 150 of 500 thousand
    expect(in2024.budget.byBasis).toEqual([
      { basis: 'document', amountOere: 30_000_000, percent: 60 },
      { basis: 'contract', amountOere: 5_000_000, percent: 10 },
      { basis: 'accounts', amountOere: 0, percent: 0 },
      { basis: 'estimate', amountOere: 0, percent: 0 },
      { basis: 'assumption', amountOere: 15_000_000, percent: 30 },
    ]);
    expect(in2024.budget).toMatchObject({ assumedOere: 15_000_000, assumedPercent: 30 });
  });
  test('is empty without offers', () => {
    const none = balance(vifte([]), null);
    expect(none.budget).toMatchObject({ allocatedOere: 0, assumedPercent: 0, offers: 0 });
    expect(none.axes.purpose.rows.map(row => row.percent)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(none.coverage.withoutOffers).toEqual(['forsikrede-ledige', 'kontanthjaelp', 'sygedagpenge']);
    expect(none.concentration).toEqual({
      ofOere: 0,
      three: null,
      hhi: null,
      withoutSupplier: { offers: 0, amountOere: 0 },
    });
  });
  test('of a year without a frame is refused', () => {
    expect(() => balance(whole, 2023)).toThrow('Viften dækker 2024, 2025, men ikke 2023.');
  });
});

describe('the axes', () => {
  test('say who decides them', () => {
    const { axes } = in2024;
    expect([axes.evidence.decidedBy, axes.purpose.decidedBy]).toEqual(['committee', 'committee']);
    const rest = [axes.breadth, axes.delivery, axes.supplier, axes.targetGroup];
    expect(new Set(rest.map(axis => axis.decidedBy))).toEqual(new Set(['administration']));
  });

  test('hold every value of their scale, in its order, also those without offers', () => {
    expect(in2024.axes.purpose.rows.map(row => row.key)).toEqual(PurposeType.options);
    expect(in2024.axes.evidence.rows.map(row => row.key)).toEqual(Certainty.options);
    expect([breadths, deliveries, bases]).toEqual([Breadth.options, Delivery.options, Basis.options]);
    expect([purposes, certainties]).toEqual([PurposeType.options, Certainty.options]);
  });

  test('purpose: money, percent, offers, and unknown prices beside', () => {
    // employment 300, coping 150 + 50 of 500 thousand
    expect(row(in2024.axes.purpose, 'employment')).toEqual({
      key: 'employment',
      amountOere: 30_000_000,
      percent: 60,
      offers: 1,
      unknownPriceOffers: 0,
      unpricedOffers: 0,
      assumedOere: 0,
    });
    expect(row(in2024.axes.purpose, 'coping')).toMatchObject({
      percent: 40,
      offers: 2,
      assumedOere: 15_000_000,
    });
    expect(row(in2024.axes.purpose, 'integration')).toMatchObject({
      amountOere: 0,
      offers: 1,
      unknownPriceOffers: 1,
    });
  });

  test('supplier: the largest first, those without one last', () => {
    expect(in2024.axes.supplier.rows.map(({ key, percent, offers }) => [key, percent, offers])).toEqual([
      ['fgu', 30, 1],
      ['aof', 10, 1],
      [null, 60, 2],
    ]);
  });
});

describe('the money of an offer with several groups', () => {
  // jobklub by places: 30 and 10 of 40, so 225.000 and 75.000 of 300.000 kr.
  // mentor has no places; by persons 120 and 300 of 420: 150.000 × 120/420 = 42.857,142…, × 300/420 = 107.142,857… kr.
  // kursus: places for one group only, and the other has no count: 25.000 kr. each
  const expected = [
    ['forsikrede-ledige', 22_500_000],
    ['kontanthjaelp', 7_500_000 + 4_285_714 + 2_500_000],
    ['sygedagpenge', 10_714_286],
    ['kvinder-flygtningebaggrund', 2_500_000],
  ];

  test('is shared by places, else by persons, else equally, and the rule is told', () => {
    expect(in2024.axes.targetGroup.rows.map(({ key, amountOere }) => [key, amountOere])).toEqual(expected);
    expect(in2024.inputs.offers.map(row => [row[0], row.at(-1)])).toEqual([
      ['jobklub', 'places'],
      ['mentor', 'persons'],
      ['kursus', 'equally'],
      ['ukendt', 'persons'],
    ]);
  });

  test('stands with the part it is for and with the benefit group', () => {
    expect(covers(in2024, 'aktivitetsparate-kontanthjaelp')?.amountOere).toBe(4_285_714);
    expect(covers(in2024, 'jobparate-kontanthjaelp')?.amountOere).toBe(2_500_000);
    expect(covers(in2024, 'kontanthjaelp')?.amountOere).toBe(7_500_000 + 4_285_714 + 2_500_000);
  });

  test('is shared by persons when the places are all nought', () => {
    const nought = vifte([
      offer('nul', {
        priceLines: [fixed(2024, 7)],
        targetGroups: serves(['forsikrede-ledige', 0], ['sygedagpenge', 0]),
      }),
    ]);
    // 700 øre as 400 to 300
    expect(balance(nought, 2024).axes.targetGroup.rows.map(row => row.amountOere)).toEqual([400, 0, 300]);
  });

  test('never shows more assumed money than money', () => {
    const tight = vifte([
      offer('snaevert', {
        targetGroups: serves(['forsikrede-ledige', 6], ['kontanthjaelp', 6], ['sygedagpenge', 2]),
        priceLines: [
          { ...fixed(2024, 0), kind: 'fixed', amountOere: 1 },
          { ...fixed(2024, 0, 'assumption'), kind: 'fixed', amountOere: 10 },
        ],
      }),
    ]);
    const { rows } = balance(tight, 2024).axes.targetGroup;
    // 11 øre × 6/14 = 4,71 and × 2/14 = 1,57: 4 + 4 + 1, the two left to the first two
    expect(rows.map(row => row.amountOere)).toEqual([5, 5, 1]);
    // 10 øre × 5/11 = 4,55 and × 1/11 = 0,91: 4 + 4 + 0, the two left to the last and the first
    expect(rows.map(row => row.assumedOere)).toEqual([5, 4, 1]);
  });

  test('stands by itself when the offer serves nobody in particular', () => {
    const adrift = vifte([offer('uden', { priceLines: [fixed(2024, 10)] })]);
    expect(balance(adrift, 2024).axes.targetGroup.rows.at(-1)).toMatchObject({ key: null, amountOere: 1000 });
    expect(balance(adrift, 2024).inputs.offers[0]?.at(-1)).toBe('none');
  });

  test('is shared year by year, so that the years add up to the whole', () => {
    for (const { key, amountOere } of inAll.axes.targetGroup.rows) {
      const years = [in2024, in2025].map(balance => row(balance.axes.targetGroup, key)?.amountOere ?? 0);
      expect(amountOere).toBe(years.reduce((sum, amount) => sum + amount, 0));
    }
  });
});

function cellOf(purpose: PurposeType, certainty: Certainty) {
  return in2024.matrix.cells[purposes.indexOf(purpose)]?.[certainties.indexOf(certainty)];
}

describe('the matrix of purpose and evidence', () => {
  test('tells an empty cell from one whose offers have no known price', () => {
    expect(cellOf('employment', 'strong')).toEqual({
      amountOere: 30_000_000,
      offers: 1,
      unknownPriceOffers: 0,
      unpricedOffers: 0,
    });
    expect(cellOf('coping', 'not-assessed')).toEqual({
      amountOere: 5_000_000,
      offers: 1,
      unpricedOffers: 0,
      unknownPriceOffers: 0,
    });
    expect(cellOf('integration', 'moderate')).toEqual({
      amountOere: 0,
      offers: 1,
      unpricedOffers: 1,
      unknownPriceOffers: 1,
    });
    expect(cellOf('integration', 'strong')).toBeNull();
  });
});

describe('coverage', () => {
  test('shows the addressed groups, their parts that are served, and the cross-cutting ones that are', () => {
    expect(in2024.coverage.rows.map(row => row.group)).toEqual([
      'forsikrede-ledige',
      'kontanthjaelp',
      'jobparate-kontanthjaelp',
      'aktivitetsparate-kontanthjaelp',
      'sygedagpenge',
      'kvinder-flygtningebaggrund',
    ]);
  });

  test('counts persons, places and offers of a group with those of its parts', () => {
    expect(covers(in2024, 'kontanthjaelp')).toMatchObject({
      persons: 300,
      places: 10,
      offersWithoutPlaces: 3, // mentor, kursus, ukendt
      placesPer100: 3.3, // 10 / 300
      offers: 4,
      unknownPriceOffers: 1,
      served: 'yes',
      general: 'yes',
      specialised: 'partly', // mentor serves only the part
    });
    expect(covers(in2024, 'forsikrede-ledige')).toMatchObject({ placesPer100: 7.5, specialised: 'no' }); // 30 / 400
    expect(covers(in2024, 'sygedagpenge')).toMatchObject({ placesPer100: null, general: 'no' });
  });

  test('shows the own count of a group counted in another way', () => {
    expect(covers(in2024, 'kvinder-flygtningebaggrund')).toMatchObject({
      persons: null,
      latest: { count: 40, unit: 'persons', period: '2022' },
      places: 12,
      placesPer100: null,
      addressed: false,
    });
  });

  test('names the gaps of the groups addressed', () => {
    const { withoutOffers, withoutGeneral, withoutSpecialised } = in2024.coverage;
    expect(withoutOffers).toEqual([]);
    expect(withoutGeneral).toEqual(['sygedagpenge']);
    expect(withoutSpecialised).toEqual(['forsikrede-ledige']);
  });

  test('a group of which only a part is served is served partly, and no gap', () => {
    const part = balance(vifte([offer('ips', { targetGroups: serves('psykiatri-behandling') })]), 2024);
    expect(covers(part, 'kontanthjaelp')).toMatchObject({
      served: 'partly',
      general: 'partly',
      specialised: 'no',
    });
    expect(part.coverage.withoutOffers).toEqual(['forsikrede-ledige', 'sygedagpenge']);
  });

  test('places of the group and of its part are added, and an offer that tells only some of them is named', () => {
    const some = balance(
      vifte([offer('delvis', { targetGroups: serves('jobparate-kontanthjaelp', ['kontanthjaelp', 5]) })]),
      2024,
    );
    expect(covers(some, 'kontanthjaelp')).toMatchObject({
      places: 5,
      offersWithoutPlaces: 1,
      placesPer100: 1.7, // 5 / 300
      offers: 1,
    });
  });

  test('a part of a cross-cutting group stands by itself', () => {
    const loose = vifte([offer('moedre', { targetGroups: serves('enlige-moedre') })]);
    loose.targetGroups = [...groups, group('enlige-moedre', 'part', 'kvinder-flygtningebaggrund', [])];
    const { coverage, axes } = balance(loose, 2024);
    expect(coverage.rows.at(-1)).toMatchObject({
      group: 'enlige-moedre',
      benefitGroup: null,
      addressed: false,
      served: 'yes',
    });
    expect(coverage.rows.map(row => row.group)).not.toContain('kvinder-flygtningebaggrund');
    expect(axes.targetGroup.rows.at(-1)).toMatchObject({ key: 'enlige-moedre', offers: 1 });
  });

  test('an offer for a group outside the vifte is seen, and marked as outside', () => {
    const klap = balance(vifte([offer('klap', { targetGroups: serves(['udviklingshandicap', 6]) })]), 2024);
    expect(covers(klap, 'udviklingshandicap')).toMatchObject({
      kind: 'part',
      benefitGroup: 'foertidspension',
      addressed: false,
      placesPer100: 10, // 6 / 60
    });
    expect(covers(klap, 'foertidspension')).toMatchObject({ addressed: false, served: 'partly' });
  });
});

describe('supplier concentration', () => {
  test('is counted over the money with a named supplier', () => {
    // 150 and 50 of 200 thousand: 75² + 25² = 5625 + 625 = 6250
    expect(in2024.concentration).toEqual({
      ofOere: 20_000_000,
      three: { suppliers: ['fgu', 'aof'], amountOere: 20_000_000, percent: 100 },
      hhi: 6250,
      withoutSupplier: { offers: 2, amountOere: 30_000_000 },
    });
  });

  test('the three largest of four', () => {
    const four = vifte(
      [40, 30, 20, 10].map((kroner, index) =>
        offer(`tilbud-${index}`, { supplier: `firma-${index}`, priceLines: [fixed(2024, kroner)] }),
      ),
    );
    // 1600 + 900 + 400 + 100 = 3000
    expect(balance(four, 2024).concentration).toMatchObject({
      three: { suppliers: ['firma-0', 'firma-1', 'firma-2'], percent: 90 },
      hhi: 3000,
    });
  });
});

test('suppliers with the same money stand by code', () => {
  const even = vifte(
    ['d', 'b', 'c', 'a'].map(supplier =>
      offer(`hos-${supplier}`, { supplier, priceLines: [fixed(2024, 7)] }),
    ),
  );
  const { axes, concentration } = balance(even, 2024);
  expect(axes.supplier.rows.map(row => row.key)).toEqual(['a', 'b', 'c', 'd']);
  expect(concentration).toMatchObject({ three: { suppliers: ['a', 'b', 'c'], percent: 75 }, hhi: 2500 });
});

test('the answer holds what went in', () => {
  expect(inAll.inputs.frames).toEqual([
    { year: 2024, amountOere: 100_000_000, basis: 'document' },
    { year: 2025, amountOere: 90_000_000, basis: 'document' },
  ]);
  expect(inAll.inputs.columns).toEqual([
    'offer',
    'purpose',
    'certainty',
    'breadth',
    'delivery',
    'supplier',
    'prices',
    'groups',
    'sharedBy',
  ]);
  expect(inAll.inputs.offers[0]).toEqual([
    'jobklub',
    'employment',
    'strong',
    'general',
    'internal',
    null,
    { 2024: { document: 30_000_000 }, 2025: { estimate: 20_000_000 } },
    [
      ['forsikrede-ledige', 30],
      ['kontanthjaelp', 10],
    ],
    'places',
  ]);
  expect(inAll.inputs.offers[3]?.[6]).toEqual({ 2024: null });
});

describe('any vifte', () => {
  const line = fc
    .tuple(fc.constantFrom(2024, 2025), fc.integer({ min: 0, max: 10_000_000_00 }), fc.constantFrom(...bases))
    .map(([year, oere, basis]) => ({ ...fixed(year, 0, basis), amountOere: oere }));
  const served = fc.uniqueArray(
    fc.tuple(
      fc.constantFrom(...groups.map(group => group.code), 'findes-ikke'),
      fc.option(fc.integer({ min: 0, max: 500 })),
    ),
    { selector: ([group]) => group, maxLength: 5 },
  );
  const anyOffer = fc.record({
    years: fc.subarray([2023, 2024, 2025], { minLength: 1 }),
    purpose: fc.constantFrom(...purposes).map(aimedAt),
    evidence: fc.constantFrom(...certainties).map(rated),
    breadth: fc.constantFrom(...breadths),
    delivery: fc.constantFrom(...deliveries),
    supplier: fc.constantFrom(null, 'fgu', 'aof', 'kommunen', 'firma'),
    priceLines: fc.array(line, { maxLength: 3 }),
    targetGroups: served.map(served =>
      served.map(([group, placesPerYear]) => ({
        group,
        placesPerYear,
        basis: 'document' as const,
        source: null,
      })),
    ),
  });
  const anyOffers: fc.Arbitrary<OfferView[]> = fc
    .array(anyOffer, { maxLength: 12 })
    .map(offers => offers.map((changes, index) => offer(`tilbud-${index}`, changes)));
  const anyYear = fc.constantFrom(2024, 2025, null);

  test('every axis sums to what is allocated, its percents to 100, its assumed money to the assumed', () => {
    fc.assert(
      fc.property(anyOffers, anyYear, (offers, year) => {
        const { axes, budget } = balance(vifte(offers), year);
        for (const { rows } of Object.values(axes)) {
          expect(sum(rows.map(row => row.amountOere))).toBe(budget.allocatedOere);
          expect(sum(rows.map(row => row.assumedOere))).toBe(budget.assumedOere);
          expect(sum(rows.map(row => row.percent))).toBe(budget.allocatedOere > 0 ? 100 : 0);
          expect(rows.every(row => row.assumedOere <= row.amountOere)).toBe(true);
        }
        expect(sum(budget.byBasis.map(row => row.amountOere))).toBe(budget.allocatedOere);
        expect(sum(budget.years.map(row => row.allocatedOere))).toBe(budget.allocatedOere);
      }),
    );
  });

  test('the matrix has the sums of the axes', () => {
    fc.assert(
      fc.property(anyOffers, anyYear, (offers, year) => {
        const { axes, matrix, budget } = balance(vifte(offers), year);
        expect(matrix.rowTotalsOere).toEqual(axes.purpose.rows.map(row => row.amountOere));
        expect(matrix.columnTotalsOere).toEqual(axes.evidence.rows.map(row => row.amountOere));
        expect(matrix.totalOere).toBe(budget.allocatedOere);
        const offersInCells = sum(matrix.cells.flat().map(cell => cell?.offers ?? 0));
        expect(offersInCells).toBe(budget.offers);
      }),
    );
  });

  test('the coverage of the groups that are nobody’s part has the money of the axis', () => {
    fc.assert(
      fc.property(anyOffers, anyYear, (offers, year) => {
        const { axes, coverage } = balance(vifte(offers), year);
        const covered = coverage.rows.filter(row => row.kind !== 'part');
        const along = axes.targetGroup.rows.filter(row => row.key !== null);
        expect(covered.map(row => [row.group, row.amountOere, row.offers])).toEqual(
          along.map(row => [row.key, row.amountOere, row.offers]),
        );
      }),
    );
  });

  test('the order of the offers changes no figure', () => {
    const shuffled = anyOffers.chain(offers =>
      fc.tuple(fc.constant(offers), fc.shuffledSubarray(offers, { minLength: offers.length })),
    );
    fc.assert(
      fc.property(shuffled, anyYear, ([offers, other], year) => {
        expect(figures(balance(vifte(other), year))).toEqual(figures(balance(vifte(offers), year)));
      }),
    );
  });

  test('can be worked out again from its own answer', () => {
    fc.assert(
      fc.property(anyOffers, anyYear, (offers, year) => {
        const { axes, budget, inputs } = balance(vifte(offers), year);
        const rows = inputs.offers.map(([, purpose, , , , , prices]) => {
          const money = Object.values(prices).flatMap(price => (price ? [price] : []));
          return {
            purpose,
            amountOere: sum(money.flatMap(price => Object.values(price))),
            assumedOere: sum(money.map(price => price.assumption ?? 0)),
          };
        });
        const amounts = purposes.map(purpose =>
          sum(rows.filter(row => row.purpose === purpose).map(row => row.amountOere)),
        );
        expect(axes.purpose.rows.map(row => row.amountOere)).toEqual(amounts);
        expect(axes.purpose.rows.map(row => row.percent)).toEqual(wholePercents(amounts));
        expect(budget.assumedOere).toBe(sum(rows.map(row => row.assumedOere)));
      }),
    );
  });
});

/** Lists that follow the offers' own order, put in one order. */
function figures({ inputs, budget, ...rest }: Balance) {
  const unknownPrices = budget.unknownPrices.toSorted((a, b) => (a.offer < b.offer ? -1 : 1));
  return {
    ...rest,
    budget: { ...budget, unknownPrices },
    inputs: inputs.offers.toSorted(([a], [b]) => (a < b ? -1 : 1)),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
