import type { Context } from 'hono';
import { viewing } from '../../offers/viewed.query.ts';
import { Field } from '../../shared/page/form-fields.tsx';
import { answerForm, showForm, type Editor } from '../../shared/page/form-page.tsx';
import { CodeField, withCode } from '../../shared/page/form-parts.tsx';
import { router, type Env } from '../../shared/http/http.ts';
import { Page, answerPage, type Viewed } from '../../shared/page/page.tsx';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { rememberSaved } from '../../shared/page/saved.ts';
import { above, fieldsOf, scenarioAt } from '../scenario-asked.query.ts';
import { BlankScenario } from './scenario-editor.schema.ts';
import { scenarioFacts } from '../scenario-facts.query.ts';
import { ScenarioRevision, statusLabels } from '../scenario.schema.ts';
import { acceptPortfolio, createScenario, deleteScenario, reviseScenario } from '../scenario.verbs.ts';

export const scenarioPages = router();

scenarioPages.get(
  '/scenarier/nyt',
  viewing((c, viewed) => showForm(c, () => newScenario(c, viewed))),
);
scenarioPages.post(
  '/scenarier/nyt',
  viewing((c, viewed) => answerForm(c, () => newScenario(c, viewed))),
);

async function newScenario(c: Context<Env>, viewed: Viewed): Promise<Editor<BlankScenario>> {
  const { scenarios } = await scenarioFacts(c.var.database, viewed.portfolio.code);
  return {
    schema: BlankScenario,
    choices: { '/copiedFrom': Object.fromEntries(scenarios.map(({ code, name }) => [code, name])) },
    stored: null,
    blank: new Map([['/copiedFrom', [c.req.query('fra') ?? '']]]),
    supply: typed => withCode(typed),
    page: content => (
      <Page c={c} title="Lav et scenarie" section="/scenarier" viewed={viewed} above={above(viewed)}>
        <h1>Lav et scenarie</h1>
        <p>Det begynder med viften, som den er i dag. Bagefter vælger du, hvad der skal være anderledes.</p>
        {content}
      </Page>
    ),
    fields: form => (
      <>
        <Field form={form} at="/name" />
        <CodeField form={form} />
        <Field form={form} at="/reason" hint="Hvorfor scenariet er værd at overveje." />
        <Field
          form={form}
          at="/copiedFrom"
          hint="Vælg et scenarie, hvis dets ændringer skal med fra start."
        />
      </>
    ),
    saveLabel: 'Lav scenariet',
    cancel: viewed.link('/scenarier'),
    save: async input => {
      const made = await createScenario(c.var.em, viewed.portfolio.code, { ...input, changes: [] });
      rememberSaved(c, { what: `${made.name} er lavet.` });
      return viewed.link(`/scenarier/${made.code}`);
    },
  };
}

scenarioPages.post(
  '/scenarier/:scenario/status',
  viewing(async (c, viewed) => {
    const { version, status } = await fieldsOf(c);
    const revision = ScenarioRevision.safeParse({ status });
    if (!revision.success || revision.data.status === undefined)
      throw new RuleBroken('invalid-input', 'Vælg en status, som scenariet kan få.', { status: 400 });
    const code = c.req.param('scenario') ?? '';
    const made = await reviseScenario(c.var.em, viewed.portfolio.code, code, revision.data, version);
    rememberSaved(c, { what: `${made.name}: ${statusLabels[made.status].toLowerCase()}.` });
    return c.redirect(viewed.link(`/scenarier/${code}`), 303);
  }),
);

scenarioPages.post(
  '/scenarier/:scenario/viften',
  viewing(async (c, viewed) => {
    const { version } = await fieldsOf(c);
    const code = c.req.param('scenario') ?? '';
    const made = await acceptPortfolio(c.var.em, viewed.portfolio.code, code, version);
    rememberSaved(c, { what: `${made.name} er nu lavet på viften, som den er i dag.` });
    return c.redirect(viewed.link(`/scenarier/${code}`), 303);
  }),
);

scenarioPages.get(
  '/scenarier/:scenario/slet',
  viewing(async (c, viewed) => {
    const scenario = await scenarioAt(c, viewed);
    return answerPage(
      c,
      <Page
        c={c}
        title={`Slet ${scenario.name}`}
        section="/scenarier"
        viewed={viewed}
        above={above(viewed, scenario)}
      >
        <h1>Slet {scenario.name}?</h1>
        <p>Scenariet forsvinder med sine {scenario.changes.length} ændringer. Viften bliver, som den er.</p>
        <form method="post">
          <input type="hidden" name="version" value={scenario.etag} />
          <div class="button-group">
            <button type="submit" class="button button-warning">
              Slet scenariet
            </button>
            <a href={viewed.link(`/scenarier/${scenario.code}`)} class="button button-tertiary">
              Behold det
            </a>
          </div>
        </form>
      </Page>,
    );
  }),
);

scenarioPages.post(
  '/scenarier/:scenario/slet',
  viewing(async (c, viewed) => {
    const { name, code } = await scenarioAt(c, viewed);
    const { version } = await fieldsOf(c);
    await deleteScenario(c.var.em, viewed.portfolio.code, code, version);
    rememberSaved(c, { what: `${name} er slettet.` });
    return c.redirect(viewed.link('/scenarier'), 303);
  }),
);
