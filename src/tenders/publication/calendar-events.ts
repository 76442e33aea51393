import { dayNumber, formatDay, laterOf, type Day } from '../../shared/days/day.ts';
import { paperDeadline } from '../../shared/days/deadline.ts';
import { awardMilestones } from '../timeline/milestones.ts';
import type { TimelinePhase } from '../timeline/laid-phase.ts';
import { timeline, type Timeline } from '../timeline/timeline.ts';
import { milestoneLabels } from '../tender.schema.ts';
import { milestonesOn, situationOf, type VersionedTender } from '../whole-tender.ts';

/** A day in somebody's calendar, or an hour of it. */
export type CalendarEvent = {
  /** The same as long as it is about the same thing, whatever day that falls on. */
  uid: string;
  day: Day;
  /** Danish time, as `16:30`; null for a whole day. */
  startsAt: string | null;
  place: string | null;
  summary: string;
  description: string;
  /** Rises with every change to what the event is told from, and never falls. */
  sequence: number;
  /** `tentative` for what is only expected. */
  status: 'confirmed' | 'tentative' | 'cancelled';
  /** Whether it takes up somebody's time: a deadline does not. */
  busy: boolean;
  /** Days of warning before a deadline; null for what is no deadline. */
  warnDays: number | null;
  /** Whose it is; null for everybody's. */
  owner: 'committee' | 'administration' | 'adviser' | 'unknown' | null;
};

/** More than the versions of a tender, its committee and a meeting will ever add up to between two plans. */
const versionsPerPlan = 100_000;

const warnDays = 7;

const wholeDay = { startsAt: null, place: null, busy: false, owner: null } as const;

/**
 * What the timeline says of a tender seen from `today`: the meetings its committee phases wait for or were decided at, their
 * papers, the ends of work, the last days that keep the contract start, and the stages. `domain` tells installations apart.
 */
export function tenderEvents(whole: VersionedTender, today: Day, domain: string): CalendarEvent[] {
  const laid = timeline(situationOf(whole, today));
  const sequence = sequenceOf(whole, today);
  const called = laid.contract.because?.by === 'called-off';
  const events = [
    ...laid.phases.flatMap(phase => phaseEvents(phase, whole, sequence, domain)),
    ...stageEvents(whole, laid, sequence, domain),
  ];
  return called
    ? events.map(event =>
        event.day < today ? event : { ...event, status: 'cancelled' as const, warnDays: null },
      )
    : events;
}

/** The committee's meetings with their paper deadlines, and what each tender asks of them. */
export function committeeEvents(
  { code, name, paperDays, version }: VersionedTender['committee'],
  meetings: VersionedTender['meetings'],
  closingDays: VersionedTender['closingDays'],
  tenders: readonly VersionedTender[],
  today: Day,
  domain: string,
): CalendarEvent[] {
  const own = meetings.flatMap((meeting): CalendarEvent[] => {
    const status = meeting.status === 'cancelled' ? 'cancelled' : 'confirmed';
    const sequence = version + meeting.version;
    return [
      {
        uid: `${meeting.code}@${domain}`,
        day: meeting.day,
        startsAt: meeting.startsAt,
        place: meeting.place,
        summary: `Møde i ${name}`,
        description: `Møde i ${name} ${formatDay(meeting.day)}.`,
        sequence,
        status,
        busy: true,
        warnDays: null,
        owner: 'committee',
      },
      papers(`${meeting.code}-sagsfrist@${domain}`, `Sagsfrist: mødet ${formatDay(meeting.day)}`, {
        description: `Sager til mødet i ${name} ${formatDay(meeting.day)} skal være klar.`,
        day: paperDeadline(meeting.day, paperDays, closingDays),
        status,
        sequence,
      }),
    ];
  });
  const asked = tenders
    .filter(tender => tender.committee.code === code)
    .flatMap(whole => {
      const { phases } = timeline(situationOf(whole, today));
      const sequence = sequenceOf(whole, today);
      return phases
        .filter(({ kind }) => kind !== 'work')
        .flatMap(phase => meetingEvents(phase, whole, sequence, domain));
    });
  return [...own, ...asked];
}

/** Every part of it only grows: plans, versions, and the day it is seen from, with which an expected day can move. */
function sequenceOf({ plans, version, committee, meetings }: VersionedTender, today: Day): number {
  const versions = meetings.reduce((sum, meeting) => sum + meeting.version, version + committee.version);
  return plans.length * versionsPerPlan + versions + Math.max(0, dayNumber(today) - dayNumber('2020-01-01'));
}

