import { formatDay, type Day } from '../shared/days/day.ts';
import type { AgendaPlace, MeetingView, NewCase, NewDecision } from './committee.schema.ts';

/** A mistake in what was sent as JSON. */
type Finding = { pointer: string; message: string };

/** What a decision is recorded on; `decisions` are those recorded before. */
type Decided = {
  recommendations: readonly string[];
  agenda: readonly string[];
  decisions?: readonly { meeting: string; recommendation: number }[];
};

/** Everything that is wrong with recording `decision` on a case today, each at its place; `meeting` is undefined when unknown. */
export function decisionFindings(
  decision: NewDecision,
  decided: Decided,
  meeting: Pick<MeetingView, 'day' | 'status'> | undefined,
  today: Day,
): Finding[] {
  const findings: Finding[] = [];
  const found = (pointer: string, message: string) => findings.push({ pointer, message });

  if (!meeting) found('/meeting', `Mødet ${decision.meeting} findes ikke.`);
  else if (meeting.status === 'cancelled') {
    found(
      '/meeting',
      `Mødet ${formatDay(meeting.day)} er aflyst. Vælg det møde, hvor beslutningen blev truffet.`,
    );
  } else if (meeting.day > today) {
    found(
      '/meeting',
      `Mødet ${formatDay(meeting.day)} er ikke holdt endnu. En beslutning kan først skrives ind på mødedagen.`,
    );
  } else if (!decided.agenda.includes(decision.meeting)) {
    found('/meeting', 'Sagen står ikke på det mødes dagsorden. Sæt den på dagsordenen først.');
  }

  const count = decided.recommendations.length;
  if (decision.recommendation > count) found('/recommendation', onlySoMany(count));
  if (decision.outcome === 'approved-with-conditions' && decision.conditions.length === 0) {
    found('/conditions', 'Skriv mindst én betingelse med frist, eller vælg Godkendt.');
  }
  if (decision.outcome !== 'approved-with-conditions' && decision.conditions.length > 0) {
    found('/conditions', 'Betingelser hører kun til udfaldet Godkendt med betingelser.');
  }
  if (!decision.reason && needsReason.has(decision.outcome)) {
    found('/reason', 'Skriv hvorfor: en udsættelse, en afvisning og et stop skal begrundes.');
  } else if (!decision.reason && isRepeated(decision, decided)) {
    found(
      '/reason',
      'Der er allerede en beslutning om indstillingen fra det møde. Den bliver stående; skriv, hvorfor den følges af en ny.',
    );
  }
  decision.conditions.forEach(({ dueOn }, i) => {
    if (meeting && dueOn <= meeting.day) found(`/conditions/${i}/dueOn`, 'Fristen skal ligge efter mødet.');
  });
  return findings;
}

const needsReason = new Set(['postponed', 'rejected', 'stopped']);

function isRepeated({ meeting, recommendation }: NewDecision, { decisions = [] }: Decided): boolean {
  return decisions.some(other => other.meeting === meeting && other.recommendation === recommendation);
}

function onlySoMany(count: number): string {
  if (count === 0) return 'Sagen har ingen indstillinger. Skriv indstillingen i sagen først.';
  return count === 1 ? 'Sagen har kun 1 indstilling.' : `Sagen har kun ${count} indstillinger.`;
}

type KnownMeeting = {
  committee: { code: string; kind?: 'committee' | 'council' };
  /** Called off, and so nothing a case can newly be set on. */
  cancelled?: boolean;
  /** The numbers other cases have on its agenda, with their titles. */
  taken?: ReadonlyMap<number, string>;
};

/** Everything that is wrong with a case beyond the shape of its fields. */
export function caseFindings(
  input: NewCase,
  known: {
    committees: { has(code: string): boolean };
    meetings: ReadonlyMap<string, KnownMeeting>;
  },
): Finding[] {
  const findings: Finding[] = [];
  const found = (pointer: string, message: string) => findings.push({ pointer, message });

  if (!known.committees.has(input.committee)) found('/committee', `Udvalget ${input.committee} findes ikke.`);
  input.agenda.forEach((place, i) => {
    const meeting = known.meetings.get(place.meeting);
    if (!meeting) found(`/agenda/${i}/meeting`, `Mødet ${place.meeting} findes ikke.`);
    else if (meeting.committee.code !== input.committee && meeting.committee.kind !== 'council') {
      // A case goes on from its committee to the council, and nowhere else.
      found(`/agenda/${i}/meeting`, 'Mødet hører til et andet udvalg end sagen.');
    }
    if (meeting?.cancelled) found(`/agenda/${i}/meeting`, 'Mødet er aflyst. Vælg et andet.');
    if (input.agenda.findIndex(other => other.meeting === place.meeting) < i) {
      found(`/agenda/${i}/meeting`, 'Mødet står to gange.');
    }
    const other = place.number === null ? undefined : meeting?.taken?.get(place.number);
    if (other !== undefined)
      found(`/agenda/${i}/number`, `Sag nr. ${place.number} på det møde er ${other}. Vælg et andet nummer.`);
  });
  return findings;
}

/** What a revised case leaves out or rewrites that has been decided on: a decision stands with its words and its meeting. */
export function keptFindings(
  input: NewCase,
  before: {
    recommendations: readonly string[];
    decisions: readonly { meeting: string; day: Day; recommendation: number }[];
  },
): Finding[] {
  const findings: Finding[] = [];
  const meetings = new Map(before.decisions.map(({ meeting, day }) => [meeting, day]));
  for (const [meeting, day] of meetings) {
    if (!isOn(input.agenda, meeting)) {
      const message = `Der blev truffet en beslutning på mødet ${formatDay(day)}; det skal blive stående.`;
      findings.push({ pointer: '/agenda', message });
    }
  }
  for (const number of new Set(before.decisions.map(({ recommendation }) => recommendation))) {
    if (input.recommendations[number - 1] !== before.recommendations[number - 1]) {
      const place =
        number <= input.recommendations.length ? `/recommendations/${number - 1}` : '/recommendations';
      const message = `Indstilling ${number} er der truffet beslutning om; dens ordlyd skal blive stående.`;
      findings.push({ pointer: place, message });
    }
  }
  return findings;
}

function isOn(agenda: readonly AgendaPlace[], meeting: string): boolean {
  return agenda.some(place => place.meeting === meeting);
}
