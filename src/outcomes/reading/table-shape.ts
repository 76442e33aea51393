import { isDate, periodFrom } from './period-label.ts';
import { headingPoints, plain } from './table-layout.ts';

export type Cell = string | number | null;

/** Where in a sheet the table stands, and how its headings are put together. */
export type Shape = {
  /** The line of the headings. */
  line: number;
  headings: string[];
  /** The unit a row under the headings says of each column. */
  units: (string | null)[];
  /** Lines that stand before the table. */
  before: string[];
  /** How many rows stand before the first row of figures. */
  skip: number;
  /** The columns of the sheet that are columns of the table. */
  places: number[];
  /** Where periods stand as headings: the columns of each. */
  across: Across | null;
};
type Across = {
  /** Places of the labels. */
  labels: number[];
  periods: { heading: string; places: (number | null)[] }[];
  /** What the figures under each period are; one `Tal` where nothing is said. */
  bases: string[];
};

/** What a table's figures are called where its headings are periods. */
const figuresHeading = 'Tal';
const mostTitleLines = 40;

/** Finds the table among the first rows of a sheet. */
export function shapeOf(rows: readonly (readonly Cell[])[], lines: readonly number[]): Shape {
  const at = headingRow(rows);
  const own = rows[at] ?? [];
  const above = at > 0 && (lines[at] ?? 0) - (lines[at - 1] ?? 0) === 1 ? rows[at - 1] : undefined;
  const hasGroups = above !== undefined && isGroupRow(above);
  let skip = at + 1;
  let headings = own.map(cell => textOf(cell));
  if (hasGroups) headings = joined(above, headings);
  const below = rows[skip];
  if (below && isUnderHeading(below) && !isUnitRow(below)) {
    headings = joined(headings, below.map(textOf));
    skip += 1;
  }
  const unitRow = rows[skip];
  const units = unitRow && isUnitRow(unitRow) ? unitRow.map(cell => textOf(cell) || null) : [];
  if (units.length > 0) skip += 1;
  const body = rows.slice(skip);
  const width = Math.max(headings.length, ...body.map(row => lastFilled(row) + 1));
  const places = Array.from({ length: width }, (_, i) => i).filter(
    i => (headings[i] ?? '') !== '' || body.some(row => textOf(row[i] ?? null) !== ''),
  );
  const named = places.map(i => (headings[i] ?? '') || `Kolonne ${i + 1}`);
  return {
    line: lines[at] ?? 1,
    headings: named,
    units: places.map(i => units[i] ?? null),
    before: rows.slice(0, hasGroups ? at - 1 : at).map(row =>
      row
        .map(textOf)
        .filter(text => text !== '')
        .join(' '),
    ),
    skip,
    places,
    across: acrossOf(named, body, places),
  };
}

/** The same for a table whose headings are known. */
export function shapeOfTable(headings: readonly string[], rows: readonly (readonly Cell[])[]): Shape {
  const places = headings.map((_, i) => i);
  const across = acrossOf(headings, rows, places);
  return {
    line: 1,
    headings: [...headings],
    units: places.map(() => null),
    before: [],
    skip: 0,
    places,
    across,
  };
}

/** The headings a reader of the rows sees: periods that stand across become a column. */
export function headingsOf({ headings, across }: Shape): string[] {
  if (!across) return headings;
  return [...across.labels.map(i => headings[i] ?? ''), 'Periode', ...across.bases];
}

export function unitsOf({ units, across }: Shape): (string | null)[] {
  if (!across) return units;
  const firstOf = (base: number) =>
    across.periods.map(({ places }) => units[places[base] ?? -1] ?? null).find(unit => unit !== null) ?? null;
  return [...across.labels.map(() => null), null, ...across.bases.map((_, i) => firstOf(i))];
}

/** The rows of the table one row of the sheet makes. `above` is the last row's, whose labels stand for empty ones under periods. */
export function rowsOf(shape: Shape, row: readonly Cell[], above: readonly Cell[] | null): Cell[][] {
  const cells = shape.places.map(i => row[i] ?? null);
  const { across } = shape;
  if (!across) return [cells];
  const labels = across.labels.map((place, i) => {
    const cell = cells[place] ?? null;
    return textOf(cell) === '' && across.labels.length > 1 && i < across.labels.length - 1
      ? (above?.[i] ?? cell)
      : cell;
  });
  return across.periods.map(({ heading, places }) => [
    ...labels,
    heading,
    ...places.map(place => (place === null ? null : (cells[place] ?? null))),
  ]);
}

/** Whether a row has only one text, where the table has more columns: a note, a source, a line between. */
export function isNote(row: readonly Cell[], shape: Shape): boolean {
  if (shape.places.length < 3)
    return /^\s*(?:kilde|noter?|anm|source)\b/iu.test(textOf(row[0] ?? null)) && lastFilled(row) === 0;
  return lastFilled(row) === 0 && row.length > 0;
}

