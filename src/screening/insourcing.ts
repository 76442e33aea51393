import type { Day } from '../shared/days/day.ts';
import { monthAfter, type Month } from '../shared/days/month.ts';
import { formatKroner, type Oere } from '../shared/money.ts';
import { RuleBroken } from '../shared/rule-broken.ts';
import type { ContractTerms, EnteredPrice } from './contract-value.schema.ts';
import { amountOf, termOf, type ValueAmount, type ValueTerm } from './contract-value.ts';
import type { InsourcingPlan } from './insourcing.schema.ts';
import { screeningLabels } from './screening.schema.ts';
import {
  changedPurposes,
  screen,
  type OfferScreening,
  type PurposeChange,
  type ScreenedOffer,
  type Screening,
} from './screening.ts';
import type { ThresholdPeriod } from './threshold.schema.ts';

type Cost = { amount: ValueAmount; terms: ValueTerm[]; missing: string[] };

/** Insourcing less tendering: below zero insourcing is the cheaper. Null where a price is unknown. */
type CostsCompared = { insourcing: Cost; tendering: Cost; differenceOere: Oere | null };

export type InsourcingEffect = {
  years: ({ year: number; months: number } & CostsCompared)[];
  total: CostsCompared;
  /** The first month by whose end insourcing has cost no more than tendering and stays so to the end. */
  paidBackIn: Month | null;
  screening: {
    /** What is still bought outside during the transition; null where there is none. */
    transition: ContractTerms | null;
    before: Screening;
    after: Screening;
    changes: PurposeChange[];
    sentence: string;
  };
  sentence: string;
};

type Line = { label: string; price: EnteredPrice | null; month: Month };

/**
 * Taking one external offer home beside tendering it: the supplier continues through the transition, then the municipality
 * does it itself. What is bought in the transition must still be screened together with the rest of its purpose.
 */
export function insource(
  code: string,
  plan: InsourcingPlan,
  offers: readonly ScreenedOffer[],
  noticeDate: Day,
  periods: readonly ThresholdPeriod[],
): InsourcingEffect {
  const offer = offers.find(offer => offer.code === code);
  if (!offer)
    throw new RuleBroken('offer-not-screened', `Tilbuddet ${code} findes ikke i viften.`, { status: 404 });
  if (offer.delivery === 'internal')
    throw new RuleBroken(
      'offer-already-internal',
      `${offer.name} leveres allerede internt og kan ikke hjemtages.`,
    );
  const months = Array.from({ length: plan.horizonMonths }, (_, i) => monthAfter(plan.startsIn, i));
  const insourced: Line[] = [
    ...months.map((month, i) =>
      i < plan.transitionMonths
        ? { label: 'Ekstern leverandør i overgangen', price: plan.externalMonthly, month }
        : { label: 'Egen drift', price: plan.internalMonthly, month },
    ),
    ...plan.oneOffs,
  ];
  const tendered: Line[] = [
    ...months.map(month => ({ label: 'Leverandør efter udbud', price: plan.tenderedMonthly, month })),
    ...plan.tenderOneOffs,
  ];
  const total = compared(insourced, tendered);
  const transition = transitionContract(plan);
  const before = screen(offers, noticeDate, periods);
  const after = screen(
    offers.map(other => (other === offer ? inTransition(offer, transition) : other)),
    noticeDate,
    periods,
  );
  return {
    years: [...Map.groupBy(months, yearOf)].map(([year, own]) => ({
      year,
      months: own.length,
      ...compared(
        insourced.filter(({ month }) => yearOf(month) === year),
        tendered.filter(({ month }) => yearOf(month) === year),
      ),
    })),
    total,
    paidBackIn: total.differenceOere === null ? null : paidBackIn(months, insourced, tendered),
    screening: {
      transition,
      before,
      after,
      changes: changedPurposes(before, after),
      sentence: screeningSentence(after.offers[offers.indexOf(offer)], plan),
    },
    sentence: costSentence(plan, total),
  };
}

/** A service bought month by month for as long as the transition lasts (udbudsloven § 38). */
function transitionContract({ transitionMonths, externalMonthly }: InsourcingPlan): ContractTerms | null {
  if (transitionMonths === 0) return null;
  return externalMonthly === null
    ? { kind: 'unknown-price', reason: 'prisen i overgangen' }
    : { kind: 'monthly', monthly: externalMonthly, termMonths: transitionMonths, optionMonths: 0 };
}

function inTransition(offer: ScreenedOffer, transition: ContractTerms | null): ScreenedOffer {
  return transition === null
    ? { ...offer, delivery: 'internal' }
    : { ...offer, delivery: 'external', contract: transition };
}

function compared(insourced: readonly Line[], tendered: readonly Line[]): CostsCompared {
  const insourcing = costOf(insourced);
  const tendering = costOf(tendered);
  return {
    insourcing,
    tendering,
    differenceOere:
      insourcing.amount.kind === 'known' && tendering.amount.kind === 'known'
        ? insourcing.amount.amountOere - tendering.amount.amountOere
        : null,
  };
}

/** Lines with the same label and price are one term, taken as many times as there are months. */
function costOf(lines: readonly Line[]): Cost {
  const groups = [...Map.groupBy(lines, line => JSON.stringify([line.label, line.price])).values()];
  const terms = groups.flatMap(([line, ...more]) =>
    line && line.price ? [termOf(line.label, line.price, more.length + 1)] : [],
  );
  const missing = groups.flatMap(([line]) => (line && line.price === null ? [line.label] : []));
  return { amount: amountOf(terms, missing), terms, missing };
}

function paidBackIn(months: readonly Month[], insourced: readonly Line[], tendered: readonly Line[]) {
  const spent = (lines: readonly Line[], month: Month) => {
    const { amount } = costOf(lines.filter(line => line.month <= month));
    return amount.kind === 'unknown' ? 0 : amount.amountOere;
  };
  const dearer = months.findLastIndex(month => spent(insourced, month) > spent(tendered, month));
  return months[dearer + 1] ?? null;
}

function costSentence(
  { horizonMonths }: InsourcingPlan,
  { insourcing, tendering, differenceOere }: CostsCompared,
) {
  if (differenceOere === null) {
    const missing = [...new Set([...insourcing.missing, ...tendering.missing])];
    return `Hjemtagelse og udbud kan ikke sammenlignes, før prisen er kendt for: ${missing.join(', ').toLowerCase()}.`;
  }
  if (differenceOere === 0) return `Hjemtagelse og udbud koster det samme over ${horizonMonths} måneder.`;
  return `Over ${horizonMonths} måneder koster hjemtagelse ${formatKroner(Math.abs(differenceOere))} ${differenceOere < 0 ? 'mindre' : 'mere'} end udbud.`;
}

function screeningSentence(after: OfferScreening | undefined, { transitionMonths }: InsourcingPlan): string {
  return transitionMonths === 0 || !after
    ? 'Uden overgang købes der ikke længere eksternt, og tilbuddet skal ikke screenes.'
    : `I overgangen på ${transitionMonths} måneder fortsætter den eksterne leverandør, og købet skal stadig screenes sammen med formålets øvrige tilbud: ${screeningLabels[after.result]}. ${after.sentence}`;
}

function yearOf(month: Month): number {
  return Number(month.slice(0, 4));
}
