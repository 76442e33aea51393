import type { Day } from '../../shared/days/day.ts';
import { deadlineAfter } from '../../shared/days/deadline.ts';
import { addMonths, lastDayOf } from '../../shared/days/months.ts';
import type { ClosingDays } from '../../shared/days/working-days.ts';
import type { ExpectedAward, LastContractDays } from './award.ts';
import { calledOff, lastOf, type LifeEvent } from './event.ts';
import { happenedOn, standstillEnds, type Planned } from './life.ts';
import { rules, type Procedure, type Rule } from './procedures.ts';
import { stageLabels, type StageKind } from './stage.ts';

/** A right to go on: so many months more, to be used by a last day so many months before the contract runs out. */
export type Option = { months: number; noticeMonths: number };

/** One step of a tender's life as it stands on a day: what is planned, what the law makes of it, what happened. */
export type Step = {
  /** Unique in the series, and the same whatever day it falls on. */
  key: string;
  title: string;
  lot: string | null;
  /** A plan is what people intend. */
  planned: Day | null;
  /** A deadline follows from the last event it is counted from. */
  computed: { day: Day; rule: Rule; from: string } | null;
  /** An event is what happened. */
  happened: Day | null;
  /** The day it is expected where it has not happened. */
  expected: Day | null;
  status: 'met' | 'late' | 'scheduled' | 'waiting' | 'called-off';
};

export type SeriesInput = {
  procedure: Procedure;
  isFramework: boolean;
  planned: readonly Planned[];
  /** Known on `today`. */
  events: readonly LifeEvent[];
  lots: readonly { code: string; title: string; contractMonths: number | null; options: readonly Option[] }[];
  decision: { expected: Day | null; isMade: boolean };
  contractStart: Day;
  contractMonths: number | null;
  options: readonly Option[];
  last: LastContractDays;
  expected: ExpectedAward | null;
  today: Day;
  closingDays: ClosingDays;
};

/** Every step from the market dialogue to the last day of the last option, in order. */
export function series(input: SeriesInput): Step[] {
  const { procedure, decision, contractStart } = input;
  const award = procedure.stages.filter(kind => ofTheAward.has(kind));
  const lotCodes = input.lots.map(({ code }) => code);
  return [
    ...procedure.stages.filter(kind => !ofTheAward.has(kind)).flatMap(kind => stage(kind, null, input)),
    {
      ...nothing,
      key: 'decision',
      title: 'Sidste beslutning om tildelingen',
      planned: null,
      happened: decision.isMade ? decision.expected : null,
      expected: decision.expected,
      status: statusOf(decision.isMade ? decision.expected : null, input.last.decideBy, input),
    },
    ...award.flatMap(kind => stage(kind, null, input)),
    ...lotCodes.flatMap(lot => award.flatMap(kind => ownStage(kind, lot, input))),
    ...complaints(input),
    {
      ...nothing,
      key: 'contract-start',
      title: 'Kontraktstart',
      planned: contractStart,
      expected: contractStart,
      status: statusOf(contractStart <= input.today ? contractStart : null, contractStart, input),
    },
    ...term(input),
  ];
}

const nothing = { lot: null, computed: null, happened: null, expected: null, planned: null } as const;

const ofTheAward: ReadonlySet<StageKind> = new Set<StageKind>([
  'award-letter',
  'standstill-ends',
  'contract-signed',
  'award-notice',
]);

/** A stage that has a day, or that the procedure cannot do without. */
function stage(kind: StageKind, lot: string | null, input: SeriesInput): Step[] {
  const { procedure, planned, events, lots, today } = input;
  const row = planned.find(one => one.kind === kind);
  const codes = lots.map(({ code }) => code);
  const happened = happenedOn(kind, planned, events, codes, today);
  const computed = computedFor(kind, happened, lot, input);
  const due = computed?.day ?? row?.dueOn ?? null;
  const isNeeded =
    procedure.needed.includes(kind) || (kind === 'standstill-ends' && procedure.standstill !== null);
  if (row === undefined && happened === null && computed === null && !isNeeded) return [];
  const met = kind === 'standstill-ends' ? ranOut(computed?.day ?? null, input, lot) : happened;
  return [
    {
      key: kind,
      title: stageLabels[kind],
      lot,
      planned: kind === 'standstill-ends' ? null : (row?.dueOn ?? null),
      computed,
      happened: met,
      expected: met === null ? (expectedDay(kind, input) ?? row?.dueOn ?? null) : null,
      status: statusOf(met, due, input),
    },
  ];
}

