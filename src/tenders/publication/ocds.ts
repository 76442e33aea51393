import type { Day } from '../../shared/days/day.ts';
import { phaseKindLabels, procedureLabels, milestoneLabels, type NewMilestone } from '../tender.schema.ts';
import { planOn, type WholeTender } from '../whole-tender.ts';

type Municipality = { name: string; portfolio: string };

/** Where the release stands in the life of a tender, told from what has been met. */
type Stage = 'planning' | 'active' | 'complete';

/**
 * The tender as one OCDS 1.1.5 release, as of `today`. Amounts are left out: bids are not public, and the vifte's prices are
 * no estimate of the contract's value. The prefix of the ocid is our own; a registered one is the publisher's to get.
 */
export function ocdsRelease(whole: WholeTender, { name, portfolio }: Municipality, today: Day) {
  const { tender, lots, committee } = whole;
  const plan = planOn(whole, today);
  const buyer = { id: 'kommune', name };
  const stage = stageOf(whole.milestones, today);
  const due = new Map(whole.milestones.map(milestone => [milestone.kind, milestone]));
  const startOf = (kind: NewMilestone['kind']) => dateTime(due.get(kind)?.metOn ?? due.get(kind)?.dueOn);
  return {
    ocid: `ocds-tilbudsvifte-${tender.code}`,
    id: `${tender.code}-plan-${plan.number}-${today}`,
    date: dateTime(today),
    tag: [stage === 'planning' ? 'planning' : 'tender'],
    initiationType: 'tender',
    language: 'da',
    parties: [
      { ...buyer, roles: ['buyer', 'procuringEntity'] },
      { id: committee.code, name: committee.name, roles: ['reviewBody'] },
      ...(tender.adviser
        ? [{ id: 'udbudsraadgiver', name: tender.adviser, roles: ['interestedParty'] }]
        : []),
    ],
    buyer,
    planning: {
      rationale: plan.reason,
      milestones: plan.phases.map(phase => ({
        id: `fase-${phase.number}`,
        title: phase.title,
        type: 'preProcurement',
        code: phaseKindLabels[phase.kind],
        dueDate: dateTime(phase.plannedTo),
        status: 'scheduled',
      })),
    },
    tender: {
      id: tender.code,
      title: tender.title,
      description: `Udbud af eksterne tilbud i ${portfolio}`,
      status: stage,
      procuringEntity: buyer,
      procurementMethod: methods[tender.procedure],
      procurementMethodDetails: procedureLabels[tender.procedure],
      mainProcurementCategory: 'services',
      tenderPeriod: period(startOf('notice'), startOf('bids')),
      enquiryPeriod: period(startOf('notice'), startOf('questions')),
      contractPeriod: {
        startDate: dateTime(plan.contractStart),
        ...(tender.contractMonths === null ? {} : { durationInDays: days(tender.contractMonths) }),
      },
      items: lots.flatMap(lot =>
        lot.offers.map(offer => ({ id: `${lot.code}-${offer}`, description: `${lot.title}: ${offer}` })),
      ),
      milestones: whole.milestones.map(({ kind, dueOn, metOn }) => ({
        id: kind,
        title: milestoneLabels[kind],
        dueDate: dateTime(dueOn),
        ...(metOn !== null && metOn <= today
          ? { dateMet: dateTime(metOn), status: 'met' }
          : { status: dueOn < today ? 'notMet' : 'scheduled' }),
      })),
    },
  };
}

const methods: Record<WholeTender['tender']['procedure'], string | null> = {
  'light-regime': 'open',
  open: 'open',
  restricted: 'selective',
  negotiated: 'selective',
  'below-threshold': 'limited',
  undecided: null,
};

function stageOf(milestones: readonly NewMilestone[], today: Day): Stage {
  const met = (kind: NewMilestone['kind']) =>
    milestones.some(one => one.kind === kind && one.metOn !== null && one.metOn <= today);
  if (met('contract-signed')) return 'complete';
  return met('notice') ? 'active' : 'planning';
}

function dateTime(day: Day | null | undefined): string | null {
  return day === null || day === undefined ? null : `${day}T00:00:00Z`;
}

function period(startDate: string | null, endDate: string | null) {
  return { startDate, endDate };
}

/** OCDS counts a contract in days; a month is a twelfth of 365.25. */
function days(months: number): number {
  return Math.round((months * 365.25) / 12);
}
