import type { Outcome } from '../committees/committee.schema.ts';
import { formatDay, yearOf, type Day } from '../shared/days/day.ts';
import { atStart, phaseName, type Meeting, type Phase } from './timeline/phase.ts';
import { milestoneLabels, nextOwnerLabels } from './tender.schema.ts';
import type { Timeline } from './timeline/timeline.ts';
import type { TimelinePhase } from './timeline/laid-phase.ts';
import type { Change } from './timeline/what-if.ts';

const list = new Intl.ListFormat('da', { type: 'conjunction' });
const nbsp = '\u00a0';

/** Whether contracts can start when they should; what is late and what has no slack, in one breath. */
export function answer(timeline: Timeline): string {
  const { contract, phases, today } = timeline;
  const start = formatDay(contract.start);
  const decisive = decidedBy(timeline);
  if (decisive !== null) return decisive;
  const open = phases.filter(({ state }) => state !== 'ended');
  switch (contract.reached) {
    case 'unknown':
      return `Det kan ikke siges, om kontrakterne kan starte ${start}: ${unknownBecause(phases)}.`;
    case 'no': {
      const expected = contract.expected
        ? `De kan tidligst skrives under ${formatDay(contract.expected.contract)}.`
        : `${atStart(outOfMeetings(phases))} har intet møde tilbage i kalenderen.`;
      return [
        `Nej: kontrakterne kan ikke starte ${start}.`,
        expected,
        furthestBehind(open, today),
        outOfOrder(timeline),
      ]
        .filter(Boolean)
        .join(' ');
    }
    case 'yes': {
      const tight = open.filter(({ slack }) => slack !== null && slack <= 0);
      return open.length === 0
        ? `Ja: alle faser er slut, og kontrakterne kan starte ${start}. ${leftToDo(timeline)}`.trim()
        : `Ja: kontrakterne kan starte ${start}. ${lateText(open)}${tightText(tight)} ${outOfOrder(timeline)}`.trim();
    }
  }
}

/** What settles it without the phases: a signature, a complaint, or that the tender has ended without a contract. */
function decidedBy({ contract: { because, start, reached } }: Timeline): string | null {
  const day = formatDay(start);
  switch (because?.by) {
    case undefined:
      return null;
    case 'signed':
      return reached === 'yes'
        ? `Ja: kontrakten blev skrevet under ${formatDay(because.on)} og kan starte ${day}.`
        : `Nej: kontrakten blev først skrevet under ${formatDay(because.on)} og kunne ikke starte ${day}.`;
    case 'complaint': {
      const held = `klagen fra ${formatDay(because.since)} har opsættende virkning, og kontrakten kan ikke skrives under`;
      return reached === 'no'
        ? `Nej: kontrakterne kan ikke starte ${day}; ${held}.`
        : `Det kan ikke siges, om kontrakterne kan starte ${day}: ${held}.`;
    }
    case 'called-off': {
      const how = { annulled: 'annulleret', 'given-up': 'opgivet', 'no-bids': 'slut uden bud' }[because.how];
      const why = because.reason === null ? '' : ` Begrundelse: ${because.reason}`;
      return `Nej: udbuddet er ${how} ${formatDay(because.on)}, og der kommer ingen kontrakt ud af det.${why}`;
    }
  }
}

function unknownBecause(phases: readonly TimelinePhase[]): string {
  const halted = phases.find(({ gate }) => gate?.state === 'halted');
  if (halted)
    return `udbuddet er stoppet ved ${phaseName(halted)}, indtil byrådets beslutning er skrevet ind`;
  const ring = phases.filter(({ forecast }) => forecast.toBound.by === 'ring');
  if (ring.length > 0) return `${phasesText(ring)} venter på hinanden`;
  return 'planen kan ikke lægges';
}

/** What is left after the last phase, in the order it must be done. */
function leftToDo({ contract: { expected, last }, next, today }: Timeline): string {
  if (expected === null) return '';
  const letter = next.some(({ step }) => step === 'send-letter');
  return letter
    ? `Tilbage står underretningen senest ${shortDay(last.letterBy, today)} og underskriften senest ${shortDay(last.signBy, today)}.`
    : `Tilbage står underskriften, tidligst ${shortDay(expected.contract, today)} og senest ${shortDay(last.signBy, today)}.`;
}

/** What is over though something before it is not, in one breath. */
function outOfOrder({ notices }: Timeline): string {
  const phases = notices.flatMap(({ rule, phase }) =>
    rule === 'out-of-order' && phase !== null ? [{ number: phase }] : [],
  );
  if (phases.length === 0) return '';
  return `${atStart(phasesText(phases))} er afgjort, selv om noget, der går forud, ikke er slut.`;
}

