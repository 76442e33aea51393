import { formatDay, type Day } from '../../shared/days/day.ts';
import { formatKroner } from '../../shared/money.ts';
import { bidEventLabels, type FrozenAward } from '../award-model.schema.ts';
import { formatPermille } from './award-findings.ts';
import { evaluate } from './award-model.ts';

type Letter = { code: string; bidder: string; wins: boolean; text: string };

type Surroundings = {
  tender: string;
  lot: string;
  /** Null where no rule asks for a standstill. */
  standstillEnds: Day | null;
};

/** A letter to each bidder, with the reasons from the very evaluation that was decided on: own points beside the winners'. */
export function awardLetters(frozen: FrozenAward, about: Surroundings): Letter[] {
  const evaluation = evaluate(frozen.model, frozen.bids, Math.max(1, frozen.winners.length));
  const points = evaluation.kind === 'evaluated' ? evaluation.ranking : [];
  const winners = points.filter(({ code }) => frozen.winners.includes(code));
  const judged = points.map(bid => {
    const wins = frozen.winners.includes(bid.code);
    const outcome = wins
      ? `Kommunen har besluttet at tildele ${bid.bidder} kontrakten.`
      : `Kommunen har besluttet at tildele kontrakten til ${names.format(winners.map(({ bidder }) => bidder))}. ${bid.bidder} er derfor ikke blandt dem, der er valgt.`;
    const compared = wins ? [bid] : [bid, ...winners];
    const reasons = frozen.model.criteria.map(({ code, name, weightPermille }) => {
      const told = compared.map(one => {
        const own = one.criteria.find(({ criterion }) => criterion === code)?.points.value ?? 0;
        return `${one.bidder} ${danish(own)}`;
      });
      return `${name} (vægt ${formatPermille(weightPermille)}): ${told.join(', ')} point.`;
    });
    const sum = `I alt: ${compared.map(one => `${one.bidder} ${danish(one.total.value)}`).join(', ')} point; plads ${bid.rank} af ${points.length}.`;
    return {
      code: bid.code,
      bidder: bid.bidder,
      wins,
      text: letter(about, [outcome, ...reasons, sum, ...priceText(frozen, bid.code), ...tieText(frozen)]),
    };
  });
  const left = frozen.left.map(({ code, bidder, kind, reason }) => ({
    code,
    bidder,
    wins: false,
    text: letter(about, [
      `Buddet fra ${bidder} er ikke vurderet: ${bidEventLabels[kind].toLowerCase()}.${reason === null ? '' : ` ${reason}`}`,
      ...(winners.length === 0
        ? []
        : [`Kontrakten er tildelt ${names.format(winners.map(({ bidder }) => bidder))}.`]),
    ]),
  }));
  return [...judged, ...left];
}

const names = new Intl.ListFormat('da', { type: 'conjunction' });

function letter({ tender, lot, standstillEnds }: Surroundings, lines: readonly string[]): string {
  const waiting =
    standstillEnds === null
      ? []
      : [`Kontrakten skrives tidligst under, når standstill er udløbet: ${formatDay(standstillEnds)}.`];
  return [`${tender}, ${lot}.`, ...lines, ...waiting].join('\n');
}

function priceText({ model, bids }: FrozenAward, code: string): string[] {
  const bid = bids.find(one => one.code === code);
  return model.criteria.flatMap(criterion => {
    const price = bid?.prices.find(one => one.criterion === criterion.code);
    return price === undefined ? [] : [`Jeres pris i ${criterion.name}: ${formatKroner(price.amountOere)}.`];
  });
}

function tieText({ tieBreak }: Pick<FrozenAward, 'tieBreak'>): string[] {
  return tieBreak === null ? [] : [`Bud med lige mange point er afgjort sådan: ${tieBreak}`];
}

function danish(value: number): string {
  return String(value).replace('.', ',');
}
