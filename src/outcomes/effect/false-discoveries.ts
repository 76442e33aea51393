/**
 * Which of several findings stand when a twentieth of those said may be false: by the step-up rule, so that a page of groups to which nothing has
 * happened shows any finding in at most one of twenty cases.
 * (Y. Benjamini, Y. Hochberg, Controlling the false discovery rate, J. R. Stat. Soc. B 57, 1995, 289–300.)
 */
export function standing(chances: readonly number[]): boolean[] {
  const order = [...chances.keys()].toSorted((a, b) => (chances[a] ?? 1) - (chances[b] ?? 1));
  let last = -1;
  for (const [i, at] of order.entries())
    if ((chances[at] ?? 1) <= (falseShare * (i + 1)) / chances.length) last = i;
  const kept = new Set(order.slice(0, last + 1));
  return chances.map((_, at) => kept.has(at));
}

const falseShare = 0.05;
