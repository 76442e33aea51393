import type { ImportFinding } from './import-findings.ts';
import { added, agrees, type Counted } from './merging.ts';

/** Rows that say they are the sum of the others about the same measure, area and period: checked, and left out. */
export class Totals {
  private readonly sums = new Map<
    string,
    { total: (Counted & { label: string; line: number }) | null; parts: Counted[] }
  >();

  add(key: string, figures: Counted, total: { label: string; line: number } | null): void {
    const kept = this.sums.get(key) ?? { total: null, parts: [] };
    if (total) kept.total = { ...figures, ...total };
    else kept.parts = [kept.parts.length === 0 ? figures : added([...kept.parts, figures])];
    this.sums.set(key, kept);
  }

  /** How many were the sum of the others. */
  get checked(): number {
    return [...this.sums.values()].filter(({ total, parts }) => total && parts[0] && agrees(total, parts[0]))
      .length;
  }

  /** The first that is not, where there is one. */
  doubts(column: string | null): ImportFinding[] {
    const wrong = [...this.sums.values()].filter(
      ({ total, parts }) => total && parts[0] && !agrees(total, parts[0]),
    );
    const [first] = wrong;
    if (!first?.total) return [];
    const { label, line } = first.total;
    const more = wrong.length > 1 ? ` (og ${wrong.length - 1} andre)` : '';
    return [
      {
        line,
        column,
        message: `Linjen «${label}» er ikke summen af de andre rækker${more}, så den er ikke bare et samlet tal. Vælg en målgruppe til den, eller at den ikke tages med.`,
      },
    ];
  }
}
