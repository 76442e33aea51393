import { z } from '@hono/zod-openapi';
import { balance } from '../../balance/balance.ts';
import { Balance } from '../../balance/balance.schema.ts';
import { byRevision } from '../../database/by-revision.ts';
import { answerKept, keptJson, router } from '../../shared/http/http.ts';
import { reading } from '../../shared/http/operations.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { listed } from '../../shared/wording.ts';
import { Code, Day, Year, digits } from '../../shared/source.schema.ts';
import { askedScenarios, mostCompared, scenarioFacts } from '../scenario-facts.query.ts';
import { dossiers } from './dossier.query.ts';
import { applyChanges } from '../scenario.ts';
import { comparisonFacts } from '../comparison/comparison-facts.query.ts';
import { comparison } from '../comparison/comparison.ts';
import { Comparison } from '../comparison/comparison.schema.ts';

const tag = 'Scenarier';
const within = z.object({ portfolio: Code.meta({ title: 'Tilbudsvifte' }) });
const one = within.extend({ scenario: Code.meta({ title: 'Scenarie' }) });

const readBalance = reading({
  path: '/portfolios/{portfolio}/scenarios/{scenario}/balance',
  operationId: 'readScenarioBalance',
  summary: 'Læs balancerne, som de bliver med scenariet',
  description: 'For ét af viftens år, eller uden year for dem alle under ét.',
  tag,
  params: one,
  query: z.strictObject({ year: digits(Year.optional()) }),
  schema: Balance,
});

const readComparison = reading({
  path: '/portfolios/{portfolio}/comparison',
  operationId: 'readComparison',
  summary: 'Sammenlign scenarier med viften i dag og med hinanden',
  description:
    'Ramme, balancer, dækning og følger for viften i dag og for hvert scenarie; noget, hvis pris er ukendt, er ukendt.',
  tag,
  params: within,
  query: z.strictObject({
    scenarios: z
      .string()
      .regex(
        /^[a-z0-9-]{1,80}(,[a-z0-9-]{1,80}){0,5}$/,
        `Skriv højst ${mostCompared} scenariers koder med komma mellem, fx mere-evidens,flere-pladser.`,
      )
      .optional()
      .meta({
        title: 'Scenarier',
        description:
          'Deres koder med komma mellem. Uden: de forelagte. Et valgt scenarie svares, som det blev forelagt, og kun for sig.',
        examples: ['mere-evidens,flere-pladser'],
      }),
    year: digits(Year.optional()),
    noticeDate: Day.optional().meta({
      title: 'Bekendtgørelse den',
      description: 'Den dag, udbuddet bekendtgøres; den afgør tærskelværdien. Uden: i dag.',
      examples: ['2023-08-21'],
    }),
    today: Day.optional().meta({
      title: 'Dagen i dag',
      description: 'Den dag, det sidste mulige møde ses fra. Uden: i dag.',
    }),
  }),
  schema: Comparison,
});

const balanceBytes = byRevision(async (database, key: string) => {
  const [portfolio = '', scenario = '', year = ''] = key.split(' ');
  const facts = await scenarioFacts(database, portfolio);
  const [found] = askedScenarios(facts, [scenario]);
  const record = found?.status === 'chosen' ? (await dossiers(database, portfolio)).get(scenario) : undefined;
  const after = record?.dossier.after ?? applyChanges(facts.whole, found?.changes ?? []);
  return keptJson(balance(after, year === '' ? null : Number(year)));
});

const comparisonBytes = byRevision(async (database, key: string) => {
  const [portfolio = '', codes = '', year = '', noticeDate = '', today = ''] = key.split(' ');
  const facts = await scenarioFacts(database, portfolio);
  const asked = askedScenarios(facts, codes === '' ? undefined : codes.split(','));
  const decided = asked.filter(({ status }) => status === 'chosen');
  const [only] = decided;
  if (only) {
    const record = (await dossiers(database, portfolio)).get(only.code);
    if (record && asked.length === 1 && year === '') return keptJson(record.dossier.comparison);
    const names = listed(decided.map(({ name }) => name));
    throw new RuleBroken(
      'scenario-decided',
      `${names} er valgt og sammenlignes ikke med viften, som den er nu. Læs beslutningsgrundlaget for sig, for alle år, eller spørg uden.`,
    );
  }
  const compared = await comparisonFacts(database, facts, asked, noticeDate, today);
  return keptJson(comparison(compared, year === '' ? null : Number(year)));
});

/** What only reads; each answer is worked out once for each revision. */
export const comparisons = router()
  .openapi(readBalance, async c => {
    const { portfolio, scenario } = c.req.valid('param');
    const { year = '' } = c.req.valid('query');
    return answerKept(c, await balanceBytes(c.get('database'), `${portfolio} ${scenario} ${year}`));
  })
  .openapi(readComparison, async c => {
    const { portfolio } = c.req.valid('param');
    const now = c.get('today')();
    const { scenarios = '', year = '', noticeDate = now, today = now } = c.req.valid('query');
    const key = `${portfolio} ${scenarios} ${year} ${noticeDate} ${today}`;
    return answerKept(c, await comparisonBytes(c.get('database'), key));
  });