function phaseEvents(
  phase: TimelinePhase,
  whole: VersionedTender,
  sequence: number,
  domain: string,
): CalendarEvent[] {
  if (phase.kind !== 'work')
    return [
      ...meetingEvents(phase, whole, sequence, domain),
      ...lastMeetingEvents(phase, whole, sequence, domain),
    ];
  const { number, title, owner, state, forecast, latest } = phase;
  const uid = `${whole.tender.code}-fase-${number}`;
  const end = forecast.to;
  return [
    ...(end === null
      ? []
      : [
          {
            ...wholeDay,
            uid: `${uid}-slut@${domain}`,
            day: end,
            summary: `Fase ${number} ${state === 'ended' ? 'sluttede' : 'ventes færdig'}: ${title}`,
            description: whole.tender.title,
            sequence,
            status: state === 'ended' ? ('confirmed' as const) : ('tentative' as const),
            warnDays: null,
            owner,
          },
        ]),
    ...(latest.limit === null
      ? []
      : [
          {
            ...wholeDay,
            uid: `${uid}-senest@${domain}`,
            day: latest.limit,
            summary: `Sidste dag for fase ${number}: ${title}`,
            description: `${whole.tender.title}. Slutter fasen senere, kan kontraktstarten ikke nås.`,
            sequence,
            status: 'confirmed' as const,
            warnDays: state === 'ended' ? null : warnDays,
            owner,
          },
        ]),
  ];
}

/** The meeting that decided the phase, else the one it is expected at; where none is left, the planned one as given up. */
function meetingEvents(
  phase: TimelinePhase,
  whole: VersionedTender,
  sequence: number,
  domain: string,
): CalendarEvent[] {
  const { number, title, forecast, planned, state } = phase;
  const { tender, committee, meetings, closingDays } = whole;
  const code = forecast.toBound.by === 'meeting' ? forecast.toBound.meeting : planned.meeting;
  const meeting =
    state === 'ended'
      ? meetings.find(({ day }) => day === forecast.to)
      : meetings.find(one => one.code === code);
  const day = forecast.to ?? meeting?.day;
  if (day === undefined) return [];
  const isLost = forecast.to === null || meeting?.status === 'cancelled';
  const status = isLost ? 'cancelled' : state === 'ended' ? 'confirmed' : 'tentative';
  const uid = `${tender.code}-fase-${number}`;
  const event: CalendarEvent = {
    uid: `${uid}@${domain}`,
    day,
    startsAt: meeting?.startsAt ?? null,
    place: meeting?.place ?? null,
    summary: `Fase ${number}: ${title}`,
    description: `${tender.title}. ${committee.name} ${formatDay(day)}${status === 'tentative' ? ' (ventet)' : ''}.`,
    sequence,
    status,
    busy: true,
    warnDays: null,
    owner: 'committee',
  };
  const deadline = papers(
    `${uid}-sagsfrist@${domain}`,
    `Sagsfrist for fase ${number}: mødet ${formatDay(day)}`,
    {
      description: event.description,
      day: paperDeadline(day, committee.paperDays, closingDays),
      status,
      sequence,
      isOver: state === 'ended',
    },
  );
  return [event, deadline];
}

function lastMeetingEvents(
  { number, title, latest }: TimelinePhase,
  { tender }: VersionedTender,
  sequence: number,
  domain: string,
): CalendarEvent[] {
  if (latest.lastMeeting === null) return [];
  return [
    {
      ...wholeDay,
      uid: `${tender.code}-fase-${number}-senest@${domain}`,
      day: latest.lastMeeting.day,
      summary: `Sidste mulige møde for fase ${number}: ${title}`,
      description: `${tender.title}. Sagen skal være klar ${formatDay(latest.lastMeeting.paperDeadline)}.`,
      sequence,
      status: 'confirmed',
      warnDays: null,
      owner: 'committee',
    },
  ];
}

/** The stages with a day, and the way from the decision to the award notice, each once and as the timeline has it. */
function stageEvents(
  whole: VersionedTender,
  { contract, phases, today }: Timeline,
  sequence: number,
  domain: string,
): CalendarEvent[] {
  const { tender, closingDays } = whole;
  const { life } = situationOf(whole, today);
  const planned = milestonesOn(whole, today);
  const decided = phases.map(({ forecast }) => forecast.to);
  const last = decided.includes(null) ? null : laterOf(...decided);
  const computed = awardMilestones(
    last,
    contract.start,
    life.awarded,
    today,
    closingDays,
    life.terms,
  ).flatMap(({ kind, due, expected, metOn }) => {
    if (planned.some(one => one.kind === kind)) return [];
    return [{ kind, dueOn: metOn ?? expected ?? due, metOn }];
  });
  return [...planned, ...computed].map(({ kind, dueOn, metOn }) => ({
    ...wholeDay,
    uid: `${tender.code}-${kind}@${domain}`,
    day: metOn ?? dueOn,
    summary: metOn === null ? milestoneLabels[kind] : `${milestoneLabels[kind]} (nået)`,
    description: metOn === null ? tender.title : `${tender.title}. Nået ${formatDay(metOn)}.`,
    sequence,
    status: planned.some(one => one.kind === kind) || metOn !== null ? 'confirmed' : 'tentative',
    warnDays: metOn === null ? warnDays : null,
    owner: 'administration',
  }));
}

function papers(
  uid: string,
  summary: string,
  {
    isOver = false,
    ...rest
  }: Pick<CalendarEvent, 'description' | 'day' | 'status' | 'sequence'> & { isOver?: boolean },
): CalendarEvent {
  return {
    ...wholeDay,
    uid,
    summary,
    ...rest,
    warnDays: isOver || rest.status === 'cancelled' ? null : warnDays,
    owner: 'administration',
  };
}
