/**
 * Everything that is counted as one linear system: whole numbers that are at least nothing, tied by sums. What is shown is known; what is
 * hidden, and what nobody has stored but a sum leaves over, is open. Whoever reads it is taken to know which of the open counts are
 * small and which are not, so no choice of what to hide tells more than is reckoned with here.
 */
export class System {
  /** The count behind each variable; NaN where we do not know it ourselves. */
  readonly value: number[] = [];
  /** The cell each belongs to; −1 for a count no cell tells. */
  readonly cell: number[] = [];
  /** Whether it must not be found: counts of hidden cells, and small remainders. */
  readonly guarded: boolean[] = [];
  /** Equations as their variables: the first is the sum of the others. */
  readonly terms: number[][] = [];
  /** For each variable the equations it stands in. */
  readonly within: number[][] = [];
  private readonly isOpen: boolean[] = [];
  /** For each population several cells share, how many of them are shown. */
  private readonly tellers = new Map<number, number>();
  private readonly written = new Set<string>();

  /** A count that is known until it is opened. */
  add(value: number, cell = -1): number {
    const at = this.value.push(value) - 1;
    this.cell.push(cell);
    this.guarded.push(false);
    this.within.push([]);
    this.isOpen.push(false);
    return at;
  }

  /** What a sum leaves over that nobody has stored. */
  addOpen(value: number): number {
    const at = this.add(value);
    this.open(at);
    this.guarded[at] = value < leastShown;
    return at;
  }

  /** A population several cells are shares of: known as long as one of them is shown. */
  addPopulation(value: number, tellers: number): number {
    const at = this.add(value);
    this.tellers.set(at, tellers);
    if (tellers === 0) this.open(at);
    return at;
  }

  /** The whole is the sum of its parts; the same said twice is said once. */
  tie(whole: number, parts: readonly number[]): void {
    const key = `${whole} ${parts.toSorted((a, b) => a - b).join(' ')}`;
    if (this.written.has(key)) return;
    this.written.add(key);
    const at = this.terms.push([whole, ...parts]) - 1;
    for (const variable of [whole, ...parts]) this.within[variable]?.push(at);
  }

  signOf(equation: number, variable: number): 1 | -1 {
    return this.terms[equation]?.[0] === variable ? 1 : -1;
  }

  /** The least it can be for whoever knows that it is hidden and whether it is small. */
  lowIfOpen(variable: number): number {
    return (this.value[variable] ?? Number.NaN) >= leastShown ? leastShown : 0;
  }

  highIfOpen(variable: number): number {
    return (this.value[variable] ?? Number.NaN) < leastShown ? leastShown - 1 : Infinity;
  }

  opened(variable: number): boolean {
    return this.isOpen[variable] ?? false;
  }

  /** Of a count whose size is known to us, nobody is told more than whether it is small. */
  open(variable: number): void {
    this.isOpen[variable] = true;
  }

  /** One fewer cell tells the population. */
  silence(population: number): void {
    const left = (this.tellers.get(population) ?? 1) - 1;
    this.tellers.set(population, left);
    if (left === 0) this.open(population);
  }
}

/** The smallest count that may be shown. */
export const leastShown = 5;

/** How many values in a row a hidden count must be able to have for whoever knows everything that is told. */
export const protectionWidth = leastShown - 1;
