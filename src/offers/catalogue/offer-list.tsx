import type { Context } from 'hono';
import type { Env } from '../../shared/http/http.ts';
import { formatKroner, sumOere, type Oere } from '../../shared/money.ts';
import { AssumedAsNoted, Icon, PrintButton, type Viewed } from '../../shared/page/page.tsx';
import { percentOf } from '../../shared/shares.ts';
import type { CsvValue } from '../../shared/csv.ts';
import { capital, listed, stopped } from '../../shared/wording.ts';
import { committed } from '../commitment.ts';
import { isWhollyUnknown, knownMoney, missingMoney, missingOf, type KnownPart } from '../known-money.ts';
import {
  assumableLabels,
  breadthLabels,
  certaintyLabels,
  deliveryLabels,
  directionLabels,
  groundsLabels,
  purposeLabels,
  type OfferView,
} from '../offer.schema.ts';
import { coveredYears, priceInYear } from '../price.ts';
import { breadths, certainties, deliveries, purposes } from '../scales.ts';
import { offerSorts, selectOffers, type OfferFilter, type OfferSort } from './selection.ts';
import type { WholePortfolio } from '../whole-portfolio.ts';
import { namesOf, type Names } from '../wording.ts';
import { askedYear } from '../year-switch.tsx';

const missingLabels = { price: 'Pris', evidence: 'Evidensvurdering' } as const;

/** The names the list's parameters have in its address. */
const parameters = [
  'q',
  'formaal',
  'evidens',
  'spaendvidde',
  'leverance',
  'leverandoer',
  'maalgruppe',
  'aar',
  'mangler',
  'sort',
] as const;
type Asked = Partial<Record<(typeof parameters)[number], string>>;

/** What the list is asked to show: an unknown choice asks for nothing. */
export type Listing = {
  asked: Asked;
  filter: OfferFilter;
  sort: OfferSort;
  years: number[];
  offers: OfferView[];
};

