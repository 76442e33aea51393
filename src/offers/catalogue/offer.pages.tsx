import type { EntityManager } from '@mikro-orm/core';
import type { Context } from 'hono';
import { csv } from '../../shared/csv.ts';
import { DeleteForm, formAt, sentVersion, underHeading } from '../../shared/page/edit-pages.tsx';
import type { Editor } from '../../shared/page/form-page.tsx';
import { router, type Env } from '../../shared/http/http.ts';
import { Alert, Icon, Page, PrintButton, answerPage, type Viewed } from '../../shared/page/page.tsx';
import { RuleBroken, refuseIf } from '../../shared/rule-broken.ts';
import { etagOf } from '../../database/transaction.ts';
import { withCode } from '../../shared/page/form-parts.tsx';
import { rememberSaved } from '../../shared/page/saved.ts';
import { offerFindings } from '../offer-findings.ts';
import { OfferFields, blankOffer, offerChoices } from './offer-form.tsx';
import { FilterForm, ListActions, ListAnswer, OfferTable, listing, offersCsv } from './offer-list.tsx';
import { OfferShown } from './offer-shown.tsx';
import { NewOffer, type OfferView } from '../offer.schema.ts';
import { createOffer, dropOffer, findOffer, reviseOffer } from '../offer.verbs.ts';
import { withOffer, withoutOffer } from '../leaving.ts';
import { viewing } from '../viewed.query.ts';
import type { Weighing } from '../weighing.query.ts';
import type { WholePortfolio } from '../whole-portfolio.ts';

/** Handed what the balances say of a change. */
export function offerPages(weighing: Weighing) {
  const { justSaved, allocatedByYear, Meaning } = weighing;
  const pages = router();

  pages.get(
    '/tilbud',
    viewing(async (c, viewed, whole) => {
      const list = listing(c, whole);
      return answerPage(
        c,
        <Page c={c} title="Tilbud" section="/tilbud" viewed={viewed}>
          {await justSaved(c, viewed)}
          <h1>Tilbud</h1>
          <ListAnswer listing={list} whole={whole} />
          <ListActions listing={list} viewed={viewed} />
          <FilterForm listing={list} whole={whole} viewed={viewed} />
          <OfferTable listing={list} whole={whole} viewed={viewed} />
        </Page>,
      );
    }),
  );

  pages.get(
    '/tilbud.csv',
    viewing((c, viewed, whole) => {
      c.header('Content-Type', 'text/csv; charset=utf-8');
      c.header('Content-Disposition', `attachment; filename="tilbud-${viewed.portfolio.code}.csv"`);
      c.header('Cache-Control', 'no-cache');
      return c.body(csv(offersCsv(listing(c, whole), whole)));
    }),
  );

  formAt(pages, '/tilbud/nyt', answer =>
    viewing((c, viewed, whole) => answer(c, async () => newOffer(c, viewed, whole, weighing))),
  );

  pages.get(
    '/tilbud/:offer',
    viewing(async (c, viewed, whole) => {
      const offer = offerIn(whole, c.req.param('offer') ?? '');
      const address = `/tilbud/${offer.code}`;
      return answerPage(
        c,
        <Page c={c} title={offer.name} section="/tilbud" viewed={viewed} above={above(viewed)}>
          {await justSaved(c, viewed)}
          <h1>{offer.name}</h1>
          <p class="actions d-print-none">
            <a href={viewed.link(`${address}/rediger`)} class="button button-primary">
              <Icon name="edit" />
              Redigér
            </a>
            <a href={viewed.link(`${address}/slet`)} class="function-link">
              <Icon name="delete" />
              Slet
            </a>
            <PrintButton />
          </p>
          <OfferShown offer={offer} whole={whole} viewed={viewed} />
        </Page>,
      );
    }),
  );

  formAt(pages, '/tilbud/:offer/rediger', answer =>
    viewing((c, viewed, whole) => answer(c, em => changedOffer(c, em, viewed, whole, weighing))),
  );

  pages.get(
    '/tilbud/:offer/slet',
    viewing(async (c, viewed, whole) => {
      const offer = await findOffer(c.var.em, viewed.portfolio.code, c.req.param('offer') ?? '');
      const view = offer.view();
      const without = withoutOffer(whole, view.code);
      return answerPage(
        c,
        <Page
          c={c}
          title={`Tag ${view.name} ud`}
          section="/tilbud"
          viewed={viewed}
          above={above(viewed, view)}
        >
          <h1>Tag {view.name} ud af viften?</h1>
          <p>
            Tilbuddet bliver stående i arkivet med sine priser og målgrupper og kan tages ind igen. Løber dets
            kontrakt videre, bliver det, den koster, stående i viften.
          </p>
          <Meaning before={whole} now={without} />
          <DeleteForm
            version={etagOf(offer)}
            button="Tag tilbuddet ud"
            keep={viewed.link(`/tilbud/${view.code}`)}
            kept="Behold det"
          />
        </Page>,
      );
    }),
  );

  pages.post(
    '/tilbud/:offer/slet',
    viewing(async (c, viewed, whole) => {
      const { name, code } = offerIn(whole, c.req.param('offer') ?? '');
      await dropOffer(c.var.em, viewed.portfolio.code, code, c.var.today(), await sentVersion(c));
      rememberSaved(c, { what: `${name} er taget ud af viften.`, before: allocatedByYear(whole) });
      return c.redirect(viewed.link('/tilbud'), 303);
    }),
  );

  return pages;
}

