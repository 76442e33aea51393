import type { Period } from '../period.ts';
import { labelDoubts, mergeDoubt, signDoubt, unitDoubt, type SignDoubt } from './doubts.ts';
import { Findings, type ImportFinding } from '../reading/import-findings.ts';
import type { Mapping } from './import.schema.ts';
import {
  isTotal,
  kindWords,
  Labels,
  wholeFile,
  type KnownThings,
  type LabelKind,
  type Seen,
  type SeenLabel,
} from '../reading/labels.ts';
import { Merging, type Counted, type Merge } from '../reading/merging.ts';
import { periodOfParts } from '../reading/period-label.ts';
import { mentionsOffer, offerRefusal, type Layout } from '../reading/table-layout.ts';
import type { Cell } from '../reading/table-shape.ts';
import { Totals } from '../reading/totals.ts';
import { RowFigures } from './row-figures.ts';
import { valuesOf, type Value } from './value-columns.ts';

/** Where the cells go. */
export type Sink = {
  seriesOf(measure: string, targetGroup: string, area: string): number;
  addTo(series: number, cell: SunkCell): void;
};
type SunkCell = Counted & { period: Period; line: number };

/** A figure as it was understood, with what stood in the file. */
export type Understood = Counted & {
  line: number;
  group: string;
  measure: string;
  area: string;
  period: Period;
  /** The cells it was read from, by their headings. */
  cells: { column: string; text: string }[];
};

/** Thrown where rows turn out to belong together that were not held: the file is read again with them held. */
export class MustMerge extends Error {}

/** More labels than a page can ask about are no labels. */
const mostLabels = 5000;
const longestLabel = 400;
const mostUnderstood = 10;