/** A stage of one lot, where it has gone its own way. */
function ownStage(kind: StageKind, lot: string, input: SeriesInput): Step[] {
  const { events, lots, procedure, planned, today, closingDays } = input;
  const title = `${stageLabels[kind]}: ${lots.find(({ code }) => code === lot)?.title ?? lot}`;
  const ownLetter = events.findLast(event => event.kind === 'award-letter' && event.lot === lot);
  const end = calledOff(events, lot);
  if (kind === 'standstill-ends') {
    const ends = ownLetter ? standstillEnds(procedure, planned, events, today, closingDays, lot) : null;
    if (ends === null || ownLetter === undefined) return [];
    const met = ends < today ? ends : null;
    const computed = { day: ends, rule: rules.standstill, from: `underretningen ${ownLetter.day}` };
    return [
      {
        ...nothing,
        key: `${kind}-${lot}`,
        title,
        lot,
        computed,
        happened: met,
        status: statusOf(met, ends, input, lot),
      },
    ];
  }
  const event = events.findLast(one => one.kind === kind && one.lot === lot);
  if (event === undefined && end === null) return [];
  if (event === undefined && kind !== 'award-letter') return [];
  return [
    {
      ...nothing,
      key: `${kind}-${lot}`,
      title,
      lot,
      computed: computedFor(kind, event?.day ?? null, lot, input),
      happened: event?.day ?? null,
      status: event ? 'met' : 'called-off',
    },
  ];
}

function ranOut(ends: Day | null, { today, events, planned }: SeriesInput, lot: string | null): Day | null {
  const isSent =
    lastOf(events, 'award-letter', lot) !== undefined ||
    planned.some(({ kind, metOn }) => kind === 'award-letter' && metOn !== null && metOn <= today);
  return ends !== null && isSent && ends < today ? ends : null;
}

function computedFor(
  kind: StageKind,
  happened: Day | null,
  lot: string | null,
  { procedure, planned, events, expected, today, closingDays, lots }: SeriesInput,
): Step['computed'] {
  const codes = lots.map(({ code }) => code);
  if (kind === 'standstill-ends' && procedure.standstill !== null) {
    const ends = standstillEnds(procedure, planned, events, today, closingDays, lot);
    if (ends !== null) return { day: ends, rule: procedure.standstill.rule, from: 'underretningen' };
    return expected === null
      ? null
      : { day: expected.standstillEnds, rule: procedure.standstill.rule, from: 'den ventede underretning' };
  }
  if (kind === 'award-notice' && procedure.awardNotice !== null) {
    const signed =
      (lot === null ? undefined : lastOf(events, 'contract-signed', lot)?.day) ??
      happenedOn('contract-signed', planned, events, codes, today);
    const from = signed ?? (happened === null ? expected?.contract : null) ?? null;
    return from === null
      ? null
      : {
          day: deadlineAfter(from, procedure.awardNotice.days, closingDays),
          rule: procedure.awardNotice.rule,
          from: signed === null ? 'den ventede underskrift' : 'underskriften',
        };
  }
  return null;
}

function expectedDay(kind: StageKind, { expected }: SeriesInput): Day | null {
  if (expected === null) return null;
  const days: Partial<Record<StageKind, Day>> = {
    'award-letter': expected.letter,
    'standstill-ends': expected.standstillEnds,
    'contract-signed': expected.contract,
    'award-notice': expected.noticeBy,
  };
  return days[kind] ?? null;
}

