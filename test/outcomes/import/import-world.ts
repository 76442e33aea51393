import { testApp, worldOf } from '../../app.ts';
import { Area } from '../../../src/outcomes/area.entity.ts';
import { Measure } from '../../../src/outcomes/measure.entity.ts';
import { client, fgu, insured, jobklub, makeWith, vifte } from '../../api/world.ts';

/** Two groups, two measures, two areas, and a vifte with one offer, Jobklub. */
const twoGroups = worldOf('import', async (app, database) => {
  await makeWith(client(app), [
    ['/api/suppliers', fgu],
    ['/api/target-groups', insured],
    ['/api/target-groups', { ...insured, code: 'sygedagpenge', name: 'Sygedagpengemodtagere' }],
    ['/api/portfolios', vifte],
    ['/api/portfolios/vifte/offers', jobklub],
  ]);
  const em = database.orm.em.fork();
  const common = {
    counted: 'personer',
    better: 'higher' as const,
    lagMonths: 3,
    distance: null,
    sources: [],
  };
  em.create(Measure, { ...common, code: 'i-arbejde', title: 'I arbejde eller uddannelse' });
  em.create(Measure, { ...common, code: 'forloeb', title: 'Afsluttede forløb' });
  em.create(Area, { code: 'randers', title: 'Randers', kind: 'municipality' });
  em.create(Area, { code: 'hele-landet', title: 'Hele landet', kind: 'country' });
  await em.flush();
});

/** That world, with a way to send files to it. */
export async function importWorld(options: { today?: string } = {}) {
  const { app, database, em } = await testApp({ ...options, world: twoGroups });
  const api = client(app);
  const send = async (
    body: string | Uint8Array<ArrayBuffer>,
    { query = '?document=Udtr%C3%A6k', type = 'text/csv' } = {},
  ) => {
    const reply = await app.request(`/api/observations/import${query}`, {
      method: 'POST',
      headers: { Host: 'localhost', 'Content-Type': type },
      body,
    });
    const text = await reply.text();
    return { status: reply.status, text, body: JSON.parse(text) };
  };
  const stored = async (): Promise<string[]> => {
    const rows: Record<string, string | number | boolean | null>[] = await em.getConnection().execute(
      `select target_group.code as "group", measure.code as measure, area.code as area, period, numerator, denominator, share, suppressed
         from observation join series on series.id = series_id join target_group on target_group.id = target_group_id
         join measure on measure.id = measure_id join area on area.id = area_id order by 1, 2, 3, 4`,
    );
    return rows.map(
      ({ group, measure, area, period, numerator, denominator, share, suppressed }) =>
        `${group} ${measure} ${area} ${period} ${suppressed ? 'skjult' : (numerator ?? share)}/${denominator ?? '?'}`,
    );
  };
  return { app, database, em, api, send, stored };
}
