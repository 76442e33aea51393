import highsModule, { type Highs, type Model, type VariableType } from 'highs';
import { Unsure, type Relax } from './branching.ts';
import type { Question, Solution, Solve } from './frontier.ts';
import type { Program } from './program.ts';
import type { Terms } from './program-row.ts';

/** HiGHS, loaded once for a thread; one solver thread and one seed, so that the same program has the same answer. */
export async function highsSolver(): Promise<(program: Program) => Solver> {
  // Node gives the function itself where its types promise a module.
  const load = typeof highsModule === 'function' ? highsModule : highsModule.default;
  const highs = await load();
  return program => new Solver(highs, program);
}

/** A program in the memory of HiGHS; every question is answered from a fresh start. */
class Solver {
  private readonly highs: Highs;
  private readonly program: Program;
  private readonly model: Model;
  private relaxed: Model | null = null;

  constructor(highs: Highs, program: Program) {
    this.highs = highs;
    this.program = program;
    this.model = highs.createModel();
    this.model.options.set({
      output_flag: false,
      random_seed: 0,
      mip_feasibility_tolerance: 1e-9,
    });
  }

  /** A solver that came to no end is asked anew: from nothing, with another seed, then without what it does before it begins. */
  readonly solve: Solve = question => {
    const first = this.ask(question, { random_seed: 0, presolve: 'choose' });
    if (first.kind !== 'lost') return first;
    const { start: _, ...fresh } = question;
    const second = this.ask(fresh, { random_seed: 1, presolve: 'choose' });
    return second.kind === 'lost' ? this.ask(fresh, { random_seed: 2, presolve: 'off' }) : second;
  };

  private ask(
    { maximise, atLeast, gap, seconds, start }: Question,
    how: { random_seed: number; presolve: 'choose' | 'off' },
  ): Solution {
    const { highs, program, model } = this;
    const { modelStatus } = highs.constants;
    model.clearSolver();
    model.passModel(modelOf(highs, program, maximise, atLeast));
    // All objectives are whole numbers: whoever is less than one from the bound is at it.
    model.options.set({ ...how, mip_rel_gap: gap, mip_abs_gap: 0.99, time_limit: Math.max(0.01, seconds) });
    model.zeroAllClocks();
    if (start) model.setSolution({ colValue: Float64Array.from(start) });
    model.run();
    const status = model.getModelStatus();
    if (status === modelStatus.infeasible) return { kind: 'infeasible' };
    const isOptimal = status === modelStatus.optimal;
    if (!isOptimal && status !== modelStatus.timeLimit) return { kind: 'lost' };
    const isFound =
      isOptimal || model.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible;
    return isFound ? this.found(maximise, !isOptimal) : { kind: 'out-of-time' };
  }

  /** The program without whole numbers, with the last answer to begin the next from; one at a time. */
  relaxation(maximise: number, rising: number, atLeast: readonly (number | null)[]): Relax {
    const { highs, program } = this;
    const { modelStatus } = highs.constants;
    this.relaxed?.dispose();
    const model = highs.createModel();
    this.relaxed = model;
    model.options.set({ output_flag: false, presolve: 'off' });
    const { integrality: _, ...linear } = modelOf(
      highs,
      {
        ...program,
        rows: [
          { terms: program.goals[rising]?.terms ?? new Map(), lower: -Infinity, upper: Infinity },
          ...program.rows,
        ],
      },
      maximise,
      atLeast.map((level, goal) => (goal === rising ? null : level)),
    );
    model.passModel(linear);
    const columns = { kind: 'range', from: 0, to: program.variables.length - 1 } as const;
    return (lower, upper, least) => {
      model.changeColsBounds(columns, lower, upper);
      model.changeRowBounds(0, least, highs.infinity);
      model.run();
      const status = model.getModelStatus();
      if (status === modelStatus.infeasible) return null;
      if (status !== modelStatus.optimal) throw new Unsure();
      const { colValue, rowDual } = model.getSolution();
      return { value: model.getObjectiveValue(), slope: rowDual[0] ?? 0, variables: colValue };
    };
  }

  dispose(): void {
    this.relaxed?.dispose();
    this.model.dispose();
  }

  private found(maximise: Question['maximise'], isCut: boolean): Solution {
    const { model } = this;
    const bound = maximise === null ? 0 : Math.floor(Number(model.info.get('mip_dual_bound')) + 1e-6);
    return { kind: 'found', variables: Array.from(model.getSolution().colValue), bound, isCut };
  }
}

function modelOf(
  highs: Highs,
  { variables, rows, goals }: Program,
  maximise: Question['maximise'],
  atLeast: readonly (number | null)[],
) {
  const all = [
    ...rows,
    ...goals.flatMap(({ terms }, i) => {
      const level = atLeast[i] ?? null;
      return level === null ? [] : [{ terms, lower: level, upper: Infinity }];
    }),
  ];
  const finite = (bound: number) =>
    bound === Infinity ? highs.infinity : bound === -Infinity ? -highs.infinity : bound;
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const { terms } of all) {
    for (const [variable, factor] of terms) {
      if (factor === 0) continue;
      indices.push(variable);
      values.push(factor);
    }
    starts.push(indices.length);
  }
  const cost = new Float64Array(variables.length);
  for (const [variable, factor] of termsOf(goals, maximise)) cost[variable] = factor;
  const { integer, implicitInteger } = highs.constants.variableType;
  return {
    numCols: variables.length,
    numRows: all.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: cost,
    colLower: variables.map(({ lower }) => lower),
    colUpper: variables.map(({ upper }) => upper),
    rowLower: all.map(({ lower }) => finite(lower)),
    rowUpper: all.map(({ upper }) => finite(upper)),
    matrix: {
      format: 'csr' as const,
      numRows: all.length,
      numCols: variables.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    },
    integrality: variables.map(({ integer: isInteger }): VariableType =>
      isInteger ? integer : implicitInteger,
    ),
  };
}

function termsOf(goals: Program['goals'], maximise: Question['maximise']): Terms {
  if (maximise === null) return new Map();
  return typeof maximise === 'number' ? (goals[maximise]?.terms ?? new Map()) : maximise;
}
