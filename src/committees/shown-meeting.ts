import { holidayName } from '../shared/days/danish-holidays.ts';
import { dayNumber, isWeekend, weekdayName, type Day } from '../shared/days/day.ts';
import { paperDeadline } from '../shared/days/deadline.ts';
import type { ClosingDays } from '../shared/days/working-days.ts';
import type { MeetingView, NewClosingDay, ShownMeeting } from './committee.schema.ts';

/** The municipality's closing days, named, and as the counting of working days takes them. */
export type Closed = { named: ReadonlyMap<Day, string>; days: ClosingDays };

export function closedOn(closingDays: readonly NewClosingDay[]): Closed {
  return {
    named: new Map(closingDays.map(({ day, name }) => [day, name])),
    days: { yearly: [], once: closingDays.map(({ day }) => day) },
  };
}

/** A meeting with the last day for its papers and what is worth a second look at its day. */
export function shownMeeting(meeting: MeetingView, paperDays: number, closed: Closed): ShownMeeting {
  return {
    ...meeting,
    paperDeadline: paperDeadline(meeting.day, paperDays, closed.days),
    remarks: dayRemarks(meeting.day, closed.named),
  };
}

/** A committee may meet on a day off; somebody should just have meant it. */
function dayRemarks(day: Day, closingDays: ReadonlyMap<Day, string>): string[] {
  const holiday = holidayName(day);
  const closing = closingDays.get(day);
  return [
    ...(isWeekend(dayNumber(day)) ? [`Mødet ligger på en ${weekdayName(day)}.`] : []),
    ...(holiday === undefined ? [] : [`Mødet ligger på en helligdag: ${holiday}.`]),
    ...(closing === undefined ? [] : [`Kommunen holder lukket den dag: ${closing}.`]),
  ];
}