/** The last days on which somebody can complain, counted from what has happened. */
function complaints(input: SeriesInput): Step[] {
  const { procedure, isFramework, planned, events, lots, today, closingDays } = input;
  const { complaint } = procedure;
  if (complaint === null) return [];
  const codes = lots.map(({ code }) => code);
  const on = (kind: StageKind) => happenedOn(kind, planned, events, codes, today);
  const step = (key: string, title: string, day: Day, rule: Rule, from: string): Step => ({
    ...nothing,
    key,
    title,
    computed: { day, rule, from },
    status: day < today ? 'met' : 'scheduled',
  });
  const selection = on('selection');
  const letter = on('award-letter');
  const from = isFramework ? letter : on(complaint.award.from);
  return [
    ...(selection !== null && complaint.selection !== null
      ? [
          step(
            'complaint-selection',
            'Frist for klage over udvælgelsen',
            deadlineAfter(selection, complaint.selection.days, closingDays),
            complaint.selection.rule,
            'underretningen om udvælgelsen',
          ),
        ]
      : []),
    ...(from === null
      ? []
      : isFramework
        ? [
            step(
              'complaint-award',
              'Frist for klage over rammeaftalen',
              addMonths(from, complaint.framework.months),
              complaint.framework.rule,
              'underretningen om tildelingen',
            ),
          ]
        : [
            step(
              'complaint-award',
              'Frist for klage over tildelingen',
              deadlineAfter(from, complaint.award.days, closingDays),
              complaint.award.rule,
              complaint.award.from === 'award-notice'
                ? 'den dag, bekendtgørelsen er sendt; offentliggøres den senere, er fristen tilsvarende senere'
                : 'underretningen om tildelingen',
            ),
          ]),
  ];
}

const optionRule: Rule = {
  text: 'Optionen udnyttes senest så mange måneder, før kontrakten ellers udløber, som udbuddet siger.',
  law: 'udbuddets egne vilkår',
  address: null,
  readOn: null,
  verified: 'act',
};

/** The last days to use the options, and the day the contract runs out with those that have been used. */
function term({ contractStart, contractMonths, options, events, today, planned }: SeriesInput): Step[] {
  if (contractMonths === null) return [];
  const used = events.filter(({ kind }) => kind === 'option-used').length;
  let months = contractMonths;
  const steps: Step[] = [];
  options.forEach(({ months: more, noticeMonths }, i) => {
    const end = lastDayOf(contractStart, months);
    const day = noticeMonths === 0 ? end : addMonths(end, -noticeMonths);
    const happened = i < used ? (events.filter(({ kind }) => kind === 'option-used')[i]?.day ?? null) : null;
    const isSigned = planned.some(({ kind, metOn }) => kind === 'contract-signed' && metOn !== null);
    steps.push({
      ...nothing,
      key: `option-${i + 1}`,
      title: `Sidste dag for at udnytte option ${i + 1} (${more} ${more === 1 ? 'måned' : 'måneder'})`,
      computed: { day, rule: optionRule, from: `kontraktens udløb ${end}` },
      happened,
      expected: happened === null ? day : null,
      status: happened !== null ? 'met' : day < today && isSigned ? 'late' : 'scheduled',
    });
    if (i < used) months += more;
  });
  const end = lastDayOf(contractStart, months);
  return [
    ...steps,
    {
      ...nothing,
      key: 'expiry',
      title: 'Kontrakten udløber',
      planned: end,
      expected: end,
      happened: end < today ? end : null,
      status: end < today ? 'met' : 'scheduled',
    },
  ];
}

function statusOf(
  happened: Day | null,
  due: Day | null,
  { today, events }: SeriesInput,
  lot: string | null = null,
): Step['status'] {
  if (happened !== null) return 'met';
  if (calledOff(events, lot) !== null) return 'called-off';
  if (due === null) return 'waiting';
  return due < today ? 'late' : 'scheduled';
}
