import type { EntityManager } from '@mikro-orm/core';
import { z } from 'zod';

const LandedSeries = z.object({
  group: z.string(),
  groupName: z.string(),
  measure: z.string(),
  measureTitle: z.string(),
  areaTitle: z.string(),
  count: z.int(),
  first: z.string(),
  last: z.string(),
});
export type LandedSeries = z.infer<typeof LandedSeries>;

/** The series an import has written to and still stands in, those with most figures first; not the figures. */
export async function landedBy(em: EntityManager, importId: number): Promise<LandedSeries[]> {
  const rows: unknown = await em.getConnection().execute(
    `select target_group.code as "group", target_group.name as "groupName", measure.code as measure,
       measure.title as "measureTitle", area.title as "areaTitle", landed.count, landed.first, landed.last
       from (select series_id, count(*)::int as count, min(period) as first, max(period) as last
         from observation where import_id = ? and not summed group by series_id order by 2 desc, 1 limit 21) as landed
       join series on series.id = landed.series_id join target_group on target_group.id = series.target_group_id
       join measure on measure.id = series.measure_id join area on area.id = series.area_id
       order by landed.count desc, target_group.name, measure.title, area.title`,
    [importId],
  );
  return z.array(LandedSeries).parse(rows);
}
