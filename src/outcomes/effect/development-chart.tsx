import type { Child } from 'hono/jsx';
import type { Point } from './development.ts';
import { shortPeriodText } from '../period.ts';

type Props = {
  /** Unique on the page. */
  id: string;
  title: string;
  /** What the drawing says, for those who cannot see it. */
  description: string;
  points: readonly Point[];
};

const ink = '#1b4f72';
const paper = '#ffffff';
const edge = '#595959';
const faint = '#d5d5d5';
const top = 14;
const bottom = 244;
const height = 276;

/** A group's share over time with its intervals, what could be expected since the base, and the comparison area. */
export function DevelopmentChart({ id, title, description, points }: Props) {
  const { y, ticks } = upright(points);
  const x = across(points.length);
  const step = Math.ceil(points.length / 5);
  return (
    <svg
      class="development"
      width="100%"
      height={height}
      role="img"
      aria-labelledby={`${id}-title ${id}-description`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      {ticks.map(tick => (
        <>
          <line x1="40" x2="100%" y1={y(tick)} y2={y(tick)} stroke={faint} />
          <text x="34" y={y(tick) + 4} font-size="12" fill={edge} text-anchor="end">
            {`${Math.round(tick * 100)} %`}
          </text>
        </>
      ))}
      {points.map(({ period }, i) =>
        i % step === 0 ? (
          <text
            class={i % (2 * step) === 0 ? undefined : 'between'}
            x={x(i)}
            y={bottom + 22}
            font-size="12"
            fill={edge}
            text-anchor="middle"
          >
            {shortPeriodText(period)}
          </text>
        ) : null,
      )}
      <Path values={points.map(point => point.comparison)} x={x} y={y} stroke={edge} dashes="2 4" width={2} />
      <Path values={points.map(point => point.expected)} x={x} y={y} stroke={edge} dashes="7 4" width={2} />
      {points.map(({ observed }, i) =>
        observed && observed.high > observed.low ? (
          <line x1={x(i)} x2={x(i)} y1={y(observed.low)} y2={y(observed.high)} stroke={ink} />
        ) : null,
      )}
      <Path values={points.map(point => point.observed?.share ?? null)} x={x} y={y} stroke={ink} width={3} />
      {points.map(({ observed, expected }, i) => (
        <>
          {expected !== null && (
            <svg x={x(i)} y={y(expected)} overflow="visible">
              <rect x="-4" y="-4" width="8" height="8" fill={paper} stroke={edge} stroke-width="2" />
            </svg>
          )}
          {observed && <circle cx={x(i)} cy={y(observed.share)} r="5" fill={ink} />}
        </>
      ))}
    </svg>
  );
}

/** What the lines mean. */
export function DevelopmentLegend({ own, comparison }: { own: string; comparison: string | null }) {
  return (
    <ul class="chart-legend" aria-label="Sådan læses kurverne">
      <li>
        <Sample>
          <line x1="0" x2="36" y1="8" y2="8" stroke={ink} stroke-width="3" />
          <line x1="18" x2="18" y1="0" y2="16" stroke={ink} />
          <circle cx="18" cy="8" r="5" fill={ink} />
        </Sample>{' '}
        gruppen i {own} med 95 %-interval
      </li>
      {comparison !== null && (
        <>
          <li>
            <Sample>
              <line x1="0" x2="36" y1="8" y2="8" stroke={edge} stroke-width="2" stroke-dasharray="7 4" />
              <rect x="14" y="4" width="8" height="8" fill={paper} stroke={edge} stroke-width="2" />
            </Sample>{' '}
            det, der kunne forventes
          </li>
          <li>
            <Sample>
              <line x1="0" x2="36" y1="8" y2="8" stroke={edge} stroke-width="2" stroke-dasharray="2 4" />
            </Sample>{' '}
            den samme gruppe i {comparison}
          </li>
        </>
      )}
    </ul>
  );
}

function Sample({ children }: { children?: Child }) {
  return (
    <svg width="36" height="16" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

type PathProps = {
  values: readonly (number | null)[];
  x: (i: number) => string;
  y: (share: number) => number;
  stroke: string;
  width: number;
  dashes?: string;
};

/** Lines between neighbours; where one is not known the line is broken. */
function Path({ values, x, y, stroke, width, dashes }: PathProps) {
  return (
    <>
      {values.map((value, i) => {
        const next = values[i + 1];
        if (value === null || next === null || next === undefined) return null;
        return (
          <line
            x1={x(i)}
            x2={x(i + 1)}
            y1={y(value)}
            y2={y(next)}
            stroke={stroke}
            stroke-width={width}
            stroke-dasharray={dashes}
          />
        );
      })}
    </>
  );
}

function across(count: number) {
  return (i: number) => `${Math.round((18 + (count < 2 ? 0.5 : i / (count - 1)) * 74) * 100) / 100}%`;
}

function upright(points: readonly Point[]) {
  const values = points.flatMap(({ observed, expected, comparison }) => [
    ...(observed ? [observed.low, observed.high] : []),
    ...[expected, comparison].filter(value => value !== null),
  ]);
  const from = Math.max(Math.floor(Math.min(...values, 1) * 10), 0);
  const to = Math.max(Math.ceil(Math.max(...values, 0) * 10), from + 1);
  const step = to - from > 5 ? 2 : 1;
  const ticks = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => (from + i * step) / 10);
  const y = (share: number) =>
    Math.round((bottom - ((share * 10 - from) / (to - from)) * (bottom - top)) * 10) / 10;
  return { y, ticks };
}
