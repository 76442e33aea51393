import type { Database } from '../../database/database.ts';
import { byRevision } from '../../database/by-revision.ts';
import { Area } from '../area.entity.ts';
import { disclosedSeries, type DisclosedObservation } from '../disclosure/disclosed.query.ts';
import { goalStatuses, type Series as Place } from './goal-status.ts';
import { GoalTarget } from './goal-target.entity.ts';
import type { Reading } from './goal-target.schema.ts';
import { Measure } from '../measure.entity.ts';
import { Series } from '../observation.entity.ts';
import { PublishedFigure } from '../published-figure.entity.ts';

/** Every goal with its status, as the plans state them in order; worked out from what may be told, never stored. */
export const everyGoalStatus = byRevision(async (database, _all: string) => {
  const em = database.orm.em.fork();
  const goals = await em.findAll(GoalTarget, { orderBy: { position: 'asc', code: 'asc' } });
  const figures = await em.findAll(PublishedFigure, { populate: ['targetGroup'] });
  const measures = await em.findAll(Measure);
  const areas = await em.findAll(Area);
  const stated = goals.map(goal => goal.stated());
  const observed = await observedFor(
    database,
    stated.flatMap(({ readings }) => readings.flatMap(placesOf)),
  );
  return goalStatuses(stated, {
    observed: place => observed.get(keyOf(place)) ?? [],
    figures: new Map(figures.map(figure => [figure.code, figure.view()])),
    measures: new Map(measures.map(measure => [measure.code, measure])),
    areas: new Map(areas.map(area => [area.code, area])),
  });
});

/** Asks only for the series that exist: most goals wait for theirs. */
async function observedFor(database: Database, places: readonly Place[]) {
  const codes = [...new Set(places.map(({ measure }) => measure))];
  const series = await database.orm.em
    .fork()
    .find(Series, { measure: { code: { $in: codes } } }, { populate: ['measure', 'targetGroup', 'area'] });
  const kept = new Set(
    series.map(({ measure, targetGroup, area }) =>
      keyOf({ measure: measure.code, targetGroup: targetGroup.code, area: area.code }),
    ),
  );
  const observed = new Map<string, DisclosedObservation[]>();
  for (const place of places) {
    const key = keyOf(place);
    if (!kept.has(key) || observed.has(key)) continue;
    const { measure, area, targetGroup } = place;
    observed.set(key, await disclosedSeries(database, { measure, area, group: targetGroup }));
  }
  return observed;
}

function placesOf({ looked, against }: Reading): Place[] {
  if (looked.kind !== 'measure') return [];
  const { measure, targetGroup, area } = looked;
  const own = { measure, targetGroup, area };
  return against?.kind === 'area' ? [own, { ...own, area: against.area }] : [own];
}

function keyOf({ measure, targetGroup, area }: Place): string {
  return `${measure} ${targetGroup} ${area}`;
}
