import { z } from '@hono/zod-openapi';
import { Field, Rows, type Form } from '../shared/page/form-fields.tsx';
import { answerForm, showForm, type Editor } from '../shared/page/form-page.tsx';
import { Part } from '../shared/page/form-parts.tsx';
import { titleAt, typedFrom } from '../shared/page/form.ts';
import { router } from '../shared/http/http.ts';
import { RuleBroken } from '../shared/rule-broken.ts';
import { rememberSaved } from '../shared/page/saved.ts';
import { basisLabels } from '../shared/source.schema.ts';
import { etagOf } from '../database/transaction.ts';
import { ContractTerms } from './contract-value.schema.ts';
import { InsourcingPlan } from './insourcing.schema.ts';
import { insource } from './insourcing.ts';
import { Insourcing } from './insourcing-shown.tsx';
import { offerAsked, ScreeningPage, screeningSeen, type SeenScreening } from './screening-frame.pages.tsx';
import { assessmentLabels, NewAssessment, OfferContractTerms, screeningLabels } from './screening.schema.ts';
import {
  enterContract,
  findContract,
  findInsourcing,
  planInsourcing,
  recordAssessment,
} from './screening.verbs.ts';
import { categoryLabels } from './threshold.ts';
import { thresholds } from './thresholds.ts';

export const screeningFormPages = router();

type EntityManager = SeenScreening['c']['var']['em'];

screeningFormPages.get(
  '/udbudspligt/:offer/vurdering',
  screeningSeen(seen => showForm(seen.c, async () => assessment(seen))),
);
screeningFormPages.post(
  '/udbudspligt/:offer/vurdering',
  screeningSeen(seen => answerForm(seen.c, async () => assessment(seen))),
);

function assessment(seen: SeenScreening): Editor<NewAssessment> {
  const { c, viewed, noticeDate, link } = seen;
  const { code, name, result, sentence } = offerAsked(seen);
  return {
    schema: NewAssessment,
    choices: { '/outcome': assessmentLabels },
    stored: null,
    blank: new Map([
      ['/assessedOn', [c.var.today()]],
      ['/noticeDate', [noticeDate]],
    ]),
    supply: typed => new Map([...typed, ['/offer', [code]]]),
    page: content => (
      <ScreeningPage seen={seen} title={`Vurdering af ${name}`}>
        <h1>Rådgiverens vurdering af {name}</h1>
        <p class="answer">
          Screeningen svarer: {screeningLabels[result].toLowerCase()}. {sentence} Vurderingen gælder over
          screeningen, og begge bliver stående.
        </p>
        {content}
      </ScreeningPage>
    ),
    fields: form => (
      <>
        <Field form={form} at="/outcome" />
        <Field form={form} at="/reason" />
        <div class="fields">
          <Field form={form} at="/assessedOn" />
          <Field form={form} at="/noticeDate" />
        </div>
      </>
    ),
    saveLabel: 'Skriv vurderingen ind',
    cancel: link(`/${code}`),
    save: async input => {
      await recordAssessment(c.var.em, viewed.portfolio.code, input, c.var.today());
      rememberSaved(c, { what: `Vurderingen af ${name} er skrevet ind.` });
      return link(`/${code}`);
    },
  };
}

const [FixedTerm, Recurring, Monthly, UnknownPrice] = ContractTerms.options;

/** How a contract can be paid; each has a form of its own. */
const kinds = {
  'fixed-term': OfferContractTerms.extend({ terms: FixedTerm }),
  recurring: OfferContractTerms.extend({ terms: Recurring }),
  monthly: OfferContractTerms.extend({ terms: Monthly }),
  'unknown-price': OfferContractTerms.extend({ terms: UnknownPrice }),
} satisfies Record<ContractTerms['kind'], z.ZodType<OfferContractTerms>>;

const kindLabels: Record<ContractTerms['kind'], string> = {
  'fixed-term': 'Fast løbetid',
  recurring: 'Etårige kontrakter, der fornyes',
  monthly: 'Månedlig betaling uden samlet pris',
  'unknown-price': 'Ukendt pris',
};

const Kind = z.enum(['fixed-term', 'recurring', 'monthly', 'unknown-price']);

screeningFormPages.get(
  '/udbudspligt/:offer/vilkaar',
  screeningSeen(seen => showForm(seen.c, em => contract(seen, em))),
);
screeningFormPages.post(
  '/udbudspligt/:offer/vilkaar',
  screeningSeen(seen => answerForm(seen.c, em => contract(seen, em))),
);

