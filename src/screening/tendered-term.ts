import type { ContractTerms, Payment } from './contract-value.schema.ts';

/** How long a tender or its lot lets the contract run, options apart. */
export type TenderedTerm = { contractMonths: number; optionMonths: number };

/** The payments of a year of the vifte, in order; a year without a price has one payment whose price is unknown. */
export type YearOfPayments = { year: number; payments: readonly Payment[] };

/**
 * The vifte's yearly payments laid over the whole term that is tendered, options included (udbudsloven § 30): the years the
 * vifte knows as they are, those after them as the last one with a price, and the last part of a year by its months.
 */
export function overTenderedTerm(years: readonly YearOfPayments[], term: TenderedTerm): ContractTerms {
  const total = term.contractMonths + term.optionMonths;
  const laid: { months: number; payments: Payment[] }[] = [];
  for (let from = 0; from < total; from += 12) {
    // a year that lies across the end of the fixed term is parted there
    const ends = from < term.contractMonths && term.contractMonths < from + 12 ? [term.contractMonths] : [];
    let begin = from;
    for (const end of [...ends, Math.min(from + 12, total)]) {
      laid.push({ months: begin, payments: paymentsOf(years, from / 12, end - begin) });
      begin = end;
    }
  }
  return {
    kind: 'fixed-term',
    years: laid.filter(({ months }) => months < term.contractMonths).flatMap(({ payments }) => payments),
    options: laid.filter(({ months }) => months >= term.contractMonths).flatMap(({ payments }) => payments),
    other: [],
  };
}

function paymentsOf(years: readonly YearOfPayments[], index: number, months: number): Payment[] {
  const own = years[index];
  const first = years[0]?.year ?? 0;
  const known = years.findLast(({ payments }) => payments.some(({ price }) => price !== null));
  const source = own ?? known ?? years.at(-1);
  const part = months === 12 ? '' : `, ${months} ${months === 1 ? 'måned' : 'måneder'}`;
  return (source?.payments ?? [{ label: '', price: null }]).map(({ label, price }) => ({
    label:
      own === undefined ? `${first + index} (udbuddets løbetid, som ${label})${part}` : `${label}${part}`,
    price:
      price === null
        ? null
        : {
            ...price,
            amountOere: Math.ceil((price.amountOere * months) / 12),
            basis: own === undefined ? 'assumption' : price.basis,
          },
  }));
}

/**
 * Terms somebody has written down, made as long as the tender lets the contract run: a value that leaves out what is tendered
 * would be too low. What is longer than the tender stands, and so do terms that are not counted in months.
 */
export function atLeastTendered(terms: ContractTerms, term: TenderedTerm): ContractTerms {
  switch (terms.kind) {
    case 'fixed-term': {
      const years = Math.ceil((term.contractMonths + term.optionMonths) / 12);
      const lacking = years - terms.years.length - terms.options.length;
      const last = terms.options.at(-1) ?? terms.years.at(-1);
      if (lacking <= 0 || last === undefined) return terms;
      const more = Array.from({ length: lacking }, (_, i) => ({
        label: `år ${years - lacking + i + 1} (udbuddets løbetid, som ${last.label})`,
        price: last.price && { ...last.price, basis: 'assumption' as const },
      }));
      return { ...terms, options: [...terms.options, ...more] };
    }
    case 'monthly':
      if (terms.termMonths === null) return terms;
      return {
        ...terms,
        termMonths: Math.max(terms.termMonths, term.contractMonths),
        optionMonths: Math.max(
          terms.optionMonths,
          term.contractMonths + term.optionMonths - Math.max(terms.termMonths, term.contractMonths),
        ),
      };
    case 'recurring':
    case 'unknown-price':
      return terms;
  }
}
