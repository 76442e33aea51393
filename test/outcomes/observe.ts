import type { EntityManager } from '@mikro-orm/core';
import { TargetGroup } from '../../src/target-groups/target-group.entity.ts';
import { Area } from '../../src/outcomes/area.entity.ts';
import { Measure } from '../../src/outcomes/measure.entity.ts';
import { Observation, ObservationImport, Series } from '../../src/outcomes/observation.entity.ts';
import type { Basis } from '../../src/shared/source.schema.ts';

/** Group, period, those who did (null: held back by the source), and of how many. */
export type Observed = readonly [group: string, period: string, did: number | null, of: number | null];

const parents: Record<string, string> = {
  jobparate: 'kontanthjaelp',
  aktivitetsparate: 'kontanthjaelp',
  'over-30': 'aktivitetsparate',
  psykiatri: 'aktivitetsparate',
};

type Options = { area?: string; measure?: string; basis?: Basis };

/** Stores observations with the measure, area and groups they need, as one import would. */
export async function observe(em: EntityManager, cells: readonly Observed[], options: Options = {}) {
  const { area = 'randers', measure = 'i-arbejde', basis = 'document' } = options;
  const measures = (await em.findOne(Measure, { code: measure })) ?? newMeasure(em, measure);
  const areas =
    (await em.findOne(Area, { code: area })) ??
    em.create(Area, { code: area, title: area, kind: area === 'hele-landet' ? 'country' : 'municipality' });
  await em.flush();
  const source = { document: 'proeve', section: null };
  const made = em.create(ObservationImport, {
    fileName: null,
    checksum: 'x',
    format: 'fixture',
    basis,
    source,
    rows: cells.length,
    added: cells.length,
    changed: 0,
    unchanged: 0,
  });
  await em.flush();
  for (const [group, period, did, of] of cells) {
    const targetGroup = await groupCalled(em, group);
    const key = { measure: measures, area: areas, targetGroup };
    const series = (await em.findOne(Series, key)) ?? em.create(Series, key);
    await em.flush();
    const counts = { numerator: did, denominator: of, share: null, suppressed: did === null, summed: false };
    const seriesId = series.id;
    const old = await em.findOne(Observation, { seriesId, period });
    if (old) Object.assign(old, counts);
    else em.create(Observation, { seriesId, period, importId: made.id, ...counts });
  }
  await em.flush();
}

function newMeasure(em: EntityManager, code: string, better: 'higher' | 'lower' = 'higher') {
  return em.create(Measure, {
    code,
    title: 'I arbejde',
    counted: 'personer i arbejde',
    better,
    lagMonths: 3,
    distance: 'near',
    sources: [{ document: 'proeve', section: null }],
  });
}

export async function groupCalled(em: EntityManager, code: string): Promise<TargetGroup> {
  const found = await em.findOne(TargetGroup, { code });
  if (found) return found;
  const above = parents[code];
  const parent = above === undefined ? null : await groupCalled(em, above);
  const group = em.create(TargetGroup, {
    code,
    name: code,
    kind: parent ? 'part' : 'benefit',
    parent,
    distance: 'near',
    description: null,
    headcounts: [],
    sources: [],
  });
  await em.flush();
  return group;
}
