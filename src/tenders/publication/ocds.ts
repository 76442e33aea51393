import { danishTimestamp, type Day } from '../../shared/days/day.ts';
import { daysBetween, lastDayOf } from '../../shared/days/months.ts';
import type { AwardModel, FrozenAward } from '../award-model.schema.ts';
import { standingBids } from '../standing-bids.ts';
import { phaseKindLabels, procedureLabels } from '../tender.schema.ts';
import { seriesOf } from '../tender-series.ts';
import { calledOff, doneOn, knownEvents, lastOf, type LifeEvent } from '../timeline/event.ts';
import { happenedOn } from '../timeline/life.ts';
import type { Option, Step } from '../timeline/series.ts';
import { timeline } from '../timeline/timeline.ts';
import { milestonesOn, planOn, situationOf, type WholeTender } from '../whole-tender.ts';

export type Municipality = { name: string; portfolio: string };

type Lot = WholeTender['lots'][number];

/**
 * What the tender was known to be on `today`, as the body of an OCDS 1.1.5 release with the lots and award-criteria extensions.
 * Amounts are left out: bids are not public, and the vifte's prices are no estimate of the contract's value. The prefix of the
 * ocid is our own; a registered one is the publisher's to get.
 */
export function ocdsBody(whole: WholeTender, { name, portfolio }: Municipality, today: Day) {
  const { tender, lots } = whole;
  const events = knownEvents(whole.events, today);
  const plan = planOn(whole, today);
  const buyer = { id: 'kommune', name };
  const codes = lots.map(({ code }) => code);
  const planned = milestonesOn(whole, today);
  const done = (kind: 'notice' | 'award-letter' | 'contract-signed') =>
    happenedOn(kind, planned, events, codes, today);
  const due = (kind: 'notice' | 'questions' | 'bids' | 'final-bids') =>
    planned.find(one => one.kind === kind)?.dueOn ?? null;
  const begins = done('notice') ?? due('notice');
  const awards = lots.flatMap(lot => awardsOf(lot, events, done('award-letter'), today));
  const contracts = lots.flatMap(lot =>
    contractsOf(lot, whole, events, done('contract-signed'), awards, plan.contractStart, today),
  );
  const status = statusOf(whole, events, done);
  return {
    initiationType: 'tender',
    language: 'da',
    parties: [
      { ...buyer, roles: ['buyer', 'procuringEntity'] },
      { id: 'klagenaevnet', name: 'Klagenævnet for Udbud', roles: ['reviewBody'] },
      ...(tender.adviser
        ? [{ id: 'udbudsraadgiver', name: tender.adviser, roles: ['interestedParty'] }]
        : []),
      ...suppliersOf(awards),
    ],
    buyer,
    planning: { rationale: plan.reason, milestones: phaseMilestones(whole, today) },
    tender: {
      id: tender.code,
      title: tender.title,
      description: `Udbud af eksterne tilbud i ${portfolio}`,
      status,
      procuringEntity: buyer,
      procurementMethod: methods[tender.procedure],
      procurementMethodDetails: procedureLabels[tender.procedure],
      mainProcurementCategory: 'services',
      tenderPeriod: period(begins, due('final-bids') ?? due('bids')),
      enquiryPeriod: period(begins, due('questions')),
      contractPeriod: contractPeriod(plan.contractStart, tender.contractMonths, tender.options),
      techniques: { hasFrameworkAgreement: tender.framework },
      lots: lots.map(lot => lotOf(lot, whole, events, status, plan.contractStart)),
      items: lots.flatMap(lot =>
        lot.offers.map(offer => ({
          id: `${lot.code}-${offer}`,
          description: `${lot.title}: ${offer}`,
          relatedLot: lot.code,
        })),
      ),
      milestones: seriesOf(whole, today).flatMap(step => milestoneOf(step)),
    },
    ...(awards.length === 0 ? {} : { awards }),
    ...(contracts.length === 0 ? {} : { contracts }),
    ...(tender.retenderOf === null
      ? {}
      : {
          relatedProcesses: [
            {
              id: 'genudbud',
              relationship: ['unsuccessfulProcess'],
              scheme: 'ocid',
              identifier: ocidOf(tender.retenderOf),
            },
          ],
        }),
  };
}

