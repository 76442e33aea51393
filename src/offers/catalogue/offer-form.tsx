import { Boxes, Field, Rows, type Choices, type Form } from '../../shared/page/form-fields.tsx';
import { titleAt, type Typed } from '../../shared/page/form.ts';
import { BasisFields, CodeField, Part, SourcesPart } from '../../shared/page/form-parts.tsx';
import { basisLabels } from '../../shared/source.schema.ts';
import { goalKindLabels } from '../../goals/goal.schema.ts';
import {
  NewOffer,
  assumableLabels,
  breadthLabels,
  certaintyLabels,
  deliveryLabels,
  directionLabels,
  groundsLabels,
  purposeLabels,
} from '../offer.schema.ts';
import type { WholePortfolio } from '../whole-portfolio.ts';

const title = (at: string) => titleAt(NewOffer, at);

export function offerChoices({ portfolio, suppliers, targetGroups, goals }: WholePortfolio): Choices {
  const years = Object.fromEntries(portfolio.frames.map(({ year }) => [String(year), String(year)]));
  return {
    '/years': years,
    '/purpose/type': purposeLabels,
    '/evidence/certainty': certaintyLabels,
    '/evidence/direction': directionLabels,
    '/evidence/grounds': groundsLabels,
    '/breadth': breadthLabels,
    '/delivery': deliveryLabels,
    '/supplier': Object.fromEntries(suppliers.map(({ code, name }) => [code, name])),
    '/targetGroups/*/group': Object.fromEntries(targetGroups.map(({ code, name }) => [code, name])),
    '/targetGroups/*/basis': basisLabels,
    '/priceLines/*/year': years,
    '/priceLines/*/basis': basisLabels,
    '/goals': Object.fromEntries(goals.map(({ code, title }) => [code, title])),
    '/assumptions/*/field': assumableLabels,
  };
}

/** A new offer runs all years, is not assessed, and asks for one group and one price to begin with. */
export function blankOffer({ portfolio }: WholePortfolio): Typed {
  return new Map([
    ['/years', portfolio.frames.map(({ year }) => String(year))],
    ['/evidence/certainty', ['not-assessed']],
    ['/evidence/direction', ['unknown']],
    ['/evidence/grounds', ['none']],
    ['/targetGroups/0/group', ['']],
    ['/priceLines/0/year', ['']],
  ]);
}

export function OfferFields({ form, whole, isNew }: { form: Form; whole: WholePortfolio; isNew: boolean }) {
  const goalGroups = Object.entries(goalKindLabels).map(([kind, heading]) => ({
    heading,
    keys: whole.goals.filter(goal => goal.kind === kind).map(({ code }) => code),
  }));
  return (
    <>
      <Field form={form} at="/name" />
      {isNew && <CodeField form={form} />}
      <Boxes form={form} at="/years" />
      <Part title={title('/purpose')}>
        <Field form={form} at="/purpose/type" />
        <Field form={form} at="/purpose/expectedOutcome" />
      </Part>
      <Part title={title('/priceLines')}>
        <Rows
          form={form}
          at="/priceLines"
          one={title('/priceLines/0')}
          add="Tilføj en prislinje"
          hint="Skriv enten et beløb for hele året, eller pris pr. uge, uger og deltagere; så regnes beløbet ud. Et år uden prislinje har ukendt pris, aldrig nul."
          row={at => (
            <>
              <Field form={form} at={`${at}/year`} />
              <Field
                form={form}
                at={`${at}/amountOere`}
                hint="For hele året, fx 30.000"
                suffix="kr."
                optional
              />
              <Field form={form} at={`${at}/pricePerWeekOere`} hint="Pr. deltager" suffix="kr." optional />
              <Field form={form} at={`${at}/weeks`} optional />
              <Field form={form} at={`${at}/participants`} optional />
              <BasisFields form={form} at={at} />
              <Field form={form} at={`${at}/note`} />
            </>
          )}
        />
      </Part>
      <Part title={title('/targetGroups')}>
        <Rows
          form={form}
          at="/targetGroups"
          one={title('/targetGroups/0/group')}
          add="Tilføj en målgruppe"
          row={at => (
            <>
              <Field form={form} at={`${at}/group`} />
              <Field form={form} at={`${at}/placesPerYear`} />
              <BasisFields form={form} at={at} />
            </>
          )}
        />
      </Part>
      <Part title={title('/evidence')}>
        <div class="fields">
          <Field form={form} at="/evidence/certainty" />
          <Field form={form} at="/evidence/direction" />
          <Field form={form} at="/evidence/grounds" />
          <Field form={form} at="/evidence/ratedOn" />
        </div>
        <Field form={form} at="/evidence/reason" />
        <Field form={form} at="/evidence/whyNotHigher" />
        <Rows
          form={form}
          at="/evidence/sources"
          one={title('/evidence/sources/0')}
          add="Tilføj en evidenskilde"
          row={at => (
            <>
              <Field form={form} at={`${at}/title`} />
              <Field form={form} at={`${at}/year`} />
              <Field form={form} at={`${at}/address`} hint="Begynder med https://" />
            </>
          )}
        />
      </Part>
      <Part title="Bredde, levering og binding">
        <div class="fields">
          <Field form={form} at="/breadth" />
          <Field form={form} at="/delivery" />
          <Field form={form} at="/supplier" />
        </div>
        <Field form={form} at="/binding/statutory" />
        <div class="fields">
          <Field form={form} at="/binding/legalBasis" />
          <Field form={form} at="/binding/contractUntil" />
        </div>
      </Part>
      {whole.goals.length > 0 && (
        <details class="part" open={form.mistakes.some(({ pointer }) => pointer.startsWith('/goals'))}>
          <summary>
            {title('/goals')} ({form.typed.get('/goals')?.length ?? 0} valgt)
          </summary>
          <Boxes form={form} at="/goals" groups={goalGroups} />
        </details>
      )}
      <Part title={title('/assumptions')}>
        <Rows
          form={form}
          at="/assumptions"
          one={title('/assumptions/0')}
          add="Tilføj en antagelse"
          hint="Sig hvilke felter ingen kilde giver, og hvorfor de er sat sådan. Så mærkes de på alle sider."
          row={at => (
            <>
              <Field form={form} at={`${at}/field`} />
              <Field form={form} at={`${at}/reason`} />
            </>
          )}
        />
      </Part>
      <SourcesPart form={form} />
      <Field form={form} at="/note" />
    </>
  );
}