export function listing(c: Context<Env>, whole: WholePortfolio): Listing {
  const asked: Asked = Object.fromEntries(
    parameters.flatMap(name => {
      const value = c.req.query(name)?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const year = askedYear(whole, asked.aar);
  const filter: OfferFilter = {
    purpose: only(purposes, asked.formaal),
    certainty: only(certainties, asked.evidens),
    breadth: only(breadths, asked.spaendvidde),
    delivery: only(deliveries, asked.leverance),
    supplier: asked.leverandoer ? [asked.leverandoer] : undefined,
    targetGroup: asked.maalgruppe ? [asked.maalgruppe] : undefined,
    year: year ?? undefined,
    text: asked.q,
    missing: only(['price', 'evidence'] as const, asked.mangler)?.[0],
  };
  const sort = only(offerSorts, asked.sort)?.[0] ?? 'name';
  const { items } = selectOffers(whole, { ...filter, sort, limit: whole.offers.length + 1 });
  return { asked, filter, sort, years: coveredYears(whole.portfolio, year), offers: items };
}

function only<Value extends string>(
  values: readonly Value[],
  asked: string | undefined,
): Value[] | undefined {
  const found = values.find(value => value === asked);
  return found === undefined ? undefined : [found];
}

type Props = { listing: Listing; whole: WholePortfolio; viewed: Viewed };

/** `12 af 46 tilbud. De koster 31,2 mio. kr. i 2024; 2 har ukendt pris; 38 % er antaget.` */
export function ListAnswer({
  listing: { offers, years },
  whole,
}: {
  listing: Listing;
  whole: WholePortfolio;
}) {
  const totals = totalsOf(offers, years);
  const shown =
    offers.length === whole.offers.length
      ? `Viften har ${offers.length} tilbud`
      : `${offers.length} af viftens ${whole.offers.length} tilbud vises`;
  const running = offers.filter(offer => offer.years.some(year => years.includes(year)));
  const cost = listed(totals.map(total => `${knownMoney(total)} i ${total.year}`));
  const missing = missingMoney(missingOf(running, years));
  const beside = committed(whole.commitments.filter(({ year }) => years.includes(year)));
  const all = sumOere(totals.map(({ amountOere }) => amountOere));
  const assumed = percentOf(sumOere(totals.map(({ assumedOere }) => assumedOere)), all);
  return (
    <p class="font-lead answer">
      {shown}.{' '}
      {running.length > 0 && stopped(isWholly(totals) ? 'Hvad de koster, er ukendt' : `De koster ${cost}`)}{' '}
      {all > 0 && `${assumed} % af beløbet er antaget. `}
      {missing !== null && all > 0 && stopped(capital(missing))}{' '}
      {beside.contracts > 0 &&
        stopped(
          `Kontrakter om tilbud, der er gået ud af viften, koster desuden ${knownMoney({
            ...beside,
            offers: 0,
            unknownPriceOffers: 0,
            unpricedOffers: 0,
          })}`,
        )}
    </p>
  );
}

export function FilterForm({ listing: { asked, years, sort }, whole, viewed }: Props) {
  const chosen = Object.keys(asked).some(name => name !== 'sort');
  return (
    <details class="filter d-print-none" open={chosen}>
      <summary>Søg, filtrér og sortér</summary>
      <form method="get" action="/tilbud" role="search" aria-label="Tilbud">
        <StayWith viewed={viewed} />
        <div class="fields">
          <div class="form-group">
            <label class="form-label" for="filter-q">
              Søg i navn og leverandør
            </label>
            <input class="form-input" type="search" id="filter-q" name="q" value={asked.q ?? ''} />
          </div>
          <Choice name="formaal" label="Formål" all="Alle" choices={purposeLabels} asked={asked} />
          <Choice
            name="evidens"
            label="Evidens, sikkerhed"
            all="Alle"
            choices={certaintyLabels}
            asked={asked}
          />
          <Choice name="spaendvidde" label="Spændvidde" all="Begge" choices={breadthLabels} asked={asked} />
          <Choice name="leverance" label="Leveranceform" all="Begge" choices={deliveryLabels} asked={asked} />
          <Choice
            name="leverandoer"
            label="Leverandør"
            all="Alle"
            choices={named(whole.suppliers)}
            asked={asked}
          />
          <Choice
            name="maalgruppe"
            label="Målgruppe"
            all="Alle"
            choices={named(whole.targetGroups)}
            asked={asked}
          />
          <Choice
            name="aar"
            label="År"
            all="Alle år"
            choices={Object.fromEntries(
              coveredYears(whole.portfolio, null).map(year => [year, String(year)]),
            )}
            asked={asked}
          />
          <Choice name="mangler" label="Mangler" all="Uanset" choices={missingLabels} asked={asked} />
          <Choice name="sort" label="Sortér efter" choices={sortLabels} asked={{ ...asked, sort }} />
        </div>
        <div class="button-group">
          <button type="submit" class="button button-primary">
            Vis
          </button>
          <a href={viewed.link('/tilbud')} class="button button-tertiary">
            Nulstil
          </a>
        </div>
        <p class="form-hint">Beløbene gælder {listed(years.map(String))}.</p>
      </form>
    </details>
  );
}

const sortLabels: Record<OfferSort, string> = {
  name: 'Navn, a til å',
  '-name': 'Navn, å til a',
  '-price': 'Pris, højeste først',
  price: 'Pris, laveste først',
  purpose: 'Formål',
  '-purpose': 'Formål, omvendt',
  certainty: 'Evidens, sikreste først',
  '-certainty': 'Evidens, usikreste først',
};

/** Keeps a form that asks by address with the vifte it is about. */
function StayWith({ viewed }: { viewed: Viewed }) {
  const stays = viewed.link('/') !== '/';
  return stays ? <input type="hidden" name="vifte" value={viewed.portfolio.code} /> : null;
}

function Choice(props: {
  name: keyof Asked;
  label: string;
  all?: string;
  choices: Record<string, string>;
  asked: Asked;
}) {
  const { name, label, all, choices, asked } = props;
  return (
    <div class="form-group">
      <label class="form-label" for={`filter-${name}`}>
        {label}
      </label>
      <select class="form-select" id={`filter-${name}`} name={name}>
        {all && <option value="">{all}</option>}
        {Object.entries(choices).map(([value, text]) => (
          <option value={value} selected={asked[name] === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

function named(things: readonly { code: string; name: string }[]): Record<string, string> {
  return Object.fromEntries(things.map(({ code, name }) => [code, name]));
}

export function OfferTable({ listing, whole, viewed }: Props) {
  const { offers, years } = listing;
  const names = namesOf(whole);
  if (offers.length === 0)
    return whole.offers.length === 0 ? (
      <p>
        Viften har ingen tilbud endnu. <a href={viewed.link('/tilbud/nyt')}>Opret det første</a>.
      </p>
    ) : (
      <p>
        Ingen tilbud passer. <a href={viewed.link('/tilbud')}>Vis dem alle</a>.
      </p>
    );
  return (
    <>
      <table class="table table--compact table-md-responsive-headers d-print-table offers">
        <caption class="sr-only">Viftens tilbud</caption>
        <thead>
          <tr>
            <Heading label="Tilbud" by="name" listing={listing} viewed={viewed} />
            <Heading label="Formål" by="purpose" listing={listing} viewed={viewed} />
            <Heading label="Evidens" by="certainty" listing={listing} viewed={viewed} />
            <th scope="col">Spændvidde</th>
            <th scope="col">Målgrupper</th>
            {years.map((year, i) =>
              i === 0 ? (
                <Heading
                  label={years.length > 1 ? `${year} kr.` : `Pris ${year}, kr.`}
                  by="price"
                  listing={listing}
                  viewed={viewed}
                  number
                />
              ) : (
                <th scope="col" class="number">
                  {year} kr.
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {offers.map(offer => (
            <OfferRow offer={offer} years={years} names={names} viewed={viewed} />
          ))}
        </tbody>
        <Totals offers={offers} years={years} />
      </table>
      <p class="small-text" id="antaget">
        <AssumedAsNoted />: ingen kilde giver beløbet eller vurderingen. Tilbuddets egen side siger, hvad der
        er antaget og hvorfor.
      </p>
    </>
  );
}

function Heading(props: { label: string; by: string; listing: Listing; viewed: Viewed; number?: boolean }) {
  const { label, by, listing, viewed, number = false } = props;
  const direction = listing.sort === by ? 'ascending' : listing.sort === `-${by}` ? 'descending' : undefined;
  const next = direction === 'ascending' ? `-${by}` : by;
  return (
    <th scope="col" class={number ? 'number' : undefined} aria-sort={direction}>
      <a class="sort" href={viewed.link(addressOf('/tilbud', { ...listing.asked, sort: next }))}>
        {label}
        <Icon name={`sort-table-${direction ?? 'none'}`} />
        <span class="sr-only">{direction === 'ascending' ? ', sortér faldende' : ', sortér stigende'}</span>
      </a>
    </th>
  );
}

function addressOf(path: string, asked: Asked): string {
  const query = new URLSearchParams(asked).toString();
  return query === '' ? path : `${path}?${query}`;
}

function OfferRow(props: { offer: OfferView; years: number[]; names: Names; viewed: Viewed }) {
  const { offer, years, names, viewed } = props;
  const assumed = new Set(offer.assumptions.map(({ field }) => field));
  return (
    <tr>
      <th scope="row">
        <a href={viewed.link(`/tilbud/${offer.code}`)}>{offer.name}</a>
        <span class="supplier">
          {offer.supplier === null ? deliveryLabels[offer.delivery] : names.supplier(offer.supplier)}
        </span>
      </th>
      <td data-title="Formål">
        {purposeLabels[offer.purpose.type]} {assumed.has('purpose') && <AssumedAsNoted />}
      </td>
      <td data-title="Evidens">
        {certaintyLabels[offer.evidence.certainty]} {assumed.has('evidence') && <AssumedAsNoted />}
      </td>
      <td data-title="Spændvidde">
        {breadthLabels[offer.breadth]} {assumed.has('breadth') && <AssumedAsNoted />}
      </td>
      <td data-title="Målgrupper">
        <GroupNames groups={offer.targetGroups.map(({ group }) => names.group(group))} />
      </td>
      {years.map(year => (
        <td class="number" data-title={`${year}`}>
          <YearPrice offer={offer} year={year} />
        </td>
      ))}
    </tr>
  );
}

/** The first two by name; the rest are on the offer's own page. */
function GroupNames({ groups }: { groups: string[] }) {
  if (groups.length === 0) return <>ingen</>;
  const rest = groups.length - 2;
  return (
    <>
      {groups.slice(0, 2).join(', ')}
      {rest > 0 && ` og ${rest} til`}
    </>
  );
}

function YearPrice({ offer, year }: { offer: OfferView; year: number }) {
  const price = priceInYear(offer, year);
  switch (price.kind) {
    case 'does-not-run':
      return <>løber ikke</>;
    case 'unknown':
      return <strong>ukendt</strong>;
    case 'known':
      return (
        <>
          {formatKroner(price.amountOere).replace(' kr.', '')} {price.assumedOere > 0 && <AssumedAsNoted />}
        </>
      );
  }
}

function Totals({ offers, years }: { offers: OfferView[]; years: number[] }) {
  const totals = totalsOf(offers, years);
  return (
    <tfoot>
      <tr>
        <th scope="row" colspan={5}>
          {offers.length} tilbud i alt
        </th>
        {totals.map(total => (
          <td class="number" data-title={`${total.year}`}>
            <strong>{knownMoney(total, kroner)}</strong>
          </td>
        ))}
      </tr>
      <tr>
        <th scope="row" colspan={5}>
          heraf antaget
        </th>
        {totals.map(({ year, amountOere, assumedOere }) => (
          <td class="number" data-title={`${year}`}>
            {amountOere === 0 ? '–' : `${percentOf(assumedOere, amountOere)} %`}
          </td>
        ))}
      </tr>
      <tr>
        <th scope="row" colspan={5}>
          tilbud uden pris
        </th>
        {totals.map(({ year, unpricedOffers }) => (
          <td class="number" data-title={`${year}`}>
            {unpricedOffers}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}

function totalsOf(offers: readonly OfferView[], years: readonly number[]) {
  return years.map(year => {
    const prices = offers.map(offer => priceInYear(offer, year));
    const known = prices.filter(price => price.kind === 'known');
    return {
      year,
      amountOere: sumOere(known.map(({ amountOere }) => amountOere)),
      assumedOere: sumOere(known.map(({ assumedOere }) => assumedOere)),
      offers: prices.filter(({ kind }) => kind !== 'does-not-run').length,
      ...unpriced(prices.filter(({ kind }) => kind === 'unknown').length),
    };
  });
}

/** In one year a price is known or it is not. */
function unpriced(offers: number) {
  return { unknownPriceOffers: offers, unpricedOffers: offers };
}

function isWholly(totals: readonly KnownPart[]): boolean {
  return totals.every(total => total.offers === 0 || isWhollyUnknown(total));
}

function kroner(amount: Oere): string {
  return formatKroner(amount).replace(' kr.', '');
}

export function ListActions({ listing, viewed }: { listing: Listing; viewed: Viewed }) {
  return (
    <p class="actions d-print-none">
      <a href={viewed.link('/tilbud/nyt')} class="button button-primary">
        <Icon name="plus" />
        Opret et tilbud
      </a>
      <a href={viewed.link(addressOf('/tilbud.csv', listing.asked))} class="function-link" download>
        <Icon name="download" />
        Hent de viste som CSV
      </a>
      <PrintButton />
    </p>
  );
}

export function offersCsv({ offers, years }: Listing, whole: WholePortfolio): CsvValue[][] {
  const names = namesOf(whole);
  const headings = [
    'Kode',
    'Navn',
    'Formål',
    'Forventet udbytte',
    'Evidens, sikkerhed',
    'Retning',
    'Evidensgrundlag',
    'Spændvidde',
    'Leveranceform',
    'Leverandør',
    'Lovpligtigt',
    'Kontrakt til og med',
    'Målgrupper',
    'Antagne felter',
    ...years.flatMap(year => [`Kroner ${year}`, `Heraf antaget ${year}`]),
  ];
  const rows = offers.map(offer => [
    offer.code,
    offer.name,
    purposeLabels[offer.purpose.type],
    offer.purpose.expectedOutcome,
    certaintyLabels[offer.evidence.certainty],
    directionLabels[offer.evidence.direction],
    groundsLabels[offer.evidence.grounds],
    breadthLabels[offer.breadth],
    deliveryLabels[offer.delivery],
    offer.supplier === null ? null : names.supplier(offer.supplier),
    offer.binding.statutory ? 'Ja' : 'Nej',
    offer.binding.contractUntil,
    offer.targetGroups.map(({ group }) => names.group(group)).join(', '),
    offer.assumptions.map(({ field }) => assumableLabels[field]).join(', '),
    ...years.flatMap(year => {
      const price = priceInYear(offer, year);
      return price.kind === 'known' ? [price.amountOere / 100, price.assumedOere / 100] : [null, null];
    }),
  ]);
  return [headings, ...rows];
}
