import { known } from '../known.ts';
import { RuleBroken } from '../rule-broken.ts';

type SortValue = string | number | null;

/** The order of a list: by `value`, text in Danish order, null last whichever way, equal ones by `code`. */
export type Order<Item> = {
  /** Names the order inside the cursor, so that a cursor from another order is recognised. */
  name: string;
  of: 'text' | 'number';
  descending: boolean;
  value: (item: Item) => SortValue;
  code: (item: Item) => string;
};

/** `total` counts the whole list; `next` is the cursor of the page after this one, null on the last. */
export type Page<Item> = { items: Item[]; total: number; next: string | null };

/** Ordered by the text `sort` names; a minus before the name turns it around. */
export function byText<Item extends { code: string }, Name extends string>(
  sort: Name | `-${Name}`,
  texts: Record<Name, (item: Item) => string>,
): Order<Item> {
  const names = new Map<string, (item: Item) => string>(Object.entries(texts));
  const name = sort.replace(/^-/, '');
  return {
    name,
    of: 'text',
    descending: sort !== name,
    code: item => item.code,
    value: known(names, name),
  };
}

type Place = { value: SortValue; code: string };

const danish = new Intl.Collator('da');

/**
 * One page of a list in order. The cursor holds the last item's place and not its number, so items that come or go between
 * two pages neither repeat nor hide others. A cursor that cannot be read, or belongs to another order, is refused.
 */
export function page<Item>(
  items: readonly Item[],
  order: Order<Item>,
  cursor: string | null,
  limit: number,
): Page<Item> {
  const after = cursor === null ? null : readCursor(order, cursor);
  const placed = items
    .map(item => ({ item, place: { value: order.value(item), code: order.code(item) } }))
    .toSorted((a, b) => comparePlaces(order, a.place, b.place));
  const start = after === null ? 0 : placed.findIndex(({ place }) => comparePlaces(order, place, after) > 0);
  const shown = start === -1 ? [] : placed.slice(start, start + limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ item }) => item),
    total: items.length,
    next: last && start + limit < placed.length ? writeCursor(order, last.place) : null,
  };
}

function comparePlaces<Item>(order: Order<Item>, a: Place, b: Place): number {
  return compareValues(a.value, b.value, order.descending) || compareCodes(a.code, b.code);
}

function compareValues(a: SortValue, b: SortValue, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const ascending =
    typeof a === 'number' && typeof b === 'number' ? a - b : danish.compare(String(a), String(b));
  return descending ? -ascending : ascending;
}

function compareCodes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function writeCursor<Item>(order: Order<Item>, { value, code }: Place): string {
  return Buffer.from(JSON.stringify([sortOf(order), value, code])).toString('base64url');
}

function readCursor<Item>(order: Order<Item>, cursor: string): Place {
  const bytes = Buffer.from(cursor, 'base64url');
  const content = bytes.toString('base64url') === cursor ? parse(bytes.toString()) : null;
  if (!Array.isArray(content) || content.length !== 3) throw damaged();
  const [sort, value, code]: unknown[] = content;
  if (typeof sort !== 'string' || typeof code !== 'string') throw damaged();
  if (sort !== sortOf(order))
    throw new RuleBroken(
      'cursor-of-another-order',
      'Markøren hører til en anden sortering af listen. Begynd forfra uden "cursor".',
      { status: 400 },
    );
  if (value === null) return { value, code };
  if (order.of === 'number' && typeof value === 'number') return { value, code };
  if (order.of === 'text' && typeof value === 'string') return { value, code };
  throw damaged();
}

function sortOf<Item>(order: Order<Item>): string {
  return `${order.descending ? '-' : ''}${order.name}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function damaged(): RuleBroken {
  return new RuleBroken('cursor-damaged', 'Markøren kan ikke læses. Begynd forfra uden "cursor".', {
    status: 400,
  });
}
