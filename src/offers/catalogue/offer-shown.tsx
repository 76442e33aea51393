import type { Child } from 'hono/jsx';
import { formatDay } from '../../shared/days/day.ts';
import { formatKroner } from '../../shared/money.ts';
import { Assumed, type Viewed } from '../../shared/page/page.tsx';
import { basisLabels, type Source } from '../../shared/source.schema.ts';
import { titleAt } from '../../shared/page/form.ts';
import { listed, number, sourceText } from '../../shared/wording.ts';
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
  type OfferView,
  type PriceLine,
} from '../offer.schema.ts';
import { whyNoEffect } from '../no-effect.ts';
import { coveredYears, lineAmount, priceInYear } from '../price.ts';
import { portfolioReach, type OfferReach, type PortfolioReach } from '../reach.ts';
import { headcountKindLabels, headcountUnitLabels } from '../../target-groups/target-group.schema.ts';
import type { WholePortfolio } from '../whole-portfolio.ts';
import { money, namesOf, rangeText, shareText, type Names } from '../wording.ts';

const title = (at: string) => titleAt(NewOffer, at);

type Props = { offer: OfferView; whole: WholePortfolio; viewed: Viewed };

export function OfferShown({ offer, whole, viewed }: Props) {
  const names = namesOf(whole);
  return (
    <>
      <OfferAnswer offer={offer} whole={whole} />
      <h2>{title('/purpose')}</h2>
      <dl class="facts">
        <Fact title={title('/purpose/type')} assumed={assumption(offer, 'purpose')}>
          {purposeLabels[offer.purpose.type]}
        </Fact>
        <Fact title={title('/purpose/expectedOutcome')}>{offer.purpose.expectedOutcome}</Fact>
        <Fact title={title('/years')} assumed={assumption(offer, 'years')}>
          {listed(offer.years.map(String))}
        </Fact>
      </dl>
      <Prices offer={offer} whole={whole} />
      <h2>{title('/evidence')}</h2>
      <Evidence offer={offer} />
      <ReachAndBreadth offer={offer} whole={whole} names={names} />
      <Groups offer={offer} names={names} viewed={viewed} />
      <h2>Levering og binding</h2>
      <dl class="facts">
        <Fact title={title('/delivery')} assumed={assumption(offer, 'delivery')}>
          {deliveryLabels[offer.delivery]}
        </Fact>
        <Fact title={title('/supplier')} assumed={assumption(offer, 'supplier')}>
          {offer.supplier === null ? (
            'Ingen oplyst'
          ) : (
            <a href={viewed.link(`/leverandoerer#${offer.supplier}`)}>{names.supplier(offer.supplier)}</a>
          )}
        </Fact>
        <Fact title={title('/binding/statutory')} assumed={assumption(offer, 'binding')}>
          {offer.binding.statutory ? `Ja: ${offer.binding.legalBasis ?? ''}` : 'Nej'}
        </Fact>
        <Fact title={title('/binding/contractUntil')}>
          {offer.binding.contractUntil === null ? 'Ingen oplyst' : formatDay(offer.binding.contractUntil)}
        </Fact>
      </dl>
      <Goals offer={offer} whole={whole} />
      <NoEffect offer={offer} names={names} viewed={viewed} />
      <Grounds offer={offer} />
    </>
  );
}

/** One sentence: what it is for, for whom, at which price. */
function OfferAnswer({ offer, whole }: { offer: OfferView; whole: WholePortfolio }) {
  const years = coveredYears(whole.portfolio, null).filter(year => offer.years.includes(year));
  const costs = years.map(year => {
    const price = priceInYear(offer, year);
    return price.kind === 'known' ? `${money(price.amountOere)} i ${year}` : `ukendt beløb i ${year}`;
  });
  const groups = offer.targetGroups.map(({ group }) => namesOf(whole).group(group));
  return (
    <p class="font-lead answer">
      Et {offer.breadth === 'general' ? 'generelt' : 'specialiseret'} tilbud med formålet{' '}
      {purposeLabels[offer.purpose.type].toLowerCase()}
      {groups.length > 0 &&
        ` for ${groups.length === 1 ? groups.join() : `${groups.length} målgrupper`}`}.{' '}
      {costs.length > 0 ? `Det koster ${listed(costs)}.` : 'Det løber ikke i viftens år.'}
    </p>
  );
}

function Fact(props: { title: string; assumed?: string | undefined; children?: Child }) {
  return (
    <div>
      <dt>{props.title}</dt>
      <dd>
        {props.children} {props.assumed !== undefined && <Assumed reason={props.assumed} />}
      </dd>
    </div>
  );
}

function assumption(offer: OfferView, field: OfferView['assumptions'][number]['field']): string | undefined {
  return offer.assumptions.find(assumption => assumption.field === field)?.reason;
}

