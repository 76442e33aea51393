import { balance, type Balance } from '../../../src/balance/balance.ts';
import type { OfferView } from '../../../src/offers/offer.schema.ts';
import type { WholePortfolio } from '../../../src/offers/whole-portfolio.ts';
import type { Asked, Demand } from '../../../src/scenarios/solver/demand.ts';
import { keepsTo } from '../../../src/scenarios/solver/keeps-to.ts';
import type { ScenarioChange } from '../../../src/scenarios/scenario.schema.ts';
import { applyChanges } from '../../../src/scenarios/scenario.ts';

/** The efficient figures of a small vifte, found by trying every choice there is and reading its balances. */
export function everyEfficient(whole: WholePortfolio, asked: Asked): number[][] {
  const before = readingOf(whole);
  const kept = everyChoice(whole, asked)
    .map(changes => readingOf(applyChanges(whole, changes)))
    .filter(chosen => keepsAll(before, chosen, asked))
    .map(chosen => asked.objectives.map(objective => figure(chosen, asked, objective)));
  const better = (a: number, b: number, i: number) => (asked.objectives[i] === 'cost' ? a <= b : a >= b);
  const efficient = kept.filter(
    one =>
      !kept.some(
        other =>
          other.every((value, i) => better(value, one[i] ?? 0, i)) &&
          other.some((value, i) => value !== one[i]),
      ),
  );
  return [...new Map(efficient.map(one => [one.join(), one])).values()].toSorted(byEach);
}

/** The choices that keep to these demands alone, whatever else the vifte binds. */
export function everyKeeping(
  whole: WholePortfolio,
  asked: Asked,
  demands: readonly Demand[],
): WholePortfolio[] {
  const free: WholePortfolio = {
    ...whole,
    offers: whole.offers.map(offer => ({ ...offer, binding: { ...offer.binding, statutory: false } })),
  };
  return everyChoice(free, asked, { mayDropUnpriced: true })
    .map(changes => applyChanges(whole, changes))
    .filter(chosen => demands.every(demand => keepsTo(chosen, [2024, 2025], demand)));
}

export function byEach(a: number[], b: number[]): number {
  for (const [i, value] of a.entries()) if (value !== b[i]) return value - (b[i] ?? 0);
  return 0;
}

/** Every offer as it is, gone, or with any number of places from half of today's to half more. */
function everyChoice(
  whole: WholePortfolio,
  asked: Asked,
  { mayDropUnpriced = false } = {},
): ScenarioChange[][] {
  return whole.offers.reduce<ScenarioChange[][]>(
    (choices, offer) =>
      choices.flatMap(changes =>
        optionsOf(offer, asked, mayDropUnpriced).map(option => [...changes, ...option]),
      ),
    [[]],
  );
}

function optionsOf(offer: OfferView, asked: Asked, mayDropUnpriced: boolean): ScenarioChange[][] {
  const isPriced = offer.priceLines.length > 0;
  const isKept =
    offer.binding.statutory || (!isPriced && !mayDropUnpriced) || asked.keep.includes(offer.code);
  const today = offer.targetGroups.reduce((sum, { placesPerYear }) => sum + (placesPerYear ?? 0), 0);
  const options: ScenarioChange[][] = isKept ? [] : [[{ kind: 'drop', offer: offer.code }]];
  if (!isPriced) return [...options, []];
  const least = Math.max(1, Math.ceil(today / 2));
  for (let places = least; places <= Math.floor(today * 1.5); places++)
    options.push([{ kind: 'scale', offer: offer.code, places, fixedAmounts: 'stay' }]);
  return options;
}

function keepsAll(before: Read, chosen: Read, asked: Asked): boolean {
  const { budget, axes } = chosen.balance;
  if (budget.years.some(({ leftOere }) => leftOere < 0)) return false;
  const has = (code: string) => chosen.whole.offers.some(offer => offer.code === code);
  if (asked.exclusive.some(({ offers }) => offers.filter(has).length > 1)) return false;
  if (asked.coverage.some(({ group, places }) => chosen.places(group) < places)) return false;
  const groups = before.whole.offers.flatMap(({ targetGroups }) => targetGroups.map(({ group }) => group));
  for (const group of groups) {
    const least = (before.places(group) * asked.keepCoveragePercent) / 100;
    if (!asked.coverage.some(named => named.group === group) && chosen.places(group) < least) return false;
  }
  if (asked.minPersons !== null && persons(chosen) < asked.minPersons) return false;
  return asked.shares.every(({ axis, keys, minPercent, maxPercent }) => {
    const rows: readonly { key: string; amountOere: number }[] = axes[axis].rows;
    const part = rows
      .filter(({ key }) => keys.some(one => one === key))
      .reduce((sum, { amountOere }) => sum + amountOere, 0);
    return part * 100 >= budget.allocatedOere * minPercent && part * 100 <= budget.allocatedOere * maxPercent;
  });
}

function figure(chosen: Read, { weights }: Asked, objective: Asked['objectives'][number]): number {
  switch (objective) {
    case 'cost':
      return chosen.balance.budget.allocatedOere;
    case 'persons':
      return persons(chosen);
    case 'evidence':
      return chosen.whole.offers.reduce(
        (sum, { evidence, targetGroups }) =>
          sum +
          weights[evidence.certainty] *
            targetGroups.reduce((sum, { placesPerYear }) => sum + (placesPerYear ?? 0), 0),
        0,
      );
  }
}

/** At most 8 ledige and 6 syge, of whom at most 3 through places for the young; women are counted apart. */
function persons({ places }: Read): number {
  const young = Math.min(3, places('syge-unge'));
  const others = places('syge') - places('syge-unge');
  return Math.min(8, places('ledige')) + Math.min(6, others + young);
}

/** A vifte with its balances; the places of a group as its row of the coverage has them, those of its parts among them. */
type Read = { whole: WholePortfolio; balance: Balance; places: (group: string) => number };

function readingOf(whole: WholePortfolio): Read {
  const read = balance(whole, null);
  const rows = new Map(read.coverage.rows.map(row => [row.group, row.places]));
  return { whole, balance: read, places: group => rows.get(group) ?? 0 };
}
