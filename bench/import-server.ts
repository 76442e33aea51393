import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { pino } from 'pino';
import { createApp } from '../src/app.ts';
import { collectRowsYoung } from '../src/collector.ts';
import { openDatabase } from '../src/open-database.ts';
import { TargetGroup } from '../src/target-groups/target-group.entity.ts';
import { Area } from '../src/outcomes/area.entity.ts';
import { Measure } from '../src/outcomes/measure.entity.ts';
import { areas, groups, measures } from './import-file.ts';

/** The product on the place it is told, with the groups, measures and areas the file speaks of; asked, it tells its memory. */
collectRowsYoung();
const [place = ''] = process.argv.slice(2);
const database = await openDatabase(place.startsWith('postgres') ? { url: place } : { dataDir: place });
const em = database.orm.em.fork();
if ((await em.count(TargetGroup)) === 0) await fill();

const app = createApp({
  database,
  log: pino({ level: 'silent' }),
  today: () => '2026-11-21',
  hosts: new Set(['127.0.0.1']),
});
const answer = getRequestListener(app.fetch);
const server = createServer((request, reply) => void answer(request, reply));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
});

let peak = 0;
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 20);
process.on('message', () => {
  process.send?.({ peakMb: peak / 1_000_000 });
  peak = 0;
});

async function fill(): Promise<void> {
  for (const code of groups) {
    em.create(
      TargetGroup,
      { code, name: code, kind: 'benefit', headcounts: [], sources: [] },
      { partial: true },
    );
  }
  for (const code of measures) {
    const measure = {
      title: code,
      counted: 'personer',
      better: 'higher' as const,
      lagMonths: 3,
      distance: null,
    };
    em.create(Measure, { ...measure, code, sources: [] });
  }
  for (const code of areas) em.create(Area, { code, title: code, kind: 'municipality' });
  await em.flush();
}
