import { LockMode, type EntityManager } from '@mikro-orm/core';
import { formatDay, type Day } from '../shared/days/day.ts';
import { parsed } from '../shared/http/invalid-input.ts';
import { RuleBroken } from '../shared/rule-broken.ts';
import { codeTaken, requireMatch, transaction } from '../database/transaction.ts';
import { Case } from './case.entity.ts';
import { ClosingDay, Committee } from './committee.entity.ts';
import { NewCommittee, type CommitteeChange, type NewClosingDay } from './committee.schema.ts';
import { Meeting } from './meeting.entity.ts';

export function createCommittee(em: EntityManager, input: NewCommittee): Promise<Committee> {
  return transaction(em, async em => {
    if ((await em.count(Committee, { code: input.code })) > 0) throw codeTaken();
    const committee = em.create(Committee, input);
    await em.flush();
    return committee;
  });
}

/** `seen` is the tag of the version the change was made on. */
export function reviseCommittee(
  em: EntityManager,
  code: string,
  change: CommitteeChange,
  seen: string | undefined,
): Promise<Committee> {
  return transaction(em, async em => {
    const committee = await findCommittee(em, code, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, committee);
    committee.revise(parsed(NewCommittee, { ...committee.view(), ...change }));
    await em.flush();
    return committee;
  });
}

/** Refused while it has meetings or cases. */
export function deleteCommittee(em: EntityManager, code: string, seen: string | undefined): Promise<void> {
  return transaction(em, async em => {
    const committee = await findCommittee(em, code, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, committee);
    const meetings = await em.count(Meeting, { committee });
    const cases = await em.count(Case, { committee });
    if (meetings + cases > 0) {
      throw new RuleBroken(
        'in-use',
        `${committee.name} har ${meetings} møder og ${cases} sager og kan derfor ikke slettes.`,
      );
    }
    em.remove(committee);
    await em.flush();
  });
}

export async function findCommittee(em: EntityManager, code: string, lockMode = LockMode.NONE) {
  const committee = await em.findOne(Committee, { code }, { lockMode });
  if (!committee) throw new RuleBroken('not-found', `Udvalget ${code} findes ikke.`, { status: 404 });
  return committee;
}

export function createClosingDay(em: EntityManager, input: NewClosingDay): Promise<ClosingDay> {
  return transaction(em, async em => {
    if ((await em.count(ClosingDay, { day: input.day })) > 0) {
      const message = `${formatDay(input.day)} er allerede en lukkedag.`;
      throw new RuleBroken('already-exists', message, { findings: [{ pointer: '/day', message }] });
    }
    const closingDay = em.create(ClosingDay, input);
    await em.flush();
    await paperDeadlinesMoved(em);
    return closingDay;
  });
}

export function deleteClosingDay(em: EntityManager, { day }: ClosingDay): Promise<void> {
  return transaction(em, async em => {
    await em.nativeDelete(ClosingDay, { day });
    await paperDeadlinesMoved(em);
  });
}

/** A new version of every committee: who keeps their deadlines in a calendar sees by it that some have moved. */
async function paperDeadlinesMoved(em: EntityManager): Promise<void> {
  await em
    .getConnection()
    .execute('update committee set version = version + 1', [], 'run', em.getTransactionContext());
}

export async function findClosingDay(em: EntityManager, day: Day): Promise<ClosingDay> {
  const closingDay = await em.findOne(ClosingDay, { day });
  if (!closingDay) {
    throw new RuleBroken('not-found', `${formatDay(day)} er ikke en lukkedag.`, { status: 404 });
  }
  return closingDay;
}
