import { fold } from '../../shared/words.ts';
import type { Findings, ImportFinding } from './import-findings.ts';
import { periodFrom } from './period-label.ts';
import { holdsPersonalNumber } from './personal-number.ts';

/** What a column can be said to be. */
export const columnRoles = [
  'target-group',
  'part-of-group',
  'part-of-measure',
  'measure',
  'area',
  'period',
  'numerator',
  'denominator',
  'share',
  'number',
  'unit',
  'suppressed',
  'source',
  'noise',
] as const;
export type ColumnRole = (typeof columnRoles)[number];

/**
 * What the columns of a file are, by their place. A long file has a row for each measure, with numerator and denominator; a wide
 * one, as jobindsats answers, has a column for each count, and a person says which are whose.
 */
export type Layout = {
  headings: string[];
  /** One column, or a year and a part of it. */
  period: number[];
  area: number | null;
  suppressed: number | null;
  source: number | null;
  unit: number | null;
  /** Label columns whose values together name the group. */
  groups: number[];
  /** Columns whose rows are parts of the group, or parts of what is measured: to be added. */
  partsOfGroup: number[];
  partsOfMeasure: number[];
  /** Columns that are passed by; what they say must not be all that tells two rows apart. */
  noise: number[];
  /** What each column was taken for, and whether somebody said so. */
  columns: {
    heading: string;
    role: ColumnRole | null;
    how: 'name' | 'content' | 'said' | 'unknown';
    example: string;
  }[];
  rows:
    | {
        kind: 'long';
        measure: number | null;
        numerator: number | null;
        denominator: number | null;
        share: number | null;
      }
    | { kind: 'wide'; values: number[] };
};

const roles = {
  'target-group': ['maalgruppe', 'maalgruppekode', 'gruppe', 'target group', 'targetgroup'],
  measure: ['maaling', 'maalingskode', 'maal', 'indikator', 'measure'],
  area: [
    'omraade',
    'omraadekode',
    'kommune',
    'kommunekode',
    'kommunenr',
    'kommunenavn',
    'komkode',
    'geografi',
    'area',
  ],
  period: ['periode', 'tid', 'tidsperiode', 'period'],
  numerator: ['taeller', 'antal', 'numerator'],
  denominator: ['naevner', 'antal i alt', 'personer i alt', 'ud af', 'denominator'],
  share: [
    'andel',
    'share',
    'andel i pct',
    'andel i procent',
    'andel pct',
    'pct',
    'procent',
    'andel %',
    '%',
    'andel 0 1',
    'andel som broek',
  ],
  number: ['tal', 'indhold', 'vaerdi', 'value'],
  unit: ['enhed', 'unit', 'maaleenhed'],
  suppressed: ['undertrykt', 'diskretioneret', 'skjult', 'tilbageholdt', 'suppressed'],
  source: ['kilde', 'source'],
} satisfies Partial<Record<ColumnRole, string[]>>;
const roleNames = Object.entries(roles);
const yearWords = ['aar', 'year', 'aarstal'];
const partWords = ['kvartal', 'kv', 'maaned', 'md', 'mdr', 'quarter', 'month'];

const roleWords: Record<ColumnRole, string> = {
  'target-group': 'målgruppe',
  'part-of-group': 'del af målgruppen',
  'part-of-measure': 'del af målingen',
  measure: 'måling',
  area: 'område',
  period: 'periode',
  numerator: 'tæller',
  denominator: 'nævner',
  share: 'andel',
  number: 'tal',
  unit: 'enhed',
  suppressed: 'tilbageholdt',
  source: 'kilde',
  noise: 'støj',
};

/** Headings of a column that says which offer a person was in, or who delivered it. */
const offerWord =
  /tilbud|^(indsats|aktoer|leverandoer|udbyder|projekt|offer|supplier|provider|vendor|programme?)/;

/** What the cells of a column are, as far as they have been looked at. */
export type Content = {
  isFigures: boolean;
  isCounts: boolean;
  isDates: boolean;
  /** A column of figures with no figure in it. */
  isEmpty: boolean;
  /** The first cell that says anything. */
  example: string;
};

/**
 * The layout, or null where the headings say too little; what is wrong is added to the findings, and what is to be chosen to
 * `unsaid`. `offers` are the folded names and codes of our offers; `said` is what somebody has said of columns by their headings.
 */
