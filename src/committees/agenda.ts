import { formatDay, weekdayName, type Day } from '../shared/days/day.ts';
import { compareDays, isAhead } from './case-path.ts';
import type { CaseView, ShownMeeting } from './committee.schema.ts';

export type Placed = { number: number | null; one: CaseView };

/** The cases on a meeting's agenda in the order of their numbers, those without one last. */
export function agendaOf(meeting: string, cases: readonly CaseView[]): Placed[] {
  const placed = cases.flatMap(one => {
    const place = one.agenda.find(place => place.meeting === meeting);
    return place ? [{ number: place.number, one }] : [];
  });
  return placed.toSorted((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity) || 0);
}

/** A committee's meetings seen from `today`: the next, those after it, cancelled ones between, and what is past, newest first. */
export function meetingsSeenFrom(meetings: readonly ShownMeeting[], today: Day) {
  const byDay = meetings.toSorted((a, b) => compareDays(a.day, b.day));
  const ahead = byDay.filter(meeting => isAhead(meeting, today));
  const past = byDay.filter(meeting => !isAhead(meeting, today));
  return {
    next: ahead[0],
    ahead,
    cancelled: past.filter(({ day, status }) => status === 'cancelled' && day >= today),
    past: past.filter(({ day, status }) => status !== 'cancelled' || day < today).toReversed(),
  };
}

export type OpenCondition = {
  id: string;
  text: string;
  dueOn: Day;
  decidedOn: Day;
  late: boolean;
  one: CaseView;
};

/** Conditions set until `today` and not met by then, soonest due first: what is overdue stands on top. */
export function openConditions(cases: readonly CaseView[], today: Day): OpenCondition[] {
  const open = cases.flatMap(one =>
    one.decisions
      .filter(({ day }) => day <= today)
      .flatMap(({ day, conditions }) =>
        conditions
          .filter(({ metOn }) => metOn === null || metOn > today)
          .map(({ id, text, dueOn }) => ({ id, text, dueOn, decidedOn: day, late: dueOn < today, one })),
      ),
  );
  return open.toSorted((a, b) => compareDays(a.dueOn, b.dueOn));
}

/** What is next and by when its papers must be ready, in one sentence. */
export function nextMeetingText(
  next: ShownMeeting | undefined,
  cases: readonly Placed[],
  today: Day,
): string {
  if (!next) return `Der er intet møde i kalenderen fra ${formatDay(today)} og frem.`;
  const day = `${weekdayName(next.day)} ${formatDay(next.day)}`;
  const when = next.day === today ? `i dag, ${day},` : day;
  const deadline =
    next.paperDeadline < today
      ? `sagsfristen var ${formatDay(next.paperDeadline)}`
      : `sagerne skal være klar ${formatDay(next.paperDeadline)}`;
  return `Næste møde er ${when} med ${caseCountText(cases)}; ${deadline}.`;
}

/** `7 sager, heraf 2 til beslutning` */
export function caseCountText(cases: readonly Placed[]): string {
  if (cases.length === 0) return 'ingen sager endnu';
  const decisions = cases.filter(({ one }) => one.kind === 'decision').length;
  const count = cases.length === 1 ? '1 sag' : `${cases.length} sager`;
  if (decisions === 0) return count;
  return cases.length === 1 ? '1 sag til beslutning' : `${count}, heraf ${decisions} til beslutning`;
}
