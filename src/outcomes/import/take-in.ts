import { fold } from '../../shared/words.ts';
import type { Period } from '../period.ts';
import { Findings, type ImportFinding } from '../reading/import-findings.ts';
import type { Mapping } from './import.schema.ts';
import {
  kindWords,
  Labels,
  noneWords,
  wholeFile,
  type KnownThings,
  type LabelKind,
  type Seen,
  type SeenLabel,
} from './labels.ts';
import { countFrom, shareFrom, type Figure } from '../reading/number-text.ts';
import { mentionsOffer, offerRefusal, type Layout } from '../reading/table-layout.ts';
import { percentAt, rememberedColumns, type Value } from './value-columns.ts';

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

export type Cell = string | number | null;

/** More labels than a page can ask about are no labels. */
const mostLabels = 5000;
const longestLabel = 400;

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
