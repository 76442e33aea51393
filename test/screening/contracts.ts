import type { ContractTerms, EnteredPrice, Payment } from '../../src/screening/contract-value.schema.ts';
import type { ScreenedOffer, Screening } from '../../src/screening/screening.ts';

export const kroner = (amount: number) => amount * 100;

export function price(amountKroner: number, vat: EnteredPrice['vat'] = 'excluded'): EnteredPrice {
  return { amountOere: kroner(amountKroner), vat, basis: 'contract', source: null };
}

export function yearly(...amounts: (number | null)[]): Payment[] {
  return amounts.map((amount, i) => ({
    label: `${2024 + i}`,
    price: amount === null ? null : price(amount),
  }));
}

export function fixedTerm(years: (number | null)[], options: (number | null)[] = []): ContractTerms {
  return {
    kind: 'fixed-term',
    years: yearly(...years),
    options: yearly(...options).map((option, i) => ({ ...option, label: `${2024 + years.length + i}` })),
    other: [],
  };
}

export const unpriced: ContractTerms = { kind: 'unknown-price', reason: null };

const coping = { code: 'coping', name: 'Mestring' };

export function offer(
  code: string,
  contract: ContractTerms,
  changes: Partial<ScreenedOffer> = {},
): ScreenedOffer {
  const name = code.charAt(0).toUpperCase() + code.slice(1);
  return { code, name, delivery: 'external', purpose: coping, category: 'light', contract, ...changes };
}

export function onlyPurpose({ purposes }: Screening) {
  const [purpose, ...others] = purposes;
  if (!purpose || others.length > 0) throw new Error(`one purpose expected, not ${purposes.length}`);
  return purpose;
}
