import type { Day } from '../../shared/days/day.ts';
import { partsOf, type Period } from '../period.ts';

/** Something that changed for everybody at once, so that before and after are not counted alike. */
type StructuralBreak = { from: Day; to: Day | null; title: string; what: string };

/**
 * Corona: the first closing down was announced on 11 March 2020, and the last restrictions ended on 1 February 2022. July 2025: the reform of
 * cash benefit, in force on 1 July 2025. 2027: the thirteen target groups of the law become five on 1 January 2027.
 */
const structuralBreaks: readonly StructuralBreak[] = [
  {
    from: '2020-03-11',
    to: '2022-02-01',
    title: 'Corona',
    what: 'nedlukninger fra 11. marts 2020 til 1. februar 2022 ramte grupperne forskelligt.',
  },
  {
    from: '2025-07-01',
    to: null,
    title: 'Juli 2025',
    what: 'kontanthjælpsreformen trådte i kraft, så grupperne på kontanthjælp er ikke de samme før og efter.',
  },
  {
    from: '2027-01-01',
    to: null,
    title: 'Målgrupperne fra 2027',
    what: 'lovens tretten målgrupper bliver til fem, så grupper før og efter kun kan sammenlignes, hvor de svarer til hinanden.',
  },
];

/** Those that lie between the two periods or in one of them, so that the one is not like the other. */
export function breaksBetween(base: Period, period: Period): StructuralBreak[] {
  const [before, after] = [partsOf(base), partsOf(period)];
  if (!before || !after) return [];
  return structuralBreaks.filter(({ from, to }) =>
    to === null
      ? before.from < from && after.to >= from
      : (before.to >= from && before.from < to) || (after.to >= from && after.from < to),
  );
}
