import { money, type Names } from '../../offers/wording.ts';
import type { Oere } from '../../shared/money.ts';
import { listed, number } from '../../shared/wording.ts';
import { valueOf, type Objective } from '../solver/objective.ts';
import type { Point } from '../solver/point.ts';
import type { Values } from '../solver/optimum-value.ts';

/**
 * `Flere pladser til A (12); færre til B (30). For de samme 146,0 mio. kr. kan 449 personer flere dækkes, hvis X falder bort og Y
 * udvides til 60 pladser.` Who gains and who loses stands first.
 */
export function pointSentence(
  objectives: readonly Objective[],
  today: Values,
  point: Pick<Point, 'values' | 'dropped' | 'scaled' | 'groups'>,
  names: Names,
): string {
  const counted = objectives.filter(objective => objective !== 'cost');
  const gains = (counted.length > 0 ? counted : (['persons'] as const)).map(objective =>
    gainText(objective, valueOf(point.values, objective) - valueOf(today, objective)),
  );
  const how = changesText(point, names);
  const main = `${moneyPart(point.values.costOere, today.costOere)} kan ${listed(gains)}`;
  return `${groupsSentence(point.groups, names)}${main}${how === '' ? ', helt som i dag' : `, hvis ${how}`}.`;
}

/** As many as a sentence can carry; the page of the point names them all. */
const mostNamed = 3;

function groupsSentence(groups: Point['groups'], names: Names): string {
  const moved = groups
    .filter(({ before, after }) => before !== after)
    .toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
  const text = (some: Point['groups']) =>
    someOf(
      some.map(({ group, before, after }) => `${names.group(group)} (${number(Math.abs(after - before))})`),
      'andre målgrupper',
    );
  const more = moved.filter(({ before, after }) => after > before);
  const fewer = moved.filter(({ before, after }) => after < before);
  const parts = [
    ...(more.length > 0 ? [`flere pladser til ${text(more)}`] : []),
    ...(fewer.length > 0 ? [`færre pladser til ${text(fewer)}`] : []),
  ].join('; ');
  return parts === '' ? '' : `${parts.charAt(0).toUpperCase()}${parts.slice(1)}. `;
}

function moneyPart(costOere: Oere, todayOere: Oere): string {
  const moved = costOere - todayOere;
  if (moved === 0) return `For de samme ${money(todayOere)}`;
  if (money(costOere) === money(todayOere)) return `For omtrent de samme ${money(todayOere)}`;
  return `For ${money(Math.abs(moved))} ${moved > 0 ? 'mere' : 'mindre'}`;
}

function gainText(objective: Exclude<Objective, 'cost'>, gain: number): string {
  const many = number(Math.abs(gain));
  switch (objective) {
    case 'persons':
      return gain === 0
        ? 'lige så mange personer dækkes'
        : `${many} ${Math.abs(gain) === 1 ? 'person' : 'personer'} ${gain > 0 ? 'flere' : 'færre'} dækkes`;
    case 'evidence':
      return gain === 0
        ? 'de vægtede pladser være lige så mange'
        : `der blive ${many} ${Math.abs(gain) === 1 ? 'vægtet plads' : 'vægtede pladser'} ${gain > 0 ? 'flere' : 'færre'}`;
  }
}

function changesText({ dropped, scaled }: Pick<Point, 'dropped' | 'scaled'>, names: Names): string {
  const byMoved = scaled.toSorted((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from));
  const more = byMoved.filter(({ from, to }) => to > from);
  const fewer = byMoved.filter(({ from, to }) => to < from);
  return listed([
    ...(dropped.length > 0 ? [`${someOf(dropped.map(names.offer), 'andre tilbud')} falder bort`] : []),
    ...(more.length > 0 ? [scaledText(more, 'udvides', names)] : []),
    ...(fewer.length > 0 ? [scaledText(fewer, 'skæres', names)] : []),
  ]);
}

function scaledText(scaled: Point['scaled'], verb: string, names: Names): string {
  const [first] = scaled;
  if (first && scaled.length === 1)
    return `${names.offer(first.offer)} ${verb} til ${number(first.to)} pladser`;
  const texts = scaled.map(({ offer, to }) => `${names.offer(offer)} (${number(to)} pladser)`);
  return `${someOf(texts, 'andre tilbud')} ${verb}`;
}

function someOf(words: readonly string[], others: string): string {
  if (words.length <= mostNamed) return listed(words);
  return listed([...words.slice(0, mostNamed - 1), `${number(words.length - mostNamed + 1)} ${others}`]);
}
