import type { Database } from '../../database/database.ts';
import { noticeOf } from '../../screening/notice-asked.query.ts';
import type { Day } from '../../shared/days/day.ts';
import { comparisonFacts } from '../comparison/comparison-facts.query.ts';
import { scenarioFacts } from '../scenario-facts.query.ts';
import type { PresentedOn } from './presentation.verbs.ts';

/** What a scenario presented on a day is screened and timed by: the notice and the last meeting of the vifte's tenders. */
export async function presentedOn(database: Database, portfolio: string, day: Day): Promise<PresentedOn> {
  const noticeDate = await noticeOf(database, portfolio, day);
  const facts = await scenarioFacts(database, portfolio);
  const { decideBy } = await comparisonFacts(database, facts, [], noticeDate, day);
  return { day, noticeDate, decideBy };
}
