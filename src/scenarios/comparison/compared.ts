import type { Balance } from '../../balance/balance.ts';
import type { Day } from '../../shared/days/day.ts';
import type { ComparedScenario, VifteFacts } from '../scenario-facts.ts';
import type { DecideBy } from './decide-by.ts';

/** All that a comparison is worked out from. */
export type ComparisonFacts = VifteFacts & {
  scenarios: readonly ComparedScenario[];
  noticeDate: Day;
  decideBy: DecideBy | null;
};

/** The balances without what is the same for every alternative: what they are worked out from, and who the groups are. */
export type ComparedBalance = Omit<Balance, 'inputs' | 'coverage'> & {
  coverage: Omit<Balance['coverage'], 'rows'> & { rows: ComparedCoverage[] };
};

export type ComparedCoverage = Pick<
  Balance['coverage']['rows'][number],
  | 'group'
  | 'kind'
  | 'persons'
  | 'places'
  | 'offersWithoutPlaces'
  | 'offers'
  | 'amountOere'
  | 'served'
  | 'general'
  | 'specialised'
>;
