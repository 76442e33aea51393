import { z } from '@hono/zod-openapi';
import { answerChanged, answerCreated, answerOne, answerPage, router } from '../shared/http/http.ts';
import {
  byNameOrCode,
  operations,
  paging,
  removing,
  replacing,
  searched,
} from '../shared/http/operations.ts';
import { byText, page } from '../shared/http/paging.ts';
import { Code, inWords } from '../shared/source.schema.ts';
import { hasWords } from '../shared/words.ts';
import { scenarioFacts, type KeptScenario } from './scenario-facts.query.ts';
import { NewBaseline, NewScenario, Scenario, ScenarioRevision, Status } from './scenario.schema.ts';
import { isForCommittee } from './scenario.ts';
import {
  acceptPortfolio,
  createScenario,
  deleteScenario,
  findScenario,
  reviseScenario,
  undoEdit,
} from './scenario.verbs.ts';

const tag = 'Scenarier';
const within = z.object({ portfolio: Code.meta({ title: 'Tilbudsvifte' }) });
const one = within.extend({ scenario: Code.meta({ title: 'Scenarie' }) });
const onePath = '/portfolios/{portfolio}/scenarios/{scenario}';

const { list, create, read, change, remove } = operations({
  name: 'Scenario',
  tag,
  words: { a: 'et scenarie', the: 'scenariet', many: 'scenarier' },
  path: '/portfolios/{portfolio}/scenarios',
  onePath,
  within,
  one,
  schema: Scenario,
  input: NewScenario,
  change: ScenarioRevision,
  query: z.strictObject({
    ...paging,
    sort: byNameOrCode.default('name'),
    status: Status.optional(),
    for: inWords(z.enum(['committee']), { committee: 'Udvalget: forelagte og valgte' })
      .optional()
      .meta({ title: 'Hvem listen er til' }),
    text: searched,
  }),
});

const undo = removing({
  path: `${onePath}/edits/last`,
  operationId: 'undoScenarioEdit',
  summary: 'Fortryd den seneste ændring af scenariet',
  description:
    'Ændringerne bliver, som de var før. Det kan gentages, så langt tilbage som undoable siger. If-Match er scenariets udgave.',
  tag,
  params: one,
});

const accept = replacing({
  path: `${onePath}/baseline`,
  operationId: 'acceptBaseline',
  summary: 'Godkend, at viften er ændret, siden scenariet blev lavet',
  description: 'Viften, som den er nu, bliver den, scenariet er lavet på. If-Match er scenariets udgave.',
  tag,
  params: one,
  input: NewBaseline,
  schema: Scenario,
});

export const scenarios = router()
  .openapi(list, async c => {
    const { cursor = null, limit, sort, status, for: audience, text = '' } = c.req.valid('query');
    const facts = await scenarioFacts(c.var.database, c.req.valid('param').portfolio);
    const chosen = facts.scenarios.filter(
      scenario =>
        (status === undefined || scenario.status === status) &&
        (audience === undefined || isForCommittee(scenario)) &&
        hasWords(text, [scenario.name, scenario.code, scenario.reason ?? '']),
    );
    const order = byText(sort, { name: (one: KeptScenario) => one.name, code: one => one.code });
    const { items, ...rest } = page(chosen, order, cursor, limit);
    return answerPage(c, { ...rest, items: items.map(({ view }) => view) });
  })
  .openapi(create, c =>
    answerCreated(c, em => createScenario(em, c.req.valid('param').portfolio, c.req.valid('json'))),
  )
  .openapi(read, async c => {
    const { portfolio, scenario } = c.req.valid('param');
    return answerOne(c, await findScenario(c.var.em, portfolio, scenario));
  })
  .openapi(change, async c => {
    const { portfolio, scenario } = c.req.valid('param');
    const seen = c.req.header('If-Match');
    return answerChanged(c, await reviseScenario(c.var.em, portfolio, scenario, c.req.valid('json'), seen));
  })
  .openapi(remove, async c => {
    const { portfolio, scenario } = c.req.valid('param');
    await deleteScenario(c.var.em, portfolio, scenario, c.req.header('If-Match'));
    return c.body(null, 204);
  })
  .openapi(undo, async c => {
    const { portfolio, scenario } = c.req.valid('param');
    await undoEdit(c.var.em, portfolio, scenario, c.req.header('If-Match'));
    return c.body(null, 204);
  })
  .openapi(accept, async c => {
    const { portfolio, scenario } = c.req.valid('param');
    return answerChanged(c, await acceptPortfolio(c.var.em, portfolio, scenario, c.req.header('If-Match')));
  });
