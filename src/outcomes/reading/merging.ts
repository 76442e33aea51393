import { partsOf, periodAfter, periodText, type Period } from '../period.ts';
import type { Findings } from './import-findings.ts';
import type { LabelKind } from './labels.ts';
import { periodFrom } from './period-label.ts';
import { countText, sumText } from './told.ts';

/** What tells rows about the same thing apart: a label that several of the file's words stand for, or a column that is a part of it. */
export type MergedBy = LabelKind | 'part-of-group' | 'part-of-measure' | 'noise';

/**
 * How rows belong together. `add`: they are parts of the group, the area or the period, so numerators and denominators are added.
 * `add-numerators`: they are parts of what is measured among the same persons, so numerators are added and the denominator is one.
 */
export type MergeHow = 'add' | 'add-numerators';

export type Counted = {
  numerator: number | null;
  denominator: number | null;
  share: number | null;
  suppressed: boolean;
};

/** A row as it was read; `words` are the file's own by what tells rows apart. */
export type Part = Counted & { words: Readonly<Record<MergedBy, string>>; line: number; isTotal: boolean };

/** Rows of several words that make one figure of ours, with one of them worked out both ways. */
export type Merge = {
  by: MergedBy;
  /** Our code they become a figure of; the heading of a column of parts. */
  into: string;
  words: string[];
  /** How somebody has said they belong together; null while nobody has. */
  how: MergeHow | null;
  cells: number;
  example: {
    line: number;
    period: Period;
    parts: (Counted & { word: string })[];
    added: Counted;
    addedNumerators: Counted | null;
  };
};

type Place = {
  ids: [measure: string, group: string, area: string];
  period: Period;
  codes: Record<LabelKind, string>;
};
type Kept = Place & { parts: Part[] };

/** More rows than this are not held at once. */
const mostParts = 400_000;

/** Rows held until the file has ended, since only then it is known which of them belong together. */
export class Merging {
  readonly merges = new Map<string, Merge>();
  private readonly kept = new Map<string, Kept>();
  private readonly said: ReadonlyMap<string, MergeHow>;
  private readonly headings: Readonly<Partial<Record<MergedBy, string>>>;
  private readonly findings: Findings;
  private readonly wordsOf = new Map<string, Set<string>>();
  private count = 0;

  /** `said` by what they are told apart by and what they become, as `target-group:sygedagpenge`; `headings` of the columns of parts. */
  constructor(
    said: Readonly<Record<string, MergeHow>>,
    headings: Readonly<Partial<Record<MergedBy, string>>>,
    findings: Findings,
  ) {
    this.said = new Map(Object.entries(said));
    this.headings = headings;
    this.findings = findings;
  }

  add(place: Place, part: Part): void {
    this.count += 1;
    if (this.count === mostParts + 1)
      this.findings.add(
        part.line,
        null,
        'Filen har rækker, der skal lægges sammen, og er for lang til det: højst 400.000 rækker. Del den efter år, og send delene hver for sig.',
      );
    if (this.count > mostParts) return;
    const key = `${place.ids.join(' ')} ${place.period}`;
    const kept = this.kept.get(key);
    if (kept) kept.parts.push(part);
    else this.kept.set(key, { ...place, parts: [part] });
  }

  /** What each figure of ours becomes; what cannot be added, contradicts itself or lacks a part is among the findings. */
  *ended(): Generator<Place & { cell: Counted; line: number }> {
    for (const kept of this.kept.values()) kept.parts = this.withoutRepetitions(kept);
    for (const kept of this.kept.values()) if (kept.parts.length > 1) this.note(kept);
    for (const merge of this.merges.values())
      merge.words = [...(this.wordsOf.get(keyOf(merge.by, merge.into)) ?? [])].toSorted((a, b) =>
        a.localeCompare(b, 'da'),
      );
    for (const kept of this.kept.values()) {
      this.requireAllParts(kept);
      const cell = kept.parts.length === 1 ? kept.parts[0] : this.reduced(kept);
      const line = kept.parts[0]?.line ?? 0;
      if (cell) yield { ids: kept.ids, period: kept.period, codes: kept.codes, cell, line };
    }
  }

  /** The same words saying the same again are no new row; saying something else they contradict. */
  private withoutRepetitions({ parts }: Kept): Part[] {
    if (parts.length === 1) return parts;
    const byWords = new Map<string, Part>();
    for (const part of parts) {
      const words = JSON.stringify(part.words);
      const first = byWords.get(words);
      if (!first) byWords.set(words, part);
      else if (!isSame(first, part))
        this.findings.add(
          part.line,
          null,
          `Linjen siger noget andet end linje ${first.line} om det samme. Se i kilden, hvilken der gælder, eller vælg den kolonne som del, der skiller dem ad.`,
        );
    }
    return [...byWords.values()];
  }

