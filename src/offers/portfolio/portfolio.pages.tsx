import type { EntityManager } from '@mikro-orm/core';
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { Boxes, Field, Rows, type Choices, type Form } from '../../shared/page/form-fields.tsx';
import { formAt } from '../../shared/page/edit-pages.tsx';
import type { Editor } from '../../shared/page/form-page.tsx';
import { first, titleAt, type Typed } from '../../shared/page/form.ts';
import { router, type Env } from '../../shared/http/http.ts';
import { formatKroner } from '../../shared/money.ts';
import { Assumed, Icon, Page, PrintButton, answerPage, type Viewed } from '../../shared/page/page.tsx';
import { slug } from '../../shared/slug.ts';
import { basisLabels } from '../../shared/source.schema.ts';
import { etagOf } from '../../database/transaction.ts';
import { BasisFields, CodeField, Part } from '../../shared/page/form-parts.tsx';
import { rememberSaved } from '../../shared/page/saved.ts';
import { listed, number, sourceText } from '../../shared/wording.ts';
import { leftText, spentText } from '../known-money.ts';
import { Portfolio } from '../portfolio.entity.ts';
import { NewPortfolio } from '../portfolio.schema.ts';
import { findPortfolio } from '../portfolio.query.ts';
import { createPortfolio, revisePortfolio } from './portfolio.verbs.ts';
import { addressedBy } from '../reach.ts';
import { TargetGroup } from '../../target-groups/target-group.entity.ts';
import { headcountKindLabels, headcountUnitLabels } from '../../target-groups/target-group.schema.ts';
import { viewing } from '../viewed.query.ts';
import type { Weighing } from '../weighing.query.ts';
import { namesOf } from '../wording.ts';

const title = (at: string) => titleAt(NewPortfolio, at);

