import { number } from '../../shared/wording.ts';
import { formatMillions } from '../../shared/money.ts';
import { valueOf, type Objective } from '../solver/objective.ts';
import type { Values } from '../solver/optimum-value.ts';

/** Something on the chart: a point of the frontier, or a vifte laid beside it. */
export type Mark = { label: string; values: Values; href: string };

type ChartProps = {
  id: string;
  /** Upwards, then along. */
  objectives: readonly [Objective, Objective];
  points: readonly Mark[];
  today: Mark;
  scenarios: readonly Mark[];
  description: string;
};

export const axisLabels: Record<Objective, string> = {
  persons: 'Personer dækket af en plads',
  evidence: 'Pladser, vægtet med evidens',
  cost: 'Kendt udgift, mio. kr.',
};

const height = 340;
const top = 34;
const bottom = 46;
/** Of the width, in percent: room for the figures of the axis to the left. */
const left = 15;
const right = 4;

/**
 * The frontier with what is laid beside it. Horizontal places are shares of the width and vertical ones fixed, so one drawing
 * fits a phone, a screen and paper; each mark is a link, and the table below says the same.
 */
export function FrontierChart({ id, objectives, points, today, scenarios, description }: ChartProps) {
  const [up, along] = objectives;
  const all = [...points, today, ...scenarios].map(({ values }) => values);
  const vertical = ticksOf(all.map(values => valueOf(values, up)));
  const horizontal = ticksOf(all.map(values => valueOf(values, along)));
  const x = (value: number) => percent(left + share(value, horizontal) * (100 - left - right));
  const y = (value: number) => round(height - bottom - share(value, vertical) * (height - top - bottom));
  const at = (values: Values) => ({ x: x(valueOf(values, along)), y: y(valueOf(values, up)) });
  return (
    <svg
      class="frontier-chart"
      width="100%"
      height={height}
      role="group"
      aria-labelledby={`${id}-title ${id}-description`}
    >
      <title id={`${id}-title`}>
        {axisLabels[up]} mod {axisLabels[along].toLowerCase()}
      </title>
      <desc id={`${id}-description`}>{description}</desc>
      <text x="0" y="14" font-size="13" fill={ink}>
        {axisLabels[up]}
      </text>
      {vertical.map(value => (
        <>
          <line x1={percent(left)} x2={percent(100 - right)} y1={y(value)} y2={y(value)} stroke={grid} />
          <text x={percent(left - 1.5)} y={y(value) + 4} font-size="12" text-anchor="end" fill={ink}>
            {figure(up, value)}
          </text>
        </>
      ))}
      {horizontal.map(value => (
        <text x={x(value)} y={height - bottom + 18} font-size="12" text-anchor="middle" fill={ink}>
          {figure(along, value)}
        </text>
      ))}
      <line
        x1={percent(left)}
        x2={percent(100 - right)}
        y1={height - bottom}
        y2={height - bottom}
        stroke={ink}
      />
      <text x="100%" y={height - 8} font-size="13" text-anchor="end" fill={ink}>
        {axisLabels[along]}
      </text>
      {points.slice(1).map(({ values }, i) => {
        const from = at(points[i]?.values ?? values);
        const to = at(values);
        return <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} stroke={line} stroke-width="1.5" />;
      })}
      {points.map(({ label, values, href }) => (
        <a href={href} aria-label={label}>
          <circle cx={at(values).x} cy={at(values).y} r="6" fill={line} stroke="#ffffff" />
        </a>
      ))}
      {scenarios.map(({ label, values, href }, i) => (
        <Sign at={at(values)} letter={letterOf(i)} label={label} href={href} />
      ))}
      <a href={today.href} aria-label={today.label}>
        <svg x={at(today.values).x} y={at(today.values).y} overflow="visible" aria-hidden="true">
          <rect x="-7" y="-7" width="14" height="14" fill={here} stroke="#ffffff" transform="rotate(45)" />
          <text x="0" y="24" font-size="13" font-weight="600" text-anchor="middle" fill={here}>
            I dag
          </text>
        </svg>
      </a>
    </svg>
  );
}

/** What the marks mean. */
export function FrontierLegend({ scenarios }: { scenarios: readonly Mark[] }) {
  return (
    <ul class="chart-legend" aria-label="Sådan læses diagrammet">
      <li>
        <svg width="16" height="16" aria-hidden="true" focusable="false">
          <circle cx="8" cy="8" r="6" fill={line} />
        </svg>{' '}
        et punkt på grænsen, som kan åbnes
      </li>
      <li>
        <svg width="16" height="16" aria-hidden="true" focusable="false">
          <rect x="3" y="3" width="10" height="10" fill={here} transform="rotate(45 8 8)" />
        </svg>{' '}
        viften i dag
      </li>
      {scenarios.map(({ label, href }, i) => (
        <li>
          <strong>{letterOf(i)}</strong> <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  );
}

function Sign(props: { at: { x: string; y: number }; letter: string; label: string; href: string }) {
  const { at, letter, label, href } = props;
  return (
    <a href={href} aria-label={label}>
      <svg x={at.x} y={at.y} overflow="visible" aria-hidden="true">
        <rect x="-9" y="-9" width="18" height="18" fill="#ffffff" stroke={here} stroke-width="2" />
        <text x="0" y="5" font-size="13" font-weight="600" text-anchor="middle" fill={here}>
          {letter}
        </text>
      </svg>
    </a>
  );
}

const ink = '#1a1a1a';
const grid = '#d0d0d0';
const line = '#1b4f72';
const here = '#8a2b06';

function letterOf(i: number): string {
  return String.fromCharCode(65 + (i % 26));
}

function figure(objective: Objective, value: number): string {
  return objective === 'cost' ? formatMillions(value).replace(' mio. kr.', '') : number(value);
}

/** Four to seven round values from below the least to above the greatest. */
function ticksOf(values: readonly number[]): number[] {
  const least = Math.min(...values);
  const greatest = Math.max(...values);
  const span = greatest - least || Math.abs(greatest) || 1;
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max([1, 2, 5, 10].map(by => by * power).find(by => by >= rough) ?? rough, 1);
  const from = Math.floor(least / step);
  const to = Math.ceil(greatest / step);
  return Array.from({ length: Math.max(to - from, 1) + 1 }, (_, i) => (from + i) * step);
}

function share(value: number, ticks: readonly number[]): number {
  const [least = 0] = ticks;
  const greatest = ticks.at(-1) ?? 1;
  return (value - least) / (greatest - least);
}

function percent(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
