import { wayOf, type GroupTree } from '../../target-groups/group-tree.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { standing } from './false-discoveries.ts';
import type { GroupEffect } from './group-effect.ts';

export type Distance = 'near' | 'further' | null;

export type MeasuredBy = { code: string; distance: Distance };

/** A group with its effect; `offers` are those that serve it or a part of it. */
export type EffectRow = {
  group: string;
  name: string;
  distance: Distance;
  offers: number;
  effect: GroupEffect;
};

export type Tally = { better: number; worse: number; indistinguishable: number; unknown: number };

/**
 * The measure that is right for the group: the one for its distance to the labour market that there are observations of. A group without a
 * distance of its own has that of the group it is a part of, and failing that any measure made for a distance.
 */
export function rightMeasure(
  measures: readonly MeasuredBy[],
  observed: ReadonlySet<string>,
  distance: Distance,
): string | null {
  const candidates = measures.filter(measure => measure.distance !== null && observed.has(measure.code));
  const right = candidates.filter(measure => distance === null || measure.distance === distance);
  return right.map(({ code }) => code).toSorted()[0] ?? null;
}

export function distanceOf(tree: GroupTree, group: string): Distance {
  const way = wayOf(tree, group).map(code => tree.groups.get(code)?.distance ?? null);
  return way.find(distance => distance !== null) ?? null;
}

/** How many offers serve the group or a part of it. */
export function offersFor(whole: WholePortfolio | null, tree: GroupTree, group: string): number {
  const serves = (served: string) => wayOf(tree, served).includes(group);
  return whole?.offers.filter(offer => offer.targetGroups.some(({ group }) => serves(group))).length ?? 0;
}

/** Among all that is compared on a page: what stands only by itself may be chance, and is told so. */
export function tightened<Row extends EffectRow>(rows: readonly Row[]): Row[] {
  const computed = rows.filter(({ effect }) => effect.result.kind === 'computed');
  const stands = standing(
    computed.map(({ effect: { result } }) => (result.kind === 'computed' ? result.chance : 1)),
  );
  const loose = new Set(
    computed.filter(
      ({ effect: { result } }, i) =>
        result.kind === 'computed' && result.verdict !== 'indistinguishable' && !stands[i],
    ),
  );
  return rows.map(row => {
    const { result } = row.effect;
    if (result.kind !== 'computed' || !loose.has(row)) return row;
    const unsure = { verdict: 'indistinguishable', meaning: 'indistinguishable', tightened: true } as const;
    const message = `Alene ville forskellen kunne skelnes fra det forventede, men blandt de ${computed.length} sammenligninger, der er lavet, kan den være et tilfælde. Derfor er grænsen strammet.`;
    const warnings = [...row.effect.warnings, { code: 'tightened' as const, message }];
    return { ...row, effect: { ...row.effect, result: { ...result, ...unsure }, warnings } };
  });
}

/** Near the labour market first, then further away, last those of whom it is not said; by name within. */
export function byDistance<Row extends EffectRow>(rows: readonly Row[]): Row[] {
  const place = { near: 0, further: 1, none: 2 };
  return rows.toSorted(
    (a, b) => place[a.distance ?? 'none'] - place[b.distance ?? 'none'] || a.name.localeCompare(b.name, 'da'),
  );
}

export function tally(rows: readonly EffectRow[]): Tally {
  const found: Tally = { better: 0, worse: 0, indistinguishable: 0, unknown: 0 };
  for (const { effect } of rows)
    found[effect.result.kind === 'computed' ? effect.result.meaning : 'unknown'] += 1;
  return found;
}

/** `2 målgrupper klarer sig bedre end forventet, 1 dårligere, 9 kan ikke skelnes fra det forventede.` */
export function tallySentence({ better, worse, indistinguishable, unknown }: Tally): string {
  const computed = better + worse + indistinguishable;
  if (computed === 0)
    return unknown === 0
      ? 'Der er ingen målgrupper at se på.'
      : 'Ingen målgruppes udvikling kan regnes ud endnu.';
  const rest = unknown === 0 ? '' : ` ${groups(unknown)} kan ikke regnes ud.`;
  const first = better === 0 ? 'Ingen målgruppe' : groups(better);
  return `${first} klarer sig bedre end forventet, ${worse === 0 ? 'ingen' : worse} dårligere, ${indistinguishable} kan ikke skelnes fra det forventede.${rest}`;
}

function groups(count: number): string {
  return count === 1 ? '1 målgruppe' : `${count} målgrupper`;
}
