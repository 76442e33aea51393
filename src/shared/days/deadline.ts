import { holidayName } from './danish-holidays.ts';
import { addDays, dayNumber, isWeekend, type Day } from './day.ts';
import { addWorkingDays, type ClosingDays } from './working-days.ts';

/** The last day on which papers for a meeting can be handed in: that many working days before it. */
export function paperDeadline(meeting: Day, paperDays: number, closingDays: ClosingDays): Day {
  return addWorkingDays(meeting, -paperDays, closingDays);
}

/**
 * The last day of a deadline in calendar days (Regulation 1182/71, article 3): the event's own day is not counted,
 * weekends and holidays are, and a last day on one of those moves to the next working day.
 */
export function deadlineAfter(event: Day, calendarDays: number, closingDays: ClosingDays): Day {
  const last = addDays(event, calendarDays);
  const isFree = isWeekend(dayNumber(last)) || holidayName(last) !== undefined;
  return isFree ? addWorkingDays(last, 1, closingDays) : last;
}
