import { fold } from '../../shared/words.ts';
import { Findings, type ImportFinding } from './import-findings.ts';
import type { Mapping } from './import.schema.ts';
import { countFrom, shareFrom, type Figure } from './number-text.ts';
import { periodFrom } from './period-label.ts';
import { partsOf, type Period } from '../period.ts';
import { isPercent, mentionsOffer, offerRefusal, plain, type Layout } from './table-layout.ts';

/** Something a label can stand for. */
export type Named = { id: string; code: string; name: string };

export type LabelKind = 'target-group' | 'measure' | 'area' | 'period';

/** What the rows of a file are read against. */
export type KnownThings = {
  targetGroups: readonly Named[];
  measures: readonly Named[];
  areas: readonly Named[];
  /** Folded names and codes of our offers. */
  offers: ReadonlySet<string>;
  /** What people have said of labels before. */
  remembered: readonly { kind: LabelKind; label: string; code: string | null }[];
  today: string;
};

/** Where the cells go. */
export type Sink = {
  seriesOf(measure: string, targetGroup: string, area: string): number;
  addTo(series: number, cell: SunkCell): void;
};
type SunkCell = {
  period: Period;
  numerator: number | null;
  denominator: number | null;
  share: number | null;
  suppressed: boolean;
  line: number;
};

/** A label of the file and what it stands for: by code or name, as somebody said before, as said now, or nothing yet. */
export type SeenLabel = {
  kind: LabelKind;
  label: string;
  /** Null when its figures are left out; undefined when nobody has said. */
  code: string | null | undefined;
  how: 'same' | 'remembered' | 'said' | 'unknown';
  /** What somebody said it stands for that is nothing we know. */
  said?: string;
  line: number;
  rows: number;
};

type Seen = SeenLabel & { id: string | null; number: number; inFuture: boolean };
export type Cell = string | number | null;

/** More labels than a page can ask about are no labels. */
const mostLabels = 5000;
const longestLabel = 400;

/** A file without a column for it says the same of all its rows. */
export const wholeFile = 'Hele filen';

/** Reads the rows of one file into cells, and gathers everything that is wrong with them. */
export class TakeIn {
  rows = 0;
  suppressed = 0;
  leftOut = 0;
  source: string | null = null;
  readonly findings: Findings;
  private readonly layout: Layout;
  private readonly known: KnownThings;
  private readonly sink: Sink;
  private readonly grouped: boolean;
  private readonly values: Value[];
  private readonly labels: Record<LabelKind, Labels>;
  private readonly series = new Map<number, number>();
  private readonly whole: string;

  constructor(options: {
    layout: Layout;
    known: KnownThings;
    mapping: Mapping;
    sink: Sink;
    findings: Findings;
    /** Whether a point can group thousands: not where the comma parts columns. */
    grouped: boolean;
    /** The source's name of the table, where it has one. */
    table: string | null;
  }) {
    const { layout, known, mapping, sink, findings, grouped, table } = options;
    this.layout = layout;
    this.known = known;
    this.sink = sink;
    this.findings = findings;
    this.grouped = grouped;
    this.whole = table === null ? wholeFile : `Hele tabel ${table}`;
    this.labels = {
      'target-group': new Labels('target-group', known.targetGroups, mapping.targetGroups, known),
      measure: new Labels('measure', known.measures, mapping.measures, known),
      area: new Labels('area', known.areas, mapping.areas, known),
      period: new Labels('period', [], mapping.periods, known),
    };
    this.values = this.valuesOf(mapping);
  }

  row(cells: readonly Cell[], line: number): void {
    this.rows += 1;
    const { layout } = this;
    if (cells.length !== layout.headings.length) {
      this.findings.add(
        line,
        null,
        `Linjen har ${cells.length} felter, men der er ${layout.headings.length} overskrifter.`,
      );
      return;
    }
    const period = this.label('period', [layout.period], cells, line);
    const area = this.label('area', layout.area === null ? [] : [layout.area], cells, line);
    const group = this.label('target-group', layout.groups, cells, line);
    if (layout.source !== null) this.readSource(cells[layout.source] ?? null, line);
    const held = layout.suppressed !== null && this.isHeldBack(cells[layout.suppressed] ?? null, line);
    for (const value of this.values) {
      const measure =
        value.measure ??
        this.label(
          'measure',
          this.layout.rows.kind === 'long' && this.layout.rows.measure !== null
            ? [this.layout.rows.measure]
            : [],
          cells,
          line,
        );
      this.cell({ period, area, group, measure }, value, cells, held, line);
    }
  }

  /** The labels met, those nobody has said anything of first. */
  seen(): SeenLabel[] {
    return Object.values(this.labels)
      .flatMap(labels => labels.all())
      .toSorted((a, b) => Number(b.how === 'unknown') - Number(a.how === 'unknown'));
  }

