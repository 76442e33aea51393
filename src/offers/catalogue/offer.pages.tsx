import type { EntityManager } from '@mikro-orm/core';
import type { Context } from 'hono';
import { csv } from '../../shared/csv.ts';
import { answerForm, showForm, type Editor } from '../../shared/page/form-page.tsx';
import { router, type Env } from '../../shared/http/http.ts';
import { formatKroner, formatMillions } from '../../shared/money.ts';
import { Alert, Icon, Page, PrintButton, answerPage, type Viewed } from '../../shared/page/page.tsx';
import { RuleBroken, refuseIf } from '../../shared/rule-broken.ts';
import { etagOf } from '../../database/transaction.ts';
import { withCode } from '../../shared/page/form-parts.tsx';
import { rememberSaved } from '../../shared/page/saved.ts';
import { listed } from '../../shared/wording.ts';
import { offerFindings } from '../offer-findings.ts';
import { OfferFields, blankOffer, offerChoices } from './offer-form.tsx';
import { FilterForm, ListActions, ListAnswer, OfferTable, listing, offersCsv } from './offer-list.tsx';
import { OfferShown } from './offer-shown.tsx';
import { NewOffer, type OfferView } from '../offer.schema.ts';
import { createOffer, dropOffer, findOffer, reviseOffer } from '../offer.verbs.ts';
import { allocatedByYear, movement, type Movement } from '../../balance/movement.ts';
import { justSaved } from '../../balance/saved.pages.tsx';
import { withOffer, withoutOffer } from '../leaving.ts';
import { viewing } from '../viewed.query.ts';
import type { WholePortfolio } from '../whole-portfolio.ts';
import { namesOf } from '../wording.ts';

export const offerPages = router();

offerPages.get(
  '/tilbud',
  viewing((c, viewed, whole) => {
    const list = listing(c, whole);
    return answerPage(
      c,
      <Page c={c} title="Tilbud" section="/tilbud" viewed={viewed}>
        {justSaved(c, whole)}
        <h1>Tilbud</h1>
        <ListAnswer listing={list} whole={whole} />
        <ListActions listing={list} viewed={viewed} />
        <FilterForm listing={list} whole={whole} viewed={viewed} />
        <OfferTable listing={list} whole={whole} viewed={viewed} />
      </Page>,
    );
  }),
);

offerPages.get(
  '/tilbud.csv',
  viewing((c, viewed, whole) => {
    c.header('Content-Type', 'text/csv; charset=utf-8');
    c.header('Content-Disposition', `attachment; filename="tilbud-${viewed.portfolio.code}.csv"`);
    c.header('Cache-Control', 'no-cache');
    return c.body(csv(offersCsv(listing(c, whole), whole)));
  }),
);

offerPages.get(
  '/tilbud/nyt',
  viewing((c, viewed, whole) => showForm(c, async () => newOffer(c, viewed, whole))),
);
offerPages.post(
  '/tilbud/nyt',
  viewing((c, viewed, whole) => answerForm(c, async () => newOffer(c, viewed, whole))),
);

