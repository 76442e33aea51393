import type { Context } from 'hono';
import type { Database } from '../database/database.ts';
import type { Day } from '../shared/days/day.ts';
import type { Env } from '../shared/http/http.ts';
import { RuleBroken } from '../shared/rule-broken.ts';
import { Day as DayAsked } from '../shared/source.schema.ts';
import { everyTender } from '../tenders/whole-tender.query.ts';

type Notice = { day: Day; isAsked: boolean };

/** The day a notice is taken to be published: the one `?dato=` names, else the one a tender of the vifte says, else today. */
export async function askedNotice(c: Context<Env>, portfolio: string): Promise<Notice> {
  const asked = c.req.query('dato');
  if (asked !== undefined && asked !== '') {
    const { data } = DayAsked.safeParse(asked);
    if (data !== undefined) return { day: data, isAsked: true };
    const message = 'Skriv en dag, der findes, som åååå-mm-dd, fx 2023-08-16.';
    throw new RuleBroken('invalid-input', message, {
      status: 400,
      findings: [{ parameter: 'dato', message }],
    });
  }
  return { day: await noticeOf(c.var.database, portfolio, c.var.today()), isAsked: false };
}

/** The day a tender of the vifte publishes its notice, else `today`. */
export async function noticeOf(database: Database, portfolio: string, today: Day): Promise<Day> {
  const tenders = await everyTender(database, 'all');
  const notice = tenders
    .filter(({ tender }) => tender.portfolio === portfolio)
    .flatMap(({ milestones }) => milestones)
    .find(({ kind }) => kind === 'notice');
  return notice?.metOn ?? notice?.dueOn ?? today;
}

export function withNotice(address: string, { day, isAsked }: Notice): string {
  return isAsked ? `${address}?dato=${day}` : address;
}
