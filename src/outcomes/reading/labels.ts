import { partsOf, type Period } from '../period.ts';
import { doubtOf, periodFrom, type PeriodForm, type PeriodReading } from './period-label.ts';
import { proposalFor, type Named } from './propose.ts';
import { plain } from './table-layout.ts';

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
  how: 'same' | 'remembered' | 'said' | 'total' | 'unknown';
  /** The one of ours it probably means; to be confirmed. */
  proposed?: string;
  /** What somebody said it stands for that is nothing we know. */
  said?: string;
  line: number;
  rows: number;
};

export type Seen = SeenLabel & {
  id: string | null;
  number: number;
  inFuture: boolean;
  /** The way it is written, where that can be read in more than one way. */
  form: PeriodForm | null;
  /** The name of the one it probably means. */
  proposedName?: string;
};

/** How a person reads each way of writing a period that is in doubt. */
export type PeriodForms = Readonly<Record<string, PeriodReading | 'leave-out'>>;

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
  private readonly ids = new Set<string>();
  private readonly forms: PeriodForms;
  private last: Seen | undefined;

  constructor(
    kind: LabelKind,
    known: readonly Named[],
    said: Readonly<Record<string, string | null>> | undefined,
    { remembered, today }: KnownThings,
    forms: PeriodForms = {},
  ) {
    this.forms = forms;
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
    return this.seen().map(({ kind, label, code, how, said, proposed, line, rows }) => ({
      kind,
      label,
      code,
      how,
      ...(said !== undefined && { said }),
      ...(proposed !== undefined && { proposed }),
      line,
      rows,
    }));
  }

  seen(): Seen[] {
    return [...this.labels.values()];
  }

  /** Those written in a way that can be read in more than one, and how they are read now. */
  doubted(): { form: PeriodForm; label: string; reading: Period | null }[] {
    return [...this.labels.keys()].flatMap(label => {
      const form = doubtOf(label)?.form;
      return form === undefined ? [] : [{ form, label, reading: this.labels.get(label)?.code ?? null }];
    });
  }

  /** Whether two of them stand for the same of ours. */
  hasSynonyms = false;

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
    const form = kind === 'period' && meaning.how !== 'said' ? (doubtOf(label)?.form ?? null) : null;
    const seen: Seen = { ...common, ...meaning, inFuture, form };
    if (meaning.id !== null) {
      if (this.ids.has(meaning.id)) this.hasSynonyms = true;
      this.ids.add(meaning.id);
    }
    this.labels.set(label, seen);
    return seen;
  }

  private meaning(label: string): Pick<Seen, 'code' | 'how' | 'said' | 'proposed' | 'proposedName' | 'id'> {
    const said = this.said.get(label);
    if (said === null) return { code: null, how: 'said', id: null };
    const same = this.same(label);
    if (said !== undefined && said !== same) return this.named(said, 'said') ?? { ...unknown, said };
    if (same !== undefined) return this.named(same, 'same') ?? unknown;
    if (this.kind === 'period') return this.meaningOfDoubted(label);
    const remembered = this.remembered.get(label);
    if (remembered === null) return { code: null, how: 'remembered', id: null };
    const again = remembered === undefined ? null : this.named(remembered, 'remembered');
    if (again) return again;
    if (this.kind !== 'measure' && isTotal(label)) return { code: null, how: 'total', id: null };
    const proposed = proposalFor(label, this.known, this.kind);
    if (proposed === null) return unknown;
    const proposedName = this.known.find(({ code }) => code === proposed)?.name ?? proposed;
    return { ...unknown, proposed, proposedName };
  }

  /** A period written in a way that can be read in more than one. */
  private meaningOfDoubted(
    label: string,
  ): Pick<Seen, 'code' | 'how' | 'said' | 'proposed' | 'proposedName' | 'id'> {
    const doubt = doubtOf(label);
    const reading = doubt === null ? undefined : this.forms[doubt.form];
    if (reading === 'leave-out') return { code: null, how: 'said', id: null };
    const period = reading === undefined ? null : (doubt?.readings[reading] ?? null);
    if (period !== null) return { code: period, how: 'said', id: period };
    const remembered = this.remembered.get(label);
    if (remembered === null) return { code: null, how: 'remembered', id: null };
    return (remembered !== undefined && this.named(remembered, 'remembered')) || unknown;
  }

  private same(label: string): string | undefined {
    if (this.kind === 'period') {
      const form = doubtOf(label)?.form;
      return form !== undefined && this.forms[form] !== undefined
        ? undefined
        : (periodFrom(label) ?? undefined);
    }
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

const unknown = { code: undefined, how: 'unknown', id: null } as const;

/** Whether a label says that its row is the sum of others. */
export function isTotal(label: string): boolean {
  return /^(?:i alt|ialt|total|totalt|sum|samlet|alle|tilsammen|hele filen i alt)$/.test(plain(label));
}
