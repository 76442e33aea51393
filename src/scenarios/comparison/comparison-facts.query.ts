import type { Database } from '../../database/database.ts';
import type { Day } from '../../shared/days/day.ts';
import { everyTender } from '../../tenders/whole-tender.query.ts';
import { situationOf } from '../../tenders/whole-tender.ts';
import type { ComparedScenario } from '../scenario-facts.ts';
import type { ScenarioFacts } from '../scenario-facts.query.ts';
import type { ComparisonFacts } from './compared.ts';
import { decideBy } from './decide-by.ts';

/** All that a comparison of scenarios is worked out from, seen from `today`. */
export async function comparisonFacts(
  database: Database,
  facts: ScenarioFacts,
  scenarios: readonly ComparedScenario[],
  noticeDate: Day,
  today: Day,
): Promise<ComparisonFacts> {
  const tenders = (await everyTender(database, 'all')).filter(
    ({ tender }) => tender.portfolio === facts.whole.portfolio.code,
  );
  return {
    ...facts,
    scenarios,
    noticeDate,
    decideBy: decideBy(
      tenders.map(whole => ({ tender: whole.tender, situation: situationOf(whole, today) })),
    ),
  };
}
