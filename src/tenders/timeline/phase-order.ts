import type { Phase } from './phase.ts';

/**
 * The phases with predecessors first; `circling` are those that wait for each other in a ring, or for one that does.
 * Predecessors that the plan does not have are passed over.
 */
export function inOrder(phases: readonly Phase[]): { ordered: Phase[]; circling: Phase[] } {
  const numbers = new Set(phases.map(({ number }) => number));
  const placed = new Set<number>();
  const ordered: Phase[] = [];
  let waiting = [...phases];
  for (;;) {
    const ready = waiting.filter(({ predecessors }) =>
      predecessors.every(number => placed.has(number) || !numbers.has(number)),
    );
    if (ready.length === 0) return { ordered, circling: waiting };
    for (const phase of ready) placed.add(phase.number);
    ordered.push(...ready);
    waiting = waiting.filter(phase => !placed.has(phase.number));
  }
}

/** Every phase that must be over before this one, near or far; without the phase itself. */
export function allBefore(phase: Phase, phases: readonly Phase[]): Phase[] {
  const found = new Set<number>();
  const look = (numbers: readonly number[]) => {
    for (const number of numbers) {
      if (found.has(number)) continue;
      found.add(number);
      look(phases.find(other => other.number === number)?.predecessors ?? []);
    }
  };
  look(phase.predecessors);
  return phases.filter(({ number }) => found.has(number) && number !== phase.number);
}
