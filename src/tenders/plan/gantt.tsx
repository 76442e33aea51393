import { addDays, dayNumber, dayOf, type Day } from '../../shared/days/day.ts';
import type { Child } from 'hono/jsx';
import { edge, ink, Lines, paper, text, wrap } from '../../shared/page/svg-text.tsx';
import { shortDay } from '../tender-wording.ts';

type Span = { from: Day; to: Day };

/** One phase of the drawing; `note` says in words what the eye should take from its lane. */
export type GanttRow = {
  label: string;
  note: string;
  planned: Span | null;
  forecast: Span | null;
  /** The forecast without what is being tried, where something is. */
  untried: Span | null;
  /** The last day that keeps the contract start. */
  latest: Day | null;
  meeting: { day: Day; state: 'passed' | 'ahead' } | null;
  /** Meetings that did not let the phase pass. */
  missed: readonly Day[];
  /** The days of the stages that lie in the phase, reached or not. */
  stages: readonly { day: Day; isReached: boolean }[];
};

type GanttProps = {
  /** Unique on the page. */
  id: string;
  title: string;
  /** What the drawing says, for those who cannot see it. */
  description: string;
  rows: readonly GanttRow[];
  today: Day;
  contractStart: Day;
};

/** The least width the drawing has, in px; text is broken to fit it. */
const narrowest = 242;
const labelSize = 14;
const noteSize = 13;
const line = 19;
const lane = 34;
const gap = 16;
const head = 76;

const faint = '#d5d5d5';

/**
 * Phases below each other over months. Days are placed as shares of the width while text and marks keep their size, so one
 * drawing fits a phone, a screen and a sheet of paper; every mark differs in shape, not only in colour.
 */
