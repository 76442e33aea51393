import { partsOf, type Period } from '../period.ts';
import { periodFrom } from '../reading/period-label.ts';
import { plain } from '../reading/table-layout.ts';

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

export type Seen = SeenLabel & { id: string | null; number: number; inFuture: boolean };

/** A file without a column for it says the same of all its rows. */
export const wholeFile = 'Hele filen';

export const kindWords: Record<LabelKind, string> = {
  'target-group': 'Målgruppen',
  measure: 'Målingen',
  area: 'Området',
  period: 'Perioden',
};

export const noneWords: Record<LabelKind, string> = {
  'target-group': 'vi har ingen målgruppe, der hedder',
  measure: 'vi har ingen måling, der hedder',
  area: 'vi har intet område, der hedder',
  period: 'ingen periode skrives',
};

/** The labels of one kind that a file has, each with what it stands for. */
export class Labels {
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

/** Whether none of it has been yet; of a rolling year its last quarter decides. */
function isInFuture(period: Period, today: string): boolean {
  const parts = partsOf(period);
  const quarter = parts?.kind === 'QMAT' ? partsOf(`${parts.year}Q${parts.part}`) : parts;
  return quarter !== null && quarter.from > today;
}
