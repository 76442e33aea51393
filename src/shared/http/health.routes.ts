import { createRoute, z } from '@hono/zod-openapi';
import { router } from './http.ts';
import { inWords } from '../source.schema.ts';

const tags = ['Drift'];
const slowest = 2000; // ms; a probe that waits longer than this has its answer

const State = z
  .object({
    status: inWords(z.enum(['ok', 'not-ready']), { ok: 'I orden', 'not-ready': 'Ikke klar' }).meta({
      title: 'Tilstand',
      examples: ['ok'],
    }),
  })
  .meta({ id: 'Health', title: 'Driftstilstand' });
const content = { 'application/json': { schema: State } };

/** For what watches over the server: does the process live, and can it be given requests? */
export const health = router()
  .openapi(
    createRoute({
      method: 'get',
      path: '/healthz',
      operationId: 'readHealth',
      summary: 'Lever processen?',
      tags,
      responses: { 200: { description: 'Processen lever', content } },
    }),
    c => c.json({ status: 'ok' as const }, 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/readyz',
      operationId: 'readReadiness',
      summary: 'Kan serveren svare?',
      tags,
      responses: {
        200: { description: 'Databasen svarer og er opdateret', content },
        503: { description: 'Databasen svarer ikke eller er ikke opdateret', content },
      },
    }),
    async c => {
      const ready = await Promise.race([c.var.database.isReady().catch(() => false), tooLate()]);
      return ready ? c.json({ status: 'ok' as const }, 200) : c.json({ status: 'not-ready' as const }, 503);
    },
  );

function tooLate(): Promise<false> {
  return new Promise(resolve => {
    setTimeout(() => resolve(false), slowest).unref();
  });
}
