import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { newestPortfolio } from '../../offers/viewed.query.ts';
import { byRevision } from '../../database/by-revision.ts';
import { answerKept, keptJson, router, type Env } from '../../shared/http/http.ts';
import { reading } from '../../shared/http/operations.ts';
import { Code } from '../../shared/source.schema.ts';
import { effectOfGroup, effectsOfAll, keyOf, readKey, type Seen } from './effect.query.ts';
import { EffectOverview, GroupEffect } from './effect.schema.ts';
import { tally, tallySentence, type EffectRow } from './overview.ts';
import { Period } from '../period.schema.ts';

const asked = z.strictObject({
  measure: Code.optional().meta({
    title: 'Måling',
    description: 'Uden: den rette for gruppens afstand til arbejdsmarkedet.',
  }),
  period: Period.optional().meta({
    title: 'Periode',
    description: 'Uden: den nyeste, hvis tal er færdige.',
    examples: ['2022Q4'],
  }),
  base: Period.optional().meta({
    title: 'Udgangspunkt',
    description: 'Uden: den samme del af året op til tre år før, eller en begrundet forventning.',
    examples: ['2019Q4'],
  }),
  area: Code.optional().meta({ title: 'Sammenlignes med', description: 'Uden: hele landet.' }),
});

const tag = 'Effekt';

const readEffect = reading({
  path: '/target-groups/{group}/effect',
  operationId: 'readGroupEffect',
  summary: 'Læs, om målgruppen bevæger sig som forventet',
  description:
    'Observeret, forventet og forskellen med 95 %-intervaller, udfald, forbehold og de tal, der gik ind. Små antal er skjult.',
  tag,
  params: z.object({ group: Code.meta({ title: 'Målgruppe' }) }),
  query: asked,
  schema: GroupEffect,
});

const readEffects = reading({
  path: '/effects',
  operationId: 'readEffects',
  summary: 'Læs alle målgruppers effekt',
  description: 'De målgrupper, viften henvender sig til, dens tilbud er for, eller der er tal for.',
  tag,
  params: z.object({}),
  query: asked,
  schema: EffectOverview,
});

/** Worked out and written once for each revision and day. */
const effectBytes = byRevision(async (database, key: string) => {
  const { group, asked, seen } = readKey(key);
  const portfolio = await newestPortfolio(database);
  return keptJson(sent(await effectOfGroup(database, group, asked, { ...seen, portfolio })));
});

const overviewBytes = byRevision(async (database, key: string) => {
  const { asked, seen } = readKey(key);
  const portfolio = await newestPortfolio(database);
  const rows = await effectsOfAll(database, asked, { ...seen, portfolio });
  const counted = tally(rows);
  return keptJson({
    sentence: tallySentence(counted),
    assumed: rows.some(({ effect }) => effect.assumed),
    tally: counted,
    groups: rows.map(sent),
  });
});

export const effects = router()
  .openapi(readEffect, async c => {
    const key = keyOf(c.req.valid('param').group, c.req.valid('query'), seenBy(c));
    return answerKept(c, await effectBytes(c.get('database'), key));
  })
  .openapi(readEffects, async c => {
    const key = keyOf('', c.req.valid('query'), seenBy(c));
    return answerKept(c, await overviewBytes(c.get('database'), key));
  });

function seenBy(c: Context<Env>): Seen {
  return { portfolio: null, today: c.get('today')() };
}

function sent({ group, name, distance, offers, effect }: EffectRow) {
  return { group, name, distance, offers, ...effect };
}
