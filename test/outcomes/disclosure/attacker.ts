import highsModule, { type Highs } from 'highs';

/** What is told: the whole numbers at `of`, each at least nothing, together make `sum`. */
export type Telling = { of: readonly number[]; sum: number };

/** Whoever knows how everything hangs together and all that is told, and asks the solver what a hidden number can be. */
export async function attacker() {
  const load = typeof highsModule === 'function' ? highsModule : highsModule.default;
  const highs = await load();
  return (unknowns: number, told: readonly Telling[]) => new Attack(highs, unknowns, told);
}

class Attack {
  private readonly highs: Highs;
  private readonly unknowns: number;
  private readonly model;

  constructor(highs: Highs, unknowns: number, told: readonly Telling[]) {
    this.highs = highs;
    this.unknowns = unknowns;
    this.model = highs.createModel();
    this.model.options.set({ output_flag: false, random_seed: 0 });
    const starts = [0];
    const indices: number[] = [];
    for (const { of } of told) {
      indices.push(...of);
      starts.push(indices.length);
    }
    this.model.passModel({
      numCols: unknowns,
      numRows: told.length,
      sense: highs.constants.objectiveSense.maximize,
      colCost: new Float64Array(unknowns),
      colLower: new Float64Array(unknowns),
      colUpper: new Float64Array(unknowns).fill(highs.infinity),
      rowLower: told.map(({ sum }) => sum),
      rowUpper: told.map(({ sum }) => sum),
      matrix: {
        format: 'csr',
        numRows: told.length,
        numCols: unknowns,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: new Float64Array(indices.length).fill(1),
      },
      integrality: Array.from({ length: unknowns }, () => highs.constants.variableType.integer),
    });
  }

  /** The least and the most the numbers at `of` can be together. */
  range(of: readonly number[]): { least: number; most: number } {
    return { least: 0 - this.best(of, -1), most: this.best(of, 1) };
  }

  dispose(): void {
    this.model.dispose();
  }

  private best(of: readonly number[], way: 1 | -1): number {
    const { model, highs, unknowns } = this;
    const costs = new Float64Array(unknowns);
    for (const at of of) costs[at] = way;
    model.changeColsCost({ kind: 'range', from: 0, to: unknowns - 1 }, costs);
    model.run();
    const status = model.getModelStatus();
    if (status === highs.constants.modelStatus.unbounded) return Infinity;
    if (status !== highs.constants.modelStatus.optimal) {
      if (status === highs.constants.modelStatus.unboundedOrInfeasible) return Infinity;
      throw new Error(`HiGHS ended with status ${status}`);
    }
    return Math.round(model.getObjectiveValue());
  }
}
