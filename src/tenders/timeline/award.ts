import { addDays, laterOf, type Day } from '../../shared/days/day.ts';
import { deadlineAfter } from '../../shared/days/deadline.ts';
import { addWorkingDays, workingDayFrom, type ClosingDays } from '../../shared/days/working-days.ts';

/** What the procedure and what is planned ask of the award (`life/procedures.ts` has the rules and where they stand). */
export type AwardTerms = {
  /** Calendar days from the award letter in which no contract may be signed; 0 where no rule asks for any. */
  standstillDays: number;
  /** Calendar days from signing to the award notice. */
  awardNoticeDays: number;
  /** No earlier, because of what is still planned before it. */
  letterFrom: Day | null;
  contractFrom: Day | null;
};

/** A letter sent electronically in a procedure with standstill, and nothing planned in the way. */
export const usualTerms: AwardTerms = {
  standstillDays: 10,
  awardNoticeDays: 30,
  letterFrom: null,
  contractFrom: null,
};

/** The last days that still let contracts start when they should, laid backwards. */
export type LastContractDays = { decideBy: Day; letterBy: Day; standstillEnds: Day; signBy: Day };

export function lastContractDays(
  contractStart: Day,
  closingDays: ClosingDays,
  { standstillDays }: Pick<AwardTerms, 'standstillDays'> = usualTerms,
): LastContractDays {
  const signBy = addWorkingDays(contractStart, -1, closingDays);
  let letterBy = addWorkingDays(addDays(signBy, -standstillDays), 1, closingDays);
  while (deadlineAfter(letterBy, standstillDays, closingDays) >= signBy) {
    letterBy = addWorkingDays(letterBy, -1, closingDays);
  }
  return {
    decideBy: addWorkingDays(letterBy, -1, closingDays),
    letterBy,
    standstillEnds: deadlineAfter(letterBy, standstillDays, closingDays),
    signBy,
  };
}

/** The day each step of the award was done; null where it has not been. */
export type Awarded = { letterSent: Day | null; contractSigned: Day | null; noticeSent: Day | null };

/** The steps after the last decision, laid forwards; `noticeBy` is a deadline, the others are expected days. */
export type ExpectedAward = { letter: Day; standstillEnds: Day; contract: Day; noticeBy: Day };

export function expectedAward(
  lastDecision: Day,
  awarded: Awarded,
  today: Day,
  closingDays: ClosingDays,
  terms: AwardTerms = usualTerms,
): ExpectedAward {
  const { standstillDays, letterFrom, contractFrom } = terms;
  const notBeforeToday = (day: Day) => workingDayFrom(day < today ? today : day, closingDays);
  const letter =
    awarded.letterSent ??
    quickestLetter(
      notBeforeToday(laterOf(addDays(lastDecision, 1), letterFrom) ?? today),
      standstillDays,
      closingDays,
    );
  const standstillEnds = deadlineAfter(letter, standstillDays, closingDays);
  const contract =
    awarded.contractSigned ?? notBeforeToday(laterOf(addDays(standstillEnds, 1), contractFrom) ?? today);
  return { letter, standstillEnds, contract, noticeBy: awardNoticeBy(contract, closingDays, terms) };
}

/**
 * The day from `earliest` on whose standstill ends first. Mostly that is `earliest`, but a standstill that would end on a weekend
 * before a closing day moves past both, while one that ends on the closing day itself stays there.
 */
function quickestLetter(earliest: Day, standstillDays: number, closingDays: ClosingDays): Day {
  let quickest = earliest;
  for (let wait = 1; wait <= 5; wait += 1) {
    const later = addWorkingDays(earliest, wait, closingDays);
    if (
      deadlineAfter(later, standstillDays, closingDays) < deadlineAfter(quickest, standstillDays, closingDays)
    ) {
      quickest = later;
    }
  }
  return quickest;
}

/** The last day for the award notice of a contract signed on that day. */
export function awardNoticeBy(
  signed: Day,
  closingDays: ClosingDays,
  { awardNoticeDays }: Pick<AwardTerms, 'awardNoticeDays'> = usualTerms,
): Day {
  return deadlineAfter(signed, awardNoticeDays, closingDays);
}

/** What of the award had been done on `today`. */
export function awardedOn(awarded: Awarded, today: Day): Awarded {
  const until = (day: Day | null) => (day !== null && day <= today ? day : null);
  return {
    letterSent: until(awarded.letterSent),
    contractSigned: until(awarded.contractSigned),
    noticeSent: until(awarded.noticeSent),
  };
}