export type OcdsBody = ReturnType<typeof ocdsBody>;

export function ocidOf(code: string): string {
  return `ocds-tilbudsvifte-${code}`;
}

function statusOf(
  { lots }: WholeTender,
  events: readonly LifeEvent[],
  done: (kind: 'notice' | 'contract-signed') => Day | null,
) {
  const end = calledOff(events);
  if (end !== null) return end.how === 'given-up' ? 'withdrawn' : 'cancelled';
  if (lots.length > 0 && lots.every(({ code }) => calledOff(events, code) !== null)) return 'unsuccessful';
  if (done('contract-signed') !== null) return 'complete';
  return done('notice') === null ? 'planning' : 'active';
}

function lotOf(
  { code, title, note, awardModel, contractMonths, options }: Lot,
  { tender }: WholeTender,
  events: readonly LifeEvent[],
  status: string,
  start: Day,
) {
  const end = calledOff(events, code);
  const signed = lastOf(events, 'contract-signed', code) !== undefined;
  return {
    id: code,
    title,
    ...(note === null ? {} : { description: note }),
    status:
      end === null ? (signed ? 'complete' : status) : end.how === 'no-bids' ? 'unsuccessful' : 'cancelled',
    contractPeriod: contractPeriod(start, contractMonths ?? tender.contractMonths, options ?? tender.options),
    ...(awardModel === null ? {} : { awardCriteria: { criteria: criteriaOf(awardModel) } }),
  };
}

function criteriaOf({ criteria }: AwardModel) {
  return criteria.map(({ kind, name, weightPermille }) => ({
    type: kind,
    name,
    numbers: [{ number: weightPermille / 10, weight: 'percentageExact' }],
  }));
}

/** An award for each winner once the bidders have been told: before that nobody may know. */
function awardsOf(lot: Lot, events: readonly LifeEvent[], letter: Day | null, today: Day) {
  const told = lastOf(events, 'award-letter', lot.code)?.day ?? letter;
  const end = calledOff(events, lot.code);
  const award = lot.awards.findLast(({ knownOn }) => knownOn <= today);
  const base = { title: lot.title, relatedLots: [lot.code] };
  if (end !== null)
    return [
      {
        ...base,
        id: `${lot.code}-uden-kontrakt`,
        status: end.how === 'no-bids' ? 'unsuccessful' : 'cancelled',
        description: end.reason ?? (end.how === 'no-bids' ? 'Der kom ingen bud.' : 'Annulleret.'),
        date: danishTimestamp(end.on, '12:00:00'),
        suppliers: [],
      },
    ];
  if (told === null || award === undefined) return [];
  const isSigned =
    lastOf(events, 'contract-signed', lot.code) ?? doneOn(events, 'contract-signed', [lot.code]);
  return award.frozen.winners.map(code => ({
    ...base,
    id: `${lot.code}-${code}`,
    status: isSigned ? 'active' : 'pending',
    description: `Plads ${rankOf(award.frozen, code)} af ${award.frozen.ranking.length} vurderede bud`,
    date: danishTimestamp(told, '12:00:00'),
    suppliers: [{ id: `leverandoer-${lot.code}-${code}`, name: bidderOf(award.frozen, code) }],
  }));
}

function rankOf({ ranking }: FrozenAward, code: string): number {
  return ranking.find(one => one.code === code)?.rank ?? 0;
}

function bidderOf({ ranking }: FrozenAward, code: string): string {
  return ranking.find(one => one.code === code)?.bidder ?? code;
}

type Award = ReturnType<typeof awardsOf>[number];

