import glpkModule from 'glpk.js/node';
import type { Question, Solution } from '../../../src/scenarios/solver/frontier.ts';
import type { Loaded } from '../../../src/scenarios/solver/searching.ts';
import type { Program } from '../../../src/scenarios/solver/program.ts';

/** The same program put to GLPK, to see that another solver answers the same. */
export async function glpkSolver(): Promise<(program: Program) => Loaded> {
  const glpk = await glpkModule();
  return program => ({ solve: question => solve(glpk, program, question), dispose: () => {} });
}

function solve(
  glpk: Awaited<ReturnType<typeof glpkModule>>,
  { variables, rows, goals }: Program,
  { maximise, atLeast, gap, seconds }: Question,
): Solution {
  const all = [
    ...rows,
    ...goals.flatMap(({ terms }, i) => {
      const level = atLeast[i] ?? null;
      return level === null ? [] : [{ terms, lower: level, upper: Infinity }];
    }),
  ];
  const isEmpty = (terms: ReadonlyMap<number, number>) => vars(terms).length === 0;
  if (all.some(({ terms, lower, upper }) => isEmpty(terms) && (lower > 0 || upper < 0)))
    return { kind: 'infeasible' };
  const goal =
    typeof maximise === 'number' ? goals[maximise] : maximise === null ? undefined : { terms: maximise };
  const { result } = glpk.solve(
    {
      name: 'vifte',
      objective: { direction: glpk.GLP_MAX, name: 'goal', vars: vars(goal?.terms ?? new Map()) },
      subjectTo: all
        .filter(({ terms }) => !isEmpty(terms))
        .map(({ terms, lower, upper }, i) => ({
          name: `r${i}`,
          vars: vars(terms),
          bnds: boundsOf(glpk, lower, upper),
        })),
      bounds: variables.map(({ lower, upper }, i) => ({ name: name(i), ...boundsOf(glpk, lower, upper) })),
      generals: variables.flatMap(({ integer }, i) => (integer ? [name(i)] : [])),
    },
    { msglev: glpk.GLP_MSG_OFF, presol: true, mipgap: gap, tmlim: Math.max(1, Math.ceil(seconds)) },
  );
  if (result.status === glpk.GLP_NOFEAS || result.status === glpk.GLP_INFEAS) return { kind: 'infeasible' };
  if (result.status !== glpk.GLP_OPT) return { kind: 'out-of-time' };
  return {
    kind: 'found',
    variables: variables.map((_, i) => result.vars[name(i)] ?? 0),
    bound: Math.round(result.z),
    isCut: false,
  };
}

function vars(terms: ReadonlyMap<number, number>) {
  return [...terms]
    .filter(([, coef]) => coef !== 0)
    .map(([variable, coef]) => ({ name: name(variable), coef }));
}

function name(variable: number): string {
  return `x${variable}`;
}

function boundsOf(glpk: Awaited<ReturnType<typeof glpkModule>>, lower: number, upper: number) {
  if (lower === upper) return { type: glpk.GLP_FX, lb: lower, ub: upper };
  if (lower === -Infinity) return { type: glpk.GLP_UP, lb: 0, ub: upper };
  if (upper === Infinity) return { type: glpk.GLP_LO, lb: lower, ub: 0 };
  return { type: glpk.GLP_DB, lb: lower, ub: upper };
}
