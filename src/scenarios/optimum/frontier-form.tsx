import { certaintyLabels, deliveryLabels, purposeLabels } from '../../offers/offer.schema.ts';
import { coveredYears } from '../../offers/price.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { Boxes, Field, Rows, type Choices, type Form } from '../../shared/page/form-fields.tsx';
import { titleAt } from '../../shared/page/form.ts';
import { Part } from '../../shared/page/form-parts.tsx';
import { departureLabels, objectiveLabels, plainQuestion, Question } from './question.schema.ts';
import { fixedAmountsLabels } from '../scenario.schema.ts';

export function questionChoices(whole: WholePortfolio): Choices {
  const years = Object.fromEntries(
    coveredYears(whole.portfolio, null).map(year => [String(year), String(year)]),
  );
  const offers = Object.fromEntries(whole.offers.map(({ code, name }) => [code, name]));
  const groups = Object.fromEntries(whole.targetGroups.map(({ code, name }) => [code, name]));
  return {
    '/year': years,
    '/objectives': objectiveLabels,
    '/frames/*/year': years,
    '/keep': offers,
    '/drop': offers,
    '/places/*/offer': offers,
    '/fixedAmounts': fixedAmountsLabels,
    '/coverage/*/group': groups,
    '/purposeShares/*/purpose': purposeLabels,
    '/evidenceShares/*/certainties': certaintyLabels,
    '/deliveryShares/*/delivery': deliveryLabels,
    '/exclusive/*/offers': offers,
    '/departures/*/kind': departureLabels,
    '/departures/*/offer': offers,
  };
}

/** The question of somebody who has asked nothing yet: persons against money, within the frames as they are. */
export function firstQuestion({ portfolio }: WholePortfolio): Question {
  return {
    ...plainQuestion,
    frames: portfolio.frames.map(({ year, amountOere }) => ({ year, amountOere })),
    prices: true,
  };
}

const title = (at: string) => titleAt(Question, at);

export function QuestionFields({ form }: { form: Form }) {
  const shares = (at: string) => (
    <>
      <Field form={form} at={`${at}/minPercent`} suffix="%" />
      <Field form={form} at={`${at}/maxPercent`} suffix="%" />
    </>
  );
  return (
    <>
      <Boxes form={form} at="/objectives" />
      <Part title={title('/frames')}>
        <Rows
          form={form}
          at="/frames"
          one={title('/frames/0')}
          add="Tilføj et år"
          row={at => (
            <>
              <Field form={form} at={`${at}/year`} />
              <Field form={form} at={`${at}/amountOere`} hint="Fx 75.500.000 eller 75,5 mio." suffix="kr." />
            </>
          )}
        />
      </Part>
      <Part title="Hvad alle målgrupper skal have">
        <Field form={form} at="/keepCoveragePercent" suffix="%" />
        <Field form={form} at="/minPersons" />
        <Rows
          form={form}
          at="/coverage"
          one={title('/coverage/0')}
          add="Tilføj en målgruppe"
          hint="Skal en bestemt målgruppe have et vist antal pladser, sine deles pladser talt med, så tilføj den."
          row={at => (
            <>
              <Field form={form} at={`${at}/group`} />
              <Field form={form} at={`${at}/places`} />
            </>
          )}
        />
      </Part>
      <Part title="Hvor meget tilbuddene kan ændre sig">
        <div class="fields">
          <Field form={form} at="/minPlacesPercent" suffix="%" />
          <Field form={form} at="/maxPlacesPercent" suffix="%" />
        </div>
        <Field form={form} at="/fixedAmounts" />
        <Rows
          form={form}
          at="/places"
          one={title('/places/0')}
          add="Tilføj et tilbud"
          hint="Skal et bestemt tilbud, når det er med, have et vist antal pladser, så tilføj det."
          row={at => (
            <>
              <Field form={form} at={`${at}/offer`} />
              <Field form={form} at={`${at}/min`} />
              <Field form={form} at={`${at}/max`} />
            </>
          )}
        />
      </Part>
      <More
        form={form}
        summary="Tilbud, der skal beholdes eller bortfalde"
        under={['/keep', '/drop', '/exclusive']}
      >
        <Boxes form={form} at="/keep" hint="Lovpligtige og kontraktbundne tilbud beholdes altid." />
        <Boxes form={form} at="/drop" />
        <Rows
          form={form}
          at="/exclusive"
          one={title('/exclusive/0')}
          add="Tilføj tilbud, der udelukker hinanden"
          row={at => <Boxes form={form} at={`${at}/offers`} />}
        />
      </More>
      <More
        form={form}
        summary="Andele af pengene"
        under={['/purposeShares', '/evidenceShares', '/deliveryShares']}
      >
        <Rows
          form={form}
          at="/purposeShares"
          one={title('/purposeShares/0')}
          add="Tilføj en andel efter formål"
          row={at => (
            <>
              <Field form={form} at={`${at}/purpose`} />
              {shares(at)}
            </>
          )}
        />
        <Rows
          form={form}
          at="/evidenceShares"
          one={title('/evidenceShares/0')}
          add="Tilføj en andel efter evidens"
          row={at => (
            <>
              <Boxes form={form} at={`${at}/certainties`} />
              {shares(at)}
            </>
          )}
        />
        <Rows
          form={form}
          at="/deliveryShares"
          one={title('/deliveryShares/0')}
          add="Tilføj en andel efter leveranceform"
          row={at => (
            <>
              <Field form={form} at={`${at}/delivery`} />
              {shares(at)}
            </>
          )}
        />
      </More>
      <More form={form} summary="Evidensens vægte" under={['/weights']}>
        <p class="form-hint">
          Hvad en plads tæller efter, hvor sikker viden der er om tilbuddet. Vægtene er et valg, ikke en
          måling.
        </p>
        <div class="fields">
          {Object.keys(certaintyLabels).map(key => (
            <Field form={form} at={`/weights/${key}`} />
          ))}
        </div>
      </More>
      <More
        form={form}
        summary="Hvad det skal regnes ud for"
        under={['/departures', '/year', '/points', '/seconds']}
      >
        <Field form={form} at="/prices" />
        <Rows
          form={form}
          at="/departures"
          one={title('/departures/0')}
          add="Tilføj en afvigelse"
          row={at => (
            <>
              <Field form={form} at={`${at}/kind`} />
              <Field form={form} at={`${at}/offer`} />
            </>
          )}
        />
        <Field form={form} at="/year" />
        <div class="fields">
          <Field form={form} at="/points" />
          <Field form={form} at="/seconds" />
        </div>
      </More>
    </>
  );
}

/** Folded away until somebody has filled something in there, or made a mistake. */
function More(props: { form: Form; summary: string; under: string[]; children?: unknown }) {
  const { form, summary, under } = props;
  const isUnder = (pointer: string) => under.some(at => pointer === at || pointer.startsWith(`${at}/`));
  const isWrong = form.mistakes.some(({ pointer }) => isUnder(pointer));
  const isFresh = form.fresh !== undefined && isUnder(form.fresh);
  const rows = [...form.typed].some(
    ([pointer, values]) => /\/\d+\//.test(pointer) && isUnder(pointer) && values.some(value => value !== ''),
  );
  return (
    <details class="more-demands" open={isWrong || isFresh || rows}>
      <summary>{summary}</summary>
      {props.children}
    </details>
  );
}
