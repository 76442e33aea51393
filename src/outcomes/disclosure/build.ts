import { shorterIn, type Period } from '../period.ts';
import { leastShown, System } from './system.ts';
import { countsOf, type Cell, type Counts, type Past, type Sum, type World } from './world.ts';

/** What a cell's counts are called in the system; −1 where it has none. */
type Variables = { did: number; didNot: number; population: number };

export type Built = { system: System; variables: Variables[] };

type Place = Pick<Cell, 'measure' | 'group' | 'area' | 'period'>;

/** What stands somewhere: a cell as it is or was, or what must have stood there. */
type Standing = { did: number; didNot: number; counts: Counts | null; population: number | null };

/**
 * Writes every sum of the world as equations: a group as its parts, an area as those in it, a period as the shorter ones, a measure as
 * what it contains and the rest, those who did and those who did not as the population. A sum is held to what its cells say: what is left
 * over becomes a count of its own; parts that overlap are each held against the whole alone; periods that do not add up are not tied.
 * What stood before a correction is tied as it stood.
 */
export function build(world: World, hidden: ReadonlySet<number>): Built {
  return new Builder(world, hidden).built();
}

class Builder {
  private readonly world: World;
  private readonly hidden: ReadonlySet<number>;
  private readonly system = new System();
  private readonly variables: Variables[] = [];
  private readonly stored: number;
  private readonly rests = new Map<string, number>();
  private standing = new Map<string, Standing>();

  constructor(world: World, hidden: ReadonlySet<number>) {
    this.world = world;
    this.hidden = hidden;
    this.stored = world.reckonedFrom ?? world.cells.length;
  }

  built(): Built {
    const { cells, past = [] } = this.world;
    const now = cells.map((cell, at) => this.stands(cell, at));
    const before = past.map(cell => ({ cell, standing: this.stood(cell) }));
    this.sharePopulations(cells);
    this.stand(cells.map((cell, at) => ({ cell, standing: now[at] })));
    this.tieAll(cells);
    for (const epoch of new Set(past.map(({ from }) => from))) {
      const current = cells.flatMap((cell, at) =>
        (this.world.since?.[at] ?? 0) <= epoch ? [{ cell, standing: now[at] }] : [],
      );
      const replaced = before.filter(({ cell: { from, until } }) => from <= epoch && epoch < until);
      const all = [...current, ...replaced];
      this.stand(all);
      this.tieAll(all.map(({ cell }) => cell));
    }
    return { system: this.system, variables: this.variables };
  }

  private stand(all: readonly { cell: Cell; standing: Standing | undefined }[]): void {
    this.standing = new Map(
      all.flatMap(({ cell, standing }) => (standing ? [[keyOf(cell), standing] as const] : [])),
    );
  }

  private stands(cell: Cell, at: number): Standing {
    const counts = countsOf(cell);
    const isReckoned = at >= this.stored;
    const isOpen = isReckoned || this.hidden.has(at);
    const did = this.count(counts === null ? Number.NaN : counts.did, at, isOpen);
    const isWhole = counts === null ? cell.suppressed : counts.didNot !== null;
    const didNot = isWhole ? this.count(counts?.didNot ?? Number.NaN, at, isOpen) : -1;
    this.variables[at] = { did, didNot, population: -1 };
    return { did, didNot, counts, population: cell.denominator };
  }

  private stood(cell: Past): Standing {
    const counts = countsOf(cell);
    const did = this.count(counts?.did ?? Number.NaN, -1, !cell.shown);
    const didNot =
      counts === null || counts.didNot !== null
        ? this.count(counts?.didNot ?? Number.NaN, -1, !cell.shown)
        : -1;
    return { did, didNot, counts, population: cell.denominator };
  }

  private count(value: number, cell: number, isOpen: boolean): number {
    const at = this.system.add(value, cell);
    if (isOpen) {
      this.system.open(at);
      const isReckoned = cell >= this.stored;
      this.system.guarded[at] = !isReckoned || value < leastShown;
    }
    return at;
  }

