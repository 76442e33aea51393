import type { Child } from 'hono/jsx';
import type { Effect } from './effect.ts';

/** From and to of what lanes below each other show, as shares. */
export type Scale = { from: number; to: number; ticks: number[] };

const ink = '#1b4f72';
const paper = '#ffffff';
const edge = '#595959';
const faint = '#d5d5d5';

/** The smallest scale of whole tens of percent that holds every figure and interval. */
export function scaleOf(effects: readonly Pick<Effect, 'observed' | 'expected'>[]): Scale {
  const ends = effects.flatMap(({ observed, expected }) => [observed, expected]);
  const low = Math.min(...ends.map(({ low }) => low), 1);
  const high = Math.max(...ends.map(({ high }) => high), 0);
  const from = Math.max(Math.floor(low * 10), 0);
  const to = Math.max(Math.min(Math.ceil(high * 10), 10), from + 1);
  const step = to - from > 5 ? 2 : 1;
  const ticks = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => (from + i * step) / 10);
  return { from: from / 10, to: to / 10, ticks };
}

type LaneProps = { effect: Pick<Effect, 'observed' | 'expected' | 'meaning'>; scale: Scale };

/**
 * One group on the common scale: what was observed as a filled mark on a thick line, what was expected as an open square on
 * a thin one; the lines are the 95 % intervals. The figures stand in the table beside it.
 */
export function Lane({ effect: { observed, expected, meaning }, scale }: LaneProps) {
  const at = (share: number) => percent(share, scale);
  return (
    <svg class="lane" width="100%" height="46" aria-hidden="true" focusable="false">
      <Ticks scale={scale} height={34} />
      <line
        x1={at(expected.low)}
        x2={at(expected.high)}
        y1="25"
        y2="25"
        stroke={edge}
        stroke-dasharray="4 3"
      />
      <svg x={at(expected.share)} y="25" overflow="visible">
        <ExpectedMark />
      </svg>
      <line x1={at(observed.low)} x2={at(observed.high)} y1="10" y2="10" stroke={ink} stroke-width="3" />
      <svg x={at(observed.share)} y="10" overflow="visible">
        <ObservedMark meaning={meaning} />
      </svg>
    </svg>
  );
}

/** What the marks mean. */
export function LaneLegend() {
  return (
    <ul class="chart-legend" aria-label="Sådan læses billederne">
      <li>
        <Swatch>
          <ObservedMark meaning="better" />
        </Swatch>{' '}
        bedre end forventet
      </li>
      <li>
        <Swatch>
          <ObservedMark meaning="worse" />
        </Swatch>{' '}
        dårligere
      </li>
      <li>
        <Swatch>
          <ObservedMark meaning="indistinguishable" />
        </Swatch>{' '}
        kan ikke skelnes fra det forventede
      </li>
      <li>
        <Swatch>
          <ExpectedMark />
        </Swatch>{' '}
        forventet
      </li>
      <li>Linjerne er 95 %-intervaller: der kan det sande tal være.</li>
    </ul>
  );
}

function Swatch({ children }: { children?: Child }) {
  return (
    <svg width="20" height="18" viewBox="-10 -9 20 18" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

/** Better points up, worse down, and what cannot be told apart is round: told by the shape, not by the colour. */
function ObservedMark({ meaning }: { meaning: Effect['meaning'] }) {
  switch (meaning) {
    case 'better':
      return <path d="M0 -8 L8 6 L-8 6 Z" fill={ink} />;
    case 'worse':
      return <path d="M0 8 L8 -6 L-8 -6 Z" fill={ink} />;
    case 'indistinguishable':
      return <circle r="6.5" fill={ink} />;
  }
}

function ExpectedMark() {
  return <rect x="-5" y="-5" width="10" height="10" fill={paper} stroke={edge} stroke-width="2" />;
}

function Ticks({ scale, height }: { scale: Scale; height: number }) {
  return (
    <>
      {scale.ticks.map(tick => (
        <>
          <line x1={percent(tick, scale)} x2={percent(tick, scale)} y1="0" y2={height} stroke={faint} />
          <text x={percent(tick, scale)} y={height + 11} font-size="11" fill={edge} text-anchor="middle">
            {`${Math.round(tick * 100)}${tick === scale.ticks.at(-1) ? ' %' : ''}`}
          </text>
        </>
      ))}
    </>
  );
}

/** The place across, with room at both ends for a mark and a number. */
function percent(share: number, { from, to }: Scale): string {
  const inside = Math.min(Math.max((share - from) / (to - from), 0), 1);
  return `${Math.round((6 + inside * 86) * 100) / 100}%`;
}