export function layoutOf(
  headings: readonly string[],
  contentOf: (column: number) => Content,
  offers: ReadonlySet<string>,
  said: Readonly<Record<string, ColumnRole>>,
  findings: Findings,
  unsaid: ImportFinding[],
  line = 1,
): Layout | null {
  const before = findings.count;
  const contents = headings.map((_, i) => contentOf(i));
  const columns = headings.map((heading, i): Layout['columns'][number] => {
    const example = contents[i]?.example ?? '';
    const told = said[heading];
    if (told !== undefined) return { heading, role: told, how: 'said', example };
    const role = roleOf(plain(heading));
    return { heading, role: role ?? null, how: role === undefined ? 'unknown' : 'name', example };
  });
  headings.forEach((heading, i) => {
    if (holdsPersonalNumber(heading)) return;
    if (namesOffer(heading, contents[i]?.isFigures ?? false, offers))
      findings.add(line, heading, offerRefusal);
  });
  const twice = headings.findIndex((heading, i) => headings.indexOf(heading) < i);
  if (twice !== -1) findings.add(line, headings[twice] ?? null, 'Overskriften står to gange.');
  const single = (role: ColumnRole): number | null => {
    const all = columns.flatMap((column, i) => (column.role === role ? [i] : []));
    const said = all.filter(i => columns[i]?.how === 'said');
    const [chosen = null, ...more] = said.length > 0 ? said : all;
    for (const i of more.filter(i => columns[i]?.how === 'said' || role !== 'area')) {
      findings.add(
        line,
        headings[i] ?? null,
        `To kolonner er ${roleWords[role]}. Vælg den ene som støj, eller slet den.`,
      );
    }
    for (const i of all) if (i !== chosen && !more.includes(i)) setRole(i, null);
    if (role === 'area') for (const i of more) if (columns[i]?.how !== 'said') setRole(i, 'noise');
    return chosen;
  };
  const setRole = (
    i: number,
    role: ColumnRole | null,
    how: 'content' | 'unknown' = role === null ? 'unknown' : 'content',
  ) => {
    const column = columns[i];
    if (column) columns[i] = { ...column, role, how };
  };
  const period = periodPlaces(columns, contents, single, setRole);
  for (const [i, column] of columns.entries())
    if (column.role === 'number')
      setRole(i, contents[i]?.isCounts === true ? 'numerator' : 'share', 'content');
  const [area, suppressed, source, unit, group, measure, numerator, denominator, share] = (
    [
      'area',
      'suppressed',
      'source',
      'unit',
      'target-group',
      'measure',
      'numerator',
      'denominator',
      'share',
    ] as const
  ).map(single);
  if (period.length === 0)
    findings.add(
      line,
      null,
      `Der mangler en kolonne med overskriften Periode.${nearest(headings)} Overskrifterne er læst på linje ${line}.`,
    );
  if (period.length === 0 || findings.count > before) return null;
  // A date beside a period says the same once more; a column without anything in it says nothing.
  for (const [i, column] of columns.entries())
    if (
      column.role === null &&
      (contents[i]?.isDates === true || (contents[i]?.isEmpty === true && contents[i]?.example === ''))
    )
      setRole(i, 'noise');
  const places = (role: ColumnRole) => columns.flatMap((column, i) => (column.role === role ? [i] : []));
  const others = unknownPlaces(columns);
  const common = {
    headings: [...headings],
    period,
    area: area ?? null,
    suppressed: suppressed ?? null,
    source: source ?? null,
    unit: unit ?? null,
    columns,
  };
  const parts = () => ({
    partsOfGroup: places('part-of-group'),
    partsOfMeasure: places('part-of-measure'),
    noise: places('noise'),
  });
  const isLong = (numerator ?? share ?? null) !== null && (group ?? measure ?? null) !== null;
  if (isLong) {
    for (const i of others)
      unsaid.push({
        line,
        column: headings[i] ?? null,
        message:
          'Kolonnen kendes ikke. Vælg, hvad den er: en del af målgruppen, en del af målingen eller støj. Rækker, der hører sammen, lægges kun sammen, når I siger det.',
      });
    for (const i of others) setRole(i, null);
    const rows = {
      kind: 'long' as const,
      measure: measure ?? null,
      numerator: numerator ?? null,
      denominator: denominator ?? null,
      share: share ?? null,
    };
    return {
      ...common,
      ...parts(),
      noise: [...places('noise'), ...others],
      groups: group === null || group === undefined ? [] : [group],
      rows,
    };
  }
  const rest = [...others, group, measure, numerator, denominator, share].filter(
    i => i !== null && i !== undefined,
  );
  const values = rest.filter(i => contents[i]?.isFigures === true).toSorted((a, b) => a - b);
  if (values.length === 0) {
    findings.add(
      line,
      null,
      `Der er ingen kolonne med tal. Brug overskriften Tæller, Nævner eller Andel.${notFigures(rest, headings, contents)}`,
    );
    return null;
  }
  for (const i of values) if (columns[i]?.role === null) setRole(i, 'number');
  const groups = rest.filter(i => !values.includes(i)).toSorted((a, b) => a - b);
  for (const i of groups) if (columns[i]?.role === null) setRole(i, 'target-group');
  return { ...common, ...parts(), groups, rows: { kind: 'wide', values } };
}