  /** Cells of the same persons by several measures have one population, which each of them tells. */
  private sharePopulations(cells: readonly Cell[]): void {
    const { populations } = this.world;
    const alike = Map.groupBy(cells.keys(), at => {
      const cell = cells[at];
      return cell ? `${cell.group} ${cell.area} ${cell.period} ${cell.denominator}` : '';
    });
    for (const [key, members] of alike) {
      const [first = -1] = members;
      const cell = cells[first];
      if (!cell || cell.denominator === null) continue;
      const place = key.slice(0, key.lastIndexOf(' '));
      const isTold = populations?.get(place)?.includes(cell.denominator) ?? false;
      if (members.length === 1 && !isTold) continue;
      const shown = members.filter(at => at < this.stored && !this.hidden.has(at)).length;
      const population = this.system.addPopulation(cell.denominator, shown + (isTold ? 1 : 0));
      for (const at of members) {
        const own = this.variables[at];
        if (!own || own.did === -1 || own.didNot === -1) continue;
        own.population = population;
        this.system.tie(population, [own.did, own.didNot]);
      }
    }
  }

  private tieAll(cells: readonly Cell[]): void {
    const { groups, areas, measures } = this.world;
    const inGroups = sumsOf(groups);
    const inAreas = sumsOf(areas);
    const inMeasures = sumsOf(measures);
    const kinds = new Set(cells.map(({ period }) => period.replaceAll(/\d+/g, '0').slice(1)));
    for (const cell of cells) {
      for (const sum of inGroups.get(cell.group) ?? [])
        this.tieParts(
          cell,
          this.nearest(sum, inGroups, group => ({ ...cell, group })),
          sum,
        );
      for (const sum of inAreas.get(cell.area) ?? [])
        this.tieParts(
          cell,
          this.nearest(sum, inAreas, area => ({ ...cell, area })),
          sum,
        );
      for (const sum of inMeasures.get(cell.measure) ?? [])
        this.tieNested(
          cell,
          sum.parts.map(measure => ({ ...cell, measure })),
        );
      if (kinds.size > 1) for (const shorter of shorterIn(cell.period)) this.tieInTime(cell, shorter);
    }
  }

  /** The parts that stand; a part that does not is written as its own parts where they do. */
  private nearest(sum: Sum, sums: Map<string, Sum[]>, at: (code: string) => Place): Place[] {
    const found: Place[] = [];
    const seen = new Set([sum.whole]);
    const look = (parts: readonly string[]) => {
      for (const part of parts) {
        if (seen.has(part)) continue;
        seen.add(part);
        if (this.standing.has(keyOf(at(part)))) found.push(at(part));
        else look(sums.get(part)?.[0]?.parts ?? []);
      }
    };
    look(sum.parts);
    return found;
  }

  private tieParts(whole: Place, parts: readonly Place[], how: Pick<Sum, 'exactly' | 'unbroken'>): void {
    if (parts.length === 0) return;
    const rest = this.restOf(whole, parts);
    if (rest === null) {
      if (how.unbroken !== true || this.isNearlyAll(whole, parts)) this.tieCounts(whole, parts, null);
      return;
    }
    const { did, didNot } = rest;
    if (did < 0 || (didNot ?? 0) < 0) {
      const isBroken = parts.length > 1 && how.unbroken !== true && how.exactly !== true;
      if (isBroken) for (const part of parts) this.tieParts(whole, [part], how);
      return;
    }
    const isSome = did !== 0 || (didNot ?? 0) !== 0;
    if (isSome && how.exactly === true) return;
    this.tieCounts(whole, parts, isSome ? rest : null);
  }

  /** Whether what is left to the parts nobody knows is so little that it may be all of them. */
  private isNearlyAll(whole: Place, parts: readonly Place[]): boolean {
    const counts = parts.map(part => this.standing.get(keyOf(part))?.counts ?? null);
    const sum = this.standing.get(keyOf(whole))?.counts;
    if (!sum) return true;
    const left = counts.reduce((left, one) => left - (one?.did ?? 0), sum.did);
    return left < 100 * counts.filter(one => one === null).length;
  }

