import type { Day } from '../../shared/days/day.ts';
import { endOf } from '../timeline/gates.ts';
import { inOrder } from '../timeline/phase-order.ts';
import { isCommitteePhase } from '../timeline/phase.ts';
import { factsOf, planOn, type WholeTender } from '../whole-tender.ts';

export type Viewer = 'administration' | 'adviser' | 'committee';

/** Until people have roles, whoever asks is the administration. */
export const viewer: Viewer = 'administration';

/**
 * Who may see the bids: administration and adviser always, the committee once its last phase, the choice of suppliers, is
 * decided. This is the one place that says so.
 */
export function bidsVisible(viewer: Viewer, whole: WholeTender, today: Day): boolean {
  if (viewer !== 'committee') return true;
  const { ordered } = inOrder(planOn(whole, today).phases);
  const choice = ordered.findLast(isCommitteePhase);
  return choice !== undefined && endOf(choice, factsOf(whole, today), today) !== null;
}
