import { formatKroner, sumOere, timesOere, type Oere } from '../shared/money.ts';
import type { Basis, Source } from '../shared/source.schema.ts';
import type {
  ContractTerms,
  EnteredPrice,
  FixedTerm,
  Monthly,
  Payment,
  Recurring,
} from './contract-value.schema.ts';
import { withoutVat } from './vat.ts';

/** One row of the sum: `unitOere` without VAT, taken `times` times. */
export type ValueTerm = {
  label: string;
  times: number;
  unitOere: Oere;
  amountOere: Oere;
  basis: Basis | null;
  source: Source | null;
  note: string | null;
};

/** `partly`: the amount is what is known, so the value is at least that. */
export type ValueAmount =
  | { kind: 'known'; amountOere: Oere }
  | { kind: 'partly'; amountOere: Oere }
  | { kind: 'unknown' };

/** Other ways of counting that were weighed; the terms of the one used are in `terms`. */
type Candidate = { label: string; amountOere: Oere | null; used: boolean };

/** The estimated value of a contract without VAT. The terms add up to the amount; `missing` names the unknown prices. */
export type ContractValue = {
  amount: ValueAmount;
  terms: ValueTerm[];
  missing: string[];
  candidates: Candidate[];
  explanation: string[];
};

/** Udbudsloven § 38: an endless contract without a total price counts as this many months. */
const longestTermMonths = 48;

export function contractValue(contract: ContractTerms): ContractValue {
  switch (contract.kind) {
    case 'fixed-term':
      return fixedTermValue(contract);
    case 'recurring':
      return recurringValue(contract);
    case 'monthly':
      return monthlyValue(contract);
    case 'unknown-price':
      return {
        amount: { kind: 'unknown' },
        terms: [],
        missing: ['Prisen'],
        candidates: [],
        explanation: [
          `Prisen er ukendt${contract.reason === null ? '' : ` (${contract.reason})`}, og ukendt er ikke nul.`,
        ],
      };
  }
}

/** Every payment over the whole term with options, extensions and prizes, without VAT (udbudsloven § 30). */
function fixedTermValue({ years, options, other }: FixedTerm): ContractValue {
  const total = totalOf([
    ...years,
    ...options.map(option => ({ ...option, label: `Option: ${option.label}` })),
    ...other,
  ]);
  const parts = [
    `${years.length} år`,
    ...(options.length > 0 ? [`${options.length} med option eller forlængelse`] : []),
    ...(other.length > 0
      ? [`${other.length} ${other.length === 1 ? 'anden betaling' : 'andre betalinger'}`]
      : []),
  ];
  return {
    ...total,
    candidates: [],
    explanation: [
      `Udbudsloven § 30: alle betalinger i hele løbetiden, også optioner og forlængelser, uden moms. Talt med: ${parts.join(', ')}.`,
      ...unknownPrices(total),
    ],
  };
}

/**
 * Contracts awarded again and again (udbudsloven § 35): what was paid in the last 12 months, adjusted, or the estimate for
 * the next 12. The law lets the authority choose but not so as to escape it (§ 30, stk. 2), so the higher of the two
 * counts, and never less than the term that is planned.
 */
