import { droppedOffers, wholePortfolio } from '../../offers/whole-portfolio.query.ts';
import { etagOf } from '../../database/transaction.ts';
import { router } from '../../shared/http/http.ts';
import { Boxes, Field, Rows, type Form } from '../../shared/page/form-fields.tsx';
import { answerForm, showForm, type Editor } from '../../shared/page/form-page.tsx';
import { CodeField, Part, withCode } from '../../shared/page/form-parts.tsx';
import { titleAt } from '../../shared/page/form.ts';
import { rememberSaved } from '../../shared/page/saved.ts';
import { TenderPage } from '../tender-parts.tsx';
import { seeing, type Seen } from '../tender-seen.query.ts';
import {
  criterionKindLabels,
  LotForm,
  lotFormOf,
  lotOf,
  placeInLotForm,
  priceRuleLabels,
} from './lot-form.schema.ts';
import { createLot, findLot, reviseLot } from './lot.verbs.ts';
import { placing } from './placing.ts';

type EntityManager = Seen['c']['var']['em'];

export const lotEditPages = router();

lotEditPages.get(
  '/udbud/:tender/delaftaler/ny',
  seeing(seen => showForm(seen.c, () => newLot(seen))),
);
lotEditPages.post(
  '/udbud/:tender/delaftaler/ny',
  seeing(seen => answerForm(seen.c, () => newLot(seen))),
);
lotEditPages.get(
  '/udbud/:tender/delaftaler/:lot/rediger',
  seeing(seen => showForm(seen.c, em => changedLot(seen, em))),
);
lotEditPages.post(
  '/udbud/:tender/delaftaler/:lot/rediger',
  seeing(seen => answerForm(seen.c, em => changedLot(seen, em))),
);

async function newLot(seen: Seen): Promise<Editor<LotForm>> {
  const { c, whole, link } = seen;
  return {
    schema: LotForm,
    choices: await lotChoices(seen, []),
    stored: null,
    blank: new Map([
      ['/lowest', ['0']],
      ['/highest', ['10']],
      ['/winners', ['1']],
      ['/criteria/0/name', ['']],
      ['/criteria/1/name', ['']],
    ]),
    supply: typed => withCode(typed, '/title'),
    page: content => (
      <TenderPage seen={seen} title="Ny delaftale" path="/delaftaler/ny">
        <h1>Opret en delaftale</h1>
        {content}
      </TenderPage>
    ),
    fields: form => <LotFields form={form} isNew />,
    saveLabel: 'Opret delaftalen',
    cancel: link('/delaftaler'),
    save: async input => {
      await placing(createLot(c.var.em, whole.tender.code, lotOf(input), seen.recordedOn), placeInLotForm);
      rememberSaved(c, { what: `${input.title} er oprettet.` });
      return link('/delaftaler');
    },
  };
}

async function changedLot(seen: Seen, em: EntityManager): Promise<Editor<LotForm>> {
  const { c, whole, link } = seen;
  const lot = await findLot(em, whole.tender.code, c.req.param('lot') ?? '');
  const value = lotFormOf(lot.view());
  return {
    schema: LotForm,
    choices: await lotChoices(seen, value.offers),
    stored: { value, version: etagOf(lot) },
    supply: typed => new Map([...typed, ['/code', [value.code]]]),
    page: content => (
      <TenderPage seen={seen} title={`Redigér ${value.title}`} path={`/delaftaler/${value.code}/rediger`}>
        <h1>Redigér {value.title}</h1>
        {content}
      </TenderPage>
    ),
    fields: form => <LotFields form={form} isNew={false} />,
    saveLabel: 'Gem',
    cancel: link('/delaftaler'),
    save: async (input, version) => {
      const { code: _, ...change } = lotOf(input);
      await placing(
        reviseLot(c.var.em, whole.tender.code, value.code, change, version, seen.recordedOn),
        placeInLotForm,
      );
      rememberSaved(c, { what: `${input.title} er gemt.` });
      return link('/delaftaler');
    },
  };
}

/** `bought` are the offers of the lot as it is: it can keep them, whatever has become of them since. */
async function lotChoices(seen: Seen, bought: readonly string[]) {
  const { c, whole } = seen;
  const { offers } = await wholePortfolio(c.var.database, whole.tender.portfolio);
  const dropped = await droppedNames(seen);
  return {
    '/offers': Object.fromEntries([
      ...offers
        .filter(({ code, delivery }) => delivery === 'external' || bought.includes(code))
        .map(({ code, name }) => [code, name]),
      ...[...dropped].filter(([code]) => bought.includes(code)),
    ]),
    '/criteria/*/kind': criterionKindLabels,
    '/criteria/*/priceRule': priceRuleLabels,
  };
}

function LotFields({ form, isNew }: { form: Form; isNew: boolean }) {
  return (
    <>
      <Field form={form} at="/title" />
      {isNew && <CodeField form={form} />}
      <Boxes form={form} at="/offers" />
      <Part title="Evalueringsmodel">
        <div class="fields">
          <Field form={form} at="/lowest" />
          <Field form={form} at="/highest" />
        </div>
        <Rows
          form={form}
          at="/criteria"
          one={titleAt(LotForm, '/criteria/0')}
          add="Tilføj et kriterium"
          row={at => (
            <>
              <Field form={form} at={`${at}/name`} />
              <Field form={form} at={`${at}/kind`} />
              <Field form={form} at={`${at}/weight`} suffix="%" />
              <Field form={form} at={`${at}/priceRule`} />
              <Field form={form} at={`${at}/zeroAtPercent`} suffix="%" />
              <Field form={form} at={`${at}/rule`} />
            </>
          )}
        />
      </Part>
      <Part title="Vindere og løbetid">
        <div class="fields">
          <Field form={form} at="/winners" />
          <Field form={form} at="/contractMonths" />
        </div>
        <Rows
          form={form}
          at="/options"
          one={titleAt(LotForm, '/options/0')}
          add="Tilføj en option"
          row={at => (
            <>
              <Field form={form} at={`${at}/months`} />
              <Field form={form} at={`${at}/noticeMonths`} />
            </>
          )}
        />
        <Field form={form} at="/variantsAllowed" />
        <Field form={form} at="/orders" />
      </Part>
      <Field form={form} at="/note" />
    </>
  );
}

export async function droppedNames({ c, whole }: Seen): Promise<Map<string, string>> {
  const offers = await droppedOffers(c.var.em, whole.tender.portfolio);
  return new Map(offers.map(({ code, name }) => [code, name]));
}
