import { expect, test } from 'vitest';
import type { OfferView } from '../../../src/offers/offer.schema.ts';
import { comparisonRows } from '../../../src/scenarios/comparison/comparison-rows.ts';
import {
  alternativeText,
  comparisonAnswer,
  placesText,
  pricesText,
} from '../../../src/scenarios/comparison/comparison-wording.ts';
import type { ComparisonFacts } from '../../../src/scenarios/comparison/compared.ts';
import { comparison } from '../../../src/scenarios/comparison/comparison.ts';
import { seenOf } from '../../../src/scenarios/scenario-seen.ts';
import type { ScenarioChange } from '../../../src/scenarios/scenario.schema.ts';
import { thresholds } from '../../../src/screening/thresholds.ts';
import { activity, fixed, offer, rated, serves, vifte } from '../../offers/small-vifte.ts';

/**
 * Frames of 1.000.000 kr. in 2024 and 900.000 kr. in 2025. The course costs 300.000 kr. each year, the workshop 250.000, the
 * external club 200.000 under a contract to 30 June 2025: 750.000 kr. each year, 250.000 and 150.000 left.
 */
const course = offer('kursus', {
  evidence: rated('strong'),
  targetGroups: serves(['forsikrede-ledige', 30]),
  priceLines: [activity(2024, 1_000, 10, 30), activity(2025, 1_000, 10, 30)],
});
const workshop = offer('vaerksted', {
  breadth: 'specialised',
  evidence: rated('indication'),
  targetGroups: serves(['kontanthjaelp', 25]),
  priceLines: [fixed(2024, 250_000), fixed(2025, 250_000)],
});
const club = offer('klub', {
  delivery: 'external',
  supplier: 'aof',
  targetGroups: serves(['sygedagpenge', 20]),
  binding: { statutory: false, legalBasis: null, contractUntil: '2025-06-30' },
  priceLines: [fixed(2024, 200_000), fixed(2025, 200_000)],
  sources: [{ document: 'referat-2023-04-12', section: 'punkt 47' }],
});
const silent = offer('tavs', { targetGroups: serves('forsikrede-ledige') });
const whole = vifte([course, workshop, club, silent]);

test('what a choice costs and wins is told against the vifte of today, year by year', () => {
  // 30 places to 70: 1.000 kr. × 10 weeks × 70 = 700.000 kr., 400.000 more; 1.150.000 kr. in 2024 and 2025
  const { today, scenarios } = compared({ dyrt: [scale('kursus', 70)] });

  expect(today.frames.map(({ leftOere, isKept }) => [leftOere, isKept])).toEqual([
    [25_000_000, true],
    [15_000_000, true],
  ]);
  expect(scenarios[0]?.frames.map(({ leftOere, isKept }) => [leftOere, isKept])).toEqual([
    [-15_000_000, false],
    [-25_000_000, false],
  ]);
  expect(plain(scenarios[0]?.frames[0]?.sentence)).toBe(
    'Rammen for 2024 er brudt med mindst 0,2 mio. kr. 1 tilbud uden kendt pris er ikke med.',
  );
  expect(scenarios[0]?.changed).toEqual([
    {
      offer: 'kursus',
      name: 'kursus',
      places: { before: 30, after: 70 },
      years: [
        { year: 2024, beforeOere: 30_000_000, afterOere: 70_000_000 },
        { year: 2025, beforeOere: 30_000_000, afterOere: 70_000_000 },
      ],
    },
  ]);
});

test('the contract of an offer that drops runs on, and its cost counts against the frame', () => {
  const { scenarios } = compared({ uden: [{ kind: 'drop', offer: 'klub' }] });
  const [first, second] = scenarios[0]?.frames ?? [];

  // all of 2024: 200.000 kr.; 181 of 365 days of 2025: 200.000 × 181 ÷ 365 = 99.178,08 kr.
  expect([first?.committedOere, second?.committedOere]).toEqual([20_000_000, 9_917_808]);
  expect(second?.commitments[0]).toMatchObject({ from: '2025-01-01', until: '2025-06-30' });
  // 1.000.000 − 550.000 − 200.000 and 900.000 − 550.000 − 99.178,08
  expect([first?.leftOere, second?.leftOere]).toEqual([25_000_000, 25_082_192]);
  const runsOn = scenarios[0]?.consequences.find(({ kind }) => kind === 'contract-runs-on');
  expect(plain(runsOn?.sentence)).toBe(
    'Kontrakten om klub løber til og med 30. juni 2025 og koster stadig 0,2 mio. kr. i 2024 og 99.178,08 kr. i 2025 (181 dage, fordelt efter dage).',
  );
  expect(runsOn?.source).toBe('Referat 12. april 2023, punkt 47');
});

