import type { Axis, DecidedBy } from '../../balance/balance.ts';
import { breadthLabels, certaintyLabels, deliveryLabels, purposeLabels } from '../../offers/offer.schema.ts';
import type { Range } from '../../offers/reach.ts';
import { leftText, spentText } from '../../offers/known-money.ts';
import { money, namesOf, offersText, percent, rangeText } from '../../offers/wording.ts';
import { number } from '../../shared/wording.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import type { Alternative, Comparison } from './comparison.ts';
import type { FrameVerdict } from './frame-verdict.ts';

/** One figure of an alternative, in words; `isBroken` marks a frame that does not hold. */
export type Cell = { text: string; note: string | null; isBroken: boolean };

/** One thing compared: a cell for today's vifte, then one for each scenario. */
export type Row = { label: string; cells: Cell[]; differs: boolean };

export type Section = { id: string; title: string; decidedBy: DecidedBy | null; rows: Row[] };

/** The comparison as it is read: section by section, each row with what tells the alternatives apart. */
export function comparisonRows(compared: Comparison, whole: WholePortfolio): Section[] {
  const all = [compared.today, ...compared.scenarios];
  const names = namesOf(whole);
  const { axes } = compared.today.balance;
  return [
    { id: 'budget', title: 'Budget', decidedBy: 'committee', rows: budgetRows(all) },
    { id: 'reach', title: 'Personer', decidedBy: null, rows: [placedRow(all), reachRow(all)] },
    {
      id: 'evidence',
      title: 'Evidens',
      decidedBy: axes.evidence.decidedBy,
      rows: [
        sureRow(all),
        ...axisRows(
          all,
          one => one.balance.axes.evidence,
          key => certaintyLabels[key],
        ),
      ],
    },
    {
      id: 'purpose',
      title: 'Formål',
      decidedBy: axes.purpose.decidedBy,
      rows: axisRows(
        all,
        one => one.balance.axes.purpose,
        key => purposeLabels[key],
      ),
    },
    {
      id: 'breadth',
      title: 'Spændvidde',
      decidedBy: axes.breadth.decidedBy,
      rows: axisRows(
        all,
        one => one.balance.axes.breadth,
        key => breadthLabels[key],
      ),
    },
    {
      id: 'delivery',
      title: 'Leveranceform',
      decidedBy: axes.delivery.decidedBy,
      rows: axisRows(
        all,
        one => one.balance.axes.delivery,
        key => deliveryLabels[key],
      ),
    },
    {
      id: 'supplier',
      title: 'Leverandører',
      decidedBy: axes.supplier.decidedBy,
      rows: axisRows(
        all,
        one => one.balance.axes.supplier,
        key => (key === null ? 'Ingen leverandør angivet' : names.supplier(key)),
      ),
    },
    {
      id: 'group-money',
      title: 'Målgrupper, penge',
      decidedBy: axes.targetGroup.decidedBy,
      rows: axisRows(
        all,
        one => one.balance.axes.targetGroup,
        key => (key === null ? 'Uden målgruppe' : names.group(key)),
      ),
    },
    {
      id: 'coverage',
      title: 'Målgrupper, dækning',
      decidedBy: 'administration',
      rows: coverageRows(all, names.group),
    },
  ];
}

function budgetRows(all: readonly Alternative[]): Row[] {
  const [today] = all;
  const rows = (today?.frames ?? []).map(({ year, frameOere }) =>
    row(
      `${year}, ramme ${money(frameOere)}`,
      all.map(one => frameCell(frameIn(one, year))),
    ),
  );
  return [
    ...rows,
    row(
      'Heraf antaget',
      all.map(({ balance }) => cell(percent(balance.budget.assumedPercent))),
    ),
    row(
      'Tilbud',
      all.map(({ balance }) => cell(offersText(balance.budget.offers))),
    ),
    row(
      'Tilbud uden kendt pris, ikke med i beløbene',
      all.map(({ balance }) => cell(number(balance.budget.unknownPriceOffers))),
    ),
  ];
}

function frameIn({ frames }: Alternative, year: number): FrameVerdict | undefined {
  return frames.find(frame => frame.year === year);
}

function frameCell(frame: FrameVerdict | undefined): Cell {
  if (!frame) return cell('–');
  const { isKept, committedOere } = frame;
  const notes = [
    leftText(frame),
    ...(committedOere > 0 ? [`heri ${money(committedOere)} til kontrakter, der løber videre`] : []),
  ];
  return { text: spentText(frame), note: notes.join('; '), isBroken: !isKept };
}