/** What a line says of where the figures come from, after `Kilde:`. */
export function sourceIn(note: string): string | null {
  return (
    /^\s*(?:kilde|source|datakilde)\s*:?\s+(?<source>\S.*)$/iu
      .exec(note)
      ?.groups?.['source']?.trim()
      .slice(0, 200) ?? null
  );
}

export function textOf(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell).trim();
}

function lastFilled(row: readonly Cell[]): number {
  return row.findLastIndex(cell => textOf(cell) !== '');
}

/** The row with most words that are headings; where none has any, the first with more than one cell. */
function headingRow(rows: readonly (readonly Cell[])[]): number {
  let [best, most] = [-1, 0];
  rows.slice(0, mostTitleLines).forEach((row, i) => {
    const points = row.length > 1 || rows.length < 3 ? headingPoints(row.map(textOf)) : 0;
    if (points > most) [best, most] = [i, points];
  });
  if (best !== -1) return best;
  const first = rows.findIndex(row => row.filter(cell => textOf(cell) !== '').length > 1);
  return Math.max(first, 0);
}

/** Headings over several columns each: texts, not all under each other's first, and no figures. */
function isGroupRow(row: readonly Cell[]): boolean {
  const filled = row.map(textOf).flatMap((text, i) => (text === '' ? [] : [{ text, i }]));
  return (
    filled.some(({ i }) => i > 0) &&
    filled.every(({ text }) => !/^[-+\d.,\s]+$/.test(text) || periodFrom(text) !== null) &&
    headingPoints(filled.map(({ text }) => text)) ===
      headingPoints([]) + filled.filter(({ text }) => periodFrom(text) !== null).length
  );
}

/** A second row of headings: nothing where the labels are, no figures. */
function isUnderHeading(row: readonly Cell[]): boolean {
  const texts = row.map(textOf);
  const filled = texts.filter(text => text !== '');
  return (
    texts[0] === '' &&
    filled.length > 0 &&
    filled.every(text => !/^[-+]?[\d.,\s]+%?$/.test(text) || /^(?:19|20)\d\d$/.test(text)) &&
    filled.every(text => !/^(?:\*|-|\.\.?|…)$/.test(text))
  );
}

const unitWords =
  /^\(?(?:antal|personer|antal personer|pct|procent|%|i pct|i procent|kr|kroner|1 ?000 kr|mio kr|uger|fuldtidspersoner|antal fuldtidspersoner|andel|enhed)\)?$/;

function isUnitRow(row: readonly Cell[]): boolean {
  const filled = row.map(textOf).filter(text => text !== '');
  return filled.length > 0 && filled.every(text => unitWords.test(plain(text)) || text === '%');
}

/** Headings of two rows in one; one that stands over several columns holds for those to its right until the next. */
function joined(above: readonly Cell[], under: readonly string[]): string[] {
  let group = '';
  const upper = Array.from({ length: Math.max(above.length, under.length) }, (_, i) => {
    const text = textOf(above[i] ?? null);
    if (text !== '') group = text;
    return (under[i] ?? '') === '' && text === '' ? '' : group;
  });
  return upper.map((group, i) => {
    const own = under[i] ?? '';
    const stands = textOf(above[i] ?? null);
    if (own === '') return stands;
    return group === '' ? own : `${group} · ${own}`;
  });
}

function acrossOf(
  headings: readonly string[],
  body: readonly (readonly Cell[])[],
  places: readonly number[],
): Across | null {
  const parts = headings.map(heading => {
    const words = heading.split(' · ');
    const at = words.findIndex(word => periodFrom(word) !== null && !isDate(word));
    return at === -1
      ? null
      : { period: words[at] ?? '', base: words.filter((_, i) => i !== at).join(' · ') || figuresHeading };
  });
  const found = parts.filter(part => part !== null);
  const distinct = new Set(found.map(({ period }) => period));
  if (
    found.length === 0 ||
    headings.some(heading => /^(?:periode|tid|aar|kvartal|maaned)$/.test(plain(heading)))
  )
    return null;
  if (
    distinct.size < 2 &&
    !body.every(row =>
      parts.every((part, i) => part === null || !/[a-zæøå]{3}/iu.test(textOf(row[places[i] ?? 0]))),
    )
  )
    return null;
  const bases = [...new Set(found.map(({ base }) => base))];
  return {
    labels: parts.flatMap((part, i) => (part === null ? [i] : [])),
    periods: [...distinct].map(period => ({
      heading: period,
      places: bases.map(base => {
        const place = parts.findIndex(part => part?.period === period && part.base === base);
        return place === -1 ? null : place;
      }),
    })),
    bases,
  };
}
