import { LockMode, type EntityManager } from '@mikro-orm/core';
import { parsed } from '../shared/http/invalid-input.ts';
import { RuleBroken, refuseIf } from '../shared/rule-broken.ts';
import { codeTaken, requireMatch, transaction } from '../database/transaction.ts';
import type { UsesOfGroup } from './groups-seen.query.ts';
import { TargetGroup } from './target-group.entity.ts';
import { targetGroupFindings } from './target-group-findings.ts';
import { NewTargetGroup, type TargetGroupChange } from './target-group.schema.ts';

export function createTargetGroup(
  em: EntityManager,
  input: NewTargetGroup,
  uses: UsesOfGroup,
): Promise<TargetGroup> {
  return transaction(em, async em => {
    const groups = await lockGroups(em);
    if (groups.has(input.code)) throw codeTaken();
    refuseIf([
      ...targetGroupFindings(input, { groups: placesOf(groups), addressedBy: [] }),
      ...(await uses.offersIn(em, { '/name': input.name, '/code': input.code })),
    ]);
    const group = em.create(TargetGroup, { code: input.code }, { partial: true });
    group.revise(input, groups);
    await em.flush();
    return group;
  });
}

/** `seen` is the tag of the version the change was made on. */
export function reviseTargetGroup(
  em: EntityManager,
  code: string,
  change: TargetGroupChange,
  seen: string | undefined,
  uses: UsesOfGroup,
): Promise<TargetGroup> {
  return transaction(em, async em => {
    const groups = await lockGroups(em);
    const group = groups.get(code) ?? unknownGroup(code);
    requireMatch(seen, group);
    const input = parsed(NewTargetGroup, { ...group.view(), ...change });
    const addressedBy = await uses.addressedBy(em, group);
    const renamed = input.name === group.name ? {} : { '/name': input.name };
    refuseIf([
      ...targetGroupFindings(input, { groups: placesOf(groups), addressedBy }),
      ...(await uses.offersIn(em, renamed)),
    ]);
    group.revise(input, groups);
    await em.flush();
    return group;
  });
}

/** Refused while an offer serves it, a portfolio addresses it or another group is a part of it. */
export function deleteTargetGroup(
  em: EntityManager,
  code: string,
  seen: string | undefined,
  uses: UsesOfGroup,
): Promise<void> {
  return transaction(em, async em => {
    const groups = await lockGroups(em);
    const group = groups.get(code) ?? unknownGroup(code);
    requireMatch(seen, group);
    const parts = [...groups.values()].filter(other => other.parent === group);
    const users = [...(await uses.names(em, group)), ...parts.map(part => part.name)];
    if (users.length > 0) {
      throw new RuleBroken(
        'in-use',
        `${group.name} bruges stadig af ${users.join(', ')} og kan derfor ikke slettes.`,
      );
    }
    em.remove(group);
    await em.flush();
  });
}

export async function findTargetGroup(em: EntityManager, code: string): Promise<TargetGroup> {
  const group = await em.findOne(TargetGroup, { code }, { populate: ['parent'] });
  return group ?? unknownGroup(code);
}

/** All of them, in one order: two who change the tree at once must not make a circle of it together. */
async function lockGroups(em: EntityManager): Promise<Map<string, TargetGroup>> {
  const groups = await em.findAll(TargetGroup, {
    orderBy: { id: 'asc' },
    lockMode: LockMode.PESSIMISTIC_WRITE,
  });
  return new Map(groups.map(group => [group.code, group]));
}

function placesOf(groups: ReadonlyMap<string, TargetGroup>) {
  return new Map(
    [...groups].map(([code, { kind, parent }]) => [code, { kind, parent: parent?.code ?? null }]),
  );
}

function unknownGroup(code: string): never {
  throw new RuleBroken('not-found', `Målgruppen ${code} findes ikke.`, { status: 404 });
}
