import { formatKroner } from '../shared/money.ts';
import { listed } from '../shared/wording.ts';
import type { ValueAmount, ValueTerm } from './contract-value.ts';
import type { Screening } from './screening.ts';

/** What the screening shows, in one breath. */
export function screeningAnswer({ purposes }: Screening): string {
  if (purposes.length === 0) return 'Viften køber ingen eksterne tilbud, så der er intet at screene.';
  const named = (results: readonly string[]) =>
    purposes
      .filter(({ result }) => results.includes(result))
      .map(({ purpose }) => purpose.name.toLowerCase());
  const duty = named(['light-duty', 'general-duty']);
  const unknown = named(['unknown-price', 'no-threshold']);
  const below = named(['below-threshold']);
  const parts = [
    ...(duty.length > 0 ? [`når tærskelværdien for ${listed(duty)}`] : []),
    ...(below.length > 0 ? [`er under den for ${listed(below)}`] : []),
    ...(unknown.length > 0 ? [`kan ikke screenes for ${listed(unknown)}`] : []),
  ];
  return `De eksterne tilbud ${listed(parts)}.`;
}

export function amountWords(amount: ValueAmount): string {
  switch (amount.kind) {
    case 'known':
      return formatKroner(amount.amountOere);
    case 'partly':
      return `mindst ${formatKroner(amount.amountOere)}`;
    case 'unknown':
      return 'ukendt';
  }
}

/** `2024: 980.000 kr.`, `Månedlig betaling: 48 × 120.000 kr. = 5.760.000 kr.` */
export function termWords({ label, times, unitOere, amountOere }: ValueTerm): string {
  return times === 1
    ? `${label}: ${formatKroner(amountOere)}`
    : `${label}: ${times} × ${formatKroner(unitOere)} = ${formatKroner(amountOere)}`;
}
