import { formatDay, type Day } from '../shared/days/day.ts';
import { capital, listed } from '../shared/wording.ts';
import {
  outcomeLabels,
  type CaseView,
  type DecisionView,
  type Outcome,
  type ShownMeeting,
} from './committee.schema.ts';

/** One meeting a case has stood on, or will: with what was decided there until the day it is seen from. */
export type Step = {
  meeting: ShownMeeting;
  number: number | null;
  decisions: DecisionView[];
  /** Whether the meeting still is to come; a cancelled one never is. */
  ahead: boolean;
};

/** The whole path of a case through its meetings, first to last, as it stood on `today`. */
export function casePath(one: CaseView, meetings: readonly ShownMeeting[], today: Day): Step[] {
  const steps = one.agenda.flatMap(({ meeting: code, number }) => {
    const meeting = meetings.find(meeting => meeting.code === code);
    if (!meeting) return [];
    const decisions = one.decisions.filter(decision => decision.meeting === code && decision.day <= today);
    return [{ meeting, number, decisions, ahead: isAhead(meeting, today) && decisions.length === 0 }];
  });
  return steps.toSorted((a, b) => compareDays(a.meeting.day, b.meeting.day));
}

/** A meeting of today is ahead until it has been held. */
export function isAhead({ day, status }: ShownMeeting, today: Day): boolean {
  return status !== 'cancelled' && (day > today || (day === today && status !== 'held'));
}

/** The decision that holds on each recommendation on `today`: the last one recorded at the latest meeting. */
export function standing(one: CaseView, today: Day): (DecisionView | undefined)[] {
  return one.recommendations.map((_, i) => lastOn(one.decisions, i + 1, today));
}

function lastOn(decisions: readonly DecisionView[], recommendation: number, today: Day) {
  return decisions
    .filter(decision => decision.recommendation === recommendation && decision.day <= today)
    .toSorted((a, b) => compareDays(a.day, b.day))
    .at(-1);
}

/** Where a case stands, in a sentence or two: `Udsat 7. februar og 14. marts 2023; taget til efterretning 12. april 2023.` */
export function pathText(one: CaseView, path: readonly Step[]): string {
  const parts: { outcome: string; days: Day[] }[] = [];
  for (const step of path) {
    for (const outcome of outcomesAt(one, step)) {
      const last = parts.at(-1);
      if (last?.outcome === outcome) last.days.push(step.meeting.day);
      else parts.push({ outcome, days: [step.meeting.day] });
    }
  }
  const decided = parts.map(({ outcome, days }) => `${outcome} ${listed(days.map(formatDay))}`).join('; ');
  const ahead = path.filter(step => step.ahead).map(({ meeting }) => formatDay(meeting.day));
  const silent = path.filter(
    ({ ahead, decisions, meeting }) => !ahead && decisions.length === 0 && meeting.status !== 'cancelled',
  );
  const sentences = [
    ...(decided === '' ? [] : [`${capital(decided)}.`]),
    ...(silent.length === 0
      ? []
      : [
          `På dagsordenen ${listed(silent.map(({ meeting }) => formatDay(meeting.day)))} uden en beslutning.`,
        ]),
    ...(ahead.length === 0 ? [] : [`Kommer på mødet ${listed(ahead)}.`]),
  ];
  return sentences.length > 0 ? sentences.join(' ') : 'Sagen er ikke på vej til noget møde.';
}

/** What came of a case at one meeting: `godkendt`. */
export function decidedText(one: CaseView, step: Step): string {
  const outcomes = outcomesAt(one, step);
  return outcomes.length > 0 ? outcomes.join('; ') : 'ingen beslutning';
}

/** What came of a case at one meeting, naming the recommendations only where they fared differently. */
function outcomesAt(one: CaseView, { decisions }: Step): string[] {
  const last = new Map(decisions.map(({ recommendation, outcome }) => [recommendation, outcome]));
  const byOutcome = Map.groupBy(last.keys(), recommendation => last.get(recommendation));
  return [...byOutcome].flatMap(([outcome, recommendations]) => {
    if (outcome === undefined) return [];
    const all = recommendations.length === one.recommendations.length;
    const which = listed(recommendations.toSorted((a, b) => a - b).map(String));
    return [all ? outcomeText(outcome) : `indstilling ${which} ${outcomeText(outcome)}`];
  });
}

/** As within a sentence: `taget til efterretning`. */
function outcomeText(outcome: Outcome): string {
  const label = outcomeLabels[outcome];
  return label.charAt(0).toLowerCase() + label.slice(1);
}

export function compareDays(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