offerPages.get(
  '/tilbud/:offer',
  viewing((c, viewed, whole) => {
    const offer = offerIn(whole, c.req.param('offer') ?? '');
    const address = `/tilbud/${offer.code}`;
    return answerPage(
      c,
      <Page c={c} title={offer.name} section="/tilbud" viewed={viewed} above={above(viewed)}>
        {justSaved(c, whole)}
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

offerPages.get(
  '/tilbud/:offer/rediger',
  viewing((c, viewed, whole) => showForm(c, em => changedOffer(c, em, viewed, whole))),
);
offerPages.post(
  '/tilbud/:offer/rediger',
  viewing((c, viewed, whole) => answerForm(c, em => changedOffer(c, em, viewed, whole))),
);

offerPages.get(
  '/tilbud/:offer/slet',
  viewing(async (c, viewed, whole) => {
    const offer = await findOffer(c.var.em, viewed.portfolio.code, c.req.param('offer') ?? '');
    const view = offer.view();
    const without = withoutOffer(whole, view.code);
    return answerPage(
      c,
      <Page c={c} title={`Tag ${view.name} ud`} section="/tilbud" viewed={viewed} above={above(viewed, view)}>
        <h1>Tag {view.name} ud af viften?</h1>
        <p>
          Tilbuddet bliver stående i arkivet med sine priser og målgrupper og kan tages ind igen. Løber dets
          kontrakt videre, bliver det, den koster, stående i viften.
        </p>
        <Meaning movement={movement(whole, without)} whole={whole} />
        <form method="post">
          <input type="hidden" name="version" value={etagOf(offer)} />
          <div class="button-group">
            <button type="submit" class="button button-warning">
              Tag tilbuddet ud
            </button>
            <a href={viewed.link(`/tilbud/${view.code}`)} class="button button-tertiary">
              Behold det
            </a>
          </div>
        </form>
      </Page>,
    );
  }),
);

offerPages.post(
  '/tilbud/:offer/slet',
  viewing(async (c, viewed, whole) => {
    const { name, code } = offerIn(whole, c.req.param('offer') ?? '');
    const { version } = await c.req.parseBody();
    await dropOffer(
      c.var.em,
      viewed.portfolio.code,
      code,
      c.var.today(),
      typeof version === 'string' ? version : '',
    );
    rememberSaved(c, { what: `${name} er taget ud af viften.`, before: allocatedByYear(whole) });
    return c.redirect(viewed.link('/tilbud'), 303);
  }),
);

function newOffer(c: Context<Env>, viewed: Viewed, whole: WholePortfolio): Editor<NewOffer> {
  return {
    schema: NewOffer,
    choices: offerChoices(whole),
    stored: null,
    blank: blankOffer(whole),
    supply: typed => withCode(typed),
    page: content => (
      <Page c={c} title="Opret et tilbud" section="/tilbud" viewed={viewed} above={above(viewed)}>
        <h1>Opret et tilbud</h1>
        {content}
      </Page>
    ),
    fields: form => <OfferFields form={form} whole={whole} isNew />,
    saveLabel: 'Opret tilbuddet',
    cancel: viewed.link('/tilbud'),
    preview: input => preview(whole, input),
    save: async input => {
      const offer = await createOffer(c.var.em, viewed.portfolio.code, input);
      rememberSaved(c, { what: `${offer.name} er oprettet.`, before: allocatedByYear(whole) });
      return viewed.link(`/tilbud/${offer.code}`);
    },
  };
}

async function changedOffer(
  c: Context<Env>,
  em: EntityManager,
  viewed: Viewed,
  whole: WholePortfolio,
): Promise<Editor<NewOffer>> {
  const portfolio = viewed.portfolio.code;
  const offer = await findOffer(em, portfolio, c.req.param('offer') ?? '');
  const value = offer.view();
  return {
    schema: NewOffer,
    choices: offerChoices(whole),
    stored: { value, version: etagOf(offer) },
    supply: typed => new Map([...typed, ['/code', [value.code]]]),
    page: content => (
      <Page c={c} title="Redigér" section="/tilbud" viewed={viewed} above={above(viewed, value)}>
        <h1>Redigér {value.name}</h1>
        {content}
      </Page>
    ),
    fields: form => <OfferFields form={form} whole={whole} isNew={false} />,
    saveLabel: 'Gem',
    cancel: viewed.link(`/tilbud/${value.code}`),
    preview: input => preview(whole, input),
    save: async (input, version) => {
      const { code: _, ...change } = input;
      await reviseOffer(em, portfolio, value.code, change, version);
      rememberSaved(c, { what: `${input.name} er gemt.`, before: allocatedByYear(whole) });
      return viewed.link(`/tilbud/${value.code}`);
    },
  };
}

function preview(whole: WholePortfolio, input: NewOffer) {
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
      <Meaning movement={movement(whole, withOffer(whole, input))} whole={whole} />
      <p>Intet er gemt endnu.</p>
    </Alert>
  );
}

function codesOf(things: readonly { code: string }[]): Set<string> {
  return new Set(things.map(({ code }) => code));
}

function Meaning({ movement: moved, whole }: { movement: Movement; whole: WholePortfolio }) {
  const { group } = namesOf(whole);
  return (
    <>
      <ul>
        {moved.years.map(({ year, frameOere, beforeOere, nowOere }) => (
          <li>
            {year}: viften vil bruge {formatMillions(nowOere)} af {formatMillions(frameOere)}; i dag bruger
            den {formatMillions(beforeOere)}{' '}
            {nowOere === beforeOere
              ? '(ingen forskel)'
              : `(${formatKroner(Math.abs(nowOere - beforeOere))} ${nowOere > beforeOere ? 'mere' : 'mindre'})`}
            .{' '}
            {nowOere > frameOere && <strong>Det er {formatKroner(nowOere - frameOere)} over rammen.</strong>}
          </li>
        ))}
        {moved.unknownPrices.now !== moved.unknownPrices.before && (
          <li>
            {moved.unknownPrices.now} tilbud vil mangle pris, i dag {moved.unknownPrices.before}.
          </li>
        )}
        {moved.withoutEvidence.now !== moved.withoutEvidence.before && (
          <li>
            {moved.withoutEvidence.now} tilbud vil mangle evidensvurdering, i dag{' '}
            {moved.withoutEvidence.before}.
          </li>
        )}
        {moved.groupsWon.length > 0 && <li>Får et tilbud: {listed(moved.groupsWon.map(group))}.</li>}
        {moved.groupsLost.length > 0 && (
          <li>
            <strong>Mister deres tilbud:</strong> {listed(moved.groupsLost.map(group))}.
          </li>
        )}
      </ul>
    </>
  );
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
