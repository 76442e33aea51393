import { byRevision } from '../database/by-revision.ts';
import type { Database } from '../database/database.ts';
import { findCases } from './case.verbs.ts';
import { ClosingDay, Committee } from './committee.entity.ts';
import type { CaseView, CommitteeView, NewClosingDay, ShownMeeting } from './committee.schema.ts';
import { Meeting } from './meeting.entity.ts';
import { closedOn, shownMeeting } from './shown-meeting.ts';

/** All that the committees have before them and behind them. */
export type CommitteeWork = {
  committees: CommitteeView[];
  /** By day. */
  meetings: ShownMeeting[];
  cases: CaseView[];
  closingDays: NewClosingDay[];
};

const work = byRevision(async (database, _all: string): Promise<CommitteeWork> => {
  const em = database.orm.em.fork();
  const committees = await em.findAll(Committee, { orderBy: { name: 'asc' } });
  const closingDays = await em.findAll(ClosingDay, { orderBy: { day: 'asc' } });
  const meetings = await em.findAll(Meeting, {
    populate: ['committee'],
    orderBy: { day: 'asc', code: 'asc' },
  });
  const cases = await findCases(em);
  const closed = closedOn(closingDays);
  return {
    committees: committees.map(committee => committee.view()),
    meetings: meetings.map(meeting => shownMeeting(meeting.view(), meeting.committee.paperDays, closed)),
    cases: cases.map(one => one.view()),
    closingDays: closingDays.map(({ day, name, basis }) => ({ day, name, basis })),
  };
});

/** Kept until anybody commits a change. */
export function committeeWork(database: Database): Promise<CommitteeWork> {
  return work(database, 'all');
}