function recurringValue(contract: Recurring): ContractValue {
  const last = contract.lastTwelveMonths && lastYear(contract.lastTwelveMonths, contract.adjustments);
  const next = contract.nextTwelveMonths && [
    termOf('Skøn for de næste 12 måneder', contract.nextTwelveMonths),
  ];
  const planned = totalOf(contract.plannedTerm.map(year => ({ ...year, label: `Planlagt: ${year.label}` })));
  const ways = [
    { label: 'Betalt de seneste 12 måneder, korrigeret', terms: last },
    { label: 'Skøn for de næste 12 måneder', terms: next },
    { label: 'Planlagt løbetid med fornyelser', terms: planned.terms.length > 0 ? planned.terms : null },
  ].map(way => ({ ...way, amountOere: way.terms && sumOere(way.terms.map(term => term.amountOere)) }));
  const used = ways.reduce<(typeof ways)[number] | null>(
    (best, way) =>
      way.amountOere !== null && (best === null || way.amountOere > (best.amountOere ?? 0)) ? way : best,
    null,
  );
  const missing = [...(last || next ? [] : ['Beløb for 12 måneder']), ...planned.missing];
  return {
    amount: amountOf(used?.terms ?? [], missing),
    terms: used?.terms ?? [],
    missing,
    candidates: ways.map(way => ({ label: way.label, amountOere: way.amountOere, used: way === used })),
    explanation: [
      'Udbudsloven § 35: etårige kontrakter, der fornyes år for år, er tilbagevendende. Værdien er det, der er betalt de seneste 12 måneder, korrigeret, eller skønnet for de næste 12, og aldrig mindre end den planlagte løbetid.',
      ...(used
        ? [
            `Den højeste af de kendte er brugt, så metoden ikke holder kontrakten fri af loven (§ 30, stk. 2): ${used.label.toLowerCase()}.`,
          ]
        : []),
      ...unknownPrices({ missing }),
    ],
  };
}

/** A contract without a total price: the whole term up to 48 months, otherwise the monthly value times 48 (udbudsloven § 38). */
function monthlyValue({ monthly, termMonths, optionMonths }: Monthly): ContractValue {
  const wholeTerm = termMonths === null ? null : termMonths + optionMonths;
  const months = wholeTerm === null ? longestTermMonths : Math.min(wholeTerm, longestTermMonths);
  const term = termOf('Månedlig betaling', monthly, months);
  return {
    amount: amountOf([term], []),
    terms: [term],
    missing: [],
    candidates: [],
    explanation: [
      wholeTerm === null
        ? 'Udbudsloven § 38: en kontrakt uden samlet pris og uden slutdato tæller med den månedlige betaling gange 48.'
        : wholeTerm > longestTermMonths
          ? `Udbudsloven § 38: kontrakten uden samlet pris løber ${wholeTerm} måneder med optioner. Over 48 måneder tæller den månedlige betaling gange 48.`
          : `Udbudsloven § 38: kontrakten uden samlet pris tæller med hele løbetiden på ${wholeTerm} måneder med optioner.`,
    ],
  };
}

function lastYear(paid: EnteredPrice, adjustments: Recurring['adjustments']): ValueTerm[] {
  return [
    termOf('Betalt de seneste 12 måneder', paid),
    ...adjustments.map(({ reason, changeOere }) => ({
      label: `Korrektion: ${reason}`,
      times: 1,
      unitOere: changeOere,
      amountOere: changeOere,
      basis: null,
      source: null,
      note: null,
    })),
  ];
}

function totalOf(payments: readonly Payment[]): Pick<ContractValue, 'amount' | 'terms' | 'missing'> {
  const terms = payments.flatMap(({ label, price }) => (price === null ? [] : [termOf(label, price)]));
  const missing = payments.flatMap(({ label, price }) => (price === null ? [label] : []));
  return { amount: amountOf(terms, missing), terms, missing };
}

export function amountOf(terms: readonly ValueTerm[], missing: readonly string[]): ValueAmount {
  if (terms.length === 0) return { kind: 'unknown' };
  const amountOere = sumOere(terms.map(term => term.amountOere));
  return { kind: missing.length === 0 ? 'known' : 'partly', amountOere };
}

export function termOf(label: string, price: EnteredPrice, times = 1): ValueTerm {
  const unitOere = withoutVat(price);
  return {
    label,
    times,
    unitOere,
    amountOere: timesOere(unitOere, times),
    basis: price.basis,
    source: price.source,
    note:
      price.vat === 'included'
        ? `Indtastet ${formatKroner(price.amountOere)} med moms. De 25 % moms er regnet fra: 4/5 af beløbet, afrundet til nærmeste øre.`
        : null,
  };
}

function unknownPrices({ missing }: { missing: readonly string[] }): string[] {
  return missing.length === 0 ? [] : [`Pris ukendt for: ${missing.join(', ')}. Ukendt er ikke nul.`];
}