function placedRow(all: readonly Alternative[]): Row {
  const [today] = all;
  const compared = row(
    'Personer i ydelsesgrupper dækket af en plads',
    all.map((one, i) => ({
      ...cell(number(one.placed)),
      note: i === 0 || !today ? null : placedText(today, one),
    })),
  );
  // It is what the choice is about, so it is shown where nothing has moved too.
  return { ...compared, differs: all.length > 1 };
}

/** `160 færre`, or that there are as many. */
export function placedText(today: Alternative, { placed }: Alternative): string {
  const more = placed - today.placed;
  if (more === 0) return 'som i dag';
  return more > 0 ? `${number(more)} flere` : `${number(-more)} færre`;
}

function reachRow(all: readonly Alternative[]): Row {
  const [today] = all;
  const compared = row(
    'Personer i de grupper, viften har tilbud til',
    all.map(({ covered }, i) => {
      if (covered === null) return cell('ukendt');
      return {
        ...cell(rangeText(covered)),
        note: i === 0 ? null : moreText(today?.covered ?? null, covered),
      };
    }),
  );
  return { ...compared, differs: all.length > 1 };
}

/** `160 færre`, where both bounds move alike; otherwise nothing that could be wrong is said. */
export function moreText(before: Range | null, after: Range | null): string | null {
  if (before === null || after === null) return null;
  const moved = { low: after.low - before.low, high: after.high - before.high };
  if (moved.low !== moved.high) return null;
  if (moved.low === 0) return 'som i dag';
  return moved.low > 0 ? `${number(moved.low)} flere` : `${number(-moved.low)} færre`;
}

function sureRow(all: readonly Alternative[]): Row {
  return row(
    'Stærk eller moderat i alt',
    all.map(one => cell(percent(surePercent(one)))),
  );
}

/** Of the money, in whole percents. */
function surePercent({ balance }: Alternative): number {
  return balance.axes.evidence.rows
    .filter(({ key }) => key === 'strong' || key === 'moderate')
    .reduce((sum, { percent }) => sum + percent, 0);
}

/** Every key that one of the alternatives has, in the order first met; where one has none it says so. */
function axisRows<Key>(
  all: readonly Alternative[],
  axisOf: (one: Alternative) => Axis<Key>,
  label: (key: Key) => string,
): Row[] {
  const keys = [...new Set(all.flatMap(one => axisOf(one).rows.map(({ key }) => key)))];
  const rows = keys.map(key =>
    row(
      label(key),
      all.map(one => {
        const found = axisOf(one).rows.find(figures => figures.key === key);
        if (!found || found.offers === 0) return cell('ingen tilbud');
        const unknown = found.unknownPriceOffers;
        if (unknown === found.offers && found.amountOere === 0) return cell('ukendt pris');
        return {
          text: `${percent(found.percent)}, ${money(found.amountOere)}`,
          note: unknown > 0 ? `${unknown} af ${offersText(found.offers)} uden kendt pris` : null,
          isBroken: false,
        };
      }),
    ),
  );
  return rows.filter(({ cells }) => cells.some(({ text }) => text !== 'ingen tilbud'));
}

function coverageRows(all: readonly Alternative[], groupName: (code: string) => string): Row[] {
  const groups = [...new Set(all.flatMap(one => one.balance.coverage.rows.map(({ group }) => group)))];
  return groups.map(group =>
    row(
      groupName(group),
      all.map(one => {
        const found = one.balance.coverage.rows.find(coverage => coverage.group === group);
        if (!found || found.offers === 0) return cell('ingen tilbud');
        const unknown = found.offersWithoutPlaces;
        const places =
          unknown === found.offers
            ? 'ukendt antal pladser'
            : `${unknown > 0 ? 'mindst ' : ''}${number(found.places)} pladser`;
        const missing = [
          ...(found.general === 'no' ? ['intet generelt'] : []),
          ...(found.specialised === 'no' ? ['intet specialiseret'] : []),
        ];
        return {
          text: `${places}, ${offersText(found.offers)}`,
          note: missing.length > 0 ? missing.join(', ') : null,
          isBroken: false,
        };
      }),
    ),
  );
}

function row(label: string, cells: Cell[]): Row {
  const said = new Set(cells.map(({ text, isBroken }) => `${text} ${isBroken}`));
  return { label, cells, differs: said.size > 1 };
}

function cell(text: string): Cell {
  return { text, note: null, isBroken: false };
}
