import { csv, type CsvValue } from '../shared/csv.ts';
import type { Oere } from '../shared/money.ts';
import type { BalanceFacts } from './balance-facts.ts';
import type { Axis, DecidedBy } from './balance.ts';
import { commitmentsLabel } from '../offers/commitments-label.ts';
import { breadthLabels, certaintyLabels, deliveryLabels, purposeLabels } from '../offers/offer.schema.ts';

const headings = [
  'Balance',
  'Hvem bestemmer',
  'Række',
  'Kolonne',
  'Beløb (kr.)',
  'Andel (%)',
  'Heraf antaget (kr.)',
  'Tilbud',
  'Tilbud uden kendt pris',
  'Personer',
  'Pladser om året, kendte',
  'Tilbud uden kendt antal pladser',
  'Pladser pr. 100 personer',
];

/** Every figure of the page in one table, one row for each, so that a spreadsheet can filter and sum them. */
export function balanceCsv({ balance, names, years }: BalanceFacts): string {
  const { budget, axes, matrix, coverage } = balance;
  const rows: CsvValue[][] = [
    headings,
    ...budget.years.flatMap(year => [
      row('Budget', 'committee', `${year.year}`, 'Ramme', { amountOere: year.frameOere }),
      row('Budget', 'committee', `${year.year}`, 'Fordelt', {
        ...year,
        amountOere: year.allocatedOere,
      }),
      ...(year.committedOere > 0
        ? [
            row('Budget', 'committee', `${year.year}`, 'Heraf kontrakter, der løber videre', {
              amountOere: year.committedOere,
            }),
          ]
        : []),
      row('Budget', 'committee', `${year.year}`, 'Tilbage', { amountOere: year.leftOere }),
    ]),
    ...axisRows('Evidens', axes.evidence, key => certaintyLabels[key]),
    ...axisRows('Formål', axes.purpose, key => purposeLabels[key]),
    ...matrix.purposes.flatMap((purpose, i) =>
      matrix.certainties.flatMap((certainty, j) => {
        const cell = matrix.cells[i]?.[j];
        return cell
          ? [row('Formål og evidens', 'committee', purposeLabels[purpose], certaintyLabels[certainty], cell)]
          : [];
      }),
    ),
    ...axisRows('Spændvidde', axes.breadth, key => breadthLabels[key]),
    ...axisRows('Leveranceform', axes.delivery, key => deliveryLabels[key]),
    ...axisRows('Leverandører', axes.supplier, key =>
      key === null ? 'Ingen leverandør angivet' : names.supplier(key),
    ),
    ...axisRows('Målgrupper', axes.targetGroup, key =>
      key === null ? 'Ingen målgruppe angivet' : names.group(key),
    ),
    ...coverage.rows.map(group =>
      row('Dækning', 'administration', names.group(group.group), years.join(' og '), group),
    ),
  ];
  return csv(rows);
}

function axisRows<Key>(name: string, axis: Axis<Key>, label: (key: Key) => string): CsvValue[][] {
  const beside = axis.commitments;
  return [
    ...axis.rows.map(figures => row(name, axis.decidedBy, label(figures.key), '', figures)),
    ...(beside
      ? [
          row(name, axis.decidedBy, commitmentsLabel, '', {
            amountOere: beside.amountOere,
            percent: beside.percent,
            assumedOere: beside.assumedOere,
          }),
        ]
      : []),
  ];
}

type Figures = {
  amountOere: Oere;
  percent?: number;
  assumedOere?: Oere;
  offers?: number;
  unknownPriceOffers?: number;
  persons?: number | null;
  unpricedOffers?: number;
  places?: number;
  offersWithoutPlaces?: number;
  placesPer100?: number | null;
};

function row(name: string, decidedBy: DecidedBy, line: string, column: string, figures: Figures): CsvValue[] {
  const { amountOere, assumedOere, offers, unknownPriceOffers, ...rest } = figures;
  const isUnknown = amountOere === 0 && offers !== undefined && offers > 0 && rest.unpricedOffers === offers;
  const hasPlaces = rest.offersWithoutPlaces === undefined || rest.offersWithoutPlaces < (offers ?? 0);
  return [
    name,
    decidedBy === 'committee' ? 'Udvalget' : 'Forvaltningen',
    line,
    column,
    isUnknown ? null : amountOere / 100,
    rest.percent ?? null,
    assumedOere === undefined ? null : assumedOere / 100,
    offers ?? null,
    unknownPriceOffers ?? null,
    rest.persons ?? null,
    hasPlaces || rest.places ? (rest.places ?? null) : null,
    rest.offersWithoutPlaces ?? null,
    rest.placesPer100 ?? null,
  ];
}
