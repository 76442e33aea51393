import { money, type Names } from '../../offers/wording.ts';
import { listed, number } from '../../shared/wording.ts';
import { demandText } from './demand-wording.ts';
import { valueOf, type Objective } from '../solver/objective.ts';
import type { Values } from '../solver/optimum-value.ts';
import type { Departure, DemandPrice, Difference } from '../solver/what-it-costs.ts';

/** `449 personer flere og 1,2 mio. kr. dyrere`: one vifte against another. */
export function againstText(objectives: readonly Objective[], before: Values, after: Values): string {
  const texts = objectives.flatMap(
    objective =>
      differenceText({ objective, before: valueOf(before, objective), after: valueOf(after, objective) }) ??
      [],
  );
  return texts.length === 0 ? 'det samme' : listed(texts);
}

/** Each difference is another vifte, so they are parted by `eller`. */
export function departureSentence(
  { kind, offer, against, differences, alone, collides }: Departure,
  names: Names,
): string {
  const what = `${kind === 'keep' ? 'At beholde' : 'At undvære'} ${names.offer(offer)}`;
  if (collides.length > 0)
    return `${what} kan ikke forenes med ${collides.length === 1 ? 'kravet' : 'kravene'}: ${quotedDemands(collides, names)}.`;
  if (differences.every(({ after }) => after === null)) {
    const objectives = differences.map(({ objective }) => objective);
    const ways = alone.map(
      ({ objective, before, after }) => `${bestText(objective)} ${againstText(objectives, before, after)}`,
    );
    return `${what} kan ikke lade sig gøre uden at give køb på de andre mål i punkt ${number(against ?? 1)}: ${either(ways)}.`;
  }
  const objectives = differences.map(({ objective }) => objective);
  const costs = differences.flatMap(difference => {
    const text = differenceText(difference);
    return text === undefined ? [] : [`${text} ${heldText(objectives, difference.objective)}`];
  });
  const cannot = differences
    .filter(({ after }) => after === null)
    .map(({ objective }) => `${heldText(objectives, objective)} kan det ikke gøres`);
  if (costs.length === 0 && cannot.length === 0) return `${what} koster ingenting.`;
  const meaning = costs.length > 0 ? ` betyder ${either(costs)}` : ' koster ingenting ellers';
  return `${what}${meaning}${cannot.map(text => `; ${text}`).join('')}.`;
}

function quotedDemands(demands: Departure['collides'], names: Names): string {
  return listed(demands.map(demand => `»${demandText(demand, names).replace(/\.$/, '')}«`));
}

function bestText(objective: Objective): string {
  switch (objective) {
    case 'persons':
      return 'med flest personer';
    case 'evidence':
      return 'med flest vægtede pladser';
    case 'cost':
      return 'med lavest udgift';
  }
}

/** That the other objectives are held: `for højst de samme penge`. */
function heldText(objectives: readonly Objective[], but: Objective): string {
  return listed(
    objectives
      .filter(objective => objective !== but)
      .map(objective => {
        switch (objective) {
          case 'persons':
            return 'med mindst lige så mange personer';
          case 'evidence':
            return 'med mindst lige så mange vægtede pladser';
          case 'cost':
            return 'for højst de samme penge';
        }
      }),
  );
}

export function priceSentence({ demands, change, differences }: DemandPrice, names: Names): string {
  const [first] = demands;
  const texts = differences.flatMap(difference => differenceText(difference) ?? []);
  const effect = differences.every(({ after }) => after === null)
    ? 'kan kravene ikke holdes.'
    : texts.length === 0
      ? 'ændres det bedste ikke.'
      : `bliver det bedste, hvert mål for sig, ${either(texts)}.`;
  const year = first?.kind === 'frame' ? first.year : '';
  switch (change) {
    case 'million-more':
      return `Med en million kroner mere i ${year} ${effect}`;
    case 'million-less':
      return `Med en million kroner mindre i ${year} ${effect}`;
    case 'without': {
      const which =
        demands.length > 1
          ? 'Hver målgruppe beholder sin del af pladserne.'
          : first
            ? demandText(first, names)
            : '';
      return `Uden kravet »${which.replace(/\.$/, '')}« ${effect}`;
    }
  }
}

const alternatives = new Intl.ListFormat('da', { type: 'disjunction' });

/** Each of them is had by itself, not together. */
function either(texts: readonly string[]): string {
  const joined = alternatives.format(texts);
  return texts.length > 1 ? `${joined} (ikke på én gang)` : joined;
}

/** `35 personer færre`; undefined where nothing changes. */
function differenceText({ objective, before, after }: Difference): string | undefined {
  if (after === null || after === before) return undefined;
  const moved = after - before;
  const many = number(Math.abs(moved));
  const isOne = Math.abs(moved) === 1;
  switch (objective) {
    case 'persons':
      return `${many} ${isOne ? 'person' : 'personer'} ${moved > 0 ? 'flere' : 'færre'}`;
    case 'evidence':
      return `${many} ${isOne ? 'vægtet plads' : 'vægtede pladser'} ${moved > 0 ? 'flere' : 'færre'}`;
    case 'cost':
      return `${money(Math.abs(moved))} ${moved > 0 ? 'dyrere' : 'billigere'}`;
  }
}
