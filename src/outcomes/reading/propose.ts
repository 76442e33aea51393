import { municipalityOf } from './municipalities.ts';
import { plain } from './table-layout.ts';

/** Something a label can stand for. */
export type Named = { id: string; code: string; name: string };

/** The one of ours a label probably means, where only one comes near; to be confirmed, never taken as said. */
export function proposalFor(
  label: string,
  known: readonly Named[],
  kind: 'area' | 'target-group' | 'measure',
): string | null {
  const words = bare(label, kind);
  if (words.length < 3) return null;
  const names = known.map(({ code, name }) => ({ code, names: [bare(name, kind), bare(code, kind)] }));
  const near = [
    (name: string) => name === words,
    (name: string) =>
      words.length >= 5 && name.length >= 5 && (name.startsWith(words) || words.startsWith(name)),
    (name: string) => Math.min(words.length, name.length) >= 6 && distance(words, name) <= 2,
  ];
  for (const isNear of near) {
    const found = names.filter(({ names }) => names.some(isNear));
    if (found.length === 1) return found[0]?.code ?? null;
    if (found.length > 1) return null;
  }
  return null;
}

/** Of an area: without «Kommune», and a municipality's number as its name. */
function bare(text: string, kind: string): string {
  const words = plain(text);
  if (kind !== 'area') return words;
  const byNumber = /^0?(?<number>\d{3})$/.exec(words)?.groups?.['number'];
  const name = byNumber === undefined ? words : plain(municipalityOf(Number(byNumber)) ?? words);
  return name
    .replace(/^0?\d{3} /, '')
    .replace(/ ?\b(?:kommune|komm)\b ?/, ' ')
    .replace(/^(?:danmark|landet|hele danmark|i alt hele landet|landstal)$/, 'hele landet')
    .trim();
}

/** Letters to add, take away or change to come from one word to the other. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let before = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(change, (before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    before = row;
  }
  return before[b.length] ?? 0;
}
