import { z } from '@hono/zod-openapi';
import { answerChanged, answerCreated, answerKept, keptJson, router } from '../../shared/http/http.ts';
import { reading, recording, replacing } from '../../shared/http/operations.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { Code } from '../../shared/source.schema.ts';
import { askedScenarios, scenarioFacts } from '../scenario-facts.query.ts';
import { seenDifferences, seenOf } from '../scenario-seen.ts';
import { ChosenScenario, NewBaseline, NewCorrection, NewPresentation, Scenario } from '../scenario.schema.ts';
import { carryOut, recordCorrection } from './choice.verbs.ts';
import { dossiers, type KeptDossier } from './dossier.query.ts';
import { Dossier } from './dossier.schema.ts';
import { presentedOn } from './presented-on.query.ts';
import { presentScenario } from './presentation.verbs.ts';

const tag = 'Scenarier';
const one = z.object({
  portfolio: Code.meta({ title: 'Tilbudsvifte' }),
  scenario: Code.meta({ title: 'Scenarie' }),
});
const onePath = '/portfolios/{portfolio}/scenarios/{scenario}';
const none = z.object({});

const Kept = z
  .strictObject({
    dossier: Dossier,
    checksum: z
      .string()
      .meta({ title: 'Kontrolsum', description: 'SHA-256 af grundlaget med ordnede nøgler.' }),
    holds: z.boolean().meta({ title: 'Passer kontrolsummen' }),
  })
  .meta({ id: 'KeptDossier', title: 'Beslutningsgrundlag, som det er gemt' });

const present = replacing({
  path: `${onePath}/presentation`,
  operationId: 'presentScenario',
  summary: 'Forelæg scenariet med en sag',
  description:
    'Scenariet bindes til en af sagens indstillinger, og beslutningsgrundlaget bliver skrevet ned. Det vælges kun af det kompetente udvalgs beslutning om den indstilling på et senere møde. If-Match er scenariets udgave.',
  tag,
  params: one,
  input: NewPresentation,
  schema: Scenario,
});

const readPresentation = reading({
  path: `${onePath}/presentation`,
  operationId: 'readScenarioPresentation',
  summary: 'Læs det, scenariet er forelagt med',
  description: 'Viften før og efter, sammenligning, følger og regler, som de var ved forelæggelsen.',
  tag,
  params: one,
  query: none,
  schema: Kept,
});

const readChoice = reading({
  path: `${onePath}/choice`,
  operationId: 'readScenarioChoice',
  summary: 'Læs, hvad der blev besluttet, da scenariet blev valgt',
  description: 'Med det, der lå til grund, og hvad der er ændret i viften siden.',
  tag,
  params: one,
  query: none,
  schema: ChosenScenario.extend({
    presented: Kept.nullable().meta({
      title: 'Beslutningsgrundlag',
      description: 'Tom for scenarier, der blev valgt, før de blev forelagt med en sag.',
    }),
  }).meta({ id: 'DecidedScenario', title: 'Det besluttede scenarie' }),
});

const carry = replacing({
  path: `${onePath}/carrying-out`,
  operationId: 'carryOutScenario',
  summary: 'Før en truffet beslutning ud i viften',
  description:
    'Kun hvor viften var ændret mellem forelæggelsen og beslutningen; ellers er det sket med den. If-Match er scenariets udgave.',
  tag,
  params: one,
  input: NewBaseline,
  schema: Scenario,
});

const correct = recording({
  path: `${onePath}/corrections`,
  operationId: 'correctScenarioChoice',
  summary: 'Skriv ind, at et valg var forkert',
  description: 'Valget bliver stående, som det var; rettelsen står ved siden af.',
  tag,
  params: one,
  query: none,
  input: NewCorrection,
  schema: Scenario,
});

export const scenarioDecisions = router()
  .openapi(present, async c => {
    const { portfolio, scenario } = c.req.valid('param');
    const seen = c.req.header('If-Match');
    const day = c.var.today();
    const on = await presentedOn(c.var.database, portfolio, day);
    return answerChanged(
      c,
      await presentScenario(c.var.em, portfolio, scenario, c.req.valid('json'), seen, on),
    );
  })
  .openapi(readPresentation, async c => {
    const { portfolio, scenario } = c.req.valid('param');
    askedScenarios(await scenarioFacts(c.var.database, portfolio), [scenario]);
    const kept = (await dossiers(c.var.database, portfolio)).get(scenario);
    if (!kept) throw new RuleBroken('not-found', `Scenariet ${scenario} er ikke forelagt.`, { status: 404 });
    return answerKept(c, keptJson(kept satisfies KeptDossier));
  })
  .openapi(readChoice, async c => {
    const { portfolio, scenario } = c.req.valid('param');
    const facts = await scenarioFacts(c.var.database, portfolio);
    const [found] = askedScenarios(facts, [scenario]);
    if (!found?.view.choice || !found.frozen)
      throw new RuleBroken('not-found', `Scenariet ${scenario} er ikke valgt.`, { status: 404 });
    const {
      frozen,
      view: { choice },
    } = found;
    const decided = seenOf({ portfolio: frozen, offers: frozen.offers });
    const presented = (await dossiers(c.var.database, portfolio)).get(scenario) ?? null;
    const differences = seenDifferences(decided, facts.whole);
    return answerKept(c, keptJson({ ...choice, frozen, differences, presented }));
  })
  .openapi(carry, async c => {
    const { portfolio, scenario } = c.req.valid('param');
    const seen = c.req.header('If-Match');
    return answerChanged(c, await carryOut(c.var.em, portfolio, scenario, seen, c.var.today()));
  })
  .openapi(correct, c => {
    const { portfolio, scenario } = c.req.valid('param');
    return answerCreated(c, async em => {
      const corrected = await recordCorrection(em, portfolio, scenario, c.req.valid('json'));
      const { id, version } = corrected;
      const location = `/api/portfolios/${portfolio}/scenarios/${scenario}`;
      return { id, version, location, view: () => corrected.view() };
    });
  });
