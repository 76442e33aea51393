import { countsOf, type Cell, type Sum } from './world.ts';

type GroupPlace = { code: string; kind: string; parent: string | null; comprises?: readonly string[] };
type AreaPlace = { code: string; kind: string; within?: string | null };

/** A group as the groups below it, as what it says it comprises, and everybody as all benefit groups. */
export function groupSums(groups: readonly GroupPlace[]): Sum[] {
  const below = Map.groupBy(
    groups.filter(({ parent }) => parent !== null),
    ({ parent }) => parent ?? '',
  );
  const benefits = groups.filter(({ kind }) => kind === 'benefit').map(({ code }) => code);
  return [
    ...[...below].map(([whole, parts]) => ({ whole, parts: parts.map(({ code }) => code) })),
    ...groups.flatMap(({ code, comprises = [] }) =>
      comprises.length > 0 ? [{ whole: code, parts: comprises }] : [],
    ),
    ...groups.flatMap(({ code, kind, parent }) =>
      kind === 'cross-cutting' && parent === null ? [{ whole: code, parts: benefits, exactly: true }] : [],
    ),
  ];
}

/**
 * An area as those said to lie in it. Every municipality and every region lies in the country; of a region nobody has said what lies in,
 * it may be any municipality of which nothing else is said, and the municipality itself first of all.
 */
export function areaSums(areas: readonly AreaPlace[], own: string | null): Sum[] {
  const inside = (whole: string) => areas.filter(({ within }) => within === whole).map(({ code }) => code);
  const ofKind = (kind: string) => areas.filter(area => area.kind === kind).map(({ code }) => code);
  const loose = areas
    .filter(({ kind, within }) => kind === 'municipality' && !within)
    .map(({ code }) => code);
  return areas.flatMap(({ code, kind }) => {
    const said = inside(code);
    const told = said.length > 0 ? [{ whole: code, parts: said }] : [];
    if (kind === 'country')
      return [
        ...told,
        { whole: code, parts: ofKind('municipality'), unbroken: true },
        { whole: code, parts: ofKind('region'), unbroken: true },
      ];
    if (kind !== 'region' || told.length > 0) return told;
    return [
      { whole: code, parts: loose, unbroken: true },
      ...(own !== null && loose.includes(own) ? [{ whole: code, parts: [own] }] : []),
    ];
  });
}

/**
 * Measures that contain others as far as the figures say so: of the same persons, never fewer, and somewhere more. Whoever sees both
 * may subtract them, whatever they are called.
 */
export function nestedMeasures(cells: readonly Cell[]): Sum[] {
  const byPlace = Map.groupBy(
    cells.filter(({ numerator, denominator }) => numerator !== null && denominator !== null),
    ({ group, area, period }) => `${group} ${area} ${period}`,
  );
  const pairs = new Map<string, { same: boolean; above: number; below: number }>();
  for (const here of byPlace.values()) {
    for (const a of here) {
      for (const b of here) {
        if (a.measure >= b.measure) continue;
        const key = `${a.measure} ${b.measure} ${a.group} ${a.area}`;
        const pair = pairs.get(key) ?? { same: true, above: 0, below: 0 };
        pairs.set(key, pair);
        const more = (a.numerator ?? 0) - (b.numerator ?? 0);
        pair.same &&= a.denominator === b.denominator;
        if (more > 0) pair.above += 1;
        if (more < 0) pair.below += 1;
      }
    }
  }
  const nested = [...pairs].flatMap(([key, { same, above, below }]) => {
    if (!same || above > 0 === below > 0) return [];
    const [a = '', b = ''] = key.split(' ');
    return above > 0 ? [`${a} ${b}`] : [`${b} ${a}`];
  });
  return [...new Set(nested)].map(key => {
    const [whole = '', part = ''] = key.split(' ');
    return { whole, parts: [part] };
  });
}

/** Groups that are two or three others together in every period that is told, wherever they stand: a sum anybody can find by trying. */
export function foundSums(cells: readonly Cell[]): Sum[] {
  const slices = Map.groupBy(cells, ({ measure, area }) => `${measure} ${area}`);
  const found = new Map<string, Sum>();
  for (const slice of slices.values()) {
    const byPeriod = [...Map.groupBy(slice, ({ period }) => period).values()].map(
      here =>
        new Map(
          here.flatMap(cell => {
            const counts = countsOf(cell);
            return counts?.didNot === undefined || counts.didNot === null
              ? []
              : [[cell.group, [counts.did, counts.didNot] as const] as const];
          }),
        ),
    );
    const [widest] = byPeriod.toSorted((a, b) => b.size - a.size);
    if (!widest || widest.size < 3 || widest.size > 40) continue;
    for (const sum of sumsIn(widest)) {
      const key = `${sum.whole} ${sum.parts.join(' ')}`;
      if (!found.has(key) && byPeriod.every(here => holds(here, sum))) found.set(key, sum);
    }
  }
  return [...found.values()];
}

type Counted = ReadonlyMap<string, readonly [did: number, didNot: number]>;

function sumsIn(counted: Counted): Sum[] {
  const all = [...counted].filter(([, [did, didNot]]) => did + didNot > 0);
  const byCounts = Map.groupBy(all, ([, [did, didNot]]) => `${did} ${didNot}`);
  const sums: Sum[] = [];
  const add = (parts: typeof all) => {
    const did = parts.reduce((sum, [, [one]]) => sum + one, 0);
    const didNot = parts.reduce((sum, [, [, one]]) => sum + one, 0);
    for (const [whole] of byCounts.get(`${did} ${didNot}`) ?? [])
      if (parts.every(([code]) => code !== whole)) sums.push({ whole, parts: parts.map(([code]) => code) });
  };
  all.forEach((a, i) =>
    all.slice(i + 1).forEach((b, j) => {
      add([a, b]);
      if (all.length <= 20) for (const c of all.slice(i + j + 2)) add([a, b, c]);
    }),
  );
  return sums;
}

function holds(here: Counted, { whole, parts }: Sum): boolean {
  const sum = here.get(whole);
  const terms = parts.map(part => here.get(part));
  if (!sum || terms.includes(undefined)) return true;
  return [0, 1].every(at => terms.reduce((left, term) => left - (term?.[at] ?? 0), sum[at] ?? 0) === 0);
}
