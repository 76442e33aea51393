import { fold } from '../../shared/words.ts';
import type { Findings } from '../reading/import-findings.ts';
import type { Counted } from '../reading/merging.ts';
import { countFrom, saysPercent, shareFrom, type Figure } from '../reading/number-text.ts';
import { isPercent, type Layout } from '../reading/table-layout.ts';
import type { Cell } from '../reading/table-shape.ts';
import type { SignDoubt, UnitDoubt } from './doubts.ts';
import type { Mapping } from './import.schema.ts';
import type { Value } from './value-columns.ts';

/** Reads the figures of a row, and keeps what their signs and units leave in doubt, once for each kind. */
export class RowFigures {
  readonly unitDoubts = new Map<string, UnitDoubt>();
  readonly signDoubts = new Map<string, SignDoubt>();
  private readonly layout: Layout;
  private readonly mapping: Mapping;
  private readonly findings: Findings;
  private readonly grouped: boolean;

  constructor(options: { layout: Layout; mapping: Mapping; findings: Findings; grouped: boolean }) {
    this.layout = options.layout;
    this.mapping = options.mapping;
    this.findings = options.findings;
    this.grouped = options.grouped;
  }

  /** Null when something is wrong with them. Counts decide over a share that stands beside them. */
  of(value: Value, cells: readonly Cell[], held: boolean, line: number): Counted | null {
    const said = this.layout.unit === null ? null : String(cells[this.layout.unit] ?? '');
    const isShare = said !== null && isPercent(said) && value.share === null;
    const places = isShare ? { numerator: null, denominator: null, share: value.numerator } : value;
    const unit = said !== null && isPercent(said) ? 'percent' : value.unit;
    const numerator = this.figure(places.numerator, cells, line, 'count', unit);
    const denominator = this.figure(places.denominator, cells, line, 'count', unit);
    const share = this.figure(places.share, cells, line, 'share', unit);
    if (numerator === undefined || denominator === undefined || share === undefined) return null;
    const known = {
      numerator: typeof numerator === 'number' ? numerator : null,
      denominator: typeof denominator === 'number' ? denominator : null,
      share: typeof share === 'number' ? share : null,
    };
    if (known.numerator !== null && known.denominator !== null && known.numerator > known.denominator) {
      this.findings.add(line, this.heading(value.numerator), 'Tælleren er større end nævneren.');
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

  /** Whether a cell says that the source holds the row's figures back. */
  isHeldBack(cell: Cell, line: number): boolean {
    const word = fold(String(cell ?? ''));
    if (['', '0', 'nej', 'false', 'falsk', 'no'].includes(word)) return false;
    if (['1', 'ja', 'true', 'sand', 'x', 'yes'].includes(word)) return true;
    this.findings.add(line, this.heading(this.layout.suppressed), 'Skriv ja eller nej.');
    return false;
  }

  private figure(
    place: number | null,
    cells: readonly Cell[],
    line: number,
    kind: 'count' | 'share',
    unit: Value['unit'],
  ): number | null | 'suppressed' | undefined {
    if (place === null) return null;
    const cell = cells[place] ?? null;
    const read: Figure =
      kind === 'count' ? countFrom(cell, this.grouped) : this.share(cell, place, line, unit);
    if (typeof read !== 'object' || read === null) return read;
    const heading = this.heading(place);
    if ('sign' in read) return this.sign(read.sign, heading, line);
    this.findings.add(line, heading, `${heading} ${read.mistake}`);
    return undefined;
  }

  /** Where nothing says what the column is in, it is asked, and read for the time being as what it can be. */
  private share(cell: Cell, place: number, line: number, unit: Value['unit']): Figure {
    if (unit !== null || saysPercent(cell)) return shareFrom(cell, unit ?? 'percent');
    const asFraction = shareFrom(cell, 'fraction');
    const isNumber =
      typeof asFraction === 'number' ||
      (asFraction !== null && typeof asFraction === 'object' && 'mistake' in asFraction);
    if (!isNumber) return asFraction;
    const asPercent = shareFrom(cell, 'percent');
    if (typeof asPercent !== 'number') return asPercent;
    const column = this.heading(place);
    const doubt = this.unitDoubts.get(column);
    if (doubt) doubt.count += 1;
    else this.unitDoubts.set(column, { column, line, example: String(cell ?? ''), count: 1 });
    return typeof asFraction === 'number' ? asFraction : asPercent;
  }

  private sign(sign: string, column: string, line: number): number | null | 'suppressed' {
    const doubt = this.signDoubts.get(sign);
    if (doubt) doubt.count += 1;
    else this.signDoubts.set(sign, { sign, column, line, count: 1 });
    const said = this.mapping.signs?.[sign];
    return said === 'zero' ? 0 : said === 'missing' ? null : 'suppressed';
  }

  private heading(place: number | null): string {
    return this.layout.headings[place ?? -1] ?? '';
  }
}
