import { LockMode, type EntityManager } from '@mikro-orm/core';
import type { Day } from '../shared/days/day.ts';
import { parsed } from '../shared/http/invalid-input.ts';
import { RuleBroken, refuseIf } from '../shared/rule-broken.ts';
import { requireMatch, transaction } from '../database/transaction.ts';
import { AgendaItem, Decision } from './case.entity.ts';
import { Committee } from './committee.entity.ts';
import { NewMeeting, type MeetingChange } from './committee.schema.ts';
import { Meeting } from './meeting.entity.ts';
import { meetingFindings } from './meeting-findings.ts';

/** The code is the committee's with the day; a second meeting first called for the same day gets a number. */
export function createMeeting(em: EntityManager, input: NewMeeting, today: Day): Promise<Meeting> {
  return transaction(em, async em => {
    // Locked, so that no two meetings of a committee come to lie on one day.
    const committee = await em.findOne(
      Committee,
      { code: input.committee },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    const others = committee ? await em.find(Meeting, { committee }) : [];
    const findings = meetingFindings(input, others, today);
    if (!committee) {
      refuseIf([{ pointer: '/committee', message: `Udvalget ${input.committee} findes ikke.` }, ...findings]);
      throw new Error('refused above');
    }
    refuseIf(findings);
    const meeting = em.create(Meeting, { ...input, committee, code: freeCode(input, others) });
    await em.flush();
    return meeting;
  });
}

/** `seen` is the tag of the version the change was made on. */
export function reviseMeeting(
  em: EntityManager,
  code: string,
  change: MeetingChange,
  seen: string | undefined,
  today: Day,
): Promise<Meeting> {
  return transaction(em, async em => {
    const meeting = await findMeeting(em, code, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, meeting);
    const { committee } = meeting;
    await em.lock(committee, LockMode.PESSIMISTIC_WRITE);
    const others = await em.find(Meeting, { committee, id: { $ne: meeting.id } });
    const decided = (await em.count(Decision, { meeting })) > 0 ? { day: meeting.day } : null;
    const { code: _, ...before } = meeting.view();
    const input = parsed(NewMeeting, { ...before, ...change });
    refuseIf(meetingFindings(input, others, today, decided));
    meeting.revise(input);
    await em.flush();
    return meeting;
  });
}

/** Refused while a case stands on its agenda: a meeting that was called and not held is cancelled, not deleted. */
export function deleteMeeting(em: EntityManager, code: string, seen: string | undefined): Promise<void> {
  return transaction(em, async em => {
    const meeting = await findMeeting(em, code, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, meeting);
    const agenda = await em.find(AgendaItem, { meeting }, { populate: ['case'] });
    if (agenda.length > 0) {
      throw new RuleBroken(
        'in-use',
        `På dagsordenen står ${agenda.map(item => item.case.title).join(', ')}. Flyt sagerne først, eller aflys mødet.`,
      );
    }
    em.remove(meeting);
    await em.flush();
  });
}

export async function findMeeting(
  em: EntityManager,
  code: string,
  lockMode = LockMode.NONE,
): Promise<Meeting> {
  const meeting = await em.findOne(Meeting, { code }, { lockMode });
  if (!meeting) throw new RuleBroken('not-found', `Mødet ${code} findes ikke.`, { status: 404 });
  await em.populate(meeting, ['committee']);
  return meeting;
}

function freeCode({ committee, day }: NewMeeting, others: readonly { code: string }[]): string {
  const taken = new Set(others.map(({ code }) => code));
  const wanted = `${committee}-${day}`;
  let code = wanted;
  for (let number = 2; taken.has(code); number += 1) code = `${wanted}-${number}`;
  return code;
}