export function Gantt({ id, title, description, rows, today, contractStart }: GanttProps) {
  const axis = axisOf(rows, today, contractStart);
  const at = (day: Day) => percent(day, axis);
  const placed = place(rows);
  return (
    <svg
      class="gantt"
      width="100%"
      height={placed.height}
      role="img"
      aria-labelledby={`${id}-title ${id}-description`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      <Months axis={axis} height={placed.height} />
      <Upright
        day={today}
        axis={axis}
        y={14}
        height={placed.height}
        dashes="5 4"
        label={`i dag ${shortDay(today, today)}`}
      />
      <Upright
        day={contractStart}
        axis={axis}
        y={34}
        height={placed.height}
        label={`kontraktstart ${shortDay(contractStart, today)}`}
      />
      {placed.rows.map(row => (
        <Lane row={row} at={at} />
      ))}
    </svg>
  );
}

/** What the marks mean. */
export function GanttLegend({ plan, tried }: { plan: string; tried: boolean }) {
  return (
    <ul class="chart-legend" aria-label="Sådan læses tidsplanen">
      <li>
        <Swatch>
          <Forecast x="2" width="32" y={3} />
        </Swatch>{' '}
        forventet
      </li>
      <li>
        <Swatch>
          <Planned x="2" width="32" y={7} />
        </Swatch>{' '}
        {plan}
      </li>
      {tried && (
        <li>
          <Swatch>
            <Untried x="2" width="32" y={3} />
          </Swatch>{' '}
          forventet uden det, der prøves
        </li>
      )}
      <li>
        <Swatch>
          <Latest x="18" y={1} height={14} />
        </Swatch>{' '}
        senest
      </li>
      <li>
        <Swatch>
          <Meeting x="18" y={8} state="ahead" />
        </Swatch>{' '}
        udvalgets møde
      </li>
      <li>
        <Swatch>
          <Meeting x="18" y={8} state="passed" />
        </Swatch>{' '}
        afgjort på mødet
      </li>
      <li>
        <Swatch>
          <Missed x="18" y={8} />
        </Swatch>{' '}
        møde uden den nødvendige beslutning
      </li>
      <li>
        <Swatch>
          <Stage x="12" y={9} isReached={false} />
          <Stage x="26" y={9} isReached />
        </Swatch>{' '}
        milepæl, forestår og nået
      </li>
      <li>
        <Swatch>
          <line x1="18" x2="18" y1="0" y2="16" stroke={text} stroke-width="1.5" stroke-dasharray="5 4" />
        </Swatch>{' '}
        i dag
      </li>
    </ul>
  );
}

type Axis = { first: number; last: number };

/** From the first day drawn to the last, with room for half a mark at each side. */
function axisOf(rows: readonly GanttRow[], today: Day, contractStart: Day): Axis {
  const days = rows.flatMap(({ planned, forecast, untried, latest, meeting, missed, stages }) => [
    ...[planned, forecast, untried].flatMap(span => (span ? [span.from, span.to] : [])),
    ...(latest ? [latest] : []),
    ...(meeting ? [meeting.day] : []),
    ...missed,
    ...stages.map(({ day }) => day),
  ]);
  const all = [...days, contractStart].map(dayNumber);
  const first = Math.min(...all);
  const last = Math.max(...all);
  const span = Math.max(last - first, 30);
  // a day far outside the tender must not squeeze it
  const near = Math.round(Math.min(Math.max(dayNumber(today), first - span / 2), last + span / 2));
  const margin = Math.ceil(span * 0.035);
  return {
    first: dayNumber(firstOfMonth(dayOf(Math.min(first, near) - margin))),
    last: Math.max(last, near) + margin,
  };
}

function percent(day: Day, axis: Axis): string {
  return `${share(day, axis)}%`;
}

function share(day: Day, { first, last }: Axis): number {
  const within = Math.min(Math.max(dayNumber(day), first), last);
  return Math.round(((within - first) / (last - first)) * 10_000) / 100;
}

function Months({ axis, height }: { axis: Axis; height: number }) {
  const months = monthsIn(axis);
  const step = [1, 2, 3, 6, 12].find(step => months.length / step <= 10) ?? 24;
  return (
    <>
      {months.map((month, i) => {
        const labelled = i % step === 0 && share(month, axis) < 92;
        return (
          <>
            <line
              x1={percent(month, axis)}
              x2={percent(month, axis)}
              y1={labelled ? 42 : 60}
              y2={height}
              stroke={faint}
            />
            {labelled && (
              <svg x={percent(month, axis)} y="42" overflow="visible">
                <text x="3" y="12" font-size="12" fill={text}>
                  {shortMonths[Number(month.slice(5, 7)) - 1]}
                </text>
                {yearBegins(months, i, step) && (
                  <text x="3" y="26" font-size="12" fill={text}>
                    {month.slice(0, 4)}
                  </text>
                )}
              </svg>
            )}
          </>
        );
      })}
    </>
  );
}

/** Whether the labelled month is the first one of its year that has a label. */
function yearBegins(months: readonly Day[], i: number, step: number): boolean {
  return i === 0 || months[i]?.slice(0, 4) !== months[i - step]?.slice(0, 4);
}

const shortMonths = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];

function monthsIn({ first, last }: Axis): Day[] {
  const months: Day[] = [];
  let day = firstOfMonth(dayOf(first));
  while (dayNumber(day) <= last) {
    months.push(day);
    day = firstOfMonth(addDays(day, 32));
  }
  return months;
}

function firstOfMonth(day: Day): Day {
  return `${day.slice(0, 8)}01`;
}

function Upright(props: { day: Day; axis: Axis; y: number; height: number; dashes?: string; label: string }) {
  const { day, axis, y, height, dashes, label } = props;
  const place = share(day, axis);
  const right = place > 50;
  return (
    <>
      <line
        x1={`${place}%`}
        x2={`${place}%`}
        y1={y - 12}
        y2={height}
        stroke={text}
        stroke-width="1.5"
        stroke-dasharray={dashes}
      />
      <svg x={`${place}%`} y={y - 14} overflow="visible">
        <text
          x={right ? -5 : 5}
          y="13"
          font-size="13"
          font-weight="600"
          text-anchor={right ? 'end' : 'start'}
          fill={text}
          stroke={paper}
          stroke-width="4"
          stroke-linejoin="round"
          paint-order="stroke"
        >
          {label}
        </text>
      </svg>
    </>
  );
}

