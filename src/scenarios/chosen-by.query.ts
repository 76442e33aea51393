import type { Database } from '../database/database.ts';
import { byRevision } from '../database/by-revision.ts';
import { ScenarioChoice } from './scenario.entity.ts';

/** A scenario that the decision on a recommendation has made the vifte. */
type ChosenBy = { recommendation: number; text: string; href: string };

/** What the decisions on a case have chosen, as its page tells it. */
export const chosenBy = byRevision(async (database: Database, code: string): Promise<ChosenBy[]> => {
  const choices = await database.orm.em
    .fork()
    .find(
      ScenarioChoice,
      { decision: { case: { code } } },
      { populate: ['decision', 'scenario.portfolio'], orderBy: { chosenAt: 'asc' } },
    );
  return choices.map(({ decision, scenario }) => ({
    recommendation: decision.recommendation,
    text: `Scenariet ${scenario.name} blev valgt`,
    href: `/scenarier/${scenario.code}?vifte=${scenario.portfolio.code}`,
  }));
});
