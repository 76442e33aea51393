import type { EntityManager } from '@mikro-orm/core';
import type { Context } from 'hono';
import { Field, type Form } from '../shared/page/form-fields.tsx';
import { answerForm, showForm, type Editor } from '../shared/page/form-page.tsx';
import { titleAt } from '../shared/page/form.ts';
import { router, type Env } from '../shared/http/http.ts';
import { formatKroner, sumOere } from '../shared/money.ts';
import { AssumedAsNoted, Icon, Page, PrintButton, answerPage, type Viewed } from '../shared/page/page.tsx';
import { etagOf } from '../database/transaction.ts';
import { CodeField, SourcesPart, withCode } from '../shared/page/form-parts.tsx';
import { rememberSaved } from '../shared/page/saved.ts';
import { listed } from '../shared/wording.ts';
import { committed } from '../offers/commitment.ts';
import { knownMoney, missingMoney, missingOf } from '../offers/known-money.ts';
import { coveredYears, priceOver } from '../offers/price.ts';
import { commitmentsLabel } from '../balance/commitments-label.ts';
import { justSaved } from '../balance/saved.pages.tsx';
import { NewSupplier, supplierKindLabels, type SupplierView } from './supplier.schema.ts';
import { createSupplier, deleteSupplier, findSupplier, reviseSupplier } from './supplier.verbs.ts';
import { viewing } from '../offers/viewed.query.ts';
import type { WholePortfolio } from '../offers/whole-portfolio.ts';

export const supplierPages = router();

supplierPages.get(
  '/leverandoerer',
  viewing((c, viewed, whole) => {
    const years = coveredYears(whole.portfolio, null);
    const used = new Set(whole.offers.flatMap(({ supplier }) => supplier ?? []));
    return answerPage(
      c,
      <Page c={c} title="Leverandører" section="/leverandoerer" viewed={viewed}>
        {justSaved(c, whole)}
        <h1>Leverandører</h1>
        <p class="font-lead answer">
          {used.size} {used.size === 1 ? 'leverandør' : 'leverandører'} har tilbud i viften
          {whole.suppliers.length > used.size && `; ${whole.suppliers.length - used.size} har ingen`}.
        </p>
        <p class="actions d-print-none">
          <a href={viewed.link('/leverandoerer/ny')} class="button button-primary">
            <Icon name="plus" />
            Opret en leverandør
          </a>
          <PrintButton />
        </p>
        {whole.suppliers.length > 0 && (
          <>
            <table class="table table--compact table-md-responsive-headers d-print-table">
              <caption class="sr-only">Leverandører og deres tilbud i viften</caption>
              <thead>
                <tr>
                  <th scope="col">{titleAt(NewSupplier, '/name')}</th>
                  <th scope="col">{titleAt(NewSupplier, '/kind')}</th>
                  <th scope="col">Tilbud i viften</th>
                  <th scope="col" class="number">
                    Kendte beløb {listed(years.map(String))}, kr.
                  </th>
                  <th scope="col" class="d-print-none">
                    Ret
                  </th>
                </tr>
              </thead>
              <tbody>
                {whole.suppliers.map(supplier => (
                  <SupplierRow supplier={supplier} whole={whole} years={years} viewed={viewed} />
                ))}
              </tbody>
            </table>
            <p class="small-text">
              <AssumedAsNoted />: en del af beløbet står ikke i nogen kilde. Tilbuddenes egne sider siger
              hvilken.
            </p>
          </>
        )}
      </Page>,
    );
  }),
);

function SupplierRow(props: {
  supplier: SupplierView;
  whole: WholePortfolio;
  years: number[];
  viewed: Viewed;
}) {
  const { supplier, whole, years, viewed } = props;
  const offers = whole.offers.filter(offer => offer.supplier === supplier.code);
  const known = offers.map(offer => priceOver(offer, years)).filter(price => 'amountOere' in price);
  const missing = missingOf(offers, years);
  const running = offers.filter(offer => offer.years.some(year => years.includes(year)));
  const beside = committed(
    whole.commitments.filter(one => one.supplier === supplier.code && years.includes(one.year)),
  );
  const part = {
    ...missing,
    offers: running.length,
    unknownContracts: beside.unknownContracts,
    amountOere: sumOere([beside.amountOere, ...known.map(({ amountOere }) => amountOere)]),
  };
  return (
    <tr id={supplier.code}>
      <th scope="row">{supplier.name}</th>
      <td data-title={titleAt(NewSupplier, '/kind')}>{supplierKindLabels[supplier.kind]}</td>
      <td data-title="Tilbud i viften">
        {offers.length === 0 ? (
          'ingen'
        ) : (
          <span>
            {offers.map(({ code, name }, i) => (
              <>
                {i > 0 && ', '}
                <a href={viewed.link(`/tilbud/${code}`)}>{name}</a>
              </>
            ))}
          </span>
        )}
      </td>
      <td class="number" data-title="Kendte beløb">
        <span>
          {running.length + beside.contracts === 0
            ? '–'
            : knownMoney(part, amount => formatKroner(amount).replace(' kr.', ''))}{' '}
          {(beside.assumedOere > 0 || known.some(({ assumedOere }) => assumedOere > 0)) && <AssumedAsNoted />}
          {missing.unpricedOffers < running.length && missingMoney(missing)}
          {beside.contracts > 0 && ` heri ${commitmentsLabel.toLowerCase()}`}
        </span>
      </td>
      <td class="d-print-none" data-title="Ret">
        <span>
          <a href={viewed.link(`/leverandoerer/${supplier.code}/rediger`)}>
            Redigér<span class="sr-only"> {supplier.name}</span>
          </a>{' '}
          <a href={viewed.link(`/leverandoerer/${supplier.code}/slet`)}>
            Slet<span class="sr-only"> {supplier.name}</span>
          </a>
        </span>
      </td>
    </tr>
  );
}

