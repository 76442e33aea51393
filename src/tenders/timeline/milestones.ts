import type { Day } from '../../shared/days/day.ts';
import { addWorkingDays, workingDaysBetween, type ClosingDays } from '../../shared/days/working-days.ts';
import {
  awardedOn,
  awardNoticeBy,
  expectedAward,
  lastContractDays,
  usualTerms,
  type Awarded,
  type AwardTerms,
} from './award.ts';

export type MilestoneStatus = {
  status: 'scheduled' | 'met' | 'late';
  /** Working days after the due day, until it was met or today; 0 where it is in time. */
  workingDaysLate: number;
};

/** How a milestone stood on `today`; one that is met later than that is not met yet. */
export function milestoneStatus(
  due: Day,
  metOn: Day | null,
  today: Day,
  closingDays: ClosingDays,
): MilestoneStatus {
  const isMet = metOn !== null && metOn <= today;
  const workingDaysLate = Math.max(0, workingDaysBetween(due, isMet ? metOn : today, closingDays));
  if (isMet) return { status: 'met', workingDaysLate };
  return { status: due < today ? 'late' : 'scheduled', workingDaysLate };
}

export type AwardMilestone = MilestoneStatus & {
  kind: 'award-letter' | 'standstill-ends' | 'contract-signed' | 'award-notice';
  /** The last day that keeps the contract start, for the notice the last day the law allows. */
  due: Day;
  /** When it is expected, or was done; null as long as the last decision has no day. */
  expected: Day | null;
  metOn: Day | null;
};

/** The milestones after the last decision, made or expected. */
export function awardMilestones(
  lastDecision: Day | null,
  contractStart: Day,
  awarded: Awarded,
  today: Day,
  closingDays: ClosingDays,
  terms: AwardTerms = usualTerms,
): AwardMilestone[] {
  const last = lastContractDays(contractStart, closingDays, terms);
  const done = awardedOn(awarded, today);
  // once a letter is sent its standstill runs, whether the decision is known or not
  const decided = lastDecision ?? done.letterSent;
  const expected = decided === null ? null : expectedAward(decided, done, today, closingDays, terms);
  const standstillRanOut =
    done.letterSent !== null && expected !== null && expected.standstillEnds < today
      ? expected.standstillEnds
      : null;
  const milestone = (kind: AwardMilestone['kind'], due: Day, day: Day | null, metOn: Day | null) => ({
    kind,
    due,
    expected: day,
    metOn,
    ...milestoneStatus(due, metOn, today, closingDays),
  });
  return [
    milestone('award-letter', last.letterBy, expected?.letter ?? null, done.letterSent),
    milestone(
      'standstill-ends',
      addWorkingDays(last.signBy, -1, closingDays),
      expected?.standstillEnds ?? null,
      standstillRanOut,
    ),
    milestone('contract-signed', last.signBy, expected?.contract ?? null, done.contractSigned),
    milestone(
      'award-notice',
      expected?.noticeBy ?? awardNoticeBy(last.signBy < today ? today : last.signBy, closingDays, terms),
      done.noticeSent ?? expected?.noticeBy ?? null,
      done.noticeSent,
    ),
  ];
}