  /** What the whole holds beside its parts; null where the counts of one of them are not known. */
  private restOf(whole: Place, parts: readonly Place[]): Counts | null {
    const sum = this.standing.get(keyOf(whole))?.counts;
    if (!sum) return null;
    const rest = { ...sum };
    for (const part of parts) {
      const counts = this.standing.get(keyOf(part))?.counts;
      if (!counts) return null;
      rest.did -= counts.did;
      rest.didNot = rest.didNot === null || counts.didNot === null ? null : rest.didNot - counts.didNot;
    }
    return rest;
  }

  private tieCounts(whole: Place, parts: readonly Place[], rest: Counts | null, named?: string): void {
    const name = named ?? `${keyOf(whole)}: ${parts.map(keyOf).join()}`;
    for (const kind of ['did', 'didNot'] as const) {
      const of = this.standing.get(keyOf(whole))?.[kind] ?? -1;
      const terms = parts.map(part => this.standing.get(keyOf(part))?.[kind] ?? -1);
      if (of === -1 || terms.includes(-1)) continue;
      const left = rest?.[kind] ?? null;
      if (left !== null) terms.push(this.rest(`${name} ${kind} ${of} ${terms.join()}`, left));
      this.system.tie(of, terms);
    }
  }

  private rest(name: string, value: number): number {
    const found = this.rests.get(name);
    if (found !== undefined) return found;
    const made = this.system.addOpen(value);
    this.rests.set(name, made);
    return made;
  }

  /** Those the wider measure counts and the narrower ones do not are persons too, were there none of them. */
  private tieNested(whole: Place, all: readonly Place[]): void {
    const wide = this.standing.get(keyOf(whole));
    const parts = all.filter(part => this.standing.has(keyOf(part)));
    if (!wide || parts.length === 0) return;
    const narrow = parts.flatMap(part => this.standing.get(keyOf(part)) ?? []);
    if (narrow.some(({ population }) => population !== wide.population)) return;
    const counts = narrow.map(({ counts }) => counts?.did ?? Number.NaN);
    const left = (wide.counts?.did ?? Number.NaN) - counts.reduce((sum, one) => sum + one, 0);
    if (left < 0) {
      if (parts.length > 1) for (const part of parts) this.tieNested(whole, [part]);
      return;
    }
    const name = `${keyOf(whole)}/${parts.map(keyOf).join()} ${wide.did} ${narrow.map(({ did }) => did).join()}`;
    const rest = this.rest(name, left);
    this.system.tie(wide.did, narrow.map(({ did }) => did).concat(rest));
    const [only] = narrow;
    if (narrow.length === 1 && only && only.didNot !== -1 && wide.didNot !== -1)
      this.system.tie(only.didNot, [wide.didNot, rest]);
  }

  /** A shorter period nobody has stored is the same unknown in every longer one it lies in. */
  private tieInTime(longer: Cell, shorter: readonly Period[]): void {
    const places = shorter.map(period => ({ ...longer, period }));
    const parts = places.filter(place => this.standing.has(keyOf(place)));
    if (parts.length === 0) return;
    const missing = places.filter(place => !this.standing.has(keyOf(place)));
    const rest = this.restOf(longer, parts);
    if (missing.length === 0) {
      if (rest === null || (rest.did === 0 && (rest.didNot ?? 0) === 0)) this.tieCounts(longer, parts, null);
      return;
    }
    if (rest === null || rest.did < 0 || (rest.didNot ?? 0) < 0) return;
    const named = `without ${missing.map(keyOf).join()} ${rest.did} ${rest.didNot}`;
    for (const kind of ['did', 'didNot'] as const) {
      const left = rest[kind];
      const of = this.standing.get(keyOf(longer))?.[kind] ?? -1;
      const terms = parts.map(part => this.standing.get(keyOf(part))?.[kind] ?? -1);
      if (of === -1 || terms.includes(-1) || left === null) continue;
      this.system.tie(of, [...terms, this.rest(`${named} ${kind}`, left)]);
    }
  }
}

function sumsOf(sums: readonly Sum[]): Map<string, Sum[]> {
  return Map.groupBy(sums, ({ whole }) => whole);
}

function keyOf({ measure, group, area, period }: Place): string {
  return `${measure} ${group} ${area} ${period}`;
}