  /** Which columns of a wide file are counted as what, so far as somebody has said. */
  columns(): NonNullable<Mapping['columns']> {
    if (this.layout.rows.kind === 'long') return [];
    const heading = (i: number | null) => (i === null ? null : (this.layout.headings[i] ?? null));
    return this.values.flatMap(({ measure, numerator, denominator, share }) =>
      measure === null
        ? []
        : [
            {
              measure: measure.code ?? '',
              numerator: heading(numerator),
              denominator: heading(denominator),
              share: heading(share),
            },
          ],
    );
  }

  /** What is left to say before the file can be taken in. */
  unsaid(): ImportFinding[] {
    const unknown = this.seen().filter(({ how }) => how === 'unknown');
    const findings: ImportFinding[] = unknown.map(({ kind, label, said, line, rows }) => ({
      line,
      column: this.columnOf(kind),
      message:
        `${kindWords[kind]} «${label}» kendes ikke${rows > 1 ? ` (${rows} linjer)` : ''}` +
        `${said === undefined ? '' : `, og ${noneWords[kind]} «${said}»`}. Vælg, hvad der menes, eller at det ikke tages med.`,
    }));
    if (this.layout.rows.kind === 'wide' && this.values.length === 0) {
      findings.push({
        line: 1,
        column: null,
        message: 'Vælg, hvilke kolonner der er tæller og nævner i en måling.',
      });
    }
    return findings;
  }

  private columnOf(kind: LabelKind): string | null {
    const { layout } = this;
    const place = {
      'target-group': layout.groups[0] ?? null,
      measure: layout.rows.kind === 'long' ? layout.rows.measure : null,
      area: layout.area,
      period: layout.period,
    }[kind];
    return place === null ? null : (layout.headings[place] ?? null);
  }

  private valuesOf(mapping: Mapping): Value[] {
    const { rows, headings } = this.layout;
    if (rows.kind === 'long') {
      const { numerator, denominator, share } = rows;
      return [{ measure: null, numerator, denominator, share, percent: percentAt(headings, share) }];
    }
    const place = (heading: string | null) => {
      const at = heading === null ? -1 : headings.indexOf(heading);
      return at === -1 || !rows.values.includes(at) ? null : at;
    };
    const chosen = mapping.columns ?? rememberedColumns(this.known, headings);
    return chosen.flatMap(({ measure: code, ...columns }) => {
      const named = this.known.measures.find(measure => measure.code === code);
      if (!named) {
        this.findings.add(null, null, `Målingen ${code} findes ikke.`);
        return [];
      }
      for (const heading of [columns.numerator, columns.denominator, columns.share])
        if (heading !== null && place(heading) === null)
          this.findings.add(1, heading, 'Kolonnen findes ikke eller har andet end tal.');
      const numerator = place(columns.numerator);
      const share = place(columns.share);
      if (numerator === null && share === null) return [];
      const measure: Seen = {
        kind: 'measure',
        label: code,
        code,
        how: 'said',
        line: 1,
        rows: 0,
        id: named.id,
        number: this.known.measures.indexOf(named),
        inFuture: false,
      };
      const denominator = place(columns.denominator);
      return [{ measure, numerator, denominator, share, percent: percentAt(headings, share) }];
    });
  }

  private label(
    kind: LabelKind,
    places: readonly number[],
    cells: readonly Cell[],
    line: number,
  ): Seen | null {
    const labels = this.labels[kind];
    const label = this.labelText(places, cells);
    const found = labels.find(label);
    if (found) return found;
    return this.newLabel(kind, label, places, cells, line);
  }

  /** One column says its value; several say their headings too, since `I alt` alone says nothing. */
  private labelText(places: readonly number[], cells: readonly Cell[]): string {
    const [only] = places;
    if (only === undefined) return this.whole;
    if (places.length === 1) return String(cells[only] ?? '');
    return places.map(place => `${this.layout.headings[place]}: ${cells[place] ?? ''}`).join(' · ');
  }

  private newLabel(
    kind: LabelKind,
    label: string,
    places: readonly number[],
    cells: readonly Cell[],
    line: number,
  ): Seen | null {
    const column = this.layout.headings[places[0] ?? -1] ?? null;
    if (label.trim() === '') {
      this.findings.add(line, column, `Feltet er tomt. Skriv ${kindWords[kind].toLowerCase()}.`);
      return null;
    }
    if (label.length > longestLabel) {
      this.findings.add(line, column, `Teksten er over ${longestLabel} tegn.`);
      return null;
    }
    if (this.labels[kind].size >= mostLabels) {
      this.findings.add(line, column, `Der er over ${mostLabels} forskellige. Del filen.`);
      return null;
    }
    const seen = this.labels[kind].add(label, line);
    if (seen.how !== 'same')
      for (const place of places)
        if (mentionsOffer(String(cells[place] ?? ''), this.known.offers))
          this.findings.add(line, this.layout.headings[place] ?? null, offerRefusal);
    return seen;
  }