function contractsOf(
  lot: Lot,
  { tender }: WholeTender,
  events: readonly LifeEvent[],
  signedAll: Day | null,
  awards: readonly Award[],
  start: Day,
  today: Day,
) {
  const signed = lastOf(events, 'contract-signed', lot.code)?.day ?? signedAll;
  if (signed === null || calledOff(events, lot.code) !== null) return [];
  const bids = standingBids(lot.bids, today).length;
  return awards
    .filter(({ relatedLots, suppliers }) => relatedLots.includes(lot.code) && suppliers.length > 0)
    .map(({ id, title }) => ({
      id: `kontrakt-${id}`,
      awardID: id,
      title,
      description: `${bids} bud vurderet`,
      status: start <= today ? 'active' : 'pending',
      dateSigned: danishTimestamp(signed, '12:00:00'),
      period: contractPeriod(
        start,
        lot.contractMonths ?? tender.contractMonths,
        lot.options ?? tender.options,
      ),
    }));
}

function suppliersOf(awards: readonly Award[]) {
  return awards.flatMap(({ suppliers }) =>
    suppliers.map(supplier => ({ ...supplier, roles: ['supplier', 'tenderer'] })),
  );
}

/** The phases of the plan: met on the day they ended, not met where their day has gone. */
function phaseMilestones(whole: WholeTender, today: Day) {
  const { phases } = timeline(situationOf(whole, today));
  return phases.map(({ number, title, kind, planned, state, forecast }) => ({
    id: `fase-${number}`,
    title,
    type: 'preProcurement',
    code: phaseKindLabels[kind],
    ...(planned.to === null ? {} : { dueDate: endOf(planned.to) }),
    ...(state === 'ended' && forecast.to !== null
      ? { dateMet: danishTimestamp(forecast.to, '12:00:00'), status: 'met' }
      : { status: planned.to !== null && planned.to < today ? 'notMet' : 'scheduled' }),
  }));
}

function milestoneOf({ key, title, lot, planned, computed, happened, status }: Step) {
  const due = computed?.day ?? planned;
  if (due === null && happened === null) return [];
  return [
    {
      id: key,
      title,
      type: 'procurement',
      ...(lot === null ? {} : { relatedLots: [lot] }),
      ...(computed === null ? {} : { description: `${computed.rule.law}: ${computed.rule.text}` }),
      ...(due === null ? {} : { dueDate: endOf(due) }),
      ...(happened !== null
        ? { dateMet: danishTimestamp(happened, '12:00:00'), status: 'met' }
        : { status: status === 'late' || status === 'called-off' ? 'notMet' : 'scheduled' }),
    },
  ];
}

const methods: Record<WholeTender['tender']['procedure'], string | null> = {
  'light-regime': 'open',
  open: 'open',
  restricted: 'selective',
  negotiated: 'selective',
  'below-threshold': 'limited',
  'below-threshold-cross-border': 'open',
  own: 'open',
  undecided: null,
};

/** A day without an hour ends at its end. */
function endOf(day: Day): string {
  return danishTimestamp(day, '23:59:59');
}

function period(first: Day | null, last: Day | null) {
  return {
    ...(first === null ? {} : { startDate: danishTimestamp(first, '00:00:00') }),
    ...(last === null ? {} : { endDate: endOf(last) }),
  };
}

/** 36 months from 1 January 2025 are 1,095 days and end on 31 December 2027; with every option used the extent is the longest. */
function contractPeriod(start: Day, months: number | null, options: readonly Option[]) {
  if (months === null) return { startDate: danishTimestamp(start, '00:00:00') };
  const end = lastDayOf(start, months);
  const more = options.reduce((sum, option) => sum + option.months, 0);
  return {
    ...period(start, end),
    durationInDays: daysBetween(start, end) + 1,
    ...(more === 0 ? {} : { maxExtentDate: endOf(lastDayOf(start, months + more)) }),
  };
}
