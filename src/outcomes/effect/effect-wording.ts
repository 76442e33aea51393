import type { Estimate } from './effect.ts';
import type { GroupEffect } from './group-effect.ts';
import { tally, tallySentence, type EffectRow } from './overview.ts';
import { periodText } from '../period.ts';

const nbsp = '\u00a0';
const tenths = new Intl.NumberFormat('da-DK', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `61,2 %`, of a share 0–1. */
export function shareText(share: number): string {
  return `${signed(share * 100)}${nbsp}%`;
}

/** `3,1 procentpoint`, of a difference of shares. */
export function pointsText(difference: number): string {
  return `${signed(difference * 100)}${nbsp}procentpoint`;
}

/** `−5,0 til 11,1`, in percent or percentage points. */
export function rangeText({ low, high }: Pick<Estimate, 'low' | 'high'>): string {
  return `${signed(low * 100)} til ${signed(high * 100)}`;
}

function signed(value: number): string {
  return tenths
    .format(value)
    .replace(/^-(?=0,0$)/, '')
    .replace('-', '−');
}

const assumedFirst = 'Tallene er antagne eksempeltal.';

/** The sentence that answers `/effekt`; that the figures are assumed comes first where they are. */
export function overviewSentence(rows: readonly EffectRow[]): string {
  const computed = rows.filter(({ effect }) => effect.result.kind === 'computed');
  const sentence = `${tallySentence(tally(rows))}${comparisonsText(computed.length)}`;
  if (computed.length === 0) return sentence;
  if (computed.every(({ effect }) => effect.assumed)) return `${assumedFirst} ${sentence}`;
  if (computed.some(({ effect }) => effect.assumed)) return `${sentence} Nogle af tallene er antagne.`;
  return sentence;
}

/** How often chance alone would make one of so many comparisons look like something. */
function comparisonsText(count: number): string {
  if (count < 2) return '';
  const often = Math.round(100 * (1 - 0.95 ** count));
  return ` Hver for sig ville mindst én af ${count} sammenligninger se ud af noget ved et tilfælde i ${often} af 100 gange; derfor er grænsen strammet.`;
}

/** `Af 14 målgrupper: 2 bedre end forventet, 1 dårligere, 11 kan ikke skelnes.`, for the front page. */
export function frontSentence(rows: readonly EffectRow[]): string | null {
  const { better, worse, indistinguishable } = tally(rows);
  const computed = better + worse + indistinguishable;
  if (computed === 0) return null;
  const sentence = `Af ${computed} målgrupper: ${better} bedre end forventet, ${worse} dårligere, ${indistinguishable} kan ikke skelnes.`;
  return rows.every(({ effect }) => effect.result.kind !== 'computed' || effect.assumed)
    ? `${sentence} Tallene er antagne eksempeltal.`
    : sentence;
}

/** The sentence that answers a group's own page. */
export function groupSentence({ name, effect }: EffectRow): string {
  const { result, assumed } = effect;
  const first = assumed ? `${assumedFirst} ` : '';
  if (result.kind === 'unknown')
    return `${first}Om gruppen ${name} bevæger sig som forventet, kan ikke regnes ud: ${result.missing.map(({ message }) => message).join(' ')}`;
  const { observed, expected, effect: difference, detectable } = result;
  const figures = `${shareText(observed.share)} mod ventet ${shareText(expected.share)}`;
  if (result.verdict === 'indistinguishable')
    return `${first}Gruppen ${name} kan ikke skelnes fra det forventede: ${figures}. En sand forskel på ${pointsText(detectable)} ville blive fundet fire gange ud af fem.`;
  const way = result.meaning === 'better' ? 'bedre' : 'dårligere';
  return `${first}Gruppen ${name} klarer sig ${way} end forventet: ${figures}, en forskel på ${pointsText(difference.share)} (${rangeText(difference)}).`;
}

/** What is held against what: `4. kvartal 2022 mod 4. kvartal 2019`. */
export function comparedText({ period, base, comparisonArea, expectedFrom }: GroupEffect): string {
  if (period === null) return '';
  if (expectedFrom === 'stated') return `${periodText(period)} mod en begrundet forventning`;
  if (base === null) return periodText(period);
  const area = comparisonArea
    ? `; forventet er gruppens eget udgangspunkt plus ændringen i ${inSentence(comparisonArea.title)}`
    : '';
  return `${periodText(period)} mod ${periodText(base)}${area}`;
}

/** `Hele landet` and the like stand with a small letter inside a sentence; names keep theirs. */
export function inSentence(title: string): string {
  return title.startsWith('Hele ') ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

/** What nothing could be worked out for: each reason with the groups it holds for. */
export function missingByReason(rows: readonly EffectRow[]): { message: string; rows: EffectRow[] }[] {
  const unknown = rows.flatMap(row =>
    row.effect.result.kind === 'unknown'
      ? [{ row, message: row.effect.result.missing.map(({ message }) => message).join(' ') }]
      : [],
  );
  return [...Map.groupBy(unknown, ({ message }) => message)]
    .map(([message, found]) => ({ message, rows: found.map(({ row }) => row) }))
    .toSorted((a, b) => a.rows.length - b.rows.length);
}