function outOfMeetings(phases: readonly TimelinePhase[]): string {
  return phasesText(phases.filter(({ forecast }) => forecast.toBound.by === 'no-meeting'));
}

/** The phase that is the most too late, beside the last meeting or day that would have done. */
function furthestBehind(open: readonly TimelinePhase[], today: Day): string {
  const [worst] = open
    .filter(({ slack }) => (slack ?? 0) < 0)
    .toSorted((a, b) => (a.slack ?? 0) - (b.slack ?? 0));
  if (!worst || worst.slack === null) return '';
  const { lastMeeting, limit } = worst.latest;
  const last = lastMeeting
    ? ` efter det sidste mulige møde ${shortDay(lastMeeting.day, today)}`
    : limit === null
      ? ' for sent'
      : ` efter fristen ${shortDay(limit, today)}`;
  return `Fase ${worst.number} er længst bagud: ventet ${workingDays(-worst.slack)}${last}.`;
}

function lateText(open: readonly TimelinePhase[]): string {
  const late = open.filter(({ behind }) => (behind ?? 0) > 0);
  if (late.length === 0) return 'Ingen fase er forsinket';
  const most = Math.max(...late.map(({ behind }) => behind ?? 0));
  return `${atStart(phasesText(late))} er forsinket i forhold til planen, ${late.length === 1 ? '' : 'højst '}${workingDays(most)}`;
}

function tightText(tight: readonly TimelinePhase[]): string {
  return tight.length === 0 ? '.' : `; ${phasesText(tight)} har ingen luft.`;
}

/** `fase 3 og 4`; runs of four or more as `fase 4–7`. */
export function phasesText(phases: readonly { number: number }[]): string {
  const numbers = phases.map(({ number }) => number);
  const [first = 0] = numbers;
  const run = numbers.length > 3 && numbers.every((number, i) => number === first + i);
  return `fase ${run ? `${first}–${first + numbers.length - 1}` : list.format(numbers.map(String))}`;
}

export function workingDays(count: number): string {
  return `${count}${nbsp}${count === 1 ? 'arbejdsdag' : 'arbejdsdage'}`;
}

/** How much a phase can still slip, in words; a committee phase jumps from meeting to meeting. */
export function slackText({ state, slack, kind, forecast, latest }: TimelinePhase, today: Day): string {
  if (state === 'ended')
    return forecast.to === null ? 'afsluttet' : `afsluttet ${shortDay(forecast.to, today)}`;
  if (forecast.toBound.by === 'no-meeting') return 'intet møde tilbage';
  if (kind !== 'work' && latest.lastMeeting === null && latest.limit !== null)
    return `intet møde inden fristen ${shortDay(latest.limit, today)}`;
  if (slack === null) return 'kan ikke siges';
  if (slack < 0) return `${workingDays(-slack)} for sent`;
  if (slack === 0) return kind === 'work' ? 'ingen luft' : 'sidste mulige møde';
  return `${workingDays(slack)} til det ikke kan nås`;
}

/** What put a phase's expected end where it is. */
export function boundText({ forecast }: TimelinePhase, meetings: readonly Meeting[], today: Day): string {
  const bound = forecast.toBound;
  switch (bound.by) {
    case 'recorded':
      return 'sluttede den dag';
    case 'decision':
      return 'udvalgets beslutning';
    case 'work':
      return `arbejdet tager ${workingDays(bound.workingDays)} fra ${forecast.from === null ? 'start' : shortDay(forecast.from, today)}`;
    case 'planned-start':
      return 'den planlagte start';
    case 'planned-end':
      return 'den planlagte slutning';
    case 'predecessor':
      return `fase ${bound.phase} skal slutte først`;
    case 'today':
      return 'ikke meldt slut endnu';
    case 'delay':
      return `den prøvede forsinkelse på ${workingDays(bound.workingDays)}`;
    case 'meeting':
      return [
        `mødet ${dayOfMeeting(bound.meeting, meetings, today)}, sagsfrist ${shortDay(bound.paperDeadline, today)}`,
        ...bound.passedOver.map(
          ({ day, because }) => `${shortDay(day, today)} ${obstacleText(because, today)}`,
        ),
      ].join('; ');
    case 'no-meeting':
      return [
        'intet møde i kalenderen kan nås',
        ...bound.passedOver.map(
          ({ day, because }) => `${shortDay(day, today)} ${obstacleText(because, today)}`,
        ),
      ].join('; ');
    case 'unknown-predecessor':
      return `fase ${bound.phase} har ingen slutdag`;
    case 'halted':
      return `udbuddet er stoppet ved fase ${bound.phase}`;
    case 'ring':
      return 'fasen venter på sig selv';
  }
}