function newOffer(
  c: Context<Env>,
  viewed: Viewed,
  whole: WholePortfolio,
  weighing: Weighing,
): Editor<NewOffer> {
  return {
    schema: NewOffer,
    choices: offerChoices(whole),
    stored: null,
    blank: blankOffer(whole),
    supply: typed => withCode(typed),
    page: underHeading({ c, title: 'Opret et tilbud', section: '/tilbud', viewed, above: above(viewed) }),
    fields: form => <OfferFields form={form} whole={whole} isNew />,
    saveLabel: 'Opret tilbuddet',
    cancel: viewed.link('/tilbud'),
    preview: input => preview(whole, input, weighing),
    save: async input => {
      const offer = await createOffer(c.var.em, viewed.portfolio.code, input);
      rememberSaved(c, { what: `${offer.name} er oprettet.`, before: weighing.allocatedByYear(whole) });
      return viewed.link(`/tilbud/${offer.code}`);
    },
  };
}

async function changedOffer(
  c: Context<Env>,
  em: EntityManager,
  viewed: Viewed,
  whole: WholePortfolio,
  weighing: Weighing,
): Promise<Editor<NewOffer>> {
  const portfolio = viewed.portfolio.code;
  const offer = await findOffer(em, portfolio, c.req.param('offer') ?? '');
  const value = offer.view();
  return {
    schema: NewOffer,
    choices: offerChoices(whole),
    stored: { value, version: etagOf(offer) },
    supply: typed => new Map([...typed, ['/code', [value.code]]]),
    page: underHeading(
      { c, title: 'Redigér', section: '/tilbud', viewed, above: above(viewed, value) },
      `Redigér ${value.name}`,
    ),
    fields: form => <OfferFields form={form} whole={whole} isNew={false} />,
    saveLabel: 'Gem',
    cancel: viewed.link(`/tilbud/${value.code}`),
    preview: input => preview(whole, input, weighing),
    save: async (input, version) => {
      const { code: _, ...change } = input;
      await reviseOffer(em, portfolio, value.code, change, version);
      rememberSaved(c, { what: `${input.name} er gemt.`, before: weighing.allocatedByYear(whole) });
      return viewed.link(`/tilbud/${value.code}`);
    },
  };
}

function preview(whole: WholePortfolio, input: NewOffer, { Meaning }: Weighing) {
  refuseIf(
    offerFindings(input, {
      years: whole.portfolio.frames.map(({ year }) => year),
      suppliers: codesOf(whole.suppliers),
      groups: codesOf(whole.targetGroups),
      goals: codesOf(whole.goals),
    }),
  );
  return (
    <Alert variant="info" heading="Det betyder det, hvis du gemmer">
      <Meaning before={whole} now={withOffer(whole, input)} />
      <p>Intet er gemt endnu.</p>
    </Alert>
  );
}

function codesOf(things: readonly { code: string }[]): Set<string> {
  return new Set(things.map(({ code }) => code));
}

function offerIn(whole: WholePortfolio, code: string): OfferView {
  const offer = whole.offers.find(offer => offer.code === code);
  if (!offer) throw new RuleBroken('not-found', `Tilbuddet ${code} findes ikke.`, { status: 404 });
  return offer;
}

function above(viewed: Viewed, offer?: OfferView) {
  return [
    { href: viewed.link('/tilbud'), text: 'Tilbud' },
    ...(offer ? [{ href: viewed.link(`/tilbud/${offer.code}`), text: offer.name }] : []),
  ];
}
