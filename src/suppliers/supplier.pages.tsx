import type { EntityManager } from '@mikro-orm/core';
import type { Context } from 'hono';
import { etagOf } from '../database/transaction.ts';
import { router, type Env } from '../shared/http/http.ts';
import { DeleteForm, formAt, sentVersion, underHeading } from '../shared/page/edit-pages.tsx';
import { Field, type Form } from '../shared/page/form-fields.tsx';
import type { Editor } from '../shared/page/form-page.tsx';
import { CodeField, SourcesPart, withCode } from '../shared/page/form-parts.tsx';
import { titleAt } from '../shared/page/form.ts';
import { AssumedAsNoted, Icon, Page, PrintButton, answerPage, type Viewed } from '../shared/page/page.tsx';
import { rememberSaved, type JustSaved } from '../shared/page/saved.ts';
import { listed } from '../shared/wording.ts';
import { NewSupplier, supplierKindLabels, type SupplierView } from './supplier.schema.ts';
import { createSupplier, deleteSupplier, findSupplier, reviseSupplier } from './supplier.verbs.ts';
import type { Delivered, OffersOfSupplier, SeeingSuppliers } from './suppliers-seen.query.ts';

/** Handed what the vifte says of the suppliers and what they deliver. */
export function supplierPages(seeing: SeeingSuppliers, offersOf: OffersOfSupplier, justSaved: JustSaved) {
  const pages = router();

  pages.get(
    '/leverandoerer',
    seeing(async (c, viewed, { suppliers, years, of }) => {
      const used = suppliers.filter(({ code }) => of(code).offers.length > 0).length;
      return answerPage(
        c,
        <Page c={c} title="Leverandører" section="/leverandoerer" viewed={viewed}>
          {await justSaved(c, viewed)}
          <h1>Leverandører</h1>
          <p class="font-lead answer">
            {used} {used === 1 ? 'leverandør' : 'leverandører'} har tilbud i viften
            {suppliers.length > used && `; ${suppliers.length - used} har ingen`}.
          </p>
          <p class="actions d-print-none">
            <a href={viewed.link('/leverandoerer/ny')} class="button button-primary">
              <Icon name="plus" />
              Opret en leverandør
            </a>
            <PrintButton />
          </p>
          {suppliers.length > 0 && (
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
                  {suppliers.map(supplier => (
                    <SupplierRow supplier={supplier} delivered={of(supplier.code)} viewed={viewed} />
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

  formAt(pages, '/leverandoerer/ny', answer =>
    seeing((c, viewed) => answer(c, async () => newSupplier(c, viewed))),
  );
  formAt(pages, '/leverandoerer/:supplier/rediger', answer =>
    seeing((c, viewed) => answer(c, em => changedSupplier(c, em, viewed))),
  );

  pages.get(
    '/leverandoerer/:supplier/slet',
    seeing(async (c, viewed, { of }) => {
      const supplier = await findSupplier(c.var.em, c.req.param('supplier') ?? '');
      const { offers } = of(supplier.code);
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
          <DeleteForm
            version={etagOf(supplier)}
            button={offers.length === 0 && 'Slet leverandøren'}
            keep={viewed.link('/leverandoerer')}
          />
        </Page>,
      );
    }),
  );

  pages.post(
    '/leverandoerer/:supplier/slet',
    seeing(async (c, viewed) => {
      const { name, code } = await findSupplier(c.var.em, c.req.param('supplier') ?? '');
      await deleteSupplier(c.var.em, code, await sentVersion(c), offersOf);
      rememberSaved(c, { what: `${name} er slettet.` });
      return c.redirect(viewed.link('/leverandoerer'), 303);
    }),
  );

  return pages;
}

function SupplierRow(props: { supplier: SupplierView; delivered: Delivered; viewed: Viewed }) {
  const { supplier, delivered, viewed } = props;
  const { offers, money } = delivered;
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
        <span>{money}</span>
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

const choices = { '/kind': supplierKindLabels };

function newSupplier(c: Context<Env>, viewed: Viewed): Editor<NewSupplier> {
  return {
    schema: NewSupplier,
    choices,
    stored: null,
    supply: typed => withCode(typed),
    page: underHeading({
      c,
      title: 'Opret en leverandør',
      section: '/leverandoerer',
      viewed,
      above: above(viewed),
    }),
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
    page: underHeading({
      c,
      title: `Redigér ${value.name}`,
      section: '/leverandoerer',
      viewed,
      above: above(viewed),
    }),
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
