import { formatDay, type Day } from '../../shared/days/day.ts';
import { paperDeadline } from '../../shared/days/deadline.ts';
import { isCommitteePhase } from '../timeline/phase.ts';
import { milestoneLabels } from '../tender.schema.ts';
import type { VersionedTender } from '../whole-tender.ts';

/** A whole day in somebody's calendar. */
export type CalendarEvent = {
  /** The same as long as it is about the same thing, whatever day that falls on. */
  uid: string;
  day: Day;
  summary: string;
  description: string;
  /** Rises with every change to what the event is told from, and never falls. */
  sequence: number;
  cancelled: boolean;
  /** Days of warning before a deadline; null for what is no deadline. */
  warnDays: number | null;
};

/** More than the versions of a tender, its committee and a meeting will ever add up to between two plans. */
const versionsPerPlan = 100_000;

const warnDays = 7;

/** The meetings the plan in force waits for, the deadlines for their papers, and the milestones. */
export function tenderEvents(whole: VersionedTender): CalendarEvent[] {
  return [...gateEvents(whole), ...milestoneEvents(whole)];
}

/** The committee's meetings with their paper deadlines, and what each tender asks of them. */
export function committeeEvents(
  { code, name, paperDays, version }: VersionedTender['committee'],
  meetings: VersionedTender['meetings'],
  closingDays: VersionedTender['closingDays'],
  tenders: readonly VersionedTender[],
): CalendarEvent[] {
  const own = meetings.flatMap((meeting): CalendarEvent[] => {
    const about = {
      sequence: version + meeting.version,
      cancelled: meeting.status === 'cancelled',
    };
    const day = formatDay(meeting.day);
    const where = [meeting.startsAt, meeting.place].filter(part => part !== null).join(', ');
    return [
      {
        ...about,
        uid: `${meeting.code}@tilbudsvifte`,
        day: meeting.day,
        summary: `Møde i ${name}`,
        description: where,
        warnDays: null,
      },
      {
        ...about,
        uid: `${meeting.code}-sagsfrist@tilbudsvifte`,
        day: paperDeadline(meeting.day, paperDays, closingDays),
        summary: `Sagsfrist: mødet ${day}`,
        description: `Sager til mødet i ${name} ${day} skal være klar.`,
        warnDays,
      },
    ];
  });
  const asked = tenders.filter(tender => tender.committee.code === code).flatMap(gateEvents);
  return [...own, ...asked];
}

function gateEvents(whole: VersionedTender): CalendarEvent[] {
  const { tender, committee, meetings, closingDays, version } = whole;
  const plan = whole.plans.at(-1);
  if (plan === undefined) return [];
  const byCode = new Map(meetings.map(meeting => [meeting.code, meeting]));
  return plan.phases.filter(isCommitteePhase).flatMap((phase): CalendarEvent[] => {
    const meeting = phase.meeting === null ? undefined : byCode.get(phase.meeting);
    if (meeting === undefined) return [];
    const uid = `${tender.code}-fase-${phase.number}`;
    const day = formatDay(meeting.day);
    const about = {
      sequence: plan.number * versionsPerPlan + version + committee.version + meeting.version,
      cancelled: meeting.status === 'cancelled',
      description: `${tender.title}, plan ${plan.number}. ${committee.name} ${day}.`,
    };
    return [
      {
        ...about,
        uid: `${uid}@tilbudsvifte`,
        day: meeting.day,
        summary: `Fase ${phase.number}: ${phase.title}`,
        warnDays: null,
      },
      {
        ...about,
        uid: `${uid}-sagsfrist@tilbudsvifte`,
        day: paperDeadline(meeting.day, committee.paperDays, closingDays),
        summary: `Sagsfrist for fase ${phase.number}: mødet ${day}`,
        warnDays,
      },
    ];
  });
}

function milestoneEvents({ tender, milestones, version }: VersionedTender): CalendarEvent[] {
  return milestones.map(({ kind, dueOn, metOn }) => ({
    uid: `${tender.code}-${kind}@tilbudsvifte`,
    day: dueOn,
    summary: metOn === null ? milestoneLabels[kind] : `${milestoneLabels[kind]} (nået)`,
    description: metOn === null ? tender.title : `${tender.title}. Nået ${formatDay(metOn)}.`,
    sequence: version,
    cancelled: false,
    warnDays: metOn === null ? warnDays : null,
  }));
}
