import type { GoalView } from '../goals/goal.schema.ts';
import type { Commitment } from './commitment.schema.ts';
import type { OfferView } from './offer.schema.ts';
import type { PortfolioView } from './portfolio.schema.ts';
import type { SupplierView } from '../suppliers/supplier.schema.ts';
import type { TargetGroupView } from '../target-groups/target-group.schema.ts';

/** A portfolio with everything its figures are worked out from, read at one moment; offers refer to the rest by code. */
export type WholePortfolio = {
  portfolio: PortfolioView;
  offers: OfferView[];
  /** What contracts on offers that have left still cost. */
  commitments: Commitment[];
  targetGroups: TargetGroupView[];
  suppliers: SupplierView[];
  goals: GoalView[];
};
