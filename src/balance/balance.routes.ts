import { createRoute, z } from '@hono/zod-openapi';
import { byRevision } from '../database/by-revision.ts';
import { answerKept, keptJson, router } from '../shared/http/http.ts';
import { found, knownHeader } from '../shared/http/operations.ts';
import { problems } from '../shared/http/problem.ts';
import { Code, Year, digits } from '../shared/source.schema.ts';
import { balance } from './balance.ts';
import { Balance } from './balance.schema.ts';
import { wholePortfolio } from '../offers/whole-portfolio.query.ts';

const read = createRoute({
  method: 'get',
  path: '/portfolios/{portfolio}/balance',
  operationId: 'readBalance',
  summary: 'Læs tilbudsviftens balancer',
  description:
    'For ét af viftens år, eller uden year for dem alle under ét. Hver balance siger, hvem der beslutter den.',
  tags: ['Balancer'],
  request: {
    params: z.object({ portfolio: Code.meta({ title: 'Tilbudsvifte' }) }),
    query: z.strictObject({ year: digits(Year.optional()) }),
    headers: knownHeader,
  },
  responses: { ...found(Balance), ...problems(400, 404, 421, 503) },
});

/** Worked out and written once for each revision; the committee's page asks for it again and again. */
const balanceBytes = byRevision(async (database, key: string) => {
  const [portfolio = '', year = ''] = key.split(' ');
  const whole = await wholePortfolio(database, portfolio);
  return keptJson(balance(whole, year === '' ? null : Number(year)));
});

export const balances = router().openapi(read, async c => {
  const { portfolio } = c.req.valid('param');
  const { year = '' } = c.req.valid('query');
  return answerKept(c, await balanceBytes(c.get('database'), `${portfolio} ${year}`));
});
