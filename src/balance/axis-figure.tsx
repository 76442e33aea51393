import type { Child } from 'hono/jsx';
import { BarChart, type Bar } from '../shared/page/chart.tsx';
import { Scrolling } from '../shared/page/page.tsx';
import { commitmentsLabel } from '../offers/commitments-label.ts';
import type { Axis, CommittedMoney, DecidedBy, Figures } from './balance.ts';
import { isWhollyUnknown, knownMoney, missingMoney, type KnownPart } from '../offers/known-money.ts';
import { inMillions, percent } from '../offers/wording.ts';
import { number } from '../shared/wording.ts';

export type LabelledRow = Figures & { key: string | null; label: string };
export type LabelledAxis = { decidedBy: DecidedBy; rows: LabelledRow[]; commitments: CommittedMoney | null };

export function labelled<Key extends string | null>(
  axis: Axis<Key>,
  label: (key: Key) => string,
): LabelledAxis {
  return {
    decidedBy: axis.decidedBy,
    rows: axis.rows.map(row => ({ ...row, label: label(row.key) })),
    commitments: axis.commitments,
  };
}

/** The rows as one, so that a long tail does not drown the picture; the table beneath it still holds each. */
export function together(rows: readonly LabelledRow[], what: string): LabelledRow[] {
  if (rows.length < 2) return [...rows];
  const sum = (of: (row: LabelledRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  return [
    {
      key: '',
      label: `${rows.length} ${what}`,
      amountOere: sum(row => row.amountOere),
      assumedOere: sum(row => row.assumedOere),
      percent: sum(row => row.percent),
      offers: sum(row => row.offers),
      unknownPriceOffers: sum(row => row.unknownPriceOffers),
      unpricedOffers: sum(row => row.unpricedOffers),
    },
  ];
}

export function largestSummary({ rows }: LabelledAxis): string {
  const [first, second] = rows
    .filter(row => row.amountOere > 0)
    .toSorted((a, b) => b.amountOere - a.amountOere);
  if (!first) return 'Ingen penge er fordelt endnu.';
  const most = `Mest går til ${first.label.toLowerCase()} (${percent(first.percent)})`;
  return second ? `${most}, dernæst ${second.label.toLowerCase()} (${percent(second.percent)}).` : `${most}.`;
}

export function percents<Key>(axis: Axis<Key>): Map<Key, number> {
  return new Map(axis.rows.map(({ key, percent }) => [key, percent]));
}

type MoneyFigureProps = {
  id: string;
  heading: string;
  /** The question the axis answers. */
  of: string;
  axis: LabelledAxis;
  drawn?: LabelledRow[];
  summary: string;
  children?: Child;
};

export function MoneyFigure({
  id,
  heading,
  of,
  axis,
  drawn = axis.rows,
  summary,
  children,
}: MoneyFigureProps) {
  return (
    <AxisFigure
      id={id}
      heading={heading}
      decidedBy={axis.decidedBy}
      summary={`${of} ${summary}`}
      bars={[...drawn.map(moneyBar), ...commitmentBars(axis.commitments)]}
      table={<MoneyTable heading={heading} axis={axis} />}
    >
      {children}
    </AxisFigure>
  );
}

function moneyBar(row: LabelledRow): Bar {
  const { label, amountOere, assumedOere, percent: share, offers } = row;
  const bar = { label, size: amountOere, assumed: assumedOere };
  if (offers === 0) return { ...bar, value: 'ingen tilbud' };
  if (isWhollyUnknown(row)) return { ...bar, value: 'ukendt pris' };
  const missing = missingMoney(row);
  return {
    ...bar,
    value: `${knownMoney(row)} · ${percent(share)}`,
    ...(missing !== null && { note: missing }),
  };
}

/** Contracts on offers that have left the vifte, where there are any. */
function commitmentBars(beside: CommittedMoney | null): Bar[] {
  if (!beside) return [];
  const { amountOere, assumedOere, percent: share } = beside;
  const part = besidePart(beside);
  const value = isWhollyUnknown(part) ? 'ukendt pris' : `${knownMoney(part)} · ${percent(share)}`;
  return [{ label: commitmentsLabel, size: amountOere, assumed: assumedOere, value }];
}

function besidePart({ amountOere, unknownContracts }: CommittedMoney): KnownPart {
  return { amountOere, unknownContracts, offers: 0, unknownPriceOffers: 0, unpricedOffers: 0 };
}

function MoneyTable({ heading, axis: { rows, commitments } }: { heading: string; axis: LabelledAxis }) {
  return (
    <table class="table table--compact">
      <caption class="sr-only">{heading}: beløb, andel og tilbud</caption>
      <thead>
        <tr>
          <th scope="col">{heading}</th>
          <th scope="col" class="number">
            Mio. kr.
          </th>
          <th scope="col" class="number">
            Andel
          </th>
          <th scope="col" class="number">
            Heraf antaget, mio. kr.
          </th>
          <th scope="col" class="number">
            Tilbud
          </th>
          <th scope="col" class="number">
            Uden kendt pris
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr>
            <th scope="row">{row.label}</th>
            <td class="number">{row.offers === 0 ? '–' : knownMoney(row, inMillions)}</td>
            <td class="number">{isWhollyUnknown(row) ? 'ukendt' : percent(row.percent)}</td>
            <td class="number">{inMillions(row.assumedOere)}</td>
            <td class="number">{number(row.offers)}</td>
            <td class="number">{number(row.unknownPriceOffers)}</td>
          </tr>
        ))}
        {commitments && (
          <tr>
            <th scope="row">{commitmentsLabel}</th>
            <td class="number">{knownMoney(besidePart(commitments), inMillions)}</td>
            <td class="number">{percent(commitments.percent)}</td>
            <td class="number">{inMillions(commitments.assumedOere)}</td>
            <td class="number">–</td>
            <td class="number">{number(commitments.unknownContracts)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

const deciderLabels: Record<DecidedBy, string> = {
  committee: 'Besluttes af udvalget',
  administration: 'Fastlægges af forvaltningen',
};

type AxisFigureProps = {
  id: string;
  heading: string;
  decidedBy: DecidedBy;
  summary: string;
  bars: Bar[];
  table: Child;
  children?: Child;
};

export function AxisFigure({ id, heading, decidedBy, summary, bars, table, children }: AxisFigureProps) {
  return (
    <figure class={`axis axis--${id}`} aria-labelledby={`${id}-heading`}>
      <figcaption>
        <h3 id={`${id}-heading`}>{heading}</h3>
        <p class="decided-by">{deciderLabels[decidedBy]}</p>
        <p>{summary}</p>
      </figcaption>
      <BarChart
        id={`${id}-chart`}
        title={heading}
        description={bars.map(({ label, value }) => `${label}: ${value}`).join('; ')}
        bars={bars}
      />
      {children}
      <details class="axis-table">
        <summary>{heading} som tabel</summary>
        <Scrolling label={`Tabel: ${heading.toLowerCase()}`}>{table}</Scrolling>
      </details>
    </figure>
  );
}
