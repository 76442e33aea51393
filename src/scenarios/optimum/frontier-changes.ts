import type { Point } from '../solver/point.ts';
import type { Asked } from '../solver/demand.ts';
import type { ScenarioChange } from '../scenario.schema.ts';

/** What makes the vifte the point of the frontier was found in into that point. */
export function pointChanges(
  { dropped, scaled }: Pick<Point, 'dropped' | 'scaled'>,
  fixedAmounts: Asked['fixedAmounts'],
): ScenarioChange[] {
  return [
    ...dropped.map((offer): ScenarioChange => ({ kind: 'drop', offer })),
    ...scaled.map(({ offer, to }): ScenarioChange => ({ kind: 'scale', offer, places: to, fixedAmounts })),
  ];
}
