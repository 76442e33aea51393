import type { Child } from 'hono/jsx';
import type { Oere } from '../shared/money.ts';
import type { JustSaved } from '../shared/page/saved.ts';
import type { Spent } from './known-money.ts';
import type { WholePortfolio } from './whole-portfolio.ts';

/** What the balances say of a vifte; they stand above it, so the pages that change it are handed this. */
export type Weighing = {
  justSaved: JustSaved;
  /** What the vifte uses of each year's frame, to be told from when it has moved. */
  allocatedByYear: (whole: WholePortfolio) => Record<number, Oere>;
  /** What is used of the year's frame and what is left, negative where it is broken. */
  budgetOf: (whole: WholePortfolio, year: number) => Spent & { assumedOere: Oere };
  /** What a change means, in words, before it is made. */
  Meaning: (props: { before: WholePortfolio; now: WholePortfolio }) => Child;
};
