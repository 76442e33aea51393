import { plusOere, type Oere } from '../shared/money.ts';
import type { Allocation } from './allocation.ts';
import {
  benefitGroupOf,
  latestCount,
  personsIn,
  wayOf,
  type LatestCount,
} from '../target-groups/group-tree.ts';
import type { Addressed } from '../offers/reach.ts';
import type { TargetGroupView } from '../target-groups/target-group.schema.ts';

/** `partly`: not the group as such, only a part of it. */
export type Served = 'yes' | 'partly' | 'no';

/**
 * What one group is offered, its parts included. `persons` is counted as the portfolio counts, `latest` is the newest count of
 * a group that is not; `places` is the sum of what is known, `offersWithoutPlaces` how many offers do not say.
 */
export type CoverageRow = {
  group: string;
  kind: TargetGroupView['kind'];
  /** The group itself for a benefit group, what it is a part of for a part, null for a cross-cutting group. */
  benefitGroup: string | null;
  addressed: boolean;
  persons: number | null;
  latest: Pick<LatestCount, 'count' | 'unit' | 'period'> | null;
  places: number;
  offersWithoutPlaces: number;
  /** One decimal; null when persons are unknown or nobody, or when no offer says how many places it has. */
  placesPer100: number | null;
  offers: number;
  unknownPriceOffers: number;
  unpricedOffers: number;
  amountOere: Oere;
  assumedOere: Oere;
  served: Served;
  general: Served;
  specialised: Served;
};

/** The gaps are about the groups the portfolio addresses; one that is served partly is not a gap, but its row says so. */
export type Coverage = {
  rows: CoverageRow[];
  withoutOffers: string[];
  withoutGeneral: string[];
  withoutSpecialised: string[];
};

type Tally = {
  offers: number;
  unknownPriceOffers: number;
  unpricedOffers: number;
  places: number;
  offersWithoutPlaces: number;
  amountOere: Oere;
  assumedOere: Oere;
  direct: Set<'general' | 'specialised'>;
  within: Set<'general' | 'specialised'>;
};

/** Each benefit group that is addressed or served, then its parts that an offer serves, also through a part of them; last the cross-cutting groups served. */
export function coverageOf(addressed: Addressed, allocations: readonly Allocation[]): Coverage {
  const tallies = new Map<string, Tally>();
  for (const allocation of allocations) count(addressed, tallies, allocation);
  const rows = groupsShown(addressed, tallies).map(group =>
    coverageRow(addressed, group, tallies.get(group)),
  );
  const gaps = (what: 'served' | 'general' | 'specialised') =>
    rows.filter(row => row.addressed && row.kind === 'benefit' && row[what] === 'no').map(row => row.group);
  return {
    rows,
    withoutOffers: gaps('served'),
    withoutGeneral: gaps('general'),
    withoutSpecialised: gaps('specialised'),
  };
}

function count({ tree }: Addressed, tallies: Map<string, Tally>, allocation: Allocation): void {
  const { breadth } = allocation.offer;
  const here = new Map<string, { withoutPlaces: boolean; direct: boolean }>();
  for (const share of allocation.groups) {
    for (const code of wayOf(tree, share.group)) {
      const tally = tallies.get(code) ?? emptyTally();
      tallies.set(code, tally);
      tally.places += share.places ?? 0;
      tally.amountOere = plusOere(tally.amountOere, share.amountOere);
      tally.assumedOere = plusOere(tally.assumedOere, share.assumedOere);
      const offer = here.get(code) ?? { withoutPlaces: false, direct: false };
      offer.withoutPlaces ||= share.places === null;
      offer.direct ||= code === share.group;
      here.set(code, offer);
    }
  }
  for (const [code, { withoutPlaces, direct }] of here) {
    const tally = tallies.get(code);
    if (!tally) continue;
    tally.offers += 1;
    tally.offersWithoutPlaces += withoutPlaces ? 1 : 0;
    tally.unknownPriceOffers += allocation.unknownYears.length > 0 ? 1 : 0;
    tally.unpricedOffers += allocation.unknownYears.length === allocation.years.length ? 1 : 0;
    (direct ? tally.direct : tally.within).add(breadth);
  }
}

/** A part is shown below its benefit group when an offer serves it, or a part of it; a code without a group comes last. */
function groupsShown({ tree, groups }: Addressed, tallies: Map<string, Tally>): string[] {
  const isServed = (code: string) => tallies.has(code);
  const known = [...tree.groups.values()];
  const parts = Map.groupBy(
    known.filter(group => group.kind === 'part' && isServed(group.code)),
    group => benefitGroupOf(tree, group.code),
  );
  const benefits = known
    .filter(group => group.kind === 'benefit' && (groups.has(group.code) || tallies.has(group.code)))
    .flatMap(group => [group, ...(parts.get(group.code) ?? [])]);
  const others = [
    ...known.filter(group => group.kind === 'cross-cutting' && isServed(group.code)),
    ...(parts.get(null) ?? []),
  ];
  const shown = [...benefits, ...others].map(group => group.code);
  const unfound = [...groups.keys(), ...[...tallies.keys()].toSorted()].filter(
    code => !tree.groups.has(code),
  );
  return [...shown, ...new Set(unfound)];
}

function coverageRow(
  { tree, countBasis, groups }: Addressed,
  code: string,
  tally = emptyTally(),
): CoverageRow {
  const persons = personsIn(tree, code, countBasis);
  const kind = tree.groups.get(code)?.kind ?? (groups.has(code) ? 'benefit' : 'cross-cutting');
  const benefitGroup = benefitGroupOf(tree, code) ?? (groups.has(code) ? code : null);
  const saysPlaces = tally.offers > tally.offersWithoutPlaces || tally.places > 0;
  return {
    group: code,
    kind,
    benefitGroup,
    addressed: groups.has(benefitGroup ?? code),
    persons,
    latest: persons === null ? briefly(latestCount(tree, code)) : null,
    places: tally.places,
    offersWithoutPlaces: tally.offersWithoutPlaces,
    placesPer100: persons && saysPlaces ? Math.round((tally.places * 1000) / persons) / 10 : null,
    offers: tally.offers,
    unknownPriceOffers: tally.unknownPriceOffers,
    unpricedOffers: tally.unpricedOffers,
    amountOere: tally.amountOere,
    assumedOere: tally.assumedOere,
    served: served(tally.direct.size > 0, tally.within.size > 0),
    general: served(tally.direct.has('general'), tally.within.has('general')),
    specialised: served(tally.direct.has('specialised'), tally.within.has('specialised')),
  };
}

function briefly(latest: LatestCount | null): CoverageRow['latest'] {
  return latest && { count: latest.count, unit: latest.unit, period: latest.period };
}

function served(direct: boolean, within: boolean): Served {
  return direct ? 'yes' : within ? 'partly' : 'no';
}

function emptyTally(): Tally {
  return {
    offers: 0,
    unknownPriceOffers: 0,
    unpricedOffers: 0,
    places: 0,
    offersWithoutPlaces: 0,
    amountOere: 0,
    assumedOere: 0,
    direct: new Set(),
    within: new Set(),
  };
}
