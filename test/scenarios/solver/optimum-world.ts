import * as fc from 'fast-check';
import type { OfferView } from '../../../src/offers/offer.schema.ts';
import type { WholePortfolio } from '../../../src/offers/whole-portfolio.ts';
import type { Asked, ShareOf } from '../../../src/scenarios/solver/demand.ts';
import {
  activity,
  aimedAt,
  count,
  fixed,
  frame,
  group,
  offer,
  rated,
  serves,
  vifte,
} from '../../offers/small-vifte.ts';

/** Two benefit groups of 8 and 6 persons, 3 of the 6 in a part, and a cross-cutting group; frames of 2024 and 2025. */
export function smallVifte(offers: OfferView[], frames: [number, number] = [1000, 1000]): WholePortfolio {
  return {
    ...vifte(offers, {
      frames: [frame(2024, frames[0]), frame(2025, frames[1])],
      addresses: ['ledige', 'syge'],
    }),
    targetGroups: [
      group('ledige', 'benefit', null, [count(8)]),
      group('syge', 'benefit', null, [count(6)]),
      group('syge-unge', 'part', 'syge', [count(3)]),
      group('kvinder', 'cross-cutting', null, [count(5, { unit: 'persons' })]),
    ],
  };
}

/** An offer with places for one group, at so many kroner a year for each and so many beside. */
export function course(
  code: string,
  group: string,
  places: number,
  krPerPlace: number,
  kr = 0,
  changes: Partial<OfferView> = {},
): OfferView {
  return offer(code, {
    targetGroups: serves([group, places]),
    priceLines: [2024, 2025].flatMap(year => [
      activity(year, krPerPlace, 1, places),
      ...(kr > 0 ? [fixed(year, kr)] : []),
    ]),
    ...changes,
  });
}

const plainWeights = {
  strong: 4,
  moderate: 3,
  indication: 2,
  conflicting: 1,
  uncertain: 1,
  'not-assessed': 0,
};

export function asking(changes: Partial<Asked> = {}): Asked {
  return {
    year: null,
    objectives: ['persons', 'cost'],
    weights: plainWeights,
    frames: [],
    keep: [],
    drop: [],
    places: [],
    range: { minPercent: 50, maxPercent: 150 },
    fixedAmounts: 'stay',
    coverage: [],
    keepCoveragePercent: 0,
    shares: [],
    exclusive: [],
    minPersons: null,
    departures: [],
    prices: false,
    points: 200,
    gapPercent: 0,
    seconds: 30,
    ...changes,
  };
}

const groups = ['ledige', 'syge', 'syge-unge', 'kvinder'] as const;
const purposes = ['employment', 'coping', 'education'] as const;
const certainties = ['strong', 'moderate', 'uncertain', 'not-assessed'] as const;

const anyOffer = (code: string) =>
  fc
    .record({
      places: fc.integer({ min: 1, max: 4 }),
      second: fc.option(
        fc.record({ group: fc.constantFrom(...groups), places: fc.integer({ min: 1, max: 3 }) }),
        {
          freq: 3,
        },
      ),
      group: fc.constantFrom(...groups),
      participants: fc.option(fc.integer({ min: 1, max: 6 }), { freq: 4 }),
      krPerPlace: fc.integer({ min: 1, max: 9 }),
      kr: fc.integer({ min: 0, max: 12 }),
      purpose: fc.constantFrom(...purposes),
      certainty: fc.constantFrom(...certainties),
      delivery: fc.constantFrom('internal' as const, 'external' as const),
      statutory: fc.constantFrom(false, false, false, true),
      oneYear: fc.constantFrom(false, false, false, true),
      isPriced: fc.constantFrom(true, true, true, true, true, false),
    })
    .map(({ places, second, group, participants, krPerPlace, kr, ...facts }): OfferView => {
      const served = second && second.group !== group ? second : null;
      const total = places + (served?.places ?? 0);
      const years = facts.oneYear ? [2024] : [2024, 2025];
      return offer(code, {
        years,
        purpose: aimedAt(facts.purpose),
        evidence: rated(facts.certainty),
        delivery: facts.delivery,
        binding: {
          statutory: facts.statutory,
          legalBasis: facts.statutory ? 'Loven' : null,
          contractUntil: null,
        },
        targetGroups: served
          ? serves([group, places], [served.group, served.places])
          : serves([group, places]),
        priceLines: facts.isPriced
          ? years.flatMap(year => [
              activity(year, krPerPlace, 1, participants ?? total),
              ...(kr > 0 ? [fixed(year, kr)] : []),
            ])
          : [],
      });
    });

/** Small viften, and demands on them, of which some can be kept and some cannot. */
export const anyQuestion = fc
  .record({
    offers: fc
      .integer({ min: 2, max: 4 })
      .chain(n => fc.tuple(...Array.from({ length: n }, (_, i) => anyOffer(`tilbud-${i + 1}`)))),
    frames: fc.tuple(fc.integer({ min: 10, max: 150 }), fc.integer({ min: 10, max: 150 })),
    objectives: fc.constantFrom<Asked['objectives']>(
      ['persons', 'cost'],
      ['persons', 'evidence'],
      ['evidence', 'cost'],
      ['cost', 'persons'],
    ),
    coverage: fc.option(
      fc.record({ group: fc.constantFrom(...groups), places: fc.integer({ min: 0, max: 6 }) }),
      { freq: 1 },
    ),
    share: fc.option(
      fc.record({
        minPercent: fc.integer({ min: 0, max: 60 }),
        maxPercent: fc.integer({ min: 60, max: 100 }),
      }),
    ),
    shareOf: fc.constantFrom<ShareOf>(
      { axis: 'purpose', keys: ['employment'] },
      { axis: 'evidence', keys: ['strong', 'moderate'] },
      { axis: 'delivery', keys: ['external'] },
    ),
    exclusive: fc.boolean(),
    keepCoveragePercent: fc.constantFrom(0, 0, 0, 50),
    minPersons: fc.option(fc.integer({ min: 0, max: 5 }), { freq: 1 }),
  })
  .map(
    ({
      offers,
      frames,
      objectives,
      coverage,
      share,
      shareOf,
      exclusive,
      keepCoveragePercent,
      minPersons,
    }) => ({
      whole: smallVifte(offers, frames),
      asked: asking({
        objectives,
        coverage: coverage ? [coverage] : [],
        shares: share ? [{ ...shareOf, ...share }] : [],
        exclusive: exclusive ? [{ offers: ['tilbud-1', 'tilbud-2'] }] : [],
        keepCoveragePercent,
        minPersons,
      }),
    }),
  );