test('what a contract with an unknown price still costs is unknown and not nothing', () => {
  const unpriced = offer('ukendt', {
    binding: { statutory: false, legalBasis: null, contractUntil: '2024-12-31' },
  });
  const { scenarios } = compared({ uden: [{ kind: 'drop', offer: 'ukendt' }] }, [unpriced]);

  expect(scenarios[0]?.frames[0]?.commitments).toMatchObject([{ amountOere: null }]);
  expect(plain(scenarios[0]?.frames[0]?.sentence)).toContain(
    '1 tilbud uden kendt pris er ikke med; en kontrakt, der løber videre til ukendt pris, er ikke med.',
  );
  expect(scenarios[0]?.consequences[0]?.sentence).toContain('koster stadig et ukendt beløb i 2024');
});

test('groups that lose or win an offer are named', () => {
  const { scenarios } = compared({
    mister: [{ kind: 'drop', offer: 'klub' }],
    vinder: [
      {
        kind: 'add',
        offer: offer('mentor', { breadth: 'specialised', targetGroups: serves(['sygedagpenge', 5]) }),
      },
    ],
  });

  // the club is the only offer, and so the only general one, of those on sickness benefit
  expect(said(scenarios[0], 'groups-without-offers')).toEqual(['Mister deres eneste tilbud: sygedagpenge.']);
  expect(said(scenarios[0], 'groups-without-general')).toEqual([]);
  expect(said(scenarios[1], 'groups-won')).toEqual(['sygedagpenge får et specialiseret tilbud.']);
  // 400 + 300 + 300 persons are covered today, and 300 fewer without the club
  expect(scenarios[0]?.covered).toEqual({ low: 700, high: 700 });
});

test('a cross-cutting group that loses its only offer is named first, beside the persons of the benefit groups', () => {
  const flygtninge = offer('sprog', { targetGroups: serves(['flygtninge', 130]) });
  const { today, scenarios } = compared({ uden: [{ kind: 'drop', offer: 'sprog' }] }, [flygtninge]);
  const [one = missing()] = scenarios;

  expect(said(one, 'groups-without-offers')).toEqual(['Mister deres eneste tilbud: flygtninge.']);
  expect(alternativeText(today, one, String)).toContain(
    'Færre kendte pladser til flygtninge (130). Af ydelsesgruppernes personer dækkes lige så mange som i dag.',
  );
});

test('persons who can be given a place are told apart from persons in the groups, and nobody counts twice', () => {
  // 30 + 25 + 20 places today; the course's 500 are more than the 400 insured unemployed there are
  const { today, scenarios } = compared({
    stort: [scale('kursus', 500)],
    uden: [{ kind: 'drop', offer: 'klub' }],
  });

  expect(today.placed).toBe(75);
  expect(scenarios.map(({ placed }) => placed)).toEqual([445, 55]);
  expect(scenarios.map(({ covered }) => covered?.low)).toEqual([1000, 700]);
  const reach = comparisonRows(compared({ stort: [scale('kursus', 500)] }), whole).find(
    ({ id }) => id === 'reach',
  );
  expect(reach?.rows[0]?.cells.map(({ text, note }) => [text, note])).toEqual([
    ['75', null],
    ['445', '370 flere'],
  ]);
});

test('a tender duty arises at the threshold and falls away below it', () => {
  // limits of 2022–2023: 5.588.175 kr.; two years at 2.794.088 kr. are 5.588.176, and at 2.794.087 they are 5.588.174
  const { scenarios } = compared({ over: priced(2_794_088), under: priced(2_794_087) });
  expect(said(scenarios[0], 'duty-arises')[0]).toContain('5.588.176 kr.');
  expect(said(scenarios[1], 'duty-arises')).toEqual([]);

  const large = offer('stor', {
    delivery: 'external',
    priceLines: [fixed(2024, 3_000_000), fixed(2025, 3_000_000)],
  });
  const away = compared({ uden: [{ kind: 'drop', offer: 'stor' }] }, [large]);
  expect(said(away.scenarios[0], 'duty-falls-away')).toHaveLength(1);
});

