import type { Context } from 'hono';
import { askedYear } from '../../offers/year-switch.tsx';
import type { Env } from '../../shared/http/http.ts';
import { askedNotice } from '../../screening/notice-asked.query.ts';
import { askedDay } from '../../tenders/tender-seen.query.ts';
import { comparison, type Comparison } from './comparison.ts';
import type { ComparedScenario } from '../scenario-facts.ts';
import type { ScenarioFacts } from '../scenario-facts.query.ts';
import { comparisonFacts } from './comparison-facts.query.ts';

/** Scenarios compared as the address of a page asks: for its year, its notice and the day it is seen from. */
export async function askedComparison(
  c: Context<Env>,
  facts: ScenarioFacts,
  scenarios: readonly ComparedScenario[],
): Promise<Comparison> {
  const notice = await askedNotice(c, facts.whole.portfolio.code);
  const today = askedDay(c) ?? c.var.today();
  const year = askedYear(facts.whole, c.req.query('aar'));
  return comparison(await comparisonFacts(c.var.database, facts, scenarios, notice.day, today), year);
}
