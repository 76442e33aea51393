import { formatDay } from '../../shared/days/day.ts';
import { closedBecause } from '../../shared/days/working-days.ts';
import { conditions } from './conditions.ts';
import { inWords } from './gates.ts';
import { allBefore } from './phase-order.ts';
import { atStart, phaseName, type Meeting } from './phase.ts';
import type { ContractForecast, Situation, TimelinePhase } from './laid-phase.ts';

/** Something about a timeline that people must know; `broken` stands in the way of the contract start. */
export type Notice = {
  rule:
    | 'contract-start-unreachable'
    | 'contract-start-unknown'
    | 'halted'
    | 'rejected'
    | 'decision-falls-short'
    | 'ring'
    | 'no-meeting-left'
    | 'no-meeting-in-time'
    | 'beyond-limit'
    | 'last-possible-meeting'
    | 'meeting-cancelled'
    | 'meeting-on-closed-day'
    | 'condition-late'
    | 'out-of-order'
    | 'milestone-contradiction';
  level: 'broken' | 'attention';
  phase: number | null;
  message: string;
};

export function notices(
  phases: readonly TimelinePhase[],
  contract: ContractForecast,
  situation: Situation,
): Notice[] {
  return [
    ...contractNotices(phases, contract),
    ...phases.filter(({ state }) => state !== 'ended').flatMap(phase => phaseNotices(phase, situation)),
    ...orderNotices(phases, situation),
    ...conditionNotices(situation),
    ...situation.life.contradictions.map(message =>
      notice('milestone-contradiction', 'attention', null, message),
    ),
  ];
}

function contractNotices(phases: readonly TimelinePhase[], contract: ContractForecast): Notice[] {
  const start = formatDay(contract.start);
  switch (contract.reached) {
    case 'yes':
      return [];
    case 'unknown':
      return [
        notice(
          'contract-start-unknown',
          'broken',
          null,
          `Det kan ikke siges, om kontrakterne kan starte ${start}.`,
        ),
      ];
    case 'no': {
      const expected = contract.expected
        ? `De kan tidligst underskrives ${formatDay(contract.expected.contract)}.`
        : '';
      const late = phases
        .filter(({ slack, forecast }) => (slack ?? 0) < 0 || forecast.toBound.by === 'no-meeting')
        .map(({ number }) => String(number));
      const because = late.length > 0 ? `Det skyldes fase ${list.format(late)}.` : '';
      const message = [`Kontrakterne kan ikke starte ${start}.`, expected, because].filter(Boolean).join(' ');
      return [notice('contract-start-unreachable', 'broken', null, message)];
    }
  }
}

const list = new Intl.ListFormat('da', { type: 'conjunction' });

function phaseNotices(phase: TimelinePhase, situation: Situation): Notice[] {
  return [
    ...gateNotices(phase),
    ...forecastNotices(phase),
    ...limitNotices(phase),
    ...meetingNotices(phase, situation),
  ];
}

function gateNotices(phase: TimelinePhase): Notice[] {
  const { gate, number } = phase;
  if (gate === null) return [];
  const told = `${atStart(phaseName(phase))} ${inWords(gate)}.`;
  switch (gate.state) {
    case 'halted': {
      const message = `${told} Udbuddet står stille, indtil byrådets beslutning er skrevet ind.`;
      return [notice('halted', 'broken', number, message)];
    }
    case 'rejected': {
      const message = `${told} Prognosen regner med, at fasen forelægges igen.`;
      return [notice('rejected', 'broken', number, message)];
    }
    case 'short':
      return [notice('decision-falls-short', 'attention', number, `${told} Den skal på et møde igen.`)];
    case 'undecided':
    case 'postponed':
    case 'passed':
      return [];
  }
}

function forecastNotices({ number, forecast: { toBound } }: TimelinePhase): Notice[] {
  if (toBound.by === 'ring') {
    return [notice('ring', 'broken', number, `Fase ${number} venter på sig selv gennem andre faser.`)];
  }
  if (toBound.by === 'no-meeting') {
    return [
      notice(
        'no-meeting-left',
        'broken',
        number,
        `Der er ikke flere møder i kalenderen, som fase ${number} kan nå.`,
      ),
    ];
  }
  return [];
}

