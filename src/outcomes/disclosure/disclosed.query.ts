import type { Database } from '../../database/database.ts';
import { TargetGroup } from '../../target-groups/target-group.entity.ts';
import { byRevision } from '../../database/by-revision.ts';
import { known } from '../../shared/known.ts';
import type { Basis, Source } from '../../shared/source.schema.ts';
import { mostAtOnce, verdictsOf } from './decision.verbs.ts';
import { compare, told, type DisclosedCell } from './disclosure.ts';
import { periodsTogether, type Query } from './stored-world.query.ts';
import { Observation, ObservationImport, Series } from '../observation.entity.ts';

/** An observation as it may be told, with where it comes from. */
export type DisclosedObservation = DisclosedCell & { basis: Basis; source: Source };

type Of = { measure: string; area: string; group: string };

/**
 * What may be told of a group by one measure in one area, every period in order. The one way to observations for everything that
 * answers: pages, API, files, goals. What a measure, area or group that is not found has, is nothing.
 */
export async function disclosedSeries(database: Database, { measure, area, group }: Of) {
  const slice = await disclosedSlice(database, { measure, area, group });
  return slice.filter(observation => observation.group === group);
}

/** The same for the group's whole tree, which is what the decision to hide is made for. */
export async function disclosedSlice(database: Database, { measure, area, group }: Of) {
  const { parents } = await groupsAbove(database, 'all');
  return slices(database, `${measure} ${area} ${topOf(group, parents)}`);
}

const slices = byRevision(async (database, key: string): Promise<DisclosedObservation[]> => {
  const [measure = '', area = '', top = ''] = key.split(' ');
  const { ids, parents } = await groupsAbove(database, 'all');
  const tree = [...ids].filter(([, code]) => topOf(code, parents) === top).map(([id]) => id);
  const em = database.orm.em.fork();
  const series = await em.find(Series, {
    measure: { code: measure },
    area: { code: area },
    targetGroup: { $in: tree },
  });
  const groups = new Map(series.map(({ id, targetGroup }) => [id, known(ids, targetGroup.id)]));
  const observations = await em.find(
    Observation,
    { seriesId: { $in: [...groups.keys()] } },
    { disableIdentityMap: true },
  );
  const imports = await em.find(ObservationImport, {
    id: { $in: [...new Set(observations.map(({ importId }) => importId))] },
  });
  const importOf = new Map(imports.map(({ id, basis, source }) => [id, { basis, source }]));
  const verdicts = observations.some(({ hidden }) => (hidden ?? null) === null)
    ? await openVerdicts(database, 'all')
    : new Map<string, boolean>();
  return observations
    .map(({ seriesId, period, importId, hidden, ...values }) => {
      const isHidden = hidden ?? verdicts.get(`${seriesId} ${period}`) ?? true;
      const cell = {
        group: known(groups, seriesId),
        period,
        numerator: values.numerator ?? null,
        denominator: values.denominator ?? null,
        share: values.share === null || values.share === undefined ? null : Number(values.share),
        suppressed: values.suppressed,
        summed: values.summed,
      };
      return { ...told(cell, isHidden), ...known(importOf, importId) };
    })
    .toSorted((a, b) => compare(a.group, b.group) || compare(a.period, b.period));
});

/** What has not been decided yet, decided here where it is little; the rest stays hidden until it is. */
const openVerdicts = byRevision(async (database, _all: string) => {
  const connection = database.orm.em.fork().getConnection();
  const query: Query = (sql, parameters = []) => connection.execute(sql, [...parameters]);
  const found = new Map<string, boolean>();
  for (const { periods, cells, open } of await periodsTogether(query)) {
    if (open === 0 || cells > mostAtOnce) continue;
    const { ids, hidden } = await verdictsOf(query, periods);
    for (const [at, { seriesId, period }] of ids.entries())
      found.set(`${seriesId} ${period}`, hidden[at] ?? true);
  }
  return found;
});

/** The code of each group by its id, and of the group above it by its own. */
const groupsAbove = byRevision(async (database, _all: string) => {
  const groups = await database.orm.em.fork().findAll(TargetGroup, { populate: ['parent'] });
  return {
    ids: new Map(groups.map(({ id, code }) => [id, code])),
    parents: new Map(groups.map(({ code, parent }) => [code, parent?.code ?? null])),
  };
});

/** The group at the top of the tree; of groups that lie in a ring, the one that is first by code. */
function topOf(group: string, parents: ReadonlyMap<string, string | null>): string {
  const way = [group];
  let above = parents.get(group) ?? null;
  while (above !== null) {
    if (way.includes(above)) return way.slice(way.indexOf(above)).toSorted()[0] ?? above;
    way.push(above);
    above = parents.get(above) ?? null;
  }
  return way.at(-1) ?? group;
}
