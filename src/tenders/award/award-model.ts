import { compareFractions, fraction, over, times, toNumber, type Fraction } from '../../shared/fraction.ts';
import type { Finding } from '../../shared/rule-broken.ts';
import { awardFindings, formatPermille } from './award-findings.ts';
import { priceOf, score, type ScoredBid } from './award-points.ts';
import { sensitivityOf, type Sensitivity } from './award-sensitivity.ts';
import type { AwardModel, Bid, Criterion } from '../award-model.schema.ts';

/** `value` is rounded for reading; `exact` is the fraction the ranking is made from. */
type Points = { value: number; exact: string };

type RankedBid = {
  rank: number;
  code: string;
  bidder: string;
  total: Points;
  criteria: { criterion: string; points: Points; weighted: Points }[];
};

type Line = { in: string[]; tied: string[]; out: string[] };

export type Evaluation =
  | { kind: 'incomplete'; findings: Finding[] }
  | {
      kind: 'evaluated';
      model: AwardModel;
      bids: readonly Bid[];
      /** How points are given, criterion by criterion, as the tender documents must say it (udbudsloven § 160). */
      rules: { criterion: string; weight: string; rule: string }[];
      references: readonly string[];
      ranking: RankedBid[];
      /** How many are taken, and who stands on which side of the line; `tied` stand on it, one another's equals. */
      winners: number;
      line: Line;
      sensitivity: Sensitivity[];
      sentence: string;
      notes: string[];
    };

const references = [
  'Konkurrence- og Forbrugerstyrelsen: Evalueringsmodeller – Praktisk vejledning til offentlige indkøbere, om pointmodeller',
  'Udbudsloven § 160: evalueringsmetoden skal fremgå af udbudsmaterialet',
  'Klagenævnet for Udbud, kendelse af 8. august 2017, om hældningen i en lineær pointmodel',
] as const;

const names = new Intl.ListFormat('da', { type: 'conjunction' });

/** Ranks the bids of one lot exactly, without rounding on the way; equal totals share a rank. */
export function evaluate(model: AwardModel, bids: readonly Bid[], winners = 1): Evaluation {
  const findings = awardFindings(model, bids);
  if (findings.length > 0) return { kind: 'incomplete', findings };
  const scored = score(model, bids).toSorted((a, b) => compareFractions(b.total, a.total));
  const line = lineOf(scored, winners);
  const ranking = scored.map(({ bid, points, total }) => ({
    rank: 1 + scored.filter(other => compareFractions(other.total, total) > 0).length,
    code: bid.code,
    bidder: bid.bidder,
    total: shown(total),
    criteria: model.criteria.map(({ code, weightPermille }, i) => {
      const own = points[i] ?? fraction(0);
      return {
        criterion: code,
        points: shown(own),
        weighted: shown(times(own, fraction(weightPermille, 1000))),
      };
    }),
  }));
  return {
    kind: 'evaluated',
    model,
    bids,
    rules: model.criteria.map(criterion => ({
      criterion: criterion.name,
      weight: formatPermille(criterion.weightPermille),
      rule: ruleText(criterion, model.scale),
    })),
    references,
    ranking,
    winners,
    line,
    sensitivity: sensitivityOf(model, scored, new Set(line.in), winners),
    sentence: winners === 1 ? winnerSentence(ranking) : lineSentence(ranking, line, winners),
    notes: [...lookAlikes(ranking), ...beyondTheLine(model, bids)],
  };
}

/** `scored` is best first. Where the last place and the one after it are equal, all with those points stand on the line. */
function lineOf(scored: readonly ScoredBid[], winners: number): Line {
  const last = scored[winners - 1];
  const next = scored[winners];
  if (last === undefined || next === undefined) return { in: codes(scored), tied: [], out: [] };
  if (compareFractions(last.total, next.total) > 0)
    return { in: codes(scored.slice(0, winners)), tied: [], out: codes(scored.slice(winners)) };
  const against = (sign: number) =>
    codes(scored.filter(({ total }) => Math.sign(compareFractions(total, last.total)) === sign));
  return { in: against(1), tied: against(0), out: against(-1) };
}

function codes(some: readonly ScoredBid[]): string[] {
  return some.map(({ bid }) => bid.code);
}