function limitNotices({ number, kind, slack, latest, forecast }: TimelinePhase): Notice[] {
  const meeting = latest.lastMeeting;
  if (kind !== 'work' && latest.limit !== null && meeting === null) {
    const message = `Fase ${number} skal være afgjort senest ${formatDay(latest.limit)}, men der er intet møde inden da.`;
    return [notice('no-meeting-in-time', 'broken', number, message)];
  }
  if (slack !== null && slack < 0) {
    const limit = meeting
      ? `det sidste mulige møde ${formatDay(meeting.day)}`
      : `fristen ${latest.limit === null ? '' : formatDay(latest.limit)}`;
    const days = slack === -1 ? '1 arbejdsdag' : `${-slack} arbejdsdage`;
    return [notice('beyond-limit', 'broken', number, `Fase ${number} ventes ${days} efter ${limit}.`)];
  }
  if (meeting && forecast.to === meeting.day) {
    const message = `Mødet ${formatDay(meeting.day)} er det sidste mulige for fase ${number}. Sagen skal være klar ${formatDay(meeting.paperDeadline)}.`;
    return [notice('last-possible-meeting', 'attention', number, message)];
  }
  return [];
}

function meetingNotices(phase: TimelinePhase, { meetings, calendar }: Situation): Notice[] {
  const { number, planned, forecast } = phase;
  const found: Notice[] = [];
  const plannedMeeting = meetings.find(({ code }) => code === planned.meeting);
  if (plannedMeeting?.status === 'cancelled') {
    const message = `Mødet ${formatDay(plannedMeeting.day)}, som fase ${number} er planlagt til, er aflyst.`;
    found.push(notice('meeting-cancelled', 'attention', number, message));
  }
  const used = usedMeeting(forecast, meetings);
  const closed = used ? closedBecause(used.day, calendar.closingDays) : null;
  if (used && closed) {
    const message = `Mødet ${formatDay(used.day)} for fase ${number} ligger på ${closed}.`;
    found.push(notice('meeting-on-closed-day', 'attention', number, message));
  }
  return found;
}

function usedMeeting(
  { toBound }: TimelinePhase['forecast'],
  meetings: readonly Meeting[],
): Meeting | undefined {
  return toBound.by === 'meeting' ? meetings.find(({ code }) => code === toBound.meeting) : undefined;
}

/** A phase that is over though one before it is not: either the one is missing a record, or the other was taken too early. */
function orderNotices(phases: readonly TimelinePhase[], { plan }: Situation): Notice[] {
  return phases
    .filter(({ state }) => state === 'ended')
    .flatMap(phase => {
      const own = plan.phases.find(({ number }) => number === phase.number);
      const before = own ? allBefore(own, plan.phases).map(({ number }) => number) : [];
      const open = phases.filter(({ number, state }) => before.includes(number) && state !== 'ended');
      if (open.length === 0) return [];
      const on = phase.forecast.to === null ? '' : ` ${formatDay(phase.forecast.to)}`;
      const names = list.format(open.map(phaseName));
      const message = `${atStart(phaseName(phase))} er ${phase.kind === 'work' ? 'meldt slut' : 'afgjort'}${on}, men ${names} går forud og er ikke slut. Skriv ind, hvornår ${open.length === 1 ? 'den' : 'de'} sluttede; indtil da regnes der med, at ${open.length === 1 ? 'den' : 'de'} mangler.`;
      return [notice('out-of-order', 'broken', phase.number, message)];
    });
}

function conditionNotices({ facts, today }: Situation): Notice[] {
  return conditions(facts, today)
    .filter(({ status }) => status === 'late')
    .map(({ phase, text, dueOn }) =>
      notice(
        'condition-late',
        'attention',
        phase,
        `Betingelsen »${text}« skulle være opfyldt ${formatDay(dueOn)}.`,
      ),
    );
}

function notice(rule: Notice['rule'], level: Notice['level'], phase: number | null, message: string): Notice {
  return { rule, level, phase, message };
}