function unknownPlaces(columns: Layout['columns']): number[] {
  return columns.flatMap(({ role }, i) => (role === null ? [i] : []));
}

/** The column of periods; a year beside a part of it; or, where neither is, a column of dates. */
function periodPlaces(
  columns: Layout['columns'],
  contents: readonly Content[],
  single: (role: ColumnRole) => number | null,
  setRole: (i: number, role: ColumnRole | null) => void,
): number[] {
  const period = single('period');
  const named = (words: readonly string[]) =>
    columns.findIndex(({ heading, role }) => role === null && words.includes(plain(heading)));
  const [year, part] = [named(yearWords), named(partWords)];
  if (period !== null) {
    for (const i of [year, part]) if (i !== -1) setRole(i, 'noise');
    return [period];
  }
  const dates = columns.findIndex(({ role }, i) => role === null && contents[i]?.isDates === true);
  const places =
    year !== -1 && part !== -1
      ? [year, part]
      : year !== -1
        ? [year]
        : part !== -1
          ? [part]
          : dates === -1
            ? []
            : [dates];
  for (const i of places) setRole(i, 'period');
  return places;
}

/** The heading that comes nearest to a period's. */
function nearest(headings: readonly string[]): string {
  const near = headings.find(heading => /period|dato|tid|uge|aar|maaned|kvartal/.test(plain(heading)));
  return near === undefined ? '' : ` Er det «${near}», så vælg den som periode.`;
}

function notFigures(
  rest: readonly number[],
  headings: readonly string[],
  contents: readonly Content[],
): string {
  const near = rest.find(i => /^(?:antal|andel|taeller|naevner|tal|indhold)/.test(plain(headings[i] ?? '')));
  return near === undefined
    ? ''
    : ` Kolonnen «${headings[near] ?? ''}» er ikke tal: der står fx «${(contents[near]?.example ?? '').slice(0, 40)}».`;
}

/** How much a row looks like headings: two for each word that is one, one for each period where several differ. */
export function headingPoints(cells: readonly string[]): number {
  const words = cells.map(plain);
  const named = words.filter(
    word =>
      word !== '' &&
      (roleOf(word) !== undefined ||
        yearWords.includes(word) ||
        partWords.includes(word) ||
        /^(?:antal|andel|periode) /.test(word)),
  );
  const periods = new Set(cells.filter(cell => periodFrom(cell) !== null));
  return named.length * 2 + (periods.size > 1 ? periods.size : 0);
}

export const offerRefusal =
  'Filen siger noget om et enkelt tilbud, og det tager vi ikke imod: en gruppes udvikling kan ikke tilskrives et bestemt tilbud. Slet kolonnen eller rækkerne, og send tallene for hele målgruppen.';

/** Whether a heading tells that its column is in percent. */
export function isPercent(heading: string): boolean {
  return /\bpct\b|procent|%/.test(plain(heading)) || heading.includes('%');
}

/** The words and signs by which headings and labels are compared. */
export function plain(text: string): string {
  return fold(text)
    .replaceAll(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
}

function roleOf(word: string): ColumnRole | undefined {
  const found = roleNames.find(([, words]) => words.includes(word))?.[0];
  return columnRoles.find(role => role === found);
}

/** Whether a text is the name of an offer of ours, or has one in it that is too long to be there by chance. */
export function mentionsOffer(text: string, offers: ReadonlySet<string>): boolean {
  const words = plain(text);
  return (
    offers.has(words) || [...offers].some(offer => offer.length > 7 && ` ${words} `.includes(` ${offer} `))
  );
}

/** A count of persons may speak of offers in general, like `Antal personer i virksomhedsrettede tilbud`; of one of ours never. */
function namesOffer(heading: string, isFigures: boolean, offers: ReadonlySet<string>): boolean {
  if (mentionsOffer(heading, offers)) return true;
  const words = plain(heading);
  if (isFigures && /^(antal|andel|gennemsnit|personer|fuldtidspersoner)/.test(words)) return false;
  return words.split(' ').some(word => offerWord.test(word));
}
