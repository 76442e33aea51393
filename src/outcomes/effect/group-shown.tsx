import { balance } from '../../balance/balance.ts';
import { GroupOffers } from '../../offers/catalogue/group-offers.tsx';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { money, offersText } from '../../offers/wording.ts';
import { Alert, type Viewed } from '../../shared/page/page.tsx';
import { basisLabels } from '../../shared/source.schema.ts';
import { number, sourceText } from '../../shared/wording.ts';
import { periodText } from '../period.ts';
import { meaningLabels, roleLabels, stateLabels } from './effect.schema.ts';
import { pointsText, rangeText, shareText } from './effect-wording.ts';
import type { EffectRow } from './overview.ts';

export function Warnings({ row: { effect } }: { row: EffectRow }) {
  const warnings = effect.warnings.filter(({ code }) => code !== 'assumed');
  if (warnings.length === 0) return null;
  return (
    <Alert variant="warning" heading="Forbehold">
      <ul>
        {warnings.map(({ message }) => (
          <li>{message}</li>
        ))}
      </ul>
    </Alert>
  );
}

export function Calculation({ row: { effect } }: { row: EffectRow }) {
  const { result, inputs, reason, measure } = effect;
  if (!measure) return null;
  return (
    <section aria-labelledby="calculation">
      <h2 id="calculation">Sådan er det regnet ud</h2>
      <p>
        Målt: {measure.counted}. {measure.better === 'higher' ? 'Højere er bedre.' : 'Lavere er bedre.'}{' '}
        {effect.expectedFrom === 'stated'
          ? `Forventningen er angivet med begrundelsen: ${reason}`
          : 'Det forventede er gruppens egen andel i udgangspunktet plus det, den samme gruppes andel har ændret sig i området, der sammenlignes med.'}
      </p>
      {inputs.length > 0 && (
        <table class="table table--compact table-md-responsive-headers d-print-table">
          <caption class="sr-only">Tal, der gik ind</caption>
          <thead>
            <tr>
              <th scope="col">Tal</th>
              <th scope="col">Periode</th>
              <th scope="col" class="number">
                Antal
              </th>
              <th scope="col" class="number">
                Andel (95 %-interval)
              </th>
              <th scope="col">Grundlag</th>
            </tr>
          </thead>
          <tbody>
            {inputs.map(({ role, area, period, state, numerator, denominator, share, interval, ...from }) => (
              <tr>
                <th scope="row">
                  {roleLabels[role]}: {area.title}
                </th>
                <td data-title="Periode">{periodText(period)}</td>
                <td class="number" data-title="Antal">
                  {numerator !== null && denominator !== null
                    ? `${number(numerator)} af ${number(denominator)}`
                    : state === 'shown'
                      ? 'ikke oplyst'
                      : stateLabels[state].split(',')[0]}
                </td>
                <td class="number" data-title="Andel">
                  {share === null ? '–' : shareText(share)}
                  {interval && ` (${rangeText(interval)})`}
                </td>
                <td data-title="Grundlag">
                  <span>
                    {from.basis === null ? '–' : basisLabels[from.basis]}
                    {from.source && <span class="cell-note">{sourceText(from.source)}</span>}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {result.kind === 'computed' && (
        <p>
          Forventet {shareText(result.expected.share)} ({rangeText(result.expected)}), observeret{' '}
          {shareText(result.observed.share)} ({rangeText(result.observed)}). Forskellen er{' '}
          {pointsText(result.effect.share)} med 95 %-interval {rangeText(result.effect)}:{' '}
          <strong>{meaningLabels[result.meaning].toLowerCase()}</strong>. En sand forskel på{' '}
          {pointsText(result.detectable)} ville blive fundet fire gange ud af fem.{' '}
          {result.municipalities === null
            ? 'Kun tilfældighed inden for gruppen er regnet med.'
            : `Ændringen er holdt op mod den samme gruppes i ${result.municipalities} andre kommuner; kommunen selv er ikke med blandt dem.`}
        </p>
      )}
      <p class="small-text">
        Intervaller for andele er Wilsons (1927), for forskelle sat sammen af dem efter Newcombe (1998) og Zou
        og Donner (2008).
      </p>
    </section>
  );
}

/** What the group was given stands beside how it fared; the one is never divided by the other. */
export function Palette({ row, whole, viewed }: { row: EffectRow; whole: WholePortfolio; viewed: Viewed }) {
  const covered = balance(whole, null).coverage.rows.find(({ group }) => group === row.group);
  return (
    <section aria-labelledby="palette">
      <h2 id="palette">Hvad gruppen får tilbudt</h2>
      {covered && covered.offers > 0 && (
        <p>
          {offersText(covered.offers)}
          {covered.places > 0 && ` med ${number(covered.places)} pladser om året`}
          {covered.offersWithoutPlaces > 0 &&
            ` (${offersText(covered.offersWithoutPlaces)} siger ikke, hvor mange)`}
          ; {money(covered.amountOere)} er sat af til gruppen over viftens år
          {covered.unknownPriceOffers > 0 && `, og ${offersText(covered.unknownPriceOffers)} har ukendt pris`}
          . Pengene står ved siden af udviklingen og kan ikke deles med den.
        </p>
      )}
      <GroupOffers group={row.group} whole={whole} viewed={viewed} />
    </section>
  );
}

/** What it would take to say more, for this group. */
export function More({ row: { effect, offers } }: { row: EffectRow }) {
  const { result } = effect;
  return (
    <section aria-labelledby="more">
      <h2 id="more">Hvad skulle der til for at sige mere?</h2>
      <ul>
        {result.kind === 'unknown' && result.missing.map(({ message }) => <li>{message}</li>)}
        {effect.assumed && (
          <li>Rigtige tal for gruppen i stedet for eksemplet, fx fra jobindsats, hentet ind ved import.</li>
        )}
        {result.kind === 'computed' && result.verdict === 'indistinguishable' && (
          <li>
            Flere personer eller en længere periode: med de antal, der er, ville en sand forskel på{' '}
            {pointsText(result.detectable)} blive fundet fire gange ud af fem, og mindre sjældnere.
          </li>
        )}
        <li>
          At vide, hvad {offers === 1 ? 'tilbuddet' : 'et tilbud'} gør, kræver en gruppe at sammenligne med,
          som ikke fik det, valgt ved lodtrækning eller på anden måde uafhængigt af, hvem der ville klare sig.
        </li>
      </ul>
    </section>
  );
}
