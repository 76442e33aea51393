import { LockMode, type EntityManager } from '@mikro-orm/core';
import { parsed } from '../shared/http/invalid-input.ts';
import { offerNameFindings } from '../offers/offer-names.verbs.ts';
import { RuleBroken, refuseIf } from '../shared/rule-broken.ts';
import { codeTaken, requireMatch, transaction } from '../database/transaction.ts';
import { Area } from './area.entity.ts';
import type { NewArea } from './area.schema.ts';
import { Measure } from './measure.entity.ts';
import { NewMeasure, type MeasureChange } from './measure.schema.ts';

export function createMeasure(em: EntityManager, input: NewMeasure): Promise<Measure> {
  return transaction(em, async em => {
    if ((await em.count(Measure, { code: input.code })) > 0) throw codeTaken();
    refuseIf(
      await offerNameFindings(em, { '/title': input.title, '/counted': input.counted, '/code': input.code }),
    );
    const measure = em.create(Measure, input);
    await em.flush();
    return measure;
  });
}

/** `seen` is the tag of the version the change was made on. */
export function reviseMeasure(
  em: EntityManager,
  code: string,
  change: MeasureChange,
  seen: string | undefined,
): Promise<Measure> {
  return transaction(em, async em => {
    const measure = await findMeasure(em, code, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, measure);
    const input = parsed(NewMeasure, { ...measure.view(), ...change });
    refuseIf(await offerNameFindings(em, { '/title': change.title, '/counted': change.counted }));
    measure.revise(input);
    await em.flush();
    return measure;
  });
}

export async function findMeasure(em: EntityManager, code: string, lockMode = LockMode.NONE) {
  const measure = await em.findOne(Measure, { code }, { lockMode });
  if (!measure) throw new RuleBroken('not-found', `Målingen ${code} findes ikke.`, { status: 404 });
  return measure;
}

export function createArea(em: EntityManager, input: NewArea): Promise<Area> {
  return transaction(em, async em => {
    if ((await em.count(Area, { code: input.code })) > 0) throw codeTaken();
    refuseIf(await offerNameFindings(em, { '/title': input.title, '/code': input.code }, { strictly: true }));
    const area = em.create(Area, input);
    await em.flush();
    return area;
  });
}