type MeetingBound = Extract<TimelinePhase['forecast']['toBound'], { by: 'meeting' }>;

function obstacleText(because: MeetingBound['passedOver'][number]['because'], today: Day): string {
  switch (because.by) {
    case 'cancelled':
      return 'er aflyst';
    case 'earlier-decision':
      return 'gav ikke den nødvendige beslutning';
    case 'today':
      return 'er gået';
    case 'paper-deadline':
      return `kan ikke nås: sagen er først klar ${shortDay(because.ready, today)}, og fristen er ${shortDay(because.paperDeadline, today)}`;
  }
}

function dayOfMeeting(code: string, meetings: readonly Meeting[], today: Day): string {
  const meeting = meetings.find(meeting => meeting.code === code);
  return meeting ? shortDay(meeting.day, today) : code;
}

/** What sets the last day a phase may end on. */
export function latestText({ latest }: TimelinePhase, today: Day): string {
  const { bound } = latest;
  switch (bound.by) {
    case 'contract-start':
      return `tildelingsbrevet skal sendes senest ${shortDay(bound.letterBy, today)}`;
    case 'phase':
      return `fase ${bound.phase} skal begynde senest ${shortDay(bound.begins, today)}`;
    case 'ready':
      return `fase ${bound.phase} skal være klar senest ${shortDay(bound.on, today)}`;
    case 'no-meeting':
      return `fase ${bound.phase} har intet møde inden sin egen frist`;
    case 'ring':
      return 'fasen venter på sig selv';
  }
}

/** Where a phase's decision stands, and when. */
export function gateText({ gate, kind, state }: TimelinePhase, today: Day): string {
  if (gate === null) return state === 'ended' ? 'slut' : state === 'begun' ? 'i gang' : 'ikke begyndt';
  switch (gate.state) {
    case 'undecided':
      return kind === 'discussion'
        ? 'ikke drøftet'
        : kind === 'decision'
          ? 'ikke besluttet'
          : 'ikke forelagt';
    case 'passed':
      return `${passedWords[gate.outcome]} ${shortDay(gate.on, today)}`;
    case 'postponed':
      return `udsat ${shortDay(gate.on, today)}`;
    case 'rejected':
      return `afvist ${shortDay(gate.on, today)}`;
    case 'short':
      return `kun ${passedWords[gate.outcome]} ${shortDay(gate.on, today)}`;
    case 'halted':
      return `stoppet ${shortDay(gate.on, today)} (§ 23)`;
  }
}

const passedWords: Record<Outcome, string> = {
  approved: 'godkendt',
  discussed: 'drøftet',
  noted: 'taget til efterretning',
  'approved-with-conditions': 'godkendt med betingelser',
  postponed: 'udsat',
  rejected: 'afvist',
  stopped: 'stoppet',
};

/** The next step as a person would say it: what, by when, by whom. */
export type Next = { what: string; when: string; who: string; phase: number | null };

export function nextText(
  { phase: number, owner, step, due, about }: Timeline['next'][number],
  { phases, today }: Timeline,
): Next {
  const phase = phases.find(phase => phase.number === number);
  const title = phase ? phaseName(phase) : `fase ${number ?? ''}`;
  const who = nextOwnerLabels[owner];
  const by =
    due === null
      ? 'ingen dag kendt'
      : `${due < today ? 'skulle være sket' : 'senest'} ${shortDay(due, today)}`;
  const meeting = phase?.forecast.to ?? null;
  switch (step) {
    case 'hand-in-papers':
      return {
        phase: number,
        what: `${atStart(title)}: sagen skal være klar`,
        when: `sagsfrist ${due === null ? 'ukendt' : shortDay(due, today)}${meeting === null ? '' : ` til mødet ${shortDay(meeting, today)}`}`,
        who,
      };
    case 'reach-stage':
      return {
        phase: number,
        what: stageLabel(about),
        when:
          due === null
            ? by
            : `${due < today ? 'ikke skrevet ind; skulle være' : ''} ${shortDay(due, today)}`.trim(),
        who,
      };
    case 'send-letter':
      return { phase: number, what: 'Tilbudsgiverne skal underrettes om tildelingen', when: by, who };
    case 'await-standstill':
      return {
        phase: number,
        what: 'Standstill løber; kontrakten kan ikke skrives under endnu',
        when: due === null ? by : `til og med ${shortDay(due, today)}`,
        who,
      };
    case 'await-ruling':
      return {
        phase: number,
        what: 'En klage har opsættende virkning; kontrakten kan ikke skrives under',
        when: 'til Klagenævnet har taget stilling',
        who,
      };
    case 'sign-contract':
      return { phase: number, what: 'Kontrakten skal skrives under', when: by, who };
    case 'send-award-notice':
      return { phase: number, what: 'Bekendtgørelsen om indgået kontrakt skal sendes', when: by, who };
    case 'meet-condition':
      return { phase: number, what: `Betingelsen »${about ?? ''}« skal være opfyldt`, when: by, who };
    case 'decide':
      if (owner === 'council')
        return {
          phase: number,
          what: `${atStart(title)}: er stoppet efter styrelseslovens § 23 og afgøres af byrådet`,
          when: 'på byrådets næste møde',
          who,
        };
      return {
        phase: number,
        what: `${atStart(title)}: ${phase ? decideWords[phase.kind] : 'afgøres'}`,
        when: due === null ? 'intet møde at nå' : `mødet ${shortDay(due, today)}, sagsfristen er nået`,
        who,
      };
    case 'finish-work':
      return {
        phase: number,
        what: `${atStart(title)}: ${phase?.state === 'begun' ? 'skal være færdig' : 'skal begynde og gøres færdig'}`,
        when: due === null ? 'ingen dag kendt' : `ventes færdig ${shortDay(due, today)}`,
        who,
      };
  }
}