function lineSentence(ranking: readonly RankedBid[], line: Line, winners: number): string {
  const named = (codes: readonly string[]) =>
    names.format(ranking.filter(({ code }) => codes.includes(code)).map(({ bidder }) => bidder));
  const points = (code: string | undefined) =>
    danish(ranking.find(one => one.code === code)?.total.value ?? 0);
  if (line.tied.length > 0) {
    const left = winners - line.in.length;
    const sure = line.in.length === 0 ? '' : `${named(line.in)} er inde. `;
    return `${sure}${named(line.tied)} har lige mange point (${points(line.tied[0])}) til ${left === 1 ? 'den sidste plads' : `de sidste ${left} pladser`}. Modellen kan ikke skille dem; udbudsmaterialet må sige, hvad der så afgør det.`;
  }
  if (line.out.length === 0)
    return `Der er ${line.in.length} bud til ${winners} pladser: ${named(line.in)} er inde.`;
  return `${named(line.in)} er inde; den sidste af dem har ${points(line.in.at(-1))} point mod ${points(line.out[0])} til ${named(line.out.slice(0, 1))}, der er den første uden for.`;
}

function ruleText(criterion: Criterion, { lowest, highest }: AwardModel['scale']): string {
  if (criterion.kind === 'quality') return `Fra ${lowest} til ${highest} point. ${criterion.rule}`;
  if (criterion.rule.kind === 'proportional')
    return lowest === 0
      ? `Laveste pris får ${highest} point. De andre får ${highest} × laveste pris ÷ egen pris.`
      : `Laveste pris får ${highest} point. De andre får ${lowest} + ${highest - lowest} × laveste pris ÷ egen pris.`;
  const { zeroAtPercent } = criterion.rule;
  const slope = toNumber(over(fraction(highest - lowest), fraction(zeroAtPercent)), 3, 'nearest');
  return `Laveste pris får ${highest} point. Derfra falder point med ${danish(slope)} for hver procent, prisen er højere, og en pris ${zeroAtPercent} % over den laveste eller mere får ${lowest} point.`;
}

function winnerSentence(ranking: readonly RankedBid[]): string {
  const first = ranking.filter(({ rank }) => rank === 1).map(({ bidder }) => bidder);
  const points = danish(ranking[0]?.total.value ?? 0);
  if (first.length > 1)
    return `${names.format(first)} deler førstepladsen med ${points} point. Modellen kan ikke skille dem; udbudsmaterialet må sige, hvad der så afgør det.`;
  const second = ranking[1];
  return second
    ? `${names.format(first)} er først med ${points} point mod ${danish(second.total.value)} til den næste.`
    : `${names.format(first)} har afgivet det eneste bud og får ${points} point.`;
}

function lookAlikes(ranking: readonly RankedBid[]): string[] {
  return ranking.flatMap(({ rank, bidder, total }, i) => {
    const next = ranking[i + 1];
    return next && next.rank > rank && next.total.value === total.value
      ? [`${bidder} og ${next.bidder} viser samme point, men ${bidder} ligger højere, før der afrundes.`]
      : [];
  });
}

function beyondTheLine({ criteria }: AwardModel, bids: readonly Bid[]): string[] {
  return criteria.flatMap(criterion => {
    if (criterion.kind !== 'price' || criterion.rule.kind !== 'linear') return [];
    const slope = BigInt(100 + criterion.rule.zeroAtPercent);
    const prices = bids.map(bid => ({ bidder: bid.bidder, price: priceOf(bid, criterion.code) }));
    const cheapest = prices.reduce(
      (least, { price }) => (price < least ? price : least),
      prices[0]?.price ?? 0n,
    );
    const beyond = prices.filter(({ price }) => price * 100n > cheapest * slope);
    return beyond.length === 0
      ? []
      : [
          `${names.format(beyond.map(({ bidder }) => bidder))} ligger mere end ${criterion.rule.zeroAtPercent} % over laveste pris. Hvor meget mere tæller ikke i ${criterion.name}.`,
        ];
  });
}

function shown(value: Fraction): Points {
  return {
    value: toNumber(value, 3, 'nearest'),
    exact: `${value.numerator}/${value.denominator}`,
  };
}

function danish(value: number): string {
  return String(value).replace('.', ',');
}
