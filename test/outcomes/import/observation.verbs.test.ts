import type { EntityManager } from '@mikro-orm/core';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { TargetGroup } from '../../../src/target-groups/target-group.entity.ts';
import { Area } from '../../../src/outcomes/area.entity.ts';
import { connectionOf, inSession, type Session } from '../../../src/database/connection.verbs.ts';
import { Measure } from '../../../src/outcomes/measure.entity.ts';
import {
  Observation,
  ObservationImport,
  ReplacedObservation,
} from '../../../src/outcomes/observation.entity.ts';
import {
  Staging,
  storeObservations,
  type ObservedCell,
} from '../../../src/outcomes/import/observation.verbs.ts';
import { testDatabase } from '../../database.ts';

const record = {
  fileName: 'maaling.csv',
  checksum: 'a'.repeat(64),
  format: 'csv' as const,
  basis: 'document' as const,
  source: { document: 'jobindsats', section: null },
  draft: null,
};

/** A group of two parts that make the whole of it, and a third part that overlaps them. */
async function world() {
  const database = await testDatabase();
  const em = database.orm.em.fork();
  const group = (code: string, parent: TargetGroup | null, inPartition: boolean) =>
    em.create(TargetGroup, {
      code,
      name: code,
      kind: parent ? 'part' : 'benefit',
      parent,
      inPartition,
      headcounts: [],
      sources: [],
    });
  const whole = group('kontanthjaelp', null, false);
  const ready = group('jobparate', whole, true);
  const active = group('aktivitetsparate', whole, true);
  const over30 = group('over-30', whole, false);
  const measure = em.create(Measure, {
    code: 'i-arbejde',
    title: 'I arbejde',
    counted: 'personer',
    better: 'higher',
    lagMonths: 3,
    distance: null,
    sources: [],
  });
  const area = em.create(Area, { code: 'randers', title: 'Randers', kind: 'municipality' });
  await em.flush();
  let line = 1;
  const cell = (of: TargetGroup, numerator: number | null, denominator: number | null, period = '2023Q1') =>
    ({
      measure: measure.id,
      targetGroup: of.id,
      area: area.id,
      period,
      numerator,
      denominator,
      share: null,
      suppressed: numerator === null,
      line: (line += 1),
    }) satisfies ObservedCell;
  return { database, em, whole, ready, active, over30, cell };
}

function take(database: Database, cells: ObservedCell[]) {
  return inSession(database, session => storeObservations(session, record, cells));
}

async function reading(session: Session, cells: ObservedCell[]) {
  const staging = await Staging.open(session, 'compare');
  for (const cell of cells) staging.addTo(staging.seriesOf(cell.measure, cell.targetGroup, cell.area), cell);
  return staging;
}

async function stored(em: EntityManager): Promise<Record<string, string>> {
  const rows: { code: string; period: string; numerator: number; denominator: number; summed: boolean }[] =
    await em.getConnection().execute(
      `select target_group.code, period, numerator, denominator, summed from observation join series on series.id = series_id
         join target_group on target_group.id = target_group_id`,
    );
  return Object.fromEntries(
    rows.map(({ code, period, numerator, denominator, summed }) => [
      `${code} ${period}`,
      `${numerator ?? '?'}/${denominator ?? '?'}${summed ? ' lagt sammen' : ''}`,
    ]),
  );
}

