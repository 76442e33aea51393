import ical, {
  ICalAlarmType,
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import { danishInstant, type Day } from '../../shared/days/day.ts';
import type { CalendarEvent } from './calendar-events.ts';

const secondsADay = 86_400;

const statuses = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
} as const;

/** An iCalendar feed (RFC 5545) as sent on `today`: whole days, and meetings at their hour in universal time. */
export function calendarFeed(name: string, events: readonly CalendarEvent[], today: Day): string {
  const calendar = ical({
    name,
    prodId: { company: 'Tilbudsvifte', product: 'Tilbudsvifte', language: 'DA' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: secondsADay / 4,
  });
  for (const event of events) {
    const { uid, day, startsAt, place, summary, description, sequence, status, busy, warnDays } = event;
    calendar.createEvent({
      id: uid,
      start: startsAt === null ? day : danishInstant(day, startsAt),
      allDay: startsAt === null,
      stamp: today,
      sequence,
      summary,
      description,
      location: place,
      status: statuses[status],
      transparency: busy ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
      alarms:
        warnDays === null || status === 'cancelled'
          ? []
          : [{ type: ICalAlarmType.display, trigger: warnDays * secondsADay, description: summary }],
    });
  }
  return withZoneFirst(calendar.toString());
}

/** Whole days lie in no time zone; this tells calendars where they are lived. It belongs before the first event. */
function withZoneFirst(calendar: string): string {
  const zone = 'X-WR-TIMEZONE:Europe/Copenhagen\r\n';
  const first = calendar.search(/BEGIN:VEVENT|END:VCALENDAR/);
  return `${calendar.slice(0, first)}${zone}${calendar.slice(first).trimEnd()}\r\n`;
}
