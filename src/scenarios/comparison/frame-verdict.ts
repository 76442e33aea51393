import { balance, type YearBudget } from '../../balance/balance.ts';
import type { Commitment } from '../../offers/commitment.schema.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { missingMoney } from '../../offers/known-money.ts';
import { money } from '../../offers/wording.ts';
import { stopped } from '../../shared/wording.ts';

/** A year's frame, with the contracts on offers that have left, which are paid out of it. */
export type FrameVerdict = YearBudget & { commitments: Commitment[]; isKept: boolean; sentence: string };

export function framesOf(whole: WholePortfolio): FrameVerdict[] {
  const { years, commitments } = balance(whole, null).budget;
  return years.map(budget => ({
    ...budget,
    commitments: commitments.filter(({ year }) => year === budget.year),
    isKept: budget.leftOere >= 0,
    sentence: frameSentence(budget),
  }));
}

function frameSentence(budget: YearBudget): string {
  const { year, leftOere, committedOere } = budget;
  const missing = missingMoney(budget);
  const least = missing === null ? '' : 'mindst ';
  const most = missing === null ? '' : 'højst ';
  const verdict =
    leftOere < 0
      ? `Rammen for ${year} er brudt med ${least}${money(-leftOere)}`
      : `Rammen for ${year} er holdt, og ${most}${money(leftOere)} er tilbage`;
  const paid =
    committedOere > 0 ? `, når ${money(committedOere)} til kontrakter, der løber videre, er talt med` : '';
  return `${stopped(`${verdict}${paid}`)}${missing === null ? '' : ` ${stopped(missing)}`}`;
}