async function contract(seen: SeenScreening, em: EntityManager): Promise<Editor<OfferContractTerms>> {
  const { c, viewed, link, screened } = seen;
  const { code, name } = offerAsked(seen);
  const portfolio = viewed.portfolio.code;
  const entered = await unlessMissing(findContract(em, portfolio, code));
  const current = screened.offers.find(offer => offer.code === code);
  const value = entered
    ? OfferContractTerms.parse({
        category: entered.category,
        terms: entered.terms,
        note: entered.note ?? null,
      })
    : { category: current?.category ?? 'light', terms: current?.contract ?? null, note: null };
  const kind = Kind.safeParse(c.req.query('art')).data ?? value.terms?.kind ?? 'fixed-term';
  const same = value.terms?.kind === kind;
  const schema: z.ZodType<OfferContractTerms> = kinds[kind];
  const change = (kind: string) => `?${new URLSearchParams({ ...c.req.query(), art: kind }).toString()}`;
  return {
    schema,
    choices: contractChoices,
    stored: entered && same ? { value: OfferContractTerms.parse(value), version: etagOf(entered) } : null,
    blank: same ? typedFrom(schema, value) : new Map([['/category', [value.category]]]),
    page: content => (
      <ScreeningPage seen={seen} title={`Kontraktvilkår for ${name}`}>
        <h1>Kontraktvilkår for {name}</h1>
        <nav aria-label="Sådan betales kontrakten">
          <ul class="kinds">
            {Kind.options.map(one => (
              <li>
                <a href={change(one)} aria-current={one === kind ? 'page' : undefined}>
                  {kindLabels[one]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <p class="answer">
          Skriv beløbet, som det står i kontrakten, og vælg, om det er med eller uden moms; screeningen regner
          uden moms. Er prisen ukendt, så lad beløb, moms og grundlag stå tomme: ukendt er ikke nul.
        </p>
        {content}
      </ScreeningPage>
    ),
    fields: form => (
      <>
        <Field form={form} at="/category" />
        <TermsFields form={form} kind={kind} />
        <Field form={form} at="/note" />
      </>
    ),
    saveLabel: 'Gem vilkårene',
    cancel: link(`/${code}`),
    save: async (input, version) => {
      // another kind takes the place of what is stored as a whole, so there is nothing to set against each other
      const seenVersion = version === '' && entered ? etagOf(entered) : version;
      await enterContract(c.var.em, portfolio, code, input, seenVersion);
      rememberSaved(c, { what: `Kontraktvilkårene for ${name} er gemt.` });
      return link(`/${code}`);
    },
  };
}

const vatLabels = { excluded: 'Uden moms', included: 'Med 25 % moms' };

const priceChoices = (at: string) => ({ [`${at}/vat`]: vatLabels, [`${at}/basis`]: basisLabels });

const contractChoices = {
  '/category': categoryLabels,
  ...priceChoices('/terms/years/*/price'),
  ...priceChoices('/terms/options/*/price'),
  ...priceChoices('/terms/other/*/price'),
  ...priceChoices('/terms/plannedTerm/*/price'),
  ...priceChoices('/terms/lastTwelveMonths'),
  ...priceChoices('/terms/nextTwelveMonths'),
  ...priceChoices('/terms/monthly'),
};

function TermsFields({ form, kind }: { form: Form; kind: ContractTerms['kind'] }) {
  switch (kind) {
    case 'fixed-term':
      return (
        <>
          <Payments form={form} at="/terms/years" one="År" add="Tilføj et år" />
          <Payments form={form} at="/terms/options" one="Option" add="Tilføj en option" />
          <Payments form={form} at="/terms/other" one="Betaling" add="Tilføj en betaling" />
        </>
      );
    case 'recurring':
      return (
        <>
          <Price form={form} at="/terms/lastTwelveMonths" />
          <Part title={titleAt(form.schema, '/terms/adjustments')}>
            <Rows
              form={form}
              at="/terms/adjustments"
              one="Korrektion"
              add="Tilføj en korrektion"
              row={at => (
                <>
                  <Field form={form} at={`${at}/reason`} />
                  <Field form={form} at={`${at}/changeOere`} suffix="kr." />
                </>
              )}
            />
          </Part>
          <Price form={form} at="/terms/nextTwelveMonths" />
          <Payments form={form} at="/terms/plannedTerm" one="År" add="Tilføj et år" />
        </>
      );
    case 'monthly':
      return (
        <>
          <Price form={form} at="/terms/monthly" />
          <div class="fields">
            <Field form={form} at="/terms/termMonths" />
            <Field form={form} at="/terms/optionMonths" />
          </div>
        </>
      );
    case 'unknown-price':
      return <Field form={form} at="/terms/reason" hint="Hvorfor prisen ikke kendes." />;
  }
}

function Payments(props: { form: Form; at: string; one: string; add: string }) {
  const { form, at, one, add } = props;
  return (
    <Part title={titleAt(form.schema, at)}>
      <Rows
        form={form}
        at={at}
        one={one}
        add={add}
        row={at => (
          <>
            <Field form={form} at={`${at}/label`} />
            <PriceFields form={form} at={`${at}/price`} />
          </>
        )}
      />
    </Part>
  );
}

function Price({ form, at }: { form: Form; at: string }) {
  return (
    <fieldset class="row-of-fields">
      <legend class="form-label">{titleAt(form.schema, at)}</legend>
      <div class="fields">
        <PriceFields form={form} at={at} />
      </div>
    </fieldset>
  );
}

function PriceFields({ form, at }: { form: Form; at: string }) {
  return (
    <>
      <Field form={form} at={`${at}/amountOere`} suffix="kr." hint="I kroner." />
      <Field form={form} at={`${at}/vat`} />
      <Field form={form} at={`${at}/basis`} />
      <Field form={form} at={`${at}/source/document`} hint="Kilden, hvis der er en." optional />
      <Field form={form} at={`${at}/source/section`} optional />
    </>
  );
}

screeningFormPages.get(
  '/udbudspligt/:offer/hjemtagelse/rediger',
  screeningSeen(seen => showForm(seen.c, em => insourcingForm(seen, em))),
);
screeningFormPages.post(
  '/udbudspligt/:offer/hjemtagelse/rediger',
  screeningSeen(seen => answerForm(seen.c, em => insourcingForm(seen, em))),
);

async function insourcingForm(seen: SeenScreening, em: EntityManager): Promise<Editor<InsourcingPlan>> {
  const { c, viewed, link, screened, noticeDate } = seen;
  const { code, name, delivery } = offerAsked(seen);
  if (delivery === 'internal')
    throw new RuleBroken('offer-already-internal', `${name} leveres allerede internt og kan ikke hjemtages.`);
  const portfolio = viewed.portfolio.code;
  const plan = await unlessMissing(findInsourcing(em, portfolio, code));
  return {
    schema: InsourcingPlan,
    choices: {
      ...priceChoices('/externalMonthly'),
      ...priceChoices('/internalMonthly'),
      ...priceChoices('/tenderedMonthly'),
      ...priceChoices('/oneOffs/*/price'),
      ...priceChoices('/tenderOneOffs/*/price'),
    },
    stored: plan ? { value: plan.terms, version: etagOf(plan) } : null,
    page: content => (
      <ScreeningPage seen={seen} title={`Hjemtagelse af ${name}`}>
        <h1>Hjemtagelse eller udbud af {name}</h1>
        <p class="answer">
          I overgangen fortsætter den eksterne leverandør. Lad et beløb stå tomt, hvis det ikke kendes: så kan
          de to ikke sammenlignes endnu, men alt andet kan skrives ind.
        </p>
        {content}
      </ScreeningPage>
    ),
    fields: form => (
      <>
        <div class="fields">
          <Field form={form} at="/startsIn" hint="Som år og måned, fx 2024-01." />
          <Field form={form} at="/horizonMonths" />
          <Field form={form} at="/transitionMonths" />
        </div>
        <Price form={form} at="/externalMonthly" />
        <Price form={form} at="/internalMonthly" />
        <Price form={form} at="/tenderedMonthly" />
        <OneOffs form={form} at="/oneOffs" />
        <OneOffs form={form} at="/tenderOneOffs" />
      </>
    ),
    preview: input => (
      <div>
        <h2>Hvad det betyder</h2>
        <p class="answer">
          {insource(code, input, screened.offers, noticeDate, thresholds.periods).sentence}
        </p>
        <Insourcing effect={insource(code, input, screened.offers, noticeDate, thresholds.periods)} />
      </div>
    ),
    saveLabel: 'Gem',
    cancel: link(`/${code}`),
    save: async (input, version) => {
      await planInsourcing(c.var.em, portfolio, code, input, version);
      rememberSaved(c, { what: `Hjemtagelsen af ${name} er gemt.` });
      return link(`/${code}/hjemtagelse`);
    },
  };
}

function OneOffs({ form, at }: { form: Form; at: string }) {
  return (
    <Part title={titleAt(form.schema, at)}>
      <Rows
        form={form}
        at={at}
        one="Udgift"
        add="Tilføj en engangsudgift"
        row={at => (
          <>
            <Field form={form} at={`${at}/label`} />
            <Field form={form} at={`${at}/month`} hint="Som 2024-01." />
            <PriceFields form={form} at={`${at}/price`} />
          </>
        )}
      />
    </Part>
  );
}

async function unlessMissing<Thing>(finding: Promise<Thing>): Promise<Thing | null> {
  try {
    return await finding;
  } catch (error) {
    if (error instanceof RuleBroken && error.status === 404) return null;
    throw error;
  }
}