/** Handed what the balances say of the vifte. */
export function portfolioPages({ justSaved, allocatedByYear, budgetOf }: Weighing) {
  const pages = router();

  pages.get(
    '/vifte',
    viewing(async (c, viewed, whole) => {
      const { portfolio } = whole;
      const names = namesOf(whole);
      const addressed = addressedBy(whole);
      const { unit, kind, period } = portfolio.countBasis;
      return answerPage(
        c,
        <Page c={c} title="Rammer" section="/vifte" viewed={viewed}>
          {await justSaved(c, viewed)}
          <h1>{portfolio.title}</h1>
          <p class="font-lead answer">
            {portfolio.municipality} har en ramme på{' '}
            {listed(portfolio.frames.map(({ year, amountOere }) => `${formatKroner(amountOere)} i ${year}`))}.
          </p>
          <p class="actions d-print-none">
            <a href={viewed.link('/vifte/rediger')} class="button button-primary">
              <Icon name="edit" />
              Redigér
            </a>
            <a href="/vifte/ny" class="function-link">
              <Icon name="plus" />
              Opret en ny vifte
            </a>
            <PrintButton />
          </p>
          <h2>{title('/frames')}</h2>
          <table class="table table--compact table-md-responsive-headers d-print-table">
            <caption class="sr-only">{title('/frames')} med grundlag</caption>
            <thead>
              <tr>
                <th scope="col">År</th>
                <th scope="col" class="number">
                  {title('/frames/0/amountOere')}
                </th>
                <th scope="col" class="number">
                  Brugt
                </th>
                <th scope="col" class="number">
                  Tilbage
                </th>
                <th scope="col">Grundlag</th>
              </tr>
            </thead>
            <tbody>
              {portfolio.frames.map(({ year, amountOere, basis, source, note }) => {
                const budget = budgetOf(whole, year);
                const { leftOere, assumedOere } = budget;
                return (
                  <tr>
                    <th scope="row">{year}</th>
                    <td class="number" data-title={title('/frames/0/amountOere')}>
                      <span>
                        {formatKroner(amountOere)}{' '}
                        {basis === 'assumption' && <Assumed reason={note ?? 'ingen kilde giver rammen'} />}
                      </span>
                    </td>
                    <td class="number" data-title="Brugt">
                      <span>
                        {spentText(budget, formatKroner)}{' '}
                        {assumedOere > 0 && (
                          <Assumed
                            reason={`${formatKroner(assumedOere)} af beløbet står ikke i nogen kilde`}
                          />
                        )}
                      </span>
                    </td>
                    <td class="number" data-title="Tilbage">
                      {leftOere < 0 ? (
                        <strong>{leftText(budget, formatKroner)}</strong>
                      ) : (
                        leftText(budget, formatKroner)
                      )}
                    </td>
                    <td data-title="Grundlag">
                      <span>
                        {basisLabels[basis]}
                        {source && `, ${sourceText(source)}`}
                        {note !== null && `. ${note}`}
                      </span>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <h2>{title('/addresses')}</h2>
          <p>
            Rækkevidden regnes ud af disse {addressed.groups.size} grupper
            {addressed.all !== null &&
              ` med ${number(addressed.all)} ${headcountUnitLabels[unit]} tilsammen`}{' '}
            ({headcountKindLabels[kind].toLowerCase()} {period}).
          </p>
          <ul>
            {[...addressed.groups].map(([group, persons]) => (
              <li>
                <a href={viewed.link(`/maalgrupper/${group}`)}>{names.group(group)}</a>:{' '}
                {persons === null ? 'antal ukendt' : number(persons)}
              </li>
            ))}
          </ul>
          {portfolio.note !== null && (
            <>
              <h2>{title('/note')}</h2>
              <p class="written">{portfolio.note}</p>
            </>
          )}
        </Page>,
      );
    }),
  );

  formAt(pages, '/vifte/rediger', answer =>
    viewing((c, viewed, whole) => answer(c, em => changedPortfolio(c, em, viewed, allocatedByYear(whole)))),
  );
  formAt(pages, '/vifte/ny', answer => c => answer(c, em => newPortfolio(c, em)));

  return pages;
}

async function newPortfolio(c: Context<Env>, em: EntityManager): Promise<Editor<NewPortfolio>> {
  const isFirst = (await em.count(Portfolio)) === 0;
  const heading = isFirst ? 'Begynd med en tilbudsvifte' : 'Opret en ny vifte';
  return {
    schema: NewPortfolio,
    choices: await portfolioChoices(em),
    stored: null,
    blank: new Map([
      ['/frames/0/year', ['']],
      ['/countBasis/unit', ['full-year-persons']],
      ['/countBasis/kind', ['budget']],
    ]),
    supply: withTitlesCode,
    page: content => (
      <Page c={c} title={heading} above={isFirst ? [] : [{ href: '/vifte', text: 'Rammer' }]}>
        <h1>{heading}</h1>
        {isFirst && (
          <p class="font-lead">
            Der er ingen tilbudsvifte endnu. Giv den et navn og en budgetramme for hvert år. Bagefter kan du
            oprette målgrupper, leverandører og tilbud.
          </p>
        )}
        {content}
      </Page>
    ),
    fields: form => <PortfolioFields form={form} isNew />,
    saveLabel: 'Opret viften',
    cancel: isFirst ? '/vifte/ny' : '/vifte',
    save: async input => {
      const { code, title } = await createPortfolio(em, input);
      rememberSaved(c, { what: `${title} er oprettet.` });
      return `/tilbud?vifte=${code}`;
    },
  };
}

function withTitlesCode(typed: Typed): Typed {
  if (first(typed, '/code').trim() !== '') return typed;
  return new Map([...typed, ['/code', [slug(`${first(typed, '/municipality')} ${first(typed, '/title')}`)]]]);
}

async function changedPortfolio(
  c: Context<Env>,
  em: EntityManager,
  viewed: Viewed,
  before: Record<number, number>,
): Promise<Editor<NewPortfolio>> {
  const portfolio = await findPortfolio(em, viewed.portfolio.code);
  const value = portfolio.view();
  const address = viewed.link('/vifte');
  const page = (content: Child) => (
    <Page c={c} title="Redigér" section="/vifte" viewed={viewed} above={[{ href: address, text: 'Rammer' }]}>
      <h1>Redigér {value.title}</h1>
      {content}
    </Page>
  );
  return {
    schema: NewPortfolio,
    choices: await portfolioChoices(em),
    stored: { value, version: etagOf(portfolio) },
    supply: typed => new Map([...typed, ['/code', [value.code]]]),
    page,
    fields: form => <PortfolioFields form={form} isNew={false} />,
    saveLabel: 'Gem',
    cancel: address,
    save: async (input, version) => {
      const { code, ...change } = input;
      await revisePortfolio(em, code, change, version);
      rememberSaved(c, { what: `${input.title} er gemt.`, before });
      return address;
    },
  };
}

async function portfolioChoices(em: EntityManager): Promise<Choices> {
  const groups = await em.find(TargetGroup, { kind: 'benefit' }, { orderBy: { name: 'asc' } });
  return {
    '/frames/*/basis': basisLabels,
    '/addresses': Object.fromEntries(groups.map(({ code, name }) => [code, name])),
    '/countBasis/unit': headcountUnitLabels,
    '/countBasis/kind': headcountKindLabels,
  };
}

function PortfolioFields({ form, isNew }: { form: Form; isNew: boolean }) {
  return (
    <>
      <Field form={form} at="/title" />
      <Field form={form} at="/municipality" />
      {isNew && <CodeField form={form} />}
      <Part title={title('/frames')}>
        <Rows
          form={form}
          at="/frames"
          one={title('/frames/0')}
          add="Tilføj et år"
          row={at => (
            <>
              <Field form={form} at={`${at}/year`} />
              <Field form={form} at={`${at}/amountOere`} hint="Fx 75,5 mio. eller 75.500.000" suffix="kr." />
              <BasisFields form={form} at={at} />
              <Field form={form} at={`${at}/note`} />
            </>
          )}
        />
      </Part>
      {Object.keys(form.choices['/addresses'] ?? {}).length > 0 && <Boxes form={form} at="/addresses" />}
      <Part title={title('/countBasis')}>
        <p class="form-hint">
          Alle målgrupper tælles på samme måde, ellers kan antallene ikke lægges sammen.
        </p>
        <div class="fields">
          <Field form={form} at="/countBasis/unit" />
          <Field form={form} at="/countBasis/kind" />
          <Field form={form} at="/countBasis/period" hint="Fx 2023" />
        </div>
      </Part>
      <Field form={form} at="/note" />
    </>
  );
}
