import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { Database } from '../database/database.ts';
import { formatDay, type Day } from '../shared/days/day.ts';
import type { Env } from '../shared/http/http.ts';
import { Alert, Page, type Viewed } from '../shared/page/page.tsx';
import { RuleBroken } from '../shared/rule-broken.ts';
import { takeSaved } from '../shared/page/saved.ts';
import { Day as DaySchema } from '../shared/source.schema.ts';
import { committeeWork, type CommitteeWork } from './committee-work.query.ts';
import type { CaseView, ShownMeeting } from './committee.schema.ts';

/** Finds the tilbudsvifte that the pages keep in their frame; committees themselves know of none. */
export type ViewedBy = (c: Context<Env>) => Promise<Viewed | undefined>;

/** What a decision on one of a case's recommendations has brought about elsewhere. */
export type Outgrowth = { recommendation: number; text: string; href: string };

/** Finds it for a case; committees themselves know nothing of what their decisions bring about. */
export type OutgrowthOf = (database: Database, code: string) => Promise<readonly Outgrowth[]>;

/** What a page about committees is drawn from, and the day it is seen from. */
export type Seen = {
  work: CommitteeWork;
  viewed: Viewed | undefined;
  today: Day;
  /** The day asked for with `?today=`, which following pages stay with; null for the day it is. */
  asked: Day | null;
  link: (path: string) => string;
};

/** Answers a page about committees as seen from the day `?today=` asks for, or from today. */
export function seeing(
  viewedBy: ViewedBy,
  page: (c: Context<Env>, seen: Seen) => Response | Promise<Response>,
) {
  return async (c: Context<Env>) => {
    const viewed = await viewedBy(c);
    const asked = askedDay(c.req.query('today'));
    const toViewed = viewed?.link ?? (path => path);
    return page(c, {
      work: await committeeWork(c.var.database),
      viewed,
      today: asked ?? c.var.today(),
      asked,
      link: path => toViewed(asked === null ? path : withDay(path, asked)),
    });
  };
}

function askedDay(text: string | undefined): Day | null {
  if (text === undefined || text === '') return null;
  const { data: day, error } = DaySchema.safeParse(text);
  if (day !== undefined) return day;
  const message = error?.issues[0]?.message ?? '';
  throw new RuleBroken('invalid-input', 'Dagen, siden skal ses fra, kan ikke bruges.', {
    status: 400,
    findings: [{ parameter: 'today', message }],
  });
}

function withDay(path: string, day: Day): string {
  return `${path}${path.includes('?') ? '&' : '?'}today=${day}`;
}

export function CommitteePage(props: {
  c: Context<Env>;
  seen: Seen;
  title: string;
  above?: { href: string; text: string }[];
  children?: Child;
}) {
  const { c, seen, title, above, children } = props;
  const saved = takeSaved(c);
  return (
    <Page
      c={c}
      title={title}
      section="/udvalg"
      viewed={seen.viewed}
      above={above ? [{ href: seen.link('/udvalg'), text: 'Udvalg' }, ...above] : []}
    >
      {saved && <Alert variant="success" heading={saved.what} />}
      {seen.asked !== null && (
        <p class="seen-from">
          Set fra den {formatDay(seen.asked)}.{' '}
          <a href={seen.viewed?.link(c.req.path) ?? c.req.path} class="d-print-none">
            Se fra i dag
          </a>
        </p>
      )}
      {children}
    </Page>
  );
}

export function meetingIn({ work }: Seen, code: string): ShownMeeting {
  const meeting = work.meetings.find(meeting => meeting.code === code);
  if (!meeting) throw new RuleBroken('not-found', `Mødet ${code} findes ikke.`, { status: 404 });
  return meeting;
}

export function caseIn({ work }: Seen, code: string): CaseView {
  const one = work.cases.find(one => one.code === code);
  if (!one) throw new RuleBroken('not-found', `Sagen ${code} findes ikke.`, { status: 404 });
  return one;
}

export function committeeName({ work }: Seen, code: string): string {
  return work.committees.find(committee => committee.code === code)?.name ?? code;
}

/** The committee's name where meetings of several are shown together. */
export function CommitteeOf({ seen, meeting }: { seen: Seen; meeting: ShownMeeting }) {
  if (new Set(seen.work.meetings.map(({ committee }) => committee)).size < 2) return null;
  return <>{committeeName(seen, meeting.committee)} </>;
}
