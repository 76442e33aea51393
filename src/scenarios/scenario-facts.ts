import type { WholePortfolio } from '../offers/whole-portfolio.ts';
import type { OfferContractTerms } from '../screening/screening.schema.ts';
import type { ThresholdPeriod } from '../screening/threshold.schema.ts';
import type { ScenarioChange, SeenPortfolio, Status } from './scenario.schema.ts';

/** A scenario as it is compared. */
export type ComparedScenario = {
  code: string;
  name: string;
  reason: string | null;
  status: Status;
  changes: readonly ScenarioChange[];
  seen: SeenPortfolio;
};

/** The vifte that scenarios are made of, and what their consequences are worked out from. */
export type VifteFacts = {
  whole: WholePortfolio;
  /** The terms that somebody has entered, by offer; without them the price lines are the contract. */
  contracts: ReadonlyMap<string, Pick<OfferContractTerms, 'category' | 'terms'>>;
  /** What tenders tell of an offer and keep when it is dropped, by offer. */
  kept: ReadonlyMap<string, readonly string[]>;
  periods: readonly ThresholdPeriod[];
};
