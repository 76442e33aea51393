import { z } from 'zod';
import type { Session } from '../database/connection.verbs.ts';
import { arrayOf } from './sql-array.ts';

/**
 * The group above gets the sum of the parts that together are the whole of it, where all of them have counts and nobody has published the
 * group itself; a sum that no longer can be made goes. Deepest first, as a sum may be a part of the next.
 */
export async function sumParents(session: Session, importId: number): Promise<void> {
  const rows = await session.query('select id, parent_id as parent, in_partition from target_group');
  const groups = z.array(GroupRow).parse(rows);
  const parents = parentsOf(groups);
  if (parents.length === 0) return;
  const parts = arrayOf(parents.flatMap(({ parts }) => parts));
  const touched = `incoming_touched_${importId}`;
  await session.run(
    `create temporary table ${touched} on commit drop as select distinct series.measure_id, series.area_id, observation.period ` +
      'from series join observation on observation.series_id = series.id ' +
      `where series.target_group_id = any(?::uuid[]) and observation.import_id = ${importId}`,
    [parts],
  );
  for (const { parent, parts } of parents) {
    const sums =
      'select series.measure_id, series.area_id, observation.period, sum(numerator) as numerator, sum(denominator) as denominator, ' +
      `count(numerator) = ${parts.length} and count(denominator) in (0, ${parts.length}) ` +
      'and sum(numerator) < 2147483648 and coalesce(sum(denominator), 0) < 2147483648 as complete ' +
      'from series join observation on observation.series_id = series.id ' +
      `join ${touched} as touched on touched.measure_id = series.measure_id and touched.area_id = series.area_id ` +
      'and touched.period = observation.period where series.target_group_id = any(?::uuid[]) group by 1, 2, 3';
    await session.run(
      `insert into series (measure_id, target_group_id, area_id) select distinct measure_id, ?::uuid, area_id from (${sums}) as sums ` +
        'where complete on conflict (measure_id, target_group_id, area_id) do nothing',
      [parent, arrayOf(parts)],
    );
    const own =
      `from series as own join (${sums}) as sums on sums.measure_id = own.measure_id and sums.area_id = own.area_id ` +
      'and own.target_group_id = ?::uuid';
    await session.run(
      'insert into observation (series_id, period, numerator, denominator, share, suppressed, summed, import_id) ' +
        `select own.id, sums.period, sums.numerator::int, sums.denominator::int, null, false, true, ${importId} ${own} where sums.complete ` +
        'on conflict (series_id, period) do update set numerator = excluded.numerator, denominator = excluded.denominator, ' +
        'hidden = null, import_id = excluded.import_id where observation.summed and ' +
        '(observation.numerator, observation.denominator) is distinct from (excluded.numerator, excluded.denominator)',
      [arrayOf(parts), parent],
    );
    await session.run(
      `delete from observation where summed and (series_id, period) in (select own.id, sums.period ${own} where not sums.complete)`,
      [arrayOf(parts), parent],
    );
  }
}

const GroupRow = z.object({ id: z.string(), parent: z.string().nullable(), in_partition: z.boolean() });
type Group = z.infer<typeof GroupRow>;

function parentsOf(groups: readonly Group[]): { parent: string; parts: string[] }[] {
  const byId = new Map(groups.map(group => [group.id, group]));
  const depth = (id: string): number => {
    let steps = 0;
    for (let at = byId.get(id)?.parent; at && steps < groups.length; at = byId.get(at)?.parent) steps += 1;
    return steps;
  };
  const parts = Map.groupBy(
    groups.filter(({ in_partition, parent }) => in_partition && parent !== null),
    ({ parent }) => parent ?? '',
  );
  return [...parts]
    .toSorted(([a], [b]) => depth(b) - depth(a))
    .map(([parent, children]) => ({ parent, parts: children.map(({ id }) => id) }));
}

/** An array as PostgreSQL writes it; for numbers and ids, which need no quotes. */
