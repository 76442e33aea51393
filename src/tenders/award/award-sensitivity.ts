import {
  compareFractions,
  fraction,
  minus,
  over,
  times,
  toNumber,
  type Fraction,
} from '../../shared/fraction.ts';
import { formatPermille } from './award-findings.ts';
import type { ScoredBid } from './award-points.ts';
import type { AwardModel } from '../award-model.schema.ts';

/**
 * The weight at which bids stand equal. `percent` is rounded towards today's weight, so that nothing has changed up to it;
 * `exact` is the weight as a fraction of the whole. `passings` says who is passed by whom beyond it; at 0 or 100 % nothing
 * lies beyond, and they only come level.
 */
type Bound = {
  percent: number;
  exact: string;
  levelOnly: boolean;
  passings: { passed: string; by: string }[];
};

/** Null: the weight can go all the way to 0 or 100 % without a change. */
export type Range = { down: Bound | null; up: Bound | null };

export type Sensitivity = {
  criterion: string;
  weightPermille: number;
  firstPlace: Range;
  ranking: Range;
  /** How far before somebody comes in and somebody else falls out. */
  line: Range;
  sentence: string;
};

/** Two bids stand equal at `weight`; the one leads below it and the other above. */
type Crossing = { weight: Fraction; below: string; above: string };

const names = new Intl.ListFormat('da', { type: 'conjunction' });

/**
 * How far each weight may move, the others scaled in proportion, before the first place or any place changes. With the
 * others' proportions kept, a bid's total is a straight line in the weight, so two bids meet at most once and exactly.
 */
export function sensitivityOf(
  model: AwardModel,
  scored: readonly ScoredBid[],
  taken: ReadonlySet<string>,
  winners: number,
): Sensitivity[] {
  const best = scored.filter(one => scored.every(other => compareFractions(one.total, other.total) >= 0));
  const pairs = scored.flatMap((one, i) => scored.slice(i + 1).map(other => [one, other] as const));
  const acrossLine = pairs.filter(([one, other]) => taken.has(one.bid.code) !== taken.has(other.bid.code));
  const withFirst = pairs.filter(pair => pair.some(bid => best.includes(bid)));
  return model.criteria.map((criterion, index) => {
    const range = (some: typeof pairs) => rangeOf(model, index, some);
    const firstPlace = range(withFirst);
    const line = range(acrossLine);
    return {
      criterion: criterion.name,
      weightPermille: criterion.weightPermille,
      firstPlace,
      ranking: range(pairs),
      line,
      sentence:
        winners === 1
          ? sentenceOf(model, criterion, firstPlace, scored.length)
          : lineSentence(criterion, line, model.criteria.length, scored.length - taken.size),
    };
  });
}

function rangeOf(
  model: AwardModel,
  index: number,
  pairs: readonly (readonly [ScoredBid, ScoredBid])[],
): Range {
  const now = fraction(model.criteria[index]?.weightPermille ?? 0, 1000);
  const crossings = pairs.flatMap(([one, other]) => crossing(model, index, one, other) ?? []);
  return {
    down: nearest(
      crossings.filter(({ weight }) => compareFractions(weight, now) <= 0),
      'down',
    ),
    up: nearest(
      crossings.filter(({ weight }) => compareFractions(weight, now) >= 0),
      'up',
    ),
  };
}

/** Where the lines of two bids meet between 0 and 100 %; null where they do not, or are the same line. */
function crossing(model: AwardModel, index: number, one: ScoredBid, other: ScoredBid): Crossing | null {
  const weight = fraction(model.criteria[index]?.weightPermille ?? 0, 1000);
  const rest = minus(fraction(1), weight);
  if (rest.numerator === 0n) return null;
  const own = minus(one.points[index] ?? fraction(0), other.points[index] ?? fraction(0));
  const others = over(minus(minus(one.total, other.total), times(weight, own)), rest);
  const slope = minus(own, others);
  if (slope.numerator === 0n) return null;
  const meeting = over(minus(fraction(0), others), slope);
  if (compareFractions(meeting, fraction(0)) < 0 || compareFractions(meeting, fraction(1)) > 0) return null;
  const [below, above] = slope.numerator > 0n ? [other, one] : [one, other];
  return { weight: meeting, below: below.bid.bidder, above: above.bid.bidder };
}

function nearest(crossings: readonly Crossing[], side: 'down' | 'up'): Bound | null {
  const closest = crossings.reduce<Fraction | null>(
    (best, { weight }) =>
      best === null || compareFractions(weight, best) === (side === 'down' ? 1 : -1) ? weight : best,
    null,
  );
  if (closest === null) return null;
  return {
    percent: toNumber(times(closest, fraction(100)), 2, side === 'down' ? 'up' : 'down'),
    exact: `${closest.numerator}/${closest.denominator}`,
    levelOnly: closest.numerator === (side === 'down' ? 0n : closest.denominator),
    passings: crossings
      .filter(({ weight }) => compareFractions(weight, closest) === 0)
      .map(({ below, above }) =>
        side === 'down' ? { passed: above, by: below } : { passed: below, by: above },
      ),
  };
}

function sentenceOf(
  { criteria }: AwardModel,
  { name, weightPermille }: AwardModel['criteria'][number],
  { down, up }: Range,
  bids: number,
): string {
  if (bids === 1) return 'Der er kun ét bud, så vægtene afgør ikke, hvem der er først.';
  if (criteria.length === 1) return `${name} er eneste kriterium, så vægten kan ikke flyttes.`;
  const weight = `Vægten på ${name} (${formatPermille(weightPermille)})`;
  if (!down && !up) return `${weight} kan være hvad som helst, uden at førstepladsen skifter.`;
  if (down && up && down.exact === up.exact)
    return `Førstepladsen er delt. ${weight} afgør den ved enhver ændring: lavere til ${by(down)}, højere til ${by(up)}.`;
  return `${weight} kan sættes ned til ${reach(down, 0)}, og op til ${reach(up, 100)}. De øvrige vægte følger med i samme forhold.`;
}

function lineSentence(
  { name, weightPermille }: AwardModel['criteria'][number],
  { down, up }: Range,
  criteria: number,
  outside: number,
): string {
  if (outside === 0) return 'Alle bud er inde, så vægtene afgør ikke, hvem der er inde og ude.';
  if (criteria === 1) return `${name} er eneste kriterium, så vægten kan ikke flyttes.`;
  const weight = `Vægten på ${name} (${formatPermille(weightPermille)})`;
  if (!down && !up) return `${weight} kan være hvad som helst, uden at nogen kommer ind eller falder ud.`;
  return `${weight} kan sættes ned til ${edge(down, 0)}, og op til ${edge(up, 100)}. De øvrige vægte følger med i samme forhold.`;
}

/** How far a weight goes to one side before the line between in and out is crossed. */
function edge(bound: Bound | null, end: 0 | 100): string {
  return bound === null
    ? `${end} %, uden at nogen kommer ind eller falder ud`
    : `${String(bound.percent).replace('.', ',')} %, før ${by(bound)} ${bound.levelOnly ? 'står lige med' : 'kommer ind i stedet for'} ${names.format(new Set(bound.passings.map(({ passed }) => passed)))}`;
}

function reach(bound: Bound | null, end: 0 | 100): string {
  if (bound === null) return `${end} % uden at førstepladsen skifter`;
  if (bound.levelOnly) return `${end} %, hvor førstepladsen deles med ${by(bound)}`;
  return `${String(bound.percent).replace('.', ',')} %, før ${by(bound)} kommer foran`;
}

function by({ passings }: Bound): string {
  return names.format(new Set(passings.map(passing => passing.by)));
}
