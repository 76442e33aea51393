import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { Branching, type Relax } from './branching.ts';
import { settled, type Asked, type Demand } from './demand.ts';
import type { Search, Solve } from './frontier.ts';
import { worth } from './objective.ts';
import { keepsTo, valuesWithCommitments } from './keeps-to.ts';
import type { Values } from './optimum-value.ts';
import { choiceOf, portfolioOf, programOf, type Choice, type Program } from './program.ts';

export type Progress = {
  points: number;
  questions: number;
  doing: 'frontier' | 'consequences' | 'collision';
};

/** A solver that has a program in memory. */
export type Loaded = {
  solve: Solve;
  relaxation?: (maximise: number, rising: number, atLeast: readonly (number | null)[]) => Relax;
  dispose: () => void;
};

export type Work = {
  whole: WholePortfolio;
  asked: Asked;
  years: number[];
  demands: Demand[];
  load: (program: Program) => Loaded;
  /** Milliseconds from some beginning. */
  clock: () => number;
  tell: (progress: Progress) => void;
};

export type Read = { choice: Choice; values: Values };

/** The levels of the goals of a program at these values. */
export function levelsAt({ goals }: Pick<Program, 'goals'>, values: Values): number[] {
  return goals.map(({ objective, unit, constant }) =>
    Math.round((worth(values, objective) - constant) / unit),
  );
}

/** Searches in one program, which is taken out of the solver's memory afterwards. */
export function searching<Result>(
  work: Work,
  demands: readonly Demand[],
  progress: Progress,
  secondsLeft: () => number,
  within: (search: Search<Read>, program: Program, relaxation?: Loaded['relaxation']) => Result,
): Result {
  const { whole, asked, years } = work;
  const held = settled(demands);
  const program = programOf(whole, asked, held);
  const loaded = work.load(program);
  const relaxation = loaded.relaxation?.bind(loaded);
  try {
    const search: Search<Read> = {
      solve: loaded.solve,
      ...(relaxation && {
        rising: ([up, along], atLeast) => new Branching(program, [up, along], relaxation(along, up, atLeast)),
      }),
      read: variables => {
        const choice = choiceOf(program, variables);
        const chosen = portfolioOf(whole, years, asked.fixedAmounts, choice);
        const broken = held.find(demand => !keepsTo(chosen, years, demand, whole));
        if (broken) throw new Error(`The solver's answer breaks a demand: ${JSON.stringify(broken)}`);
        const values = valuesWithCommitments(chosen, years, asked.weights);
        return { levels: levelsAt(program, values), read: { choice, values } };
      },
      gap: asked.gapPercent / 100,
      isStrict: true,
      secondsLeft,
      onAsked: () => {
        progress.questions += 1;
        work.tell({ ...progress });
      },
      onFound: () => {
        progress.points += 1;
        work.tell({ ...progress });
      },
    };
    return within(search, program, relaxation);
  } finally {
    loaded.dispose();
  }
}
