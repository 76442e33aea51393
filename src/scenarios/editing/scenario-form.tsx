import { deliveryLabels, purposeLabels, type OfferView } from '../../offers/offer.schema.ts';
import { coveredYears, priceInYear } from '../../offers/price.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { money } from '../../offers/wording.ts';
import { number } from '../../shared/wording.ts';
import { formatDay } from '../../shared/days/day.ts';
import { Field, type Form } from '../../shared/page/form-fields.tsx';
import { first, rowCount } from '../../shared/page/form.ts';
import { Scrolling } from '../../shared/page/page.tsx';
import { placesOf } from '../scenario.ts';

/** The vifte's offers with what the scenario does to each; a field left blank leaves the offer as it is. */
export function EditorFields({ form, whole }: { form: Form; whole: WholePortfolio }) {
  const years = coveredYears(whole.portfolio, null);
  const offers = new Map(whole.offers.map(offer => [offer.code, offer]));
  const rows = Array.from({ length: rowCount(form.typed, '/rows') }, (_, i) => i).flatMap(i => {
    const offer = offers.get(first(form.typed, `/rows/${i}/offer`));
    return offer ? [{ i, offer }] : [];
  });
  return (
    <>
      <div class="fields">
        <Field form={form} at="/name" />
      </div>
      <Field form={form} at="/reason" hint="Hvorfor scenariet er værd at overveje." />
      <h2 id="tilbud">Viftens tilbud</h2>
      <p>Et tomt felt lader tilbuddet være, som det er i viften. Beløb skrives i kroner, fx 1,5 mio.</p>
      <Scrolling label="Viftens tilbud">
        <table class="table table--compact editor" aria-labelledby="tilbud">
          <thead>
            <tr>
              <th scope="col">Tilbud</th>
              <th scope="col">Bortfalder</th>
              <th scope="col">Pladser om året</th>
              {years.map(year => (
                <th scope="col">Pris {year}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ i, offer }) => (
              <OfferRow form={form} i={i} offer={offer} years={years} />
            ))}
          </tbody>
        </table>
      </Scrolling>
    </>
  );
}

function OfferRow({ form, i, offer, years }: { form: Form; i: number; offer: OfferView; years: number[] }) {
  const at = `/rows/${i}`;
  const drop = first(form.typed, `${at}/drop`) === 'true';
  const { statutory, contractUntil } = offer.binding;
  const places = placesOf(offer);
  const mistakes = form.mistakes.filter(({ pointer }) => pointer.startsWith(`${at}/`));
  const hasFixed = offer.priceLines.some(({ kind }) => kind === 'fixed');
  return (
    <tr class={mistakes.length > 0 ? 'form-error' : undefined}>
      <th scope="row">
        {offer.name}
        <span class="comparison-note">
          {purposeLabels[offer.purpose.type]}, {deliveryLabels[offer.delivery].toLowerCase()}
          {contractUntil !== null && `, kontrakt til ${formatDay(contractUntil)}`}
        </span>
        {mistakes.map(({ message }) => (
          <span class="form-error-message">{message}</span>
        ))}
        <input type="hidden" name={`${at}/offer`} value={offer.code} />
      </th>
      <td>
        {statutory && !drop ? (
          <span class="comparison-note">Lovpligtigt</span>
        ) : (
          <input
            type="checkbox"
            class="tick"
            id={idOf(`${at}/drop`)}
            name={`${at}/drop`}
            value="true"
            checked={drop}
            aria-label={`${offer.name} bortfalder`}
          />
        )}
      </td>
      <td>
        <Amount form={form} at={`${at}/places`} label={`Pladser i ${offer.name}`} numeric />
        <span class="comparison-note">i dag {places === null ? 'ukendt' : number(places)}</span>
        {hasFixed && places !== null && places > 0 && (
          <label class="comparison-note">
            <input
              type="checkbox"
              id={idOf(`${at}/follow`)}
              name={`${at}/follow`}
              value="true"
              checked={first(form.typed, `${at}/follow`) === 'true'}
            />{' '}
            fast beløb følger
          </label>
        )}
      </td>
      {years.map(year => (
        <PriceCell form={form} at={at} offer={offer} year={year} />
      ))}
    </tr>
  );
}

function PriceCell({ form, at, offer, year }: { form: Form; at: string; offer: OfferView; year: number }) {
  const price = priceInYear(offer, year);
  if (price.kind === 'does-not-run') return <td>–</td>;
  const own = `${at}/prices/${offer.years.toSorted((a, b) => a - b).indexOf(year)}`;
  return (
    <td>
      <input type="hidden" name={`${own}/year`} value={year} />
      <Amount form={form} at={`${own}/amountOere`} label={`Pris for ${offer.name} i ${year}`} />
      <span class="comparison-note">i dag {price.kind === 'known' ? money(price.amountOere) : 'ukendt'}</span>
    </td>
  );
}

function Amount(props: { form: Form; at: string; label: string; numeric?: boolean }) {
  const { form, at, label, numeric = false } = props;
  const isWrong = form.mistakes.some(({ pointer }) => pointer === at);
  return (
    <input
      class="form-input"
      id={idOf(at)}
      name={at}
      value={first(form.typed, at)}
      inputmode={numeric ? 'numeric' : 'decimal'}
      aria-label={label}
      aria-invalid={isWrong ? 'true' : undefined}
      autocomplete="off"
    />
  );
}

function idOf(at: string): string {
  return `felt${at.replaceAll('/', '-')}`;
}
