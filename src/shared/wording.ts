import { formatDay } from './days/day.ts';
import type { Source } from './source.schema.ts';

const list = new Intl.ListFormat('da', { type: 'conjunction' });

const grouped = new Intl.NumberFormat('da-DK', { maximumFractionDigits: 1 });

export function number(value: number): string {
  return grouped.format(value);
}

export function listed(words: readonly string[]): string {
  return list.format(words);
}

/** `Referat 12. april 2023, punkt 43`: a document's slug read as words, since sources are kept under slugs. */
export function sourceText({ document, section }: Source): string {
  const title = /^[a-z0-9]+(-[a-z0-9]+)+$/.test(document) ? slugText(document) : document;
  if (section === null) return title;
  return `${title}, ${/^\d/.test(section) ? `afsnit ${section}` : section}`;
}

function slugText(slug: string): string {
  const [, words = '', day = ''] = /^(.*?)-?(\d{4}-\d{2}-\d{2})?$/.exec(slug) ?? [];
  const danish = words.replaceAll('ae', 'æ').replaceAll('oe', 'ø').replaceAll('aa', 'å').replaceAll('-', ' ');
  const text = day === '' ? danish : `${danish} ${formatDay(day)}`.trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Each source once, in the order met. */
export function sourcesText(sources: readonly Source[]): string {
  return [...new Set(sources.map(sourceText))].join(' · ');
}

/** Ends a sentence; an amount's `kr.` has its stop already. */
export function stopped(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
