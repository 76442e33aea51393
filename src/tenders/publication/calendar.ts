import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Day } from '../../shared/days/day.ts';
import type { CalendarEvent } from './calendar-events.ts';

const secondsADay = 86_400;

/** An iCalendar feed (RFC 5545) of whole days, as sent on `today`. */
export function calendarFeed(name: string, events: readonly CalendarEvent[], today: Day): string {
  const calendar = ical({
    name,
    prodId: { company: 'Tilbudsvifte', product: 'Tilbudsvifte', language: 'DA' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: secondsADay / 4,
    // whole days lie in no time zone; this tells calendars where they are lived
    x: [{ key: 'X-WR-TIMEZONE', value: 'Europe/Copenhagen' }],
  });
  for (const { uid, day, summary, description, sequence, cancelled, warnDays } of events) {
    calendar.createEvent({
      id: uid,
      start: day,
      allDay: true,
      stamp: today,
      sequence,
      summary,
      description,
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      alarms:
        warnDays === null || cancelled
          ? []
          : [{ type: ICalAlarmType.display, trigger: warnDays * secondsADay, description: summary }],
    });
  }
  return calendar.toString();
}