/** Reads the rows of one file into cells, and gathers everything that is wrong with them. */
export class TakeIn {
  rows = 0;
  suppressed = 0;
  leftOut = 0;
  source: string | null = null;
  readonly understood: Understood[] = [];
  readonly findings: Findings;
  private readonly layout: Layout;
  private readonly known: KnownThings;
  private readonly sink: Sink;
  private readonly figures: RowFigures;
  private readonly values: Value[];
  private readonly labels: Record<LabelKind, Labels>;
  private readonly series = new Map<number, number>();
  private readonly whole: string;
  private readonly mapping: Mapping;
  private readonly merging: Merging | null;
  private readonly totals = new Totals();
  private readonly line: number;

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
    /** What a row under the headings says each column is in. */
    units: readonly (string | null)[];
    /** Whether rows are held until the file has ended, to be put together. */
    merge: boolean;
    /** Where the headings stand. */
    line: number;
  }) {
    const { layout, known, mapping, sink, findings, grouped, table, units, line } = options;
    this.layout = layout;
    this.known = known;
    this.sink = sink;
    this.findings = findings;
    this.figures = new RowFigures({ layout, mapping, findings, grouped });
    this.mapping = mapping;
    this.line = line;
    this.whole = table === null ? wholeFile : `Hele tabel ${table}`;
    this.labels = {
      'target-group': new Labels('target-group', known.targetGroups, mapping.targetGroups, known),
      measure: new Labels('measure', known.measures, mapping.measures, known),
      area: new Labels('area', known.areas, mapping.areas, known),
      period: new Labels('period', [], mapping.periods, known, mapping.periodForms),
    };
    this.values = valuesOf({ layout, mapping, known, findings, units });
    const codes = this.values.map(({ measure }) => measure?.code);
    const mustMerge = this.tellsApart().length > 0 || new Set(codes).size < codes.length;
    this.merging =
      options.merge || mustMerge ? new Merging(mapping.merges ?? {}, this.partHeadings(), findings) : null;
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
    const period = this.label('period', layout.period, cells, line);
    const area = this.label('area', layout.area === null ? [] : [layout.area], cells, line);
    const group = this.label('target-group', layout.groups, cells, line);
    if (layout.source !== null) this.readSource(cells[layout.source] ?? null, line);
    const held =
      layout.suppressed !== null && this.figures.isHeldBack(cells[layout.suppressed] ?? null, line);
    for (const value of this.values) {
      const measure =
        value.measure ??
        this.label(
          'measure',
          layout.rows.kind === 'long' && layout.rows.measure !== null ? [layout.rows.measure] : [],
          cells,
          line,
        );
      this.cell({ period, area, group, measure }, value, cells, held, line);
    }
  }

  /** Puts together what was held; after it nothing more is read. */
  end(): void {
    for (const { ids, period, cell, line } of this.merging?.ended() ?? [])
      this.sink.addTo(this.sink.seriesOf(...ids), { ...cell, period, line });
  }

  /** The labels met, those nobody has said anything of first. */
  seen(): SeenLabel[] {
    return Object.values(this.labels)
      .flatMap(labels => labels.all())
      .toSorted((a, b) => Number(b.how === 'unknown') - Number(a.how === 'unknown'));
  }

  merges(): Merge[] {
    return [...(this.merging?.merges.values() ?? [])];
  }

  /** The columns of shares, and what each is read in. */
  shareUnits(): { column: string; unit: Value['unit'] }[] {
    return this.values.flatMap(({ share, unit }) =>
      share === null || (unit === null && !this.figures.unitDoubts.has(this.heading(share)))
        ? []
        : [{ column: this.heading(share), unit }],
    );
  }

  /** The ways periods are written that can be read in more than one, with the first of each. */
  periodForms(): { form: string; example: string; reading: Period | null }[] {
    const byForm = Map.groupBy(this.labels.period.doubted(), ({ form }) => form);
    return [...byForm].map(([form, [first]]) => ({
      form,
      example: first?.label ?? '',
      reading: first?.reading ?? null,
    }));
  }

  signs(): SignDoubt[] {
    return [...this.figures.signDoubts.values()];
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
    const { labels, mapping } = this;
    const findings = labelDoubts(
      {
        'target-group': labels['target-group'].seen(),
        measure: labels.measure.seen(),
        area: labels.area.seen(),
        period: labels.period.seen(),
      },
      kind => this.columnOf(kind),
      mapping.periodForms ?? {},
    );
    if (this.layout.rows.kind === 'wide' && this.values.length === 0) {
      findings.push({
        line: this.line,
        column: null,
        message: 'Vælg, hvilke kolonner der er tæller og nævner i en måling.',
      });
    }
    findings.push(...this.totals.doubts(this.columnOf('target-group')));
    findings.push(...[...this.figures.unitDoubts.values()].map(unitDoubt));
    findings.push(
      ...this.signs()
        .filter(({ sign }) => mapping.signs?.[sign] === undefined)
        .map(signDoubt),
    );
    findings.push(
      ...this.merges()
        .filter(({ how }) => how === null)
        .map(mergeDoubt),
    );
    return findings;
  }

  private columnOf(kind: LabelKind): string | null {
    const { layout } = this;
    const place = {
      'target-group': layout.groups[0] ?? null,
      measure: layout.rows.kind === 'long' ? layout.rows.measure : null,
      area: layout.area,
      period: layout.period[0] ?? null,
    }[kind];
    return place === null ? null : (layout.headings[place] ?? null);
  }

  private heading(place: number | null): string {
    return this.layout.headings[place ?? -1] ?? '';
  }

  /** Columns that tell rows of the same group, measure, area and period apart. */
  private tellsApart(): number[] {
    const { partsOfGroup, partsOfMeasure, noise } = this.layout;
    return [...partsOfGroup, ...partsOfMeasure, ...noise];
  }

  private partHeadings() {
    const { partsOfGroup, partsOfMeasure, noise } = this.layout;
    const named = (places: readonly number[]) => places.map(place => this.heading(place)).join(' og ');
    return {
      'part-of-group': named(partsOfGroup),
      'part-of-measure': named(partsOfMeasure),
      noise: named(noise),
      'target-group': this.columnOf('target-group') ?? '',
    };
  }

  private label(
    kind: LabelKind,
    places: readonly number[],
    cells: readonly Cell[],
    line: number,
  ): Seen | null {
    const labels = this.labels[kind];
    const label = this.labelText(kind, places, cells);
    const found = labels.find(label);
    if (found) return found;
    return this.newLabel(kind, label, places, cells, line);
  }

  /** One column says its value; several say their headings too, since `I alt` alone says nothing. */
  private labelText(kind: LabelKind, places: readonly number[], cells: readonly Cell[]): string {
    const [only, part] = places;
    if (only === undefined) return this.whole;
    if (part === undefined) return String(cells[only] ?? '');
    if (kind === 'period')
      return periodOfParts(String(cells[only] ?? ''), String(cells[part] ?? ''), this.heading(part));
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
    const labels = this.labels[kind];
    if (labels.size >= mostLabels) {
      this.findings.add(line, column, `Der er over ${mostLabels} forskellige. Del filen.`);
      return null;
    }
    const seen = labels.add(label, line);
    if (this.merging === null && (labels.hasSynonyms || seen.how === 'total')) throw new MustMerge();
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
    const figures = this.figures.of(value, cells, held, line);
    if (!period || !area || !group || !measure) return;
    if (this.merging && figures !== null && !(group.how === 'said' && group.code === null)) {
      const total = group.how === 'total' ? { label: group.label, line } : null;
      this.totals.add([measure.label, area.label, period.label].join('\n'), figures, total);
    }
    for (const name of [period, area, group, measure])
      if (name.code === null) return void (this.leftOut += 1);
    if (period.code === undefined || period.code === null) return;
    if (period.inFuture) {
      this.findings.add(
        line,
        this.heading(this.layout.period[0] ?? null),
        'Perioden ligger i fremtiden. Ret den, eller slet linjen.',
      );
      return;
    }
    if (figures !== null && this.understood.length < mostUnderstood)
      this.understand({ ...names, period: period.code }, value, figures, cells, line);
    if (area.id === null || group.id === null || measure.id === null || figures === null) return;
    if (figures.suppressed) this.suppressed += 1;
    if (this.merging) {
      this.hold({ period, area, group, measure }, figures, cells, line);
      return;
    }
    const key = (group.number * 8192 + measure.number) * 8192 + area.number;
    let series = this.series.get(key);
    if (series === undefined) {
      series = this.sink.seriesOf(measure.id, group.id, area.id);
      this.series.set(key, series);
    }
    this.sink.addTo(series, { ...figures, period: period.code, line });
  }

  private hold(
    { period, area, group, measure }: Record<'period' | 'area' | 'group' | 'measure', Seen>,
    figures: Counted,
    cells: readonly Cell[],
    line: number,
  ): void {
    const { partsOfGroup, partsOfMeasure, noise } = this.layout;
    const words = (places: readonly number[]) =>
      places.map(place => String(cells[place] ?? '').trim()).join(' · ');
    const parts = {
      'part-of-group': words(partsOfGroup),
      'part-of-measure': words(partsOfMeasure),
      noise: words(noise),
    };
    const total = [group.label, area.label, parts['part-of-group'], parts['part-of-measure']].some(isTotal);
    this.merging?.add(
      {
        ids: [measure.id ?? '', group.id ?? '', area.id ?? ''],
        period: period.code ?? '',
        codes: {
          measure: measure.code ?? '',
          'target-group': group.code ?? '',
          area: area.code ?? '',
          period: period.code ?? '',
        },
      },
      {
        ...figures,
        line,
        isTotal: total,
        words: {
          'target-group': group.label,
          measure: measure.label,
          area: area.label,
          period: period.label,
          ...parts,
        },
      },
    );
  }

  private understand(
    {
      group,
      measure,
      area,
      period,
    }: { group: Seen | null; measure: Seen | null; area: Seen | null; period: Period },
    value: Value,
    figures: Counted,
    cells: readonly Cell[],
    line: number,
  ): void {
    const places = [value.numerator, value.denominator, value.share].filter(place => place !== null);
    this.understood.push({
      ...figures,
      line,
      group: group?.code ?? group?.label ?? '',
      measure: measure?.code ?? measure?.label ?? '',
      area: area?.code ?? area?.label ?? '',
      period,
      cells: places.map(place => ({
        column: this.heading(place),
        text: String(cells[place] ?? '').slice(0, 60),
      })),
    });
  }

  private readSource(cell: Cell, line: number): void {
    if (cell === this.source) return;
    const text = String(cell ?? '').trim();
    if (text === '' || text === this.source) return;
    if (this.source === null && text.length <= 200) this.source = text;
    else
      this.findings.add(
        line,
        this.heading(this.layout.source),
        'En fil har én kilde på højst 200 tegn. Del filen efter kilde.',
      );
  }
}