supplierPages.get(
  '/leverandoerer/ny',
  viewing((c, viewed) => showForm(c, async () => newSupplier(c, viewed))),
);
supplierPages.post(
  '/leverandoerer/ny',
  viewing((c, viewed) => answerForm(c, async () => newSupplier(c, viewed))),
);
supplierPages.get(
  '/leverandoerer/:supplier/rediger',
  viewing((c, viewed) => showForm(c, em => changedSupplier(c, em, viewed))),
);
supplierPages.post(
  '/leverandoerer/:supplier/rediger',
  viewing((c, viewed) => answerForm(c, em => changedSupplier(c, em, viewed))),
);

supplierPages.get(
  '/leverandoerer/:supplier/slet',
  viewing(async (c, viewed, whole) => {
    const supplier = await findSupplier(c.var.em, c.req.param('supplier') ?? '');
    const offers = whole.offers.filter(offer => offer.supplier === supplier.code);
    return answerPage(
      c,
      <Page
        c={c}
        title={`Slet ${supplier.name}`}
        section="/leverandoerer"
        viewed={viewed}
        above={above(viewed)}
      >
        <h1>Slet {supplier.name}?</h1>
        {offers.length > 0 ? (
          <p>
            Det kan ikke lade sig gøre, så længe leverandøren har tilbud:{' '}
            {listed(offers.map(({ name }) => name))}. Giv dem først en anden leverandør.
          </p>
        ) : (
          <p>Det kan ikke fortrydes.</p>
        )}
        <form method="post">
          <input type="hidden" name="version" value={etagOf(supplier)} />
          <div class="button-group">
            {offers.length === 0 && (
              <button type="submit" class="button button-warning">
                Slet leverandøren
              </button>
            )}
            <a href={viewed.link('/leverandoerer')} class="button button-tertiary">
              Behold den
            </a>
          </div>
        </form>
      </Page>,
    );
  }),
);

supplierPages.post(
  '/leverandoerer/:supplier/slet',
  viewing(async (c, viewed) => {
    const { name, code } = await findSupplier(c.var.em, c.req.param('supplier') ?? '');
    const { version } = await c.req.parseBody();
    await deleteSupplier(c.var.em, code, typeof version === 'string' ? version : '');
    rememberSaved(c, { what: `${name} er slettet.` });
    return c.redirect(viewed.link('/leverandoerer'), 303);
  }),
);

const choices = { '/kind': supplierKindLabels };

function newSupplier(c: Context<Env>, viewed: Viewed): Editor<NewSupplier> {
  return {
    schema: NewSupplier,
    choices,
    stored: null,
    supply: typed => withCode(typed),
    page: content => (
      <Page c={c} title="Opret en leverandør" section="/leverandoerer" viewed={viewed} above={above(viewed)}>
        <h1>Opret en leverandør</h1>
        {content}
      </Page>
    ),
    fields: form => <SupplierFields form={form} isNew />,
    saveLabel: 'Opret leverandøren',
    cancel: viewed.link('/leverandoerer'),
    save: async input => {
      const { name } = await createSupplier(c.var.em, input);
      rememberSaved(c, { what: `${name} er oprettet.` });
      return viewed.link('/leverandoerer');
    },
  };
}

async function changedSupplier(
  c: Context<Env>,
  em: EntityManager,
  viewed: Viewed,
): Promise<Editor<NewSupplier>> {
  const supplier = await findSupplier(em, c.req.param('supplier') ?? '');
  const value = supplier.view();
  return {
    schema: NewSupplier,
    choices,
    stored: { value, version: etagOf(supplier) },
    supply: typed => new Map([...typed, ['/code', [value.code]]]),
    page: content => (
      <Page
        c={c}
        title={`Redigér ${value.name}`}
        section="/leverandoerer"
        viewed={viewed}
        above={above(viewed)}
      >
        <h1>Redigér {value.name}</h1>
        {content}
      </Page>
    ),
    fields: form => <SupplierFields form={form} isNew={false} />,
    saveLabel: 'Gem',
    cancel: viewed.link('/leverandoerer'),
    save: async (input, version) => {
      const { code, ...change } = input;
      await reviseSupplier(em, code, change, version);
      rememberSaved(c, { what: `${input.name} er gemt.` });
      return viewed.link('/leverandoerer');
    },
  };
}

function SupplierFields({ form, isNew }: { form: Form; isNew: boolean }) {
  return (
    <>
      <Field form={form} at="/name" />
      {isNew && <CodeField form={form} />}
      <Field form={form} at="/kind" />
      <Field form={form} at="/note" />
      <SourcesPart form={form} />
    </>
  );
}

function above(viewed: Viewed) {
  return [{ href: viewed.link('/leverandoerer'), text: 'Leverandører' }];
}
