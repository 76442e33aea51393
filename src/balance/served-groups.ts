import { coveredYears } from '../offers/price.ts';
import type { WholePortfolio } from '../offers/whole-portfolio.ts';
import { groupTree, wayOf } from '../target-groups/group-tree.ts';

/**
 * The groups of any kind that have an offer in some year before and none in that year after, or the reverse, in the order of the
 * target groups. A part is not named where what it is a part of is named too.
 */
export function servedMoved(
  before: WholePortfolio,
  after: WholePortfolio,
): { lost: string[]; won: string[] } {
  const years = coveredYears(before.portfolio, null);
  const lost = new Set<string>();
  const won = new Set<string>();
  for (const year of years) {
    const [was, is] = [servedIn(before, year), servedIn(after, year)];
    for (const code of was.difference(is)) lost.add(code);
    for (const code of is.difference(was)) won.add(code);
  }
  return { lost: outermost(before, lost), won: outermost(after, won) };
}

/** Those that an offer serves, and all they are parts of. */
function servedIn({ offers, targetGroups }: WholePortfolio, year: number): Set<string> {
  const tree = groupTree(targetGroups);
  const running = offers.filter(offer => offer.years.includes(year));
  return new Set(running.flatMap(offer => offer.targetGroups.flatMap(({ group }) => wayOf(tree, group))));
}

function outermost({ targetGroups }: WholePortfolio, codes: ReadonlySet<string>): string[] {
  const tree = groupTree(targetGroups);
  const order = new Map(targetGroups.map(({ code }, i) => [code, i]));
  return [...codes]
    .filter(code => !wayOf(tree, code).some(above => above !== code && codes.has(above)))
    .toSorted((a, b) => (order.get(a) ?? Infinity) - (order.get(b) ?? Infinity));
}
