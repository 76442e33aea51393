import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  filterOffers,
  offerSorts,
  selectOffers,
  type OfferFilter,
  type OfferSort,
} from '../../../src/offers/catalogue/selection.ts';
import { aimedAt, fixed, offer, rated, serves, vifte } from '../small-vifte.ts';

const whole = vifte([
  offer('vaerkstedet', {
    name: 'Værkstedet på Østergade',
    purpose: aimedAt('coping'),
    evidence: rated('uncertain'),
    targetGroups: serves('psykiatri-behandling'),
    priceLines: [fixed(2024, 500), fixed(2025, 100)],
  }),
  offer('jobklub', {
    name: 'Jobklub',
    evidence: rated('strong'),
    targetGroups: serves('forsikrede-ledige', 'kontanthjaelp'),
    priceLines: [fixed(2024, 200), fixed(2025, 200)],
  }),
  offer('aaben-dansk', {
    name: 'Åben dansk',
    breadth: 'specialised',
    delivery: 'external',
    supplier: 'fgu',
    years: [2024],
    targetGroups: serves('kvinder-flygtningebaggrund'),
    evidence: rated('not-assessed'),
  }),
  offer('ide-cafe', {
    name: 'Idé-café',
    delivery: 'external',
    supplier: 'aof',
    years: [2025],
    purpose: aimedAt('integration'),
    priceLines: [fixed(2025, 300)],
  }),
]);

function found(filter: OfferFilter): string[] {
  return filterOffers(whole, filter).map(offer => offer.code);
}

function sorted(sort: OfferSort, year?: number): string[] {
  return selectOffers(whole, { sort, year, limit: 10 }).items.map(offer => offer.code);
}

describe('offers are found by', () => {
  test.each<[string, OfferFilter, string[]]>([
    ['nothing: all', {}, ['vaerkstedet', 'jobklub', 'aaben-dansk', 'ide-cafe']],
    ['purpose', { purpose: ['coping', 'integration'] }, ['vaerkstedet', 'ide-cafe']],
    ['an empty list: all', { purpose: [] }, ['vaerkstedet', 'jobklub', 'aaben-dansk', 'ide-cafe']],
    ['certainty', { certainty: ['strong'] }, ['jobklub']],
    ['breadth', { breadth: ['specialised'] }, ['aaben-dansk']],
    ['delivery', { delivery: ['internal'] }, ['vaerkstedet', 'jobklub']],
    ['supplier', { supplier: ['aof'] }, ['ide-cafe']],
    ['target group, parts of parts included', { targetGroup: ['kontanthjaelp'] }, ['vaerkstedet', 'jobklub']],
    ['a part, not its whole', { targetGroup: ['aktivitetsparate-kontanthjaelp'] }, ['vaerkstedet']],
    ['year', { year: 2025 }, ['vaerkstedet', 'jobklub', 'ide-cafe']],
    ['missing price in any year', { missing: 'price' }, ['aaben-dansk']],
    ['missing price in a year it does not run', { missing: 'price', year: 2025 }, []],
    ['missing evidence', { missing: 'evidence' }, ['aaben-dansk']],
    ['all conditions at once', { delivery: ['external'], year: 2024 }, ['aaben-dansk']],
    ['words in any case', { text: 'ØSTERGADE' }, ['vaerkstedet']],
    ['part of a word', { text: 'kstedet' }, ['vaerkstedet']],
    ['æ, ø and å written out', { text: 'vaerkstedet oestergade' }, ['vaerkstedet']],
    ['å where aa is written', { text: 'aaben' }, ['aaben-dansk']],
    ['accents or not', { text: 'ide cafe' }, ['ide-cafe']],
    ['letters put together of two signs', { text: 'A\u030Aben' }, ['aaben-dansk']],
    ['code', { text: 'aaben-dansk' }, ['aaben-dansk']],
    ["the supplier's name", { text: 'østjylland' }, ['aaben-dansk']],
    ['name and supplier together', { text: 'dansk fgu' }, ['aaben-dansk']],
    ['signs that mean something elsewhere', { text: '.*' }, []],
    ['blanks only: all', { text: '  ' }, ['vaerkstedet', 'jobklub', 'aaben-dansk', 'ide-cafe']],
  ])('%s', (_, filter, expected) => expect(found(filter)).toEqual(expected));
});

describe('offers are sorted by', () => {
  test('name, in Danish', () => {
    expect(sorted('name')).toEqual(['ide-cafe', 'jobklub', 'vaerkstedet', 'aaben-dansk']);
    expect(sorted('-name')).toEqual(['aaben-dansk', 'vaerkstedet', 'jobklub', 'ide-cafe']);
  });
  test('price of the year, unknown last either way', () => {
    expect(sorted('price', 2024)).toEqual(['jobklub', 'vaerkstedet', 'aaben-dansk']); // 200, 500, unknown
    expect(sorted('-price', 2024)).toEqual(['vaerkstedet', 'jobklub', 'aaben-dansk']);
    expect(sorted('price', 2025)).toEqual(['vaerkstedet', 'jobklub', 'ide-cafe']); // 100, 200, 300
    expect(sorted('-price')).toEqual(['vaerkstedet', 'jobklub', 'ide-cafe', 'aaben-dansk']); // 600, 400, 300
  });
  test('the scales in their order, equal ones by code', () => {
    expect(sorted('purpose')).toEqual(['aaben-dansk', 'jobklub', 'vaerkstedet', 'ide-cafe']);
    expect(sorted('certainty')).toEqual(['jobklub', 'ide-cafe', 'vaerkstedet', 'aaben-dansk']);
    expect(sorted('-certainty')).toEqual(['aaben-dansk', 'vaerkstedet', 'ide-cafe', 'jobklub']);
  });
});

test('the pages follow the filter', () => {
  const first = selectOffers(whole, { delivery: ['internal'], limit: 1 });
  expect(first).toMatchObject({ total: 2, items: [{ code: 'jobklub' }] });
  const second = selectOffers(whole, { delivery: ['internal'], limit: 1, cursor: first.next });
  expect(second).toMatchObject({ items: [{ code: 'vaerkstedet' }], next: null });
});

test("a cursor from one year's prices is refused for another year's", () => {
  const { next } = selectOffers(whole, { sort: 'price', year: 2024, limit: 1 });
  expect(() => selectOffers(whole, { sort: 'price', year: 2025, limit: 1, cursor: next })).toThrow(
    /anden sortering/,
  );
});

test('whatever the sort and the size of the pages, all pages hold every offer once', () => {
  const years = fc.constantFrom(undefined, 2024, 2025);
  fc.assert(
    fc.property(
      fc.constantFrom(...offerSorts),
      years,
      fc.integer({ min: 1, max: 5 }),
      (sort, year, limit) => {
        const seen: string[] = [];
        let cursor: string | null = null;
        do {
          const one: ReturnType<typeof selectOffers> = selectOffers(whole, { sort, year, limit, cursor });
          seen.push(...one.items.map(offer => offer.code));
          cursor = one.next;
        } while (cursor !== null);
        expect(seen).toEqual(sorted(sort, year));
      },
    ),
  );
});