  private note(kept: Kept): void {
    const bys = dimensionsOf(kept.parts);
    if (bys.includes('noise') && bys.length === 1)
      this.findings.add(
        kept.parts[1]?.line ?? null,
        null,
        `Linje ${kept.parts[0]?.line ?? 0} og ${kept.parts[1]?.line ?? 0} er om det samme og skilles kun ad af ${this.headings.noise ?? 'en kolonne'}, som er sat til støj. Vælg, om den er en del af målgruppen eller af målingen.`,
      );
    for (const by of bys.filter(by => by !== 'noise')) {
      const into = this.intoOf(by, kept);
      const key = keyOf(by, into);
      const words = this.wordsOf.get(key) ?? new Set<string>();
      for (const part of kept.parts) if (!part.isTotal) words.add(part.words[by]);
      this.wordsOf.set(key, words);
      const merge = this.merges.get(key);
      if (merge) merge.cells += 1;
      else
        this.merges.set(key, {
          by,
          into,
          words: [],
          how: this.howOf(by, key),
          cells: 1,
          example: this.exampleOf(kept, by),
        });
    }
  }

  private exampleOf({ parts, period }: Kept, by: MergedBy): Merge['example'] {
    const shown = parts.filter(({ isTotal }) => !isTotal).slice(0, 12);
    return {
      line: shown[0]?.line ?? 0,
      period,
      parts: shown.map(({ words, numerator, denominator, share, suppressed }) => ({
        word: words[by],
        numerator,
        denominator,
        share,
        suppressed,
      })),
      added: added(shown),
      addedNumerators: by === 'period' || by === 'area' ? null : addedNumerators(shown),
    };
  }

  private howOf(by: MergedBy, key: string): MergeHow | null {
    if (by === 'part-of-group') return 'add';
    if (by === 'part-of-measure') return 'add-numerators';
    return this.said.get(key) ?? null;
  }

  private intoOf(by: MergedBy, { codes }: Kept): string {
    return by === 'part-of-group' || by === 'part-of-measure' || by === 'noise'
      ? (this.headings[by] ?? by)
      : codes[by];
  }

  /** A sum of fewer parts than the others have would be another figure. */
  private requireAllParts(kept: Kept): void {
    for (const by of ['target-group', 'area', 'part-of-group', 'part-of-measure', 'measure'] as const) {
      const all = this.wordsOf.get(keyOf(by, this.intoOf(by, kept)));
      if (!all) continue;
      const here = new Set(kept.parts.map(({ words }) => words[by]));
      const missing = [...all].filter(word => !here.has(word));
      if (missing.length === 0 || kept.parts.some(({ isTotal }) => isTotal)) continue;
      this.findings.add(
        kept.parts[0]?.line ?? null,
        this.headings[by] ?? null,
        `For ${periodText(kept.period)} mangler ${missing.map(word => `«${word}»`).join(', ')}, som de andre perioder lægger til. Find rækken i kilden, eller tag perioden ud af filen.`,
      );
    }
  }

  /** Null where it cannot be said what they come to. Parts of the measure first: they share a denominator. */
  private reduced(kept: Kept): Counted | null {
    const bys = dimensionsOf(kept.parts).filter(by => by !== 'noise');
    if (bys.length === 0) return null;
    const hows = bys.map(by => ({ by, how: this.howOf(by, keyOf(by, this.intoOf(by, kept))) }));
    if (hows.some(({ how }) => how === null)) return null;
    const parts = this.withoutTotals(kept, bys);
    if (!parts || (bys.includes('period') && !this.coversPeriod(kept))) return null;
    const ofMeasure = new Set(hows.filter(({ how }) => how === 'add-numerators').map(({ by }) => by));
    const groups = Map.groupBy(parts, ({ words }) =>
      JSON.stringify(
        Object.entries(words).filter(([by]) => !bys.some(one => one === by && ofMeasure.has(one))),
      ),
    );
    const sums: Counted[] = [];
    for (const group of groups.values()) {
      const sum = group.length === 1 ? group[0] : addedNumerators(group);
      if (!sum) {
        this.findings.add(
          group[0]?.line ?? null,
          null,
          'Delene af målingen har ikke den samme nævner, så tællerne kan ikke lægges sammen. Er de dele af målgruppen, så vælg det.',
        );
        return null;
      }
      sums.push(sum);
    }
    const sum = sums.length === 1 ? (sums[0] ?? null) : added(sums);
    return sum && this.checked(sum, kept);
  }

  /** Three months make a quarter, and two do not. */
  private coversPeriod({ parts, period }: Kept): boolean {
    const whole = partsOf(period);
    const months = new Set(
      parts.flatMap(({ words }) => {
        const own = partsOf(periodFrom(words.period) ?? '');
        return own ? monthsFrom(own.from, own.to) : [];
      }),
    );
    const missing = whole ? monthsFrom(whole.from, whole.to).filter(month => !months.has(month)) : [];
    if (missing.length === 0) return true;
    this.findings.add(
      parts[0]?.line ?? null,
      null,
      `${missing.map(month => periodText(month)).join(', ')} mangler, så delene er ikke hele ${periodText(period)}. Find dem i kilden, eller tag perioden ud.`,
    );
    return false;
  }