function Prices({ offer, whole }: { offer: OfferView; whole: WholePortfolio }) {
  const years = coveredYears(whole.portfolio, null);
  const unknown = years.filter(year => priceInYear(offer, year).kind === 'unknown');
  const many = new Set(offer.priceLines.map(({ year }) => year)).size < offer.priceLines.length;
  return (
    <>
      <h2>Pris</h2>
      {unknown.length > 0 && (
        <p>
          Prisen er <strong>ukendt</strong> i {listed(unknown.map(String))}. Den tælles ikke med som 0 kr.;
          viftens totaler siger, at den mangler.
        </p>
      )}
      {offer.priceLines.length > 0 && (
        <table class="table table--compact table-md-responsive-headers d-print-table">
          <caption class="sr-only">Prislinjer med regnestykke og grundlag</caption>
          <thead>
            <tr>
              <th scope="col">År</th>
              <th scope="col">Regnestykke</th>
              <th scope="col">Grundlag</th>
              <th scope="col">Bemærkning</th>
            </tr>
          </thead>
          <tbody>
            {offer.priceLines.map(line => (
              <tr>
                <th scope="row">{line.year}</th>
                <td data-title="Regnestykke">{arithmetic(line)}</td>
                <td data-title="Grundlag">
                  <BasisOf basis={line.basis} source={line.source} what="beløbet" />
                </td>
                <td data-title="Bemærkning">{line.note ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {many && (
        <p>
          {years.map(year => {
            const price = priceInYear(offer, year);
            return price.kind === 'known' && `I alt ${year}: ${formatKroner(price.amountOere)} `;
          })}
        </p>
      )}
    </>
  );
}

/** `1.875 kr. × 16 uger × 36 deltagere = 1.080.000 kr.` */
function arithmetic(line: PriceLine): string {
  const total = formatKroner(lineAmount(line));
  if (line.kind === 'fixed') return total;
  const { pricePerWeekOere, weeks, participants } = line;
  const people = `${number(participants)} ${participants === 1 ? 'deltager' : 'deltagere'}`;
  return `${formatKroner(pricePerWeekOere)} × ${weeks} ${weeks === 1 ? 'uge' : 'uger'} × ${people} = ${total}`;
}

function BasisOf(props: { basis: PriceLine['basis']; source: Source | null; what: string }) {
  const { basis, source, what } = props;
  if (basis === 'assumption')
    return (
      <Assumed
        reason={
          source === null
            ? `ingen kilde giver ${what}`
            : `${what} er ikke oplyst; sat ud fra ${sourceText(source)}`
        }
      />
    );
  return (
    <>
      {basisLabels[basis]}
      {source && `: ${sourceText(source)}`}
    </>
  );
}

function Evidence({ offer }: { offer: OfferView }) {
  const { evidence } = offer;
  return (
    <dl class="facts">
      <Fact title={title('/evidence/certainty')} assumed={assumption(offer, 'evidence')}>
        {certaintyLabels[evidence.certainty]}
      </Fact>
      <Fact title={title('/evidence/direction')}>{directionLabels[evidence.direction]}</Fact>
      <Fact title={title('/evidence/grounds')}>{groundsLabels[evidence.grounds]}</Fact>
      <Fact title={title('/evidence/reason')}>{evidence.reason ?? 'Ingen skrevet'}</Fact>
      <Fact title={title('/evidence/whyNotHigher')}>{evidence.whyNotHigher ?? 'Ikke skrevet'}</Fact>
      <Fact title={title('/evidence/ratedOn')}>
        {evidence.ratedOn === null ? 'Ingen dato' : formatDay(evidence.ratedOn)}
      </Fact>
      <Fact title={title('/evidence/sources')}>
        {evidence.sources.length === 0 ? (
          'Ingen'
        ) : (
          <ul>
            {evidence.sources.map(({ title, year, address }) => (
              <li>
                {address === null ? title : <a href={address}>{title}</a>}
                {year !== null && ` (${year})`}
              </li>
            ))}
          </ul>
        )}
      </Fact>
    </dl>
  );
}

function ReachAndBreadth({ offer, whole, names }: { offer: OfferView; whole: WholePortfolio; names: Names }) {
  const reaches = portfolioReach(whole, null);
  const own = reaches.offers.find(reach => reach.offer === offer.code);
  return (
    <>
      <h2>Spændvidde og rækkevidde</h2>
      <dl class="facts">
        <Fact title={title('/breadth')} assumed={assumption(offer, 'breadth')}>
          {breadthLabels[offer.breadth]}
        </Fact>
        <Fact title="Rækkevidde">
          {own ? <ReachOf own={own} reaches={reaches} names={names} /> : 'Tilbuddet løber ikke i viftens år.'}
        </Fact>
      </dl>
    </>
  );
}

function ReachOf({
  own: { reach, hint },
  reaches,
  names,
}: {
  own: OfferReach;
  reaches: PortfolioReach;
  names: Names;
}) {
  const { countBasis, median } = reaches;
  switch (reach.kind) {
    case 'none':
      return <>Kan ikke regnes ud: tilbuddet har ingen målgruppe.</>;
    case 'outside':
      return (
        <>
          Kan ikke regnes ud: {listed(reach.outside.map(({ group }) => names.group(group)))} er ikke blandt de
          ydelsesgrupper, viften henvender sig til.
        </>
      );
    case 'unknown':
      return (
        <>
          Kan ikke regnes ud: antallet mangler for{' '}
          {listed(
            (reach.missing.length > 0 ? reach.missing : reach.benefitGroups.map(({ group }) => group)).map(
              names.group,
            ),
          )}
          .
        </>
      );
    case 'range':
      return (
        <>
          {rangeText(reach.persons)} af {number(reach.all)} personer ({shareText(reach.share)})
          {reach.persons.low !== reach.persons.high &&
            '. Et spænd, fordi tilbuddet kun er for en del af en gruppe, og delens eget antal ikke kendes'}
          .
          {hint && median && (
            <p>
              <strong>Bemærk:</strong>{' '}
              {hint === 'general-below-median'
                ? `Tilbuddet er sat som generelt, men når færre end medianen i viften (${number(median.persons)} personer).`
                : `Tilbuddet er sat som specialiseret, men når flere end medianen i viften (${number(median.persons)} personer).`}
            </p>
          )}
          <details>
            <summary>Sådan er det regnet ud</summary>
            <p>
              Personer i de målgrupper, tilbuddet er for, delt med personer i alle de grupper, viften
              henvender sig til. Ingen tælles to gange. Opgørelse:{' '}
              {headcountKindLabels[countBasis.kind].toLowerCase()} {countBasis.period},{' '}
              {headcountUnitLabels[countBasis.unit]}.
            </p>
            <ul>
              {reach.benefitGroups.map(({ group, through, persons }) => (
                <li>
                  {names.group(group)}: {persons ? rangeText(persons) : 'ukendt'}
                  {!through.includes(group) && ` (gennem ${listed(through.map(names.group))})`}
                </li>
              ))}
              {reach.outside.map(({ group }) => (
                <li>{names.group(group)}: tælles for sig og lægges ikke til</li>
              ))}
            </ul>
          </details>
        </>
      );
  }
}

function Groups({ offer, names, viewed }: { offer: OfferView; names: Names; viewed: Viewed }) {
  const reason = assumption(offer, 'targetGroups');
  return (
    <>
      <h2>
        {title('/targetGroups')} {reason !== undefined && <Assumed reason={reason} />}
      </h2>
      {offer.targetGroups.length === 0 ? (
        <p>Tilbuddet har ingen målgruppe.</p>
      ) : (
        <table class="table table--compact table-md-responsive-headers d-print-table">
          <caption class="sr-only">Målgrupper og pladser</caption>
          <thead>
            <tr>
              <th scope="col">Målgruppe</th>
              <th scope="col" class="number">
                Pladser om året
              </th>
              <th scope="col">Grundlag</th>
            </tr>
          </thead>
          <tbody>
            {offer.targetGroups.map(({ group, placesPerYear, basis, source }) => (
              <tr>
                <th scope="row">
                  <a href={viewed.link(`/maalgrupper/${group}`)}>{names.group(group)}</a>
                </th>
                <td class="number" data-title="Pladser om året">
                  {placesPerYear === null ? 'ukendt' : number(placesPerYear)}
                </td>
                <td data-title="Grundlag">
                  <BasisOf basis={basis} source={source} what="antallet af pladser" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Goals({ offer, whole }: { offer: OfferView; whole: WholePortfolio }) {
  const goals = whole.goals.filter(({ code }) => offer.goals.includes(code));
  if (goals.length === 0) return null;
  return (
    <>
      <h2>{title('/goals')}</h2>
      <ul>
        {goals.map(({ title, kind }) => (
          <li>
            {title} <span class="aside">({goalKindLabels[kind].toLowerCase()})</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function NoEffect({ offer, names, viewed }: { offer: OfferView; names: Names; viewed: Viewed }) {
  return (
    <>
      <h2>Hvorfor står der ingen effekt?</h2>
      <p>
        {whyNoEffect} Effekten vises for målgruppen som helhed
        {offer.targetGroups.length > 0 && (
          <>
            :{' '}
            {offer.targetGroups.map(({ group }, i) => (
              <>
                {i > 0 && ', '}
                <a href={viewed.link(`/effekt/${group}`)}>{names.group(group)}</a>
              </>
            ))}
          </>
        )}
        .
      </p>
    </>
  );
}

function Grounds({ offer }: { offer: OfferView }) {
  return (
    <>
      <h2>{title('/assumptions')} og kilder</h2>
      {offer.assumptions.length > 0 && (
        <ul>
          {offer.assumptions.map(({ field, reason }) => (
            <li>
              <strong>{assumableLabels[field]}:</strong> {reason}
            </li>
          ))}
        </ul>
      )}
      <p>
        {offer.sources.length === 0
          ? 'Ingen kilder er angivet.'
          : `Kilder: ${offer.sources.map(sourceText).join(' · ')}`}
      </p>
      {offer.note !== null && (
        <>
          <h2>{title('/note')}</h2>
          <p class="written">{offer.note}</p>
        </>
      )}
    </>
  );
}
