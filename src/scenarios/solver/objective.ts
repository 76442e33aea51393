import type { Values } from './optimum-value.ts';

export type Objective = 'persons' | 'evidence' | 'cost';

/** More is better. */
export function worth(values: Values, objective: Objective): number {
  return objective === 'cost' ? -values.costOere : values[objective];
}

export function valueOf(values: Values, objective: Objective): number {
  return objective === 'cost' ? values.costOere : values[objective];
}