describe('what is taken in', () => {
  test('is kept; the same again changes nothing, not even the revision', async () => {
    const { database, em, ready, over30, cell } = await world();

    expect(await take(database, [cell(ready, 10, 40), cell(over30, null, 12)])).toEqual({
      added: 2,
      changed: 0,
      unchanged: 0,
    });
    const revision = await database.revision();
    expect(await take(database, [cell(over30, null, 12), cell(ready, 10, 40)])).toEqual({
      added: 0,
      changed: 0,
      unchanged: 2,
    });

    expect(await database.revision()).toBe(revision);
    expect(await em.count(ObservationImport)).toBe(1);
    expect(await em.count(ReplacedObservation)).toBe(0);
    expect(await stored(em)).toEqual({ 'jobparate 2023Q1': '10/40', 'over-30 2023Q1': '?/12' });
  });

  test('replaces what stood, and what stood is kept with the import it came from', async () => {
    const { database, em, ready, cell } = await world();
    await take(database, [cell(ready, 10, 40), cell(ready, 11, 41, '2023Q2')]);
    await take(database, [cell(ready, 12, 40), cell(ready, 11, 41, '2023Q2')]);
    await take(database, [cell(ready, null, 40)]);

    const imports = await em.findAll(ObservationImport, { orderBy: { id: 'asc' } });
    expect(imports.map(({ added, changed, unchanged }) => [added, changed, unchanged])).toEqual([
      [2, 0, 0],
      [0, 1, 1],
      [0, 1, 0],
    ]);
    const replaced = await em.findAll(ReplacedObservation, { orderBy: { replacedBy: 'asc' } });
    expect(replaced.map(({ numerator, importId, replacedBy }) => [numerator, importId, replacedBy])).toEqual([
      [10, imports[0]?.id, imports[1]?.id],
      [12, imports[1]?.id, imports[2]?.id],
    ]);
    expect(await em.findOne(Observation, { period: '2023Q1' })).toMatchObject({
      numerator: null,
      denominator: 40,
      suppressed: true,
      importId: imports[2]?.id,
    });
  });

  test('says what it would add and what it would meet before it does it', async () => {
    const { database, em, ready, active, cell } = await world();
    await take(database, [cell(ready, 10, 40), cell(ready, 11, 41, '2023Q2')]);

    const compared = await inSession(database, async session => {
      const cells = [cell(ready, 10, 40), cell(ready, 9, 41, '2023Q2'), cell(active, 1, 2)];
      return (await reading(session, cells)).compare();
    });

    expect(compared).toEqual({ added: 1, known: 2 });
    expect(await em.count(Observation)).toBe(2);
  });

  test.each([true, false])(
    'contradicts itself where a later line says something else of the same cell (known before: %s)',
    async before => {
      const { database, ready, cell } = await world();
      if (before) await take(database, [cell(ready, 1, 2, '2022Q1')]);
      const cells = [cell(ready, 10, 40), cell(ready, 10, 40), cell(ready, 11, 40)];
      const found = await inSession(database, async session =>
        (await reading(session, cells)).contradictions(10),
      );

      expect(found).toEqual({
        count: 1,
        first: [{ line: cells[2]?.line, firstLine: before ? cells[0]?.line : null }],
      });
    },
  );

  test('of two imports at once the later one corrects the first, and neither is half', async () => {
    const { database, em, ready, cell } = await world();
    await Promise.all([
      take(database, [cell(ready, 1, 40), cell(ready, 1, 40, '2023Q2')]),
      take(database, [cell(ready, 2, 40), cell(ready, 2, 40, '2023Q2')]),
    ]);

    const values = Object.values(await stored(em));
    expect(new Set(values).size).toBe(1);
    expect(await em.count(ReplacedObservation)).toBe(2);
  });

  test('as a fixture goes in with the transaction of the fixture, or not at all', async () => {
    const { em, ready, active, cell } = await world();
    const cells = [cell(ready, 10, 40), cell(active, 5, 60)];
    await em
      .transactional(async em => {
        await storeObservations(connectionOf(em), { ...record, format: 'fixture' }, cells);
        throw new Error('nothing of it');
      })
      .catch(() => undefined);
    expect(await stored(em)).toEqual({});

    await em.transactional(async em => {
      await storeObservations(connectionOf(em), { ...record, format: 'fixture' }, cells);
    });
    // 10 + 5 of 40 + 60
    expect(await stored(em)).toMatchObject({ 'kontanthjaelp 2023Q1': '15/100 lagt sammen' });
  });
});

describe('the group above', () => {
  test('gets the sum of the parts that are the whole of it, never of those that overlap', async () => {
    const { database, em, ready, active, over30, cell } = await world();
    await take(database, [cell(ready, 10, 40), cell(over30, 3, 12), cell(ready, 10, 40, '2023Q2')]);
    expect(await stored(em)).not.toHaveProperty('kontanthjaelp 2023Q1');

    await take(database, [cell(active, 5, 60)]);
    expect(await stored(em)).toMatchObject({ 'kontanthjaelp 2023Q1': '15/100 lagt sammen' });
    expect(await stored(em)).not.toHaveProperty('kontanthjaelp 2023Q2');

    await take(database, [cell(active, 6, 60)]);
    expect(await stored(em)).toMatchObject({ 'kontanthjaelp 2023Q1': '16/100 lagt sammen' });
    expect(await em.count(ReplacedObservation)).toBe(1);
  });

  test('loses its sum when a part is held back', async () => {
    const { database, em, ready, active, cell } = await world();
    await take(database, [cell(ready, 10, 40), cell(active, 5, 60)]);
    await take(database, [cell(active, null, 60)]);

    expect(await stored(em)).not.toHaveProperty('kontanthjaelp 2023Q1');
  });

  test('keeps what somebody has published for it, and a publication takes the place of the sum', async () => {
    const { database, em, whole, ready, active, cell } = await world();
    await take(database, [cell(whole, 14, 99), cell(ready, 10, 40), cell(active, 5, 60)]);
    expect(await stored(em)).toMatchObject({ 'kontanthjaelp 2023Q1': '14/99' });

    await take(database, [cell(ready, 10, 40, '2023Q2'), cell(active, 5, 60, '2023Q2')]);
    await take(database, [cell(whole, 15, 100, '2023Q2')]);
    expect(await stored(em)).toMatchObject({ 'kontanthjaelp 2023Q2': '15/100' });
    expect(await em.count(ReplacedObservation)).toBe(0);
  });
});
