import type { Database } from '../../database/database.ts';
import { byRevision } from '../../database/by-revision.ts';
import { ScenarioPresentation } from '../scenario.entity.ts';

/** A scenario that a recommendation carries, and what has become of it. */
type Carried = { recommendation: number; text: string; href: string };

/** The scenarios a case carries, as its page and its meetings tell it. */
export const carriedBy = byRevision(async (database: Database, code: string): Promise<Carried[]> => {
  const presentations = await database.orm.em.fork().find(
    ScenarioPresentation,
    { case: { code } },
    {
      populate: ['scenario.portfolio', 'withdrawal'],
      orderBy: { recommendation: 'asc', presentedAt: 'asc' },
    },
  );
  return presentations
    .filter(({ withdrawal }) => !withdrawal)
    .map(({ recommendation, scenario }) => ({
      recommendation,
      text: carriedText(scenario),
      href: `/scenarier/${scenario.code}?vifte=${scenario.portfolio.code}`,
    }));
});

function carriedText({ name, status }: { name: string; status: string }): string {
  if (status === 'chosen') return `Scenariet ${name} blev valgt`;
  if (status === 'rejected') return `Scenariet ${name} blev forkastet`;
  return `Scenariet ${name} er forelagt`;
}