  private cell(
    names: { period: Seen | null; area: Seen | null; group: Seen | null; measure: Seen | null },
    value: Value,
    cells: readonly Cell[],
    held: boolean,
    line: number,
  ): void {
    const { period, area, group, measure } = names;
    const figures = this.figures(value, cells, held, line);
    if (!period || !area || !group || !measure) return;
    for (const name of [period, area, group, measure])
      if (name.code === null) return void (this.leftOut += 1);
    if (period.code === undefined || period.code === null) return;
    if (period.inFuture) {
      this.findings.add(
        line,
        this.layout.headings[this.layout.period] ?? null,
        'Perioden ligger i fremtiden. Ret den, eller slet linjen.',
      );
      return;
    }
    if (area.id === null || group.id === null || measure.id === null || figures === null) return;
    const key = (group.number * 8192 + measure.number) * 8192 + area.number;
    let series = this.series.get(key);
    if (series === undefined) {
      series = this.sink.seriesOf(measure.id, group.id, area.id);
      this.series.set(key, series);
    }
    if (figures.suppressed) this.suppressed += 1;
    this.sink.addTo(series, { ...figures, period: period.code, line });
  }

  /** Null when something is wrong with them. Counts decide over a share that stands beside them. */
  private figures(value: Value, cells: readonly Cell[], held: boolean, line: number) {
    const numerator = this.figure(value.numerator, cells, line, 'count', value.percent);
    const denominator = this.figure(value.denominator, cells, line, 'count', value.percent);
    const share = this.figure(value.share, cells, line, 'share', value.percent);
    if (numerator === undefined || denominator === undefined || share === undefined) return null;
    const known = {
      numerator: typeof numerator === 'number' ? numerator : null,
      denominator: typeof denominator === 'number' ? denominator : null,
      share: typeof share === 'number' ? share : null,
    };
    if (known.numerator !== null && known.denominator !== null && known.numerator > known.denominator) {
      this.findings.add(
        line,
        this.layout.headings[value.numerator ?? 0] ?? null,
        'Tælleren er større end nævneren.',
      );
      return null;
    }
    const nothing = known.numerator === null && known.share === null;
    const suppressed =
      held ||
      numerator === 'suppressed' ||
      (share === 'suppressed' && known.numerator === null) ||
      (nothing && this.layout.rows.kind === 'wide');
    if (nothing && !suppressed) {
      this.findings.add(
        line,
        null,
        'Linjen har hverken tæller eller andel. Skriv * hvor kilden holder tallet tilbage.',
      );
      return null;
    }
    if (suppressed) return { numerator: null, denominator: known.denominator, share: null, suppressed };
    const counted = known.numerator !== null && known.denominator !== null;
    return { ...known, share: counted ? null : known.share, suppressed };
  }

  private figure(
    place: number | null,
    cells: readonly Cell[],
    line: number,
    kind: 'count' | 'share',
    percent: boolean,
  ): number | null | 'suppressed' | undefined {
    if (place === null) return null;
    const cell = cells[place] ?? null;
    const read: Figure = kind === 'count' ? countFrom(cell, this.grouped) : shareFrom(cell, percent);
    if (typeof read !== 'object' || read === null) return read;
    const heading = this.layout.headings[place] ?? '';
    this.findings.add(line, heading, `${heading} ${read.mistake}`);
    return undefined;
  }

  private isHeldBack(cell: Cell, line: number): boolean {
    const word = fold(String(cell ?? ''));
    if (['', '0', 'nej', 'false', 'falsk', 'no'].includes(word)) return false;
    if (['1', 'ja', 'true', 'sand', 'x', 'yes'].includes(word)) return true;
    this.findings.add(line, this.layout.headings[this.layout.suppressed ?? 0] ?? null, 'Skriv ja eller nej.');
    return false;
  }

  private readSource(cell: Cell, line: number): void {
    if (cell === this.source) return;
    const text = String(cell ?? '').trim();
    if (text === '' || text === this.source) return;
    if (this.source === null && text.length <= 200) this.source = text;
    else
      this.findings.add(
        line,
        this.layout.headings[this.layout.source ?? 0] ?? null,
        'En fil har én kilde på højst 200 tegn. Del filen efter kilde.',
      );
  }
}

/** Whether none of it has been yet; of a rolling year its last quarter decides. */
function isInFuture(period: Period, today: string): boolean {
  const parts = partsOf(period);
  const quarter = parts?.kind === 'QMAT' ? partsOf(`${parts.year}Q${parts.part}`) : parts;
  return quarter !== null && quarter.from > today;
}

