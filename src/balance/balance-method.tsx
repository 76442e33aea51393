import { formatDay } from '../shared/days/day.ts';
import { formatKroner, sumOere, type Oere } from '../shared/money.ts';
import { Scrolling, type Viewed } from '../shared/page/page.tsx';
import { basisLabels, type Basis } from '../shared/source.schema.ts';
import { listed, number, sourceText, sourcesText } from '../shared/wording.ts';
import type { SharedBy } from './allocation.ts';
import { assumedShare } from './assumed-share.tsx';
import type { BalanceFacts } from './balance-facts.ts';
import type { BalanceInput } from './balance.ts';
import {
  assumableLabels,
  breadthLabels,
  certaintyLabels,
  deliveryLabels,
  purposeLabels,
} from '../offers/offer.schema.ts';
import { headcountKindLabels, headcountUnitLabels } from '../target-groups/target-group.schema.ts';
import { inMillions, offersText, percent } from '../offers/wording.ts';

type Props = { facts: BalanceFacts; viewed: Viewed };

export function Assumptions({ facts, viewed }: Props) {
  const { balance, names, offers, whole, years } = facts;
  const { budget } = balance;
  const runs = (code: string, year: number) =>
    offers.some(offer => offer.code === code && offer.years.includes(year));
  const assuming = offers.filter(
    offer =>
      offer.assumptions.length > 0 ||
      offer.priceLines.some(line => line.basis === 'assumption' && years.includes(line.year)),
  );
  const unknown = budget.unknownPrices.map(({ offer, years: missing }) => {
    const name = names.offer(offer);
    return budget.years.some(({ year }) => !missing.includes(year) && runs(offer, year))
      ? `${name} er ikke med for ${listed(missing.map(String))}`
      : `${name} er ikke med`;
  });
  const frames = whole.portfolio.frames.filter(
    frame => years.includes(frame.year) && frame.basis === 'assumption',
  );
  return (
    <section aria-labelledby="assumptions">
      <h2 id="assumptions">Hvad er antaget?</h2>
      <p>
        {assumedShare(budget)}.{' '}
        {assuming.length === 0
          ? 'Ingen tilbud rummer antagelser.'
          : `${assuming.length} af ${offersText(offers.length)} rummer mindst én antagelse.`}{' '}
        {unknown.length > 0 && `Ukendte priser er ikke gættet: ${listed(unknown)}.`}
      </p>
      {budget.allocatedOere > 0 && (
        <table class="table table--compact basis-table">
          <caption>Hvad beløbene bygger på</caption>
          <thead>
            <tr>
              <th scope="col">Grundlag</th>
              <th scope="col" class="number">
                Mio. kr.
              </th>
              <th scope="col" class="number">
                Andel
              </th>
            </tr>
          </thead>
          <tbody>
            {budget.byBasis
              .filter(({ amountOere }) => amountOere > 0)
              .map(({ basis, amountOere, percent: share }) => (
                <tr>
                  <th scope="row">{basisLabels[basis]}</th>
                  <td class="number">{inMillions(amountOere)}</td>
                  <td class="number">{percent(share)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      )}
      {(assuming.length > 0 || frames.length > 0) && (
        <details class="more">
          <summary>Se, hvad der er antaget om hvert tilbud</summary>
          <ul>
            {frames.map(frame => (
              <li>
                Rammen for {frame.year}
                {frame.note === null ? '' : `: ${frame.note}`}
              </li>
            ))}
            {assuming.map(offer => {
              const fields = offer.assumptions.map(({ field }) => assumableLabels[field].toLowerCase());
              const priced = offer.priceLines.some(
                line => line.basis === 'assumption' && years.includes(line.year),
              );
              return (
                <li>
                  <a href={viewed.link(`/tilbud/${offer.code}`)}>{offer.name}</a>:{' '}
                  {listed([...new Set([...(priced ? ['pris'] : []), ...fields])])}
                </li>
              );
            })}
          </ul>
        </details>
      )}
    </section>
  );
}

export function Method({ facts, viewed }: Props) {
  const { balance, whole, years } = facts;
  const { unit, kind, period } = whole.portfolio.countBasis;
  return (
    <section aria-labelledby="method">
      <h2 id="method">Sådan er tallene regnet ud</h2>
      <details class="more printed">
        <summary>Regler og afrunding</summary>
        <dl class="rules">
          <dt>Pris</dt>
          <dd>
            Et tilbuds pris i et år er enten et fast beløb eller pris pr. uge × uger × deltagere. Mangler
            prisen, er den ukendt og ikke nul: tilbuddet tælles med, men ikke i beløbene.
          </dd>
          <dt>Ramme og tilbage</dt>
          <dd>
            Tilbage er årets ramme minus summen af de kendte priser og af det, kontrakter om tilbud, der er
            gået ud af viften, stadig koster. Kontrakten koster årets pris, fordelt efter de dage i året, den
            løber.
          </dd>
          <dt>Andele</dt>
          <dd>
            Hele procent af de kendte beløb. De afrundes, så de altid giver 100 tilsammen: de overskydende
            procent går til de største rester.
          </dd>
          <dt>Beløb</dt>
          <dd>
            Regnes i hele øre og vises i mio. kr. med én decimal. Viste beløb er afrundet hver for sig og kan
            afvige 0,1 fra den viste sum; filerne til hentning har de nøjagtige beløb.
          </dd>
          <dt>Et tilbud for flere målgrupper</dt>
          <dd>
            Pengene deles efter pladser, hvor alle grupper har dem; ellers efter personer; kendes de heller
            ikke, deles der lige.
          </dd>
          <dt>Personer</dt>
          <dd>
            Målgrupperne tælles alle som {headcountUnitLabels[unit]} i{' '}
            {headcountKindLabels[kind].toLowerCase()} {period}. Ydelsesgrupperne deler borgerne mellem sig, så
            ingen er med to gange.
          </dd>
          <dt>Rækkevidde</dt>
          <dd>
            Personer i de grupper, tilbuddet er for, delt med personer i alle de grupper, viften henvender sig
            til. Er en del af en gruppe ikke talt, er den mellem ingen og hele gruppen.
          </dd>
          <dt>Leverandører</dt>
          <dd>De tre største måles mod de penge, der ligger hos en angivet leverandør.</dd>
        </dl>
      </details>
      <details class="more">
        <summary>De tal, der er gået ind</summary>
        <h3>Rammer</h3>
        <ul>
          {whole.portfolio.frames
            .filter(frame => years.includes(frame.year))
            .map(({ year, amountOere, basis, source, note }) => (
              <li>
                {year}: {formatKroner(amountOere)} ({basisLabels[basis].toLowerCase()}
                {source && `, ${sourceText(source)}`}){note !== null && `. ${note}`}
              </li>
            ))}
        </ul>
        {balance.budget.commitments.length > 0 && (
          <>
            <h3>Kontrakter, der løber videre</h3>
            <ul>
              {balance.budget.commitments.map(({ name, year, from, until, amountOere, basis }) => (
                <li>
                  {name}, {formatDay(from)} til {formatDay(until)}:{' '}
                  {amountOere === null ? 'ukendt' : formatKroner(amountOere)} i {year} (
                  {basisLabels[basis].toLowerCase()})
                </li>
              ))}
            </ul>
          </>
        )}
        <h3>Tilbud</h3>
        <Scrolling label="Tilbuddene, der er gået ind i tallene">
          <table class="table table--compact inputs">
            <caption>Hvert tilbud, som det er gået ind i tallene</caption>
            <thead>
              <tr>
                <th scope="col">Tilbud</th>
                {years.map(year => (
                  <th scope="col" class="number">
                    {year}, kr.
                  </th>
                ))}
                <th scope="col">Prisens grundlag</th>
                <th scope="col">Formål</th>
                <th scope="col">Evidens</th>
                <th scope="col">Spændvidde</th>
                <th scope="col">Leveranceform</th>
                <th scope="col">Målgrupper (pladser)</th>
                <th scope="col">Delt efter</th>
              </tr>
            </thead>
            <tbody>
              {balance.inputs.offers.map(input => (
                <InputRow input={input} facts={facts} viewed={viewed} />
              ))}
            </tbody>
          </table>
        </Scrolling>
      </details>
    </section>
  );
}

function InputRow({ input, facts, viewed }: Props & { input: BalanceInput }) {
  const [offer, purpose, certainty, breadth, delivery, , prices, groups, sharedBy] = input;
  const { names, whole, years } = facts;
  const lines = (whole.offers.find(({ code }) => code === offer)?.priceLines ?? []).filter(line =>
    years.includes(line.year),
  );
  const bases = [...new Set(lines.map(line => basisLabels[line.basis].toLowerCase()))];
  const sources = sourcesText(lines.flatMap(({ source }) => source ?? []));
  return (
    <tr>
      <th scope="row">
        <a href={viewed.link(`/tilbud/${offer}`)}>{names.offer(offer)}</a>
      </th>
      {years.map(year => (
        <td class="number">{yearPrice(prices[year])}</td>
      ))}
      <td>
        {bases.length === 0 ? '–' : listed(bases)}
        {sources !== '' && ` (${sources})`}
      </td>
      <td>{purposeLabels[purpose]}</td>
      <td>{certaintyLabels[certainty]}</td>
      <td>{breadthLabels[breadth]}</td>
      <td>{deliveryLabels[delivery]}</td>
      <td>
        {groups
          .map(([group, places]) => `${names.group(group)} (${places === null ? 'ukendt' : number(places)})`)
          .join(', ')}
      </td>
      <td>{sharedByLabels[sharedBy]}</td>
    </tr>
  );
}

function yearPrice(byBasis: Partial<Record<Basis, Oere>> | null | undefined): string {
  if (byBasis === undefined) return 'løber ikke';
  return byBasis === null ? 'ukendt' : formatKroner(sumOere(Object.values(byBasis))).replace(' kr.', '');
}

const sharedByLabels: Record<SharedBy, string> = {
  places: 'pladser',
  persons: 'personer',
  equally: 'lige',
  none: '–',
};