test('terms entered by hand stand where a scenario changes the price, and that is said', () => {
  const terms = {
    category: 'light' as const,
    terms: {
      kind: 'fixed-term' as const,
      years: [
        {
          label: '2024',
          price: {
            amountOere: 20_000_000,
            vat: 'excluded' as const,
            basis: 'contract' as const,
            source: null,
          },
        },
      ],
      options: [],
      other: [],
    },
  };
  const { scenarios } = comparison(
    {
      ...facts({ dyrere: [{ kind: 'reprice', offer: 'klub', priceLines: [fixed(2024, 9_000_000)] }] }),
      contracts: new Map([['klub', terms]]),
    },
    null,
  );

  expect(said(scenarios[0], 'duty-arises')).toEqual([]);
  expect(said(scenarios[0], 'terms-stand')[0]).toContain('klub');
});

test('the comparison in words answers first, and what is equal is told apart from what differs', () => {
  const result = compared({ dyrt: [scale('kursus', 70)], uden: [{ kind: 'drop', offer: 'klub' }] });

  expect(comparisonAnswer({ ...result, scenarios: [] }, 0, String)).toContain('endnu ingen scenarier');
  expect(comparisonAnswer({ ...result, scenarios: [] }, 2, String)).toContain('Vælg herunder');
  expect(plain(comparisonAnswer(result, 2, String))).toBe(
    'dyrt bryder rammen for 2024 med mindst 0,2 mio. kr. og for 2025 med mindst 0,3 mio. kr. Flere kendte pladser til forsikrede-ledige (40). ' +
      'Af ydelsesgruppernes personer dækkes 40 flere end i dag. ' +
      'uden holder rammen (så vidt priserne kendes). Færre kendte pladser til sygedagpenge (20). ' +
      'Af ydelsesgruppernes personer dækkes 20 færre end i dag; der er tilbud til grupper med 300 personer færre.',
  );
  const [changed = missing()] = result.scenarios[0]?.changed ?? [];
  expect([placesText(changed), plain(pricesText(changed) ?? '')]).toEqual([
    '30 til 70 pladser',
    '2024: 0,3 mio. kr. til 0,7 mio. kr.; 2025: 0,3 mio. kr. til 0,7 mio. kr.',
  ]);
  const rows = comparisonRows(result, whole).flatMap(section => section.rows);
  expect(rows.find(({ label }) => label === 'Ekstern')).toMatchObject({
    differs: true,
    cells: [{}, {}, { text: 'ingen tilbud' }],
  });
  expect(rows.filter(({ differs }) => !differs).map(({ label }) => label)).toContain(
    'Tilbud uden kendt pris, ikke med i beløbene',
  );
});

test('one year is compared by itself, and the frames are told for every year', () => {
  const result = comparison(facts({ dyrt: [scale('kursus', 70)] }), 2025);

  expect(result.scenarios[0]?.balance.budget.allocatedOere).toBe(115_000_000);
  expect(result.scenarios[0]?.frames.map(({ year }) => year)).toEqual([2024, 2025]);
  expect(alternativeText(result.today, result.scenarios[0] ?? missing(), String)).toContain('2024');
});

function compared(scenarios: Record<string, ScenarioChange[]>, more: OfferView[] = []) {
  return comparison(facts(scenarios, more), null);
}

function facts(scenarios: Record<string, ScenarioChange[]>, more: OfferView[] = []): ComparisonFacts {
  const own = { ...whole, offers: [...whole.offers, ...more] };
  return {
    whole: own,
    scenarios: Object.entries(scenarios).map(([code, changes]) => ({
      code,
      name: code,
      reason: null,
      status: 'draft',
      changes,
      seen: seenOf(own),
    })),
    contracts: new Map(),
    kept: new Map(),
    periods: thresholds.periods,
    noticeDate: '2023-08-16',
    decideBy: null,
  };
}

function priced(kroner: number): ScenarioChange[] {
  return [{ kind: 'reprice', offer: 'klub', priceLines: [fixed(2024, kroner), fixed(2025, kroner)] }];
}

function scale(code: string, places: number): ScenarioChange {
  return { kind: 'scale', offer: code, places, fixedAmounts: 'stay' };
}

function said(one: ReturnType<typeof compared>['scenarios'][number] | undefined, kind: string): string[] {
  return (one?.consequences ?? []).filter(each => each.kind === kind).map(({ sentence }) => sentence);
}

function plain(text: string | undefined): string {
  return (text ?? '').replaceAll('\u00a0', ' ');
}

function missing(): never {
  throw new Error('nothing was compared');
}