type Value = {
  /** Null where the row itself says. */
  measure: Seen | null;
  numerator: number | null;
  denominator: number | null;
  share: number | null;
  percent: boolean;
};

const kindWords: Record<LabelKind, string> = {
  'target-group': 'Målgruppen',
  measure: 'Målingen',
  area: 'Området',
  period: 'Perioden',
};

const noneWords: Record<LabelKind, string> = {
  'target-group': 'vi har ingen målgruppe, der hedder',
  measure: 'vi har ingen måling, der hedder',
  area: 'vi har intet område, der hedder',
  period: 'ingen periode skrives',
};

class Labels {
  private readonly labels = new Map<string, Seen>();
  private readonly kind: LabelKind;
  private readonly known: readonly Named[];
  private readonly said: ReadonlyMap<string, string | null>;
  private readonly remembered: ReadonlyMap<string, string | null>;
  private readonly today: string;
  private last: Seen | undefined;

  constructor(
    kind: LabelKind,
    known: readonly Named[],
    said: Readonly<Record<string, string | null>> | undefined,
    { remembered, today }: KnownThings,
  ) {
    this.today = today;
    this.kind = kind;
    this.known = known;
    this.said = new Map(Object.entries(said ?? {}));
    this.remembered = new Map(
      remembered.filter(one => one.kind === kind).map(({ label, code }) => [label, code]),
    );
  }

  get size(): number {
    return this.labels.size;
  }

  all(): SeenLabel[] {
    return [...this.labels.values()].map(({ kind, label, code, how, said, line, rows }) => ({
      kind,
      label,
      code,
      how,
      ...(said !== undefined && { said }),
      line,
      rows,
    }));
  }

  /** Rows that follow each other mostly say the same. */
  find(label: string): Seen | undefined {
    if (this.last?.label !== label) this.last = this.labels.get(label);
    if (this.last) this.last.rows += 1;
    return this.last;
  }

  add(label: string, line: number): Seen {
    const { kind } = this;
    const common = { kind, label, line, rows: 1, number: this.labels.size };
    const meaning = this.meaning(label);
    const inFuture = kind === 'period' && isInFuture(meaning.code ?? '', this.today);
    const seen: Seen = { ...common, ...meaning, inFuture };
    this.labels.set(label, seen);
    return seen;
  }

  private meaning(label: string): Pick<Seen, 'code' | 'how' | 'said' | 'id'> {
    const said = this.said.get(label);
    if (said === null) return { code: null, how: 'said', id: null };
    const same = this.same(label);
    if (said !== undefined && said !== same)
      return this.named(said, 'said') ?? { code: undefined, how: 'unknown', said, id: null };
    if (same !== undefined) return this.named(same, 'same') ?? { code: undefined, how: 'unknown', id: null };
    const remembered = this.remembered.get(label);
    if (remembered === null) return { code: null, how: 'remembered', id: null };
    return (
      (remembered !== undefined && this.named(remembered, 'remembered')) || {
        code: undefined,
        how: 'unknown',
        id: null,
      }
    );
  }

  private same(label: string): string | undefined {
    if (this.kind === 'period') return periodFrom(label) ?? undefined;
    const word = label.trim();
    const words = plain(label);
    return (
      this.known.find(({ code }) => code === word) ?? this.known.find(({ name }) => plain(name) === words)
    )?.code;
  }

  private named(code: string, how: Seen['how']): Pick<Seen, 'code' | 'how' | 'id'> | null {
    if (this.kind === 'period') return partsOf(code) ? { code, how, id: code } : null;
    const thing = this.known.find(one => one.code === code);
    return thing ? { code, how, id: thing.id } : null;
  }
}

function percentAt(headings: readonly string[], place: number | null): boolean {
  return place !== null && isPercent(headings[place] ?? '');
}

/** How a pair of columns is remembered: `Antal i arbejde ÷ Antal personer`, or a column of shares alone. */
export function columnsLabel({
  numerator,
  denominator,
  share,
}: NonNullable<Mapping['columns']>[number]): string {
  if (numerator === null) return `andel: ${share ?? ''}`;
  return denominator === null ? numerator : `${numerator} ÷ ${denominator}`;
}

function rememberedColumns(known: KnownThings, headings: readonly string[]): NonNullable<Mapping['columns']> {
  const here = new Set(headings);
  return known.remembered.flatMap(({ kind, label, code }) => {
    if (kind !== 'measure' || code === null) return [];
    const share = label.startsWith('andel: ') ? label.slice('andel: '.length) : null;
    const [numerator = null, denominator = null] = share === null ? label.split(' ÷ ') : [];
    const columns = [numerator, denominator, share].filter(column => column !== null);
    return columns.every(column => here.has(column))
      ? [{ measure: code, numerator, denominator, share }]
      : [];
  });
}
