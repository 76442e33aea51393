import type { EntityManager } from '@mikro-orm/core';
import type { Context } from 'hono';
import { etagOf } from '../../database/transaction.ts';
import { OfferFields, blankOffer, offerChoices } from '../../offers/catalogue/offer-form.tsx';
import { NewOffer } from '../../offers/offer.schema.ts';
import { viewing } from '../../offers/viewed.query.ts';
import { answerForm, showForm, type Editor } from '../../shared/page/form-page.tsx';
import { withCode } from '../../shared/page/form-parts.tsx';
import { router, type Env } from '../../shared/http/http.ts';
import { Icon, Page, type Viewed } from '../../shared/page/page.tsx';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { rememberSaved } from '../../shared/page/saved.ts';
import { above, fieldsOf, scenarioAt } from '../scenario-asked.query.ts';
import { scenarioFacts } from '../scenario-facts.query.ts';
import type { ScenarioChange } from '../scenario.schema.ts';
import { findScenario, reviseScenario } from '../scenario.verbs.ts';

export const addedOfferPages = router();

addedOfferPages.get(
  '/scenarier/:scenario/tilbud/nyt',
  viewing((c, viewed) => showForm(c, em => addedOffer(c, em, viewed, null))),
);
addedOfferPages.post(
  '/scenarier/:scenario/tilbud/nyt',
  viewing((c, viewed) => answerForm(c, em => addedOffer(c, em, viewed, null))),
);
addedOfferPages.get(
  '/scenarier/:scenario/tilbud/:offer',
  viewing((c, viewed) => showForm(c, em => addedOffer(c, em, viewed, c.req.param('offer') ?? ''))),
);
addedOfferPages.post(
  '/scenarier/:scenario/tilbud/:offer',
  viewing((c, viewed) => answerForm(c, em => addedOffer(c, em, viewed, c.req.param('offer') ?? ''))),
);
addedOfferPages.post(
  '/scenarier/:scenario/tilbud/:offer/fjern',
  viewing(async (c, viewed) => {
    const scenario = await scenarioAt(c, viewed);
    const { version } = await fieldsOf(c);
    const offer = c.req.param('offer') ?? '';
    const changes = scenario.changes.filter(change => !isAbout(change, offer));
    await reviseScenario(c.var.em, viewed.portfolio.code, scenario.code, { changes }, version);
    rememberSaved(c, { what: 'Tilbuddet er taget ud af scenariet.' });
    return c.redirect(viewed.link(`/scenarier/${scenario.code}`), 303);
  }),
);

/** The form of an offer that the scenario brings; `code` is null for a new one. */
async function addedOffer(
  c: Context<Env>,
  em: EntityManager,
  viewed: Viewed,
  code: string | null,
): Promise<Editor<NewOffer>> {
  const portfolio = viewed.portfolio.code;
  const { whole } = await scenarioFacts(c.var.database, portfolio);
  const scenario = await findScenario(em, portfolio, c.req.param('scenario') ?? '');
  const { changes, name, status } = scenario.view();
  const stored = changes.find(change => change.kind === 'add' && change.offer.code === code);
  const value = stored?.kind === 'add' ? stored.offer : null;
  if (code !== null && value === null)
    throw new RuleBroken('not-found', `Tilbuddet ${code} er ikke et, scenariet føjer til.`, { status: 404 });
  const address = viewed.link(`/scenarier/${scenario.code}`);
  const version = etagOf(scenario);
  return {
    schema: NewOffer,
    choices: offerChoices(whole),
    stored: value && { value, version },
    blank: blankOffer(whole),
    supply: typed => (value ? new Map([...typed, ['/code', [value.code]]]) : withCode(typed)),
    page: content => (
      <Page
        c={c}
        title={value?.name ?? 'Nyt tilbud'}
        section="/scenarier"
        viewed={viewed}
        above={above(viewed, { code: scenario.code, name })}
      >
        <h1>{value ? `${value.name} i ${name}` : `Føj et tilbud til ${name}`}</h1>
        {status !== 'draft' && (
          <p>Scenariet er ikke en kladde. Tag det tilbage til kladde for at ændre det.</p>
        )}
        {content}
        {value && (
          <form method="post" action={viewed.link(`/scenarier/${scenario.code}/tilbud/${value.code}/fjern`)}>
            <input type="hidden" name="version" value={version} />
            <button type="submit" class="function-link">
              <Icon name="delete" />
              Tag tilbuddet ud af scenariet
            </button>
          </form>
        )}
      </Page>
    ),
    fields: form => <OfferFields form={form} whole={whole} isNew={value === null} />,
    saveLabel: value ? 'Gem' : 'Føj tilbuddet til',
    cancel: address,
    save: async (offer, seen) => {
      const others = changes.filter(change => !(change.kind === 'add' && change.offer.code === offer.code));
      if (value === null && others.length < changes.length) throw alreadyAdded(offer.code);
      await reviseScenario(
        em,
        portfolio,
        scenario.code,
        { changes: [...others, { kind: 'add', offer }] },
        value ? seen : version,
      ).catch((error: unknown) => {
        throw error instanceof RuleBroken ? atOffer(error) : error;
      });
      rememberSaved(c, { what: `${offer.name} er føjet til scenariet.` });
      return address;
    },
  };
}

/** What is wrong with the change, told at the fields of the offer. */
function atOffer({ rule, message, status, findings }: RuleBroken): RuleBroken {
  const moved = findings.map(finding =>
    'pointer' in finding
      ? { ...finding, pointer: finding.pointer.replace(/^\/changes\/\d+\/offer/, '') }
      : finding,
  );
  return new RuleBroken(rule, message, { status, findings: moved });
}

function alreadyAdded(code: string): RuleBroken {
  const message = `Scenariet har allerede et nyt tilbud med koden ${code}. Vælg en anden.`;
  return new RuleBroken('already-exists', message, { findings: [{ pointer: '/code', message }] });
}

function isAbout(change: ScenarioChange, code: string): boolean {
  return change.kind === 'add' ? change.offer.code === code : change.offer === code;
}
