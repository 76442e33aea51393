import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { Branching, type Relax } from './branching.ts';
import { keepsTo, type Asked, type Demand } from './demand.ts';
import type { Search, Solve } from './frontier.ts';
import { worth } from './objective.ts';
import { valuesOf, type Values } from './optimum-value.ts';
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

/** Searches in one program, which is taken out of the solver's memory afterwards. */
export function searching<Result>(
  work: Work,
  demands: readonly Demand[],
  progress: Progress,
  secondsLeft: () => number,
  within: (search: Search<Read>) => Result,
): Result {
  const { whole, asked, years } = work;
  const program = programOf(whole, asked, demands);
  const loaded = work.load(program);
  const relaxation = loaded.relaxation?.bind(loaded);
  try {
    return within({
      solve: loaded.solve,
      ...(relaxation && {
        rising: ([up, along], atLeast) => new Branching(program, [up, along], relaxation(along, up, atLeast)),
      }),
      read: variables => {
        const choice = choiceOf(program, variables);
        const chosen = portfolioOf(whole, years, asked.fixedAmounts, choice);
        const broken = demands.find(demand => !keepsTo(chosen, years, demand));
        if (broken) throw new Error(`The solver's answer breaks a demand: ${JSON.stringify(broken)}`);
        const values = valuesOf(chosen, years, asked.weights);
        const levels = program.goals.map(({ objective, unit }) =>
          Math.round(worth(values, objective) / unit),
        );
        return { levels, read: { choice, values } };
      },
      gap: asked.gapPercent / 100,
      secondsLeft,
      onAsked: () => {
        progress.questions += 1;
        work.tell({ ...progress });
      },
      onFound: () => {
        progress.points += 1;
        work.tell({ ...progress });
      },
    });
  } finally {
    loaded.dispose();
  }
}
