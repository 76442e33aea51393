import type { ImportFinding } from '../reading/import-findings.ts';
import { kindWords, noneWords, type LabelKind, type PeriodForms, type Seen } from '../reading/labels.ts';
import type { Merge, MergedBy } from '../reading/merging.ts';
import { doubtOf, noPeriodOfOurs, type PeriodForm } from '../reading/period-label.ts';
import { periodText } from '../period.ts';
import { sumText } from '../reading/told.ts';

/** A column of shares of which nothing says whether they are percent. */
export type UnitDoubt = { column: string; line: number; example: string; count: number };
/** A sign that means different things in different sources. */
export type SignDoubt = { sign: string; column: string; line: number; count: number };

const signReadings: Record<string, string> = {
  '-': '«-» er nul hos Danmarks Statistik og holdt tilbage eller ukendt hos andre',
  '.': '«.» er hos Danmarks Statistik, at tallet ikke kan forekomme',
};

/** What is asked of labels: each unknown one, and each way of writing a period once. */
export function labelDoubts(
  labels: Record<LabelKind, readonly Seen[]>,
  columnOf: (kind: LabelKind) => string | null,
  forms: PeriodForms,
): ImportFinding[] {
  const unknown = (['target-group', 'measure', 'area'] as const).flatMap(kind => {
    const seen = labels[kind];
    const allTotals = seen.length > 0 && seen.every(({ how }) => how === 'total');
    return seen
      .filter(({ how }) => how === 'unknown' || allTotals)
      .map(one => unknownLabel(one, columnOf(one.kind)));
  });
  return [...unknown, ...periodDoubts(labels.period, columnOf('period'), forms)];
}

function unknownLabel(
  { kind, label, said, proposedName, line, rows }: Seen,
  column: string | null,
): ImportFinding {
  const reason = kind === 'period' ? noPeriodOfOurs(label) : null;
  const known = said === undefined ? '' : `, og ${noneWords[kind]} «${said}»`;
  return {
    line,
    column,
    message:
      `${kindWords[kind]} «${label}» kendes ikke${rows > 1 ? ` (${rows} linjer)` : ''}${known}.` +
      (reason === null ? '' : ` ${reason}`) +
      (proposedName === undefined ? '' : ` Er det «${proposedName}»?`) +
      ' Vælg, hvad der menes, eller at det ikke tages med.',
  };
}

function periodDoubts(labels: readonly Seen[], column: string | null, forms: PeriodForms): ImportFinding[] {
  const findings: ImportFinding[] = [];
  const asked = new Map<PeriodForm, Seen[]>();
  for (const label of labels) {
    if (label.form !== null && forms[label.form] === undefined && label.said === undefined)
      asked.set(label.form, [...(asked.get(label.form) ?? []), label]);
    else if (label.how === 'unknown') findings.push(unknownLabel(label, column));
  }
  for (const [form, all] of asked) {
    const open = form === 'date' ? openDates(all) : all.filter(({ how }) => how !== 'remembered');
    const [first] = open;
    if (!first) continue;
    const rows = open.reduce((sum, label) => sum + label.rows, 0);
    findings.push({
      line: first.line,
      column,
      message: `Perioden skrives som «${first.label}»${rows > 1 ? ` (${rows} linjer)` : ''}, og det kan læses som ${readingsText(first.label)}. Vælg én gang for alle, der skrives sådan.`,
    });
  }
  return findings;
}

/** The first or last days of months are months, unless all of them are quarters' or years' too. */
function openDates(labels: readonly Seen[]): readonly Seen[] {
  const unread = labels.filter(({ how }) => how === 'unknown');
  if (unread.length > 0) return unread;
  return labels.every(({ label }) => doubtOf(label)?.isQuarters === true) ? labels : [];
}

function readingsText(label: string): string {
  const readings = doubtOf(label)?.readings ?? {};
  const words = Object.entries(readings).map(([kind, period]) =>
    period === null || period === undefined ? noReading[kind] : periodText(period),
  );
  return words.filter(word => word !== undefined).join(' eller ');
}

const noReading: Record<string, string> = {
  month: 'et år, der ikke slutter med et kvartal, og som ikke tages',
  year: 'et skoleår, som ikke tages',
};

export function unitDoubt({ column, line, example }: UnitDoubt): ImportFinding {
  const number = example.replace(/\s/gu, '');
  const asNumber = Number(number.replace(',', '.'));
  const percent = Number((asNumber * 100).toPrecision(12))
    .toString()
    .replace('.', ',');
  const both =
    asNumber <= 1
      ? `Er ${number} det samme som ${percent} %, eller er det ${number} %?`
      : `Er ${number} det samme som ${number} %?`;
  return { line, column, message: `${both} Vælg kolonnens enhed; den gættes ikke.` };
}

export function signDoubt({ sign, column, line, count }: SignDoubt): ImportFinding {
  return {
    line,
    column,
    message: `Der står «${sign}»${count > 1 ? ` ${count} steder` : ''}: ${signReadings[sign] ?? 'tegnet kan betyde flere ting'}. Vælg, om det er nul, holdt tilbage eller ikke oplyst.`,
  };
}

/** Rows of several words that make one figure, while nobody has said how. */
export function mergeDoubt({ by, into, words, example, cells }: Merge): ImportFinding {
  const all = words.map(word => `«${word}»`).join(', ');
  const ways = [
    `lagt sammen giver de ${sumText(example.added)}`,
    ...(example.addedNumerators
      ? [`som dele af det, der måles blandt de samme personer, ${sumText(example.addedNumerators)}`]
      : []),
  ];
  return {
    line: example.line,
    column: null,
    message:
      `${all} står for samme ${mergeWords[by]} (${into}) i ${cells === 1 ? '1 tal' : `${cells} tal`}. For ${periodText(example.period)}: ${ways.join('; ')}. ` +
      (by === 'period'
        ? 'Det passer kun for det, der sker i perioden, som afsluttede forløb; ikke for personer, der tælles igen hver gang. '
        : '') +
      'Vælg, hvordan de hører sammen, eller hvilke der ikke tages med.',
  };
}

const mergeWords: Record<MergedBy, string> = {
  'target-group': 'målgruppe',
  measure: 'måling',
  area: 'område',
  period: 'periode',
  'part-of-group': 'målgruppe',
  'part-of-measure': 'måling',
  noise: 'tal',
};
