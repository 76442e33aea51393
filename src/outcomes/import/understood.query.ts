import type { Database } from '../../database/database.ts';
import type { DisclosedCell } from '../disclosure/disclosure.ts';
import { disclosedSeries } from '../disclosure/disclosed.query.ts';
import type { Understood } from './take-in.ts';
import { percentText, sumText } from '../reading/told.ts';

/** A figure as a person reads it, beside what may be told of the period before. */
export type UnderstoodFigure = Omit<Understood, 'numerator' | 'denominator' | 'share' | 'suppressed'> & {
  reads: string;
  before: string | null;
  times: number | null;
};

/** Each with the last figure before it that may be told, and how many times that it is. */
export async function besideLast(
  database: Database,
  understood: readonly Understood[],
): Promise<UnderstoodFigure[]> {
  const found: UnderstoodFigure[] = [];
  for (const { numerator, denominator, share, suppressed, ...where } of understood) {
    const { measure, area, group, period } = where;
    const earlier = (await disclosedSeries(database, { measure, area, group })).filter(
      cell => cell.period < period && cell.period.length === period.length,
    );
    const last = lastShare(earlier);
    const value =
      numerator !== null && denominator !== null && denominator > 0 ? numerator / denominator : share;
    found.push({
      ...where,
      reads: sumText({ numerator, denominator, share, suppressed }),
      before: last === null ? null : percentText(last),
      times: last === null || last === 0 || value === null ? null : Number((value / last).toPrecision(2)),
    });
  }
  return found;
}

function lastShare(cells: readonly DisclosedCell[]): number | null {
  const last = cells.toSorted((a, b) => (a.period < b.period ? -1 : 1)).at(-1);
  if (last?.state !== 'shown') return null;
  const { numerator, denominator, share } = last;
  return numerator !== null && denominator !== null && denominator > 0 ? numerator / denominator : share;
}