function stageLabel(kind: string | null): string {
  const found = Object.entries(milestoneLabels).find(([one]) => one === kind);
  return found ? found[1] : (kind ?? '');
}

const decideWords: Record<Phase['kind'], string> = {
  decision: 'besluttes af udvalget',
  discussion: 'drøftes i udvalget',
  presentation: 'forelægges udvalget',
  work: 'gøres færdig',
};

/** What a change tried out would mean, beside what is expected without it. */
export function whatIfAnswer(
  before: Timeline,
  after: Timeline,
  change: Change,
  meetings: readonly Meeting[],
): string {
  const moved = after.phases.filter(
    ({ number, forecast }) =>
      before.phases.find(phase => phase.number === number)?.forecast.to !== forecast.to,
  );
  return `${tried(change, meetings, after.today)}, ${moved.length === 0 ? 'flytter det ingen fase' : `flytter det ${list.format(moved.map(phase => movement(phase, before)))}`}; ${consequence(before, after)}.`;
}

function tried(change: Change, meetings: readonly Meeting[], today: Day): string {
  switch (change.change) {
    case 'phase-slips':
      return `Hvis fase ${change.phase} forsinkes ${workingDays(change.workingDays)}`;
    case 'meeting-cancelled':
      return `Hvis mødet ${dayOfMeeting(change.meeting, meetings, today)} aflyses`;
  }
}

function movement({ number, forecast }: TimelinePhase, { phases, today }: Timeline): string {
  const from = phases.find(phase => phase.number === number)?.forecast.to ?? null;
  if (forecast.to === null) return `fase ${number} ud over det sidste møde i kalenderen`;
  return `fase ${number} ${from === null ? '' : `fra ${shortDay(from, today)} `}til ${shortDay(forecast.to, today)}`;
}

function consequence(before: Timeline, after: Timeline): string {
  const start = formatDay(after.contract.start);
  const changed = before.contract.reached !== after.contract.reached;
  switch (after.contract.reached) {
    case 'yes':
      return `kontrakterne kan ${changed ? 'så' : 'stadig'} starte ${start}`;
    case 'no':
      return `kontrakterne kan ${changed ? 'så ikke længere' : 'stadig ikke'} starte ${start}`;
    case 'unknown':
      return `det kan ${changed ? 'så ikke længere' : 'stadig ikke'} siges, om kontrakterne kan starte ${start}`;
  }
}

/** `9. maj` in the year of `today`, `9. maj 2024` in another. */
export function shortDay(day: Day, today: Day): string {
  return yearOf(day) === yearOf(today) ? formatDay(day).replace(/ \d{4}$/, '') : formatDay(day);
}

/** `13.–28. april`, `16. august – 8. november`, or one day. */
export function spanText(from: Day | null, to: Day | null, today: Day): string {
  if (from === null || from === to) return to === null ? 'ingen dag' : shortDay(to, today);
  if (to === null) return `fra ${shortDay(from, today)}`;
  return from.slice(0, 7) === to.slice(0, 7)
    ? `${Number(from.slice(8))}.–${shortDay(to, today)}`
    : `${shortDay(from, today)} – ${shortDay(to, today)}`;
}

/** How many working days a day has moved, in words. */
export function movedText(days: number | null): string {
  if (days === null) return 'kan ikke siges';
  if (days === 0) return 'uændret';
  return `${workingDays(Math.abs(days))} ${days > 0 ? 'senere' : 'tidligere'}`;
}