  private checked(sum: Counted, { parts }: Kept): Counted | null {
    const line = parts[0]?.line ?? null;
    if (sum.numerator === null && sum.share === null && !sum.suppressed) {
      this.findings.add(
        line,
        null,
        'Andele kan ikke lægges sammen uden antal. Hent tæller og nævner, eller vælg én af rækkerne.',
      );
      return null;
    }
    if (sum.numerator !== null && sum.denominator !== null && sum.numerator > sum.denominator) {
      this.findings.add(
        line,
        null,
        'Delene giver tilsammen en tæller, der er større end nævneren. Er de dele af målgruppen og ikke af målingen?',
      );
      return null;
    }
    return sum;
  }

  /** A row that says it is the sum of the others is checked, and not added to them. */
  private withoutTotals({ parts }: Kept, bys: readonly MergedBy[]): Part[] | null {
    const total = parts.find(({ isTotal }) => isTotal);
    if (!total) return parts;
    const others = parts.filter(({ isTotal }) => !isTotal);
    if (others.length === 0) return parts;
    const isOfMeasure = bys.includes('part-of-measure');
    const sum = isOfMeasure ? addedNumerators(others) : added(others);
    if (sum && agrees(total, sum)) return others;
    this.findings.add(
      total.line,
      null,
      `Linjen kalder sig i alt, men er ikke summen af de andre (${wordsOfSum(total)} mod ${sum ? wordsOfSum(sum) : 'ingen sum'}). Se i kilden, eller tag den ikke med.`,
    );
    return null;
  }
}

export function added(parts: readonly Counted[]): Counted {
  const sum = (of: 'numerator' | 'denominator') =>
    parts.every(part => part[of] !== null) ? parts.reduce((all, part) => all + (part[of] ?? 0), 0) : null;
  const suppressed = parts.some(part => part.suppressed);
  return {
    numerator: suppressed ? null : sum('numerator'),
    denominator: sum('denominator'),
    share: null,
    suppressed,
  };
}

/** Null where their denominators differ. */
function addedNumerators(parts: readonly Counted[]): Counted | null {
  const [first] = parts;
  if (!first || parts.some(({ denominator }) => denominator !== first.denominator)) return null;
  const suppressed = parts.some(part => part.suppressed);
  const sum = (of: 'numerator' | 'share') =>
    !suppressed && parts.every(part => part[of] !== null)
      ? parts.reduce((all, part) => all + (part[of] ?? 0), 0)
      : null;
  const share = sum('share');
  return {
    numerator: sum('numerator'),
    denominator: first.denominator,
    share: share === null ? null : Number(share.toPrecision(12)),
    suppressed,
  };
}

/** Whether a row that says it is the sum can be it: what is not known on either side contradicts nothing. */
export function agrees(total: Counted, sum: Counted): boolean {
  return (['numerator', 'denominator'] as const).every(
    of => total[of] === null || sum[of] === null || total[of] === sum[of],
  );
}

function monthsFrom(from: string, to: string): Period[] {
  const months: Period[] = [];
  for (
    let at = `${from.slice(0, 4)}M${from.slice(5, 7)}`;
    at <= `${to.slice(0, 4)}M${to.slice(5, 7)}`;
    at = periodAfter(at)
  )
    months.push(at);
  return months;
}

function wordsOfSum({ numerator, denominator }: Counted): string {
  return denominator === null ? countText(numerator) : `${countText(numerator)} af ${countText(denominator)}`;
}

function isSame(a: Counted, b: Counted): boolean {
  return (
    a.numerator === b.numerator &&
    a.denominator === b.denominator &&
    a.share === b.share &&
    a.suppressed === b.suppressed
  );
}

const dimensions = [
  'target-group',
  'measure',
  'area',
  'period',
  'part-of-group',
  'part-of-measure',
  'noise',
] as const;

function dimensionsOf(parts: readonly Part[]): MergedBy[] {
  return dimensions.filter(by => parts.some(({ words }) => words[by] !== parts[0]?.words[by]));
}

function keyOf(by: MergedBy, into: string): string {
  return `${by}:${into}`;
}

/** One of the figures of a merge, with its parts: `180 af 400 + 180 af 400 = 360 af 800`. */
export function exampleText(
  { parts, period, added, addedNumerators }: Merge['example'],
  how: MergeHow | null,
): string {
  const sum = how === 'add-numerators' && addedNumerators ? addedNumerators : added;
  return `${periodText(period)}: ${parts.map(part => `${part.word} ${sumText(part)}`).join(' + ')} = ${sumText(sum)}`;
}

/** What the history keeps of merges. */
export function mergedWords(merges: readonly Merge[]) {
  return merges.map(({ by, into, words, how, cells }) => ({ by, into, words, how: how ?? 'add', cells }));
}