type Placed = GanttRow & { top: number; labels: string[]; notes: string[] };

function place(rows: readonly GanttRow[]): { rows: Placed[]; height: number } {
  const placed: Placed[] = [];
  let top = head;
  for (const row of rows) {
    const labels = wrap(row.label, narrowest / labelSize);
    const notes = wrap(row.note, narrowest / noteSize);
    placed.push({ ...row, top, labels, notes });
    top += (labels.length + notes.length) * line + lane + gap;
  }
  return { rows: placed, height: Math.max(top - gap, head) };
}

function Lane({ row, at }: { row: Placed; at: (day: Day) => string }) {
  const { top, labels, notes, planned, forecast, untried, latest, meeting, missed, stages } = row;
  const y = top + (labels.length + notes.length) * line + 6;
  const width = ({ from, to }: Span) =>
    `${Math.round((parseFloat(at(addDays(to, 1))) - parseFloat(at(from))) * 100) / 100}%`;
  return (
    <>
      <Lines lines={labels} y={top + 14} line={line} size={labelSize} weight="600" onGround />
      <Lines lines={notes} y={top + 14 + labels.length * line} line={line} size={noteSize} onGround />
      {untried && <Untried x={at(untried.from)} width={width(untried)} y={y} />}
      {forecast && <Forecast x={at(forecast.from)} width={width(forecast)} y={y} />}
      {planned && <Planned x={at(planned.from)} width={width(planned)} y={y + 15} />}
      {latest && <Latest x={at(latest)} y={y - 8} height={32} />}
      {stages.map(({ day, isReached }) => (
        <Stage x={at(day)} y={y + 5} isReached={isReached} />
      ))}
      {missed.map(day => (
        <Missed x={at(day)} y={y + 5} />
      ))}
      {meeting && <Meeting x={at(meeting.day)} y={y + 5} state={meeting.state} />}
    </>
  );
}

type Bar = { x: string; width: string; y: number };

function Forecast({ x, width, y }: Bar) {
  return <rect x={x} width={width} y={y} height="10" fill={ink} />;
}

function Untried({ x, width, y }: Bar) {
  return (
    <rect
      x={x}
      width={width}
      y={y - 1.5}
      height="13"
      fill={paper}
      stroke={edge}
      stroke-width="1.5"
      stroke-dasharray="3 2"
    />
  );
}

function Planned({ x, width, y }: Bar) {
  return <rect x={x} width={width} y={y} height="3" fill={edge} stroke={edge} />;
}

function Latest({ x, y, height }: { x: string; y: number; height: number }) {
  return (
    <svg x={x} y={y} overflow="visible">
      <path d={`M-5 0H0V${height}H-5`} fill="none" stroke={text} stroke-width="2" />
    </svg>
  );
}

function Meeting({ x, y, state }: { x: string; y: number; state: 'passed' | 'ahead' }) {
  return (
    <svg x={x} y={y} overflow="visible">
      <path d="M0 -9L9 0L0 9L-9 0Z" fill={state === 'passed' ? ink : paper} stroke={ink} stroke-width="2" />
      {state === 'passed' && <path d="M-4 0L-1 3L4 -3" fill="none" stroke={paper} stroke-width="2" />}
    </svg>
  );
}

/** A stage with a day of its own: hollow until it is reached. */
function Stage({ x, y, isReached }: { x: string; y: number; isReached: boolean }) {
  return (
    <svg x={x} y={y} overflow="visible">
      <path d="M0 -7L6 5H-6Z" fill={isReached ? text : paper} stroke={text} stroke-width="1.5" />
    </svg>
  );
}

function Missed({ x, y }: { x: string; y: number }) {
  return (
    <svg x={x} y={y} overflow="visible">
      <path d="M-5 -5L5 5M5 -5L-5 5" stroke={paper} stroke-width="6" />
      <path d="M-5 -5L5 5M5 -5L-5 5" stroke={text} stroke-width="2.5" />
    </svg>
  );
}

function Swatch({ children }: { children?: Child }) {
  return (
    <svg width="36" height="16" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}
