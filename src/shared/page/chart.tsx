import { edge, ink, Lines, paper, text, textWidth, wrap } from './svg-text.tsx';

/** A bar of the chart. `assumed` is the part of `size` that rests on assumption; `frame` is what the bar is measured against. */
export type Bar = {
  label: string;
  /** The figure with its unit, written out. */
  value: string;
  size: number;
  assumed: number;
  frame?: number;
  note?: string;
};

type BarChartProps = {
  /** Unique on the page. */
  id: string;
  title: string;
  /** What the picture says, for those who cannot see it. */
  description: string;
  bars: readonly Bar[];
};

/** The least width a drawing has, in px: a third of an A4 sheet; on a page of 320 px it is a little more. Text is broken to fit it. */
const narrowest = 242;

const labelSize = 14;
const valueSize = 13.5;
const noteSize = 13;
const line = 19;
const bar = 16;
const gap = 14;
const leastGap = 8;

/**
 * Horizontal bars, each under its own label and figure, so that nothing has to be read off an axis or a colour: the assumed
 * part is hatched, what is over the frame is black. All horizontal places are shares of the width and all sizes of
 * text fixed, so one drawing fits a phone, a screen and a sheet of paper.
 */
export function BarChart({ id, title, description, bars }: BarChartProps) {
  const whole = Math.max(...bars.map(({ size, frame = 0 }) => Math.max(size, frame)), 0);
  const placed = place(bars);
  return (
    <svg
      class="bar-chart"
      width="100%"
      height={placed.height}
      role="img"
      aria-labelledby={`${id}-title ${id}-description`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      <Hatching id={`${id}-assumed`} />
      {placed.rows.map(row => (
        <Row row={row} whole={whole} assumed={`url(#${id}-assumed)`} />
      ))}
    </svg>
  );
}

/** What the bars' fillings mean. */
export function ChartLegend() {
  return (
    <ul class="chart-legend" aria-label="Sådan læses søjlerne">
      <li>
        <Swatch fill={ink} /> beløb fra dokument, kontrakt, regnskab eller skøn
      </li>
      <li>
        <Swatch fill="url(#legend-assumed)" stroke={ink} /> antaget beløb
      </li>
      <li>
        <Swatch fill={paper} stroke={edge} /> ramme, der er tilbage
      </li>
      <li>
        <Swatch fill={over} /> over rammen
      </li>
    </ul>
  );
}

function Swatch({ fill, stroke = fill }: { fill: string; stroke?: string }) {
  return (
    <svg width="24" height="14" aria-hidden="true" focusable="false">
      {fill.startsWith('url') && <Hatching id="legend-assumed" />}
      <rect x="0.5" y="0.5" width="23" height="13" fill={fill} stroke={stroke} />
    </svg>
  );
}

function Hatching({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="7" height="7" fill={paper} />
        <rect width="3.5" height="7" fill={ink} />
      </pattern>
    </defs>
  );
}

const over = '#000000';

type Placed = Bar & { top: number; labels: string[]; valueLine: number; notes: string[] };

function place(bars: readonly Bar[]): { rows: Placed[]; height: number } {
  const rows: Placed[] = [];
  let top = 0;
  for (const item of bars) {
    const labels = wrap(item.label, narrowest / labelSize);
    const last = textWidth(labels.at(-1) ?? '') * labelSize;
    const beside = last + leastGap + textWidth(item.value) * valueSize <= narrowest;
    const valueLine = labels.length - (beside ? 1 : 0);
    const notes = wrap(item.note ?? '', narrowest / noteSize);
    rows.push({ ...item, top, labels, valueLine, notes });
    top += (valueLine + 1 + notes.length) * line + bar + gap;
  }
  return { rows, height: Math.max(top - gap + 2, 1) };
}

function Row({ row, whole, assumed }: { row: Placed; whole: number; assumed: string }) {
  const { top, labels, valueLine, notes, size, frame } = row;
  const y = top + (valueLine + 1) * line + 1;
  const inside = frame === undefined ? size : Math.min(size, frame);
  const beyond = size - inside;
  const hatched = Math.min(row.assumed, inside);
  const share = (amount: number) => percent(amount, whole);
  return (
    <>
      <Lines lines={labels} y={top + 14} line={line} size={labelSize} />
      <text
        x="100%"
        y={top + 14 + valueLine * line}
        font-size={valueSize}
        font-weight="600"
        text-anchor="end"
        fill={text}
      >
        {row.value}
      </text>
      {frame !== undefined && (
        <rect x="0.5" y={y} width={share(frame)} height={bar} fill={paper} stroke={edge} />
      )}
      {inside > hatched && <rect x="0" y={y} width={share(inside - hatched)} height={bar} fill={ink} />}
      {hatched > 0 && (
        <rect
          x={share(inside - hatched)}
          y={y}
          width={share(hatched)}
          height={bar}
          fill={assumed}
          stroke={ink}
        />
      )}
      {beyond > 0 && <rect x={share(inside)} y={y} width={share(beyond)} height={bar} fill={over} />}
      {size === 0 && <line x1="0.5" x2="0.5" y1={y} y2={y + bar} stroke={edge} />}
      <Lines lines={notes} y={y + bar + 15} line={line} size={noteSize} />
    </>
  );
}

function percent(amount: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((amount / whole) * 10_000) / 100}%`;
}
