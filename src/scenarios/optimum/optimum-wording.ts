import { deliveryLabels, certaintyLabels, purposeLabels } from '../../offers/offer.schema.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { money, namesOf, number, yearsText, type Names } from '../../offers/wording.ts';
import { formatKroner, formatMillions, type Oere } from '../../shared/money.ts';
import { listed } from '../../shared/wording.ts';
import { hasPlaces, isPriced, keptFor, type Asked, type Demand, type ShareOf } from '../solver/demand.ts';
import { knownPlaces, offersIn, type Values } from '../solver/optimum-value.ts';
import type { OptimumAnswer } from './optimum.schema.ts';
import { valueOf, type Objective } from '../solver/objective.ts';
import type { Optimum, Point } from '../solver/optimum.ts';
import type { Departure, DemandPrice, Difference } from '../solver/what-it-costs.ts';
import { askedOf } from './optimum-question.ts';
import type { Question } from './question.schema.ts';

type FrontierFound = Extract<Optimum, { kind: 'frontier' }>;

/** The answer as it is sent: with what it means in words. */
export function answerOf(whole: WholePortfolio, question: Question, found: Optimum): OptimumAnswer {
  const names = namesOf(whole);
  const demandTexts = (demands: readonly Demand[]) => demands.map(demand => demandText(demand, names));
  switch (found.kind) {
    case 'collision':
      return {
        kind: 'collision',
        sentence: collisionSentence(found.demands, names),
        demands: demandTexts(found.demands),
        isLate: found.isLate,
      };
    case 'nothing-in-time':
      return {
        kind: 'nothing-in-time',
        sentence: `På ${question.seconds} sekunder blev der ikke fundet nogen vifte, der holder kravene. Giv den længere tid, eller spørg om færre tilbud.`,
      };
    case 'frontier':
      return {
        kind: 'frontier',
        sentence: frontierSentence(whole, found, names),
        years: found.years,
        objectives: found.objectives,
        demands: demandTexts(found.demands),
        method: found.method,
        isLate: found.isLate,
        assumptions: assumptionsOf(whole, askedOf(question), found, names),
        today: { values: found.today.values, broken: demandTexts(found.today.broken) },
        points: found.points.map(point => ({
          ...point,
          sentence: pointSentence(found.objectives, found.today.values, point, names),
        })),
        reference: found.reference,
        standings: found.standings,
        departures: found.departures.map(departure => ({
          ...departure,
          sentence: departureSentence(departure, names),
        })),
        prices: found.prices.map(price => ({
          demands: demandTexts(price.demands),
          change: price.change,
          sentence: priceSentence(price, names),
          differences: price.differences,
        })),
      };
  }
}

/** One demand in words, as a sentence of its own. */
function demandText(demand: Demand, names: Names): string {
  switch (demand.kind) {
    case 'frame':
      return `Rammen i ${demand.year} er ${formatKroner(demand.amountOere)}`;
    case 'keep':
      return keepText(names.offer(demand.offer), demand.because);
    case 'drop':
      return `${names.offer(demand.offer)} skal bortfalde.`;
    case 'places':
      return `${names.offer(demand.offer)} har mellem ${number(demand.min)} og ${number(demand.max)} pladser, når det er med.`;
    case 'coverage': {
      const places = `${names.group(demand.group)} har mindst ${number(demand.places)} pladser om året`;
      return demand.percent === null
        ? `${places}.`
        : `${places}, ${demand.percent} % af dem, gruppen har i dag.`;
    }
    case 'share': {
      const bound = demand.bound === 'min' ? 'Mindst' : 'Højst';
      return `${bound} ${demand.percent} % af pengene går til ${shareText(demand.share)}.`;
    }
    case 'exclusive':
      return `Højst ét af ${listed(demand.offers.map(names.offer))} er med.`;
    case 'persons':
      return `Mindst ${number(demand.atLeast)} personer er dækket.`;
  }
}

function keepText(name: string, because: Extract<Demand, { kind: 'keep' }>['because']): string {
  switch (because) {
    case 'statutory':
      return `${name} er lovpligtigt og skal beholdes.`;
    case 'contract':
      return `${name} er bundet af en kontrakt og beholdes med mindst de pladser, det har.`;
    case 'unknown-price':
      return `${name} har ingen kendt pris og beholdes, som det er.`;
    case 'unknown-places':
      return `${name} har ikke et kendt antal pladser og beholdes, som det er.`;
    case 'asked':
      return `${name} skal beholdes.`;
  }
}

function shareText(share: ShareOf): string {
  switch (share.axis) {
    case 'purpose':
      return `tilbud med formålet ${listed(share.keys.map(key => purposeLabels[key].toLowerCase()))}`;
    case 'evidence':
      return `tilbud, hvis evidens er: ${listed(share.keys.map(key => certaintyLabels[key].toLowerCase()))}`;
    case 'delivery':
      return `tilbud, der leveres: ${listed(share.keys.map(key => deliveryLabels[key].toLowerCase()))}`;
  }
}

function collisionSentence(demands: readonly Demand[], names: Names): string {
  const [only] = demands;
  if (only && demands.length === 1)
    return `Ét krav kan ikke holdes, selv om alle andre falder bort: ${demandText(only, names)}`;
  return `Ingen vifte holder alle kravene: disse ${number(demands.length)} støder sammen. Uden ét af dem kan de andre holdes.`;
}

function frontierSentence(whole: WholePortfolio, found: FrontierFound, names: Names): string {
  const { points, today, reference, objectives, years } = found;
  const best = points.find(point => point.number === reference);
  if (best) {
    const [objective = 'persons'] = objectives;
    if (gainOf(objective, today.values, best.values) > 0)
      return pointSentence(objectives, today.values, best, names);
    return `Viften i dag ligger på grænsen: intet, der holder kravene, er bedre på det ene mål uden at være dårligere på et andet (${yearsText(years)}).`;
  }
  const [point] = points;
  const broken = today.broken[0];
  if (points.length === 1 && point)
    return `Kun én vifte er bedst på alle mål: ${pointSentence(objectives, today.values, point, names)}`;
  return `Ingen vifte, der holder kravene, er mindst lige så god som viften i dag på de andre mål${
    broken ? `; viften i dag holder ikke selv alle kravene: ${demandText(broken, names)}` : '.'
  }`;
}

/** More is better, whatever the objective. */
function gainOf(objective: Objective, before: Values, after: Values): number {
  const gain = valueOf(after, objective) - valueOf(before, objective);
  return objective === 'cost' ? -gain : gain;
}

/** `For de samme 146,0 mio. kr. kan 449 personer flere dækkes, hvis X og Y falder bort og Z udvides til 60 pladser.` */
function pointSentence(
  objectives: readonly Objective[],
  today: Values,
  point: Pick<Point, 'values' | 'dropped' | 'scaled'>,
  names: Names,
): string {
  const money = moneyPart(point.values.costOere, today.costOere);
  const counted = objectives.find(objective => objective !== 'cost') ?? 'persons';
  const gain = gainOf(counted, today, point.values);
  const how = changesText(point, names);
  return `${money} ${gainText(counted, gain)}${how === '' ? ', helt som i dag' : `, hvis ${how}`}.`;
}

function moneyPart(costOere: Oere, todayOere: Oere): string {
  const moved = costOere - todayOere;
  if (formatMillions(costOere) === formatMillions(todayOere)) return `For de samme ${money(todayOere)} kan`;
  return `For ${money(Math.abs(moved))} ${moved > 0 ? 'mere' : 'mindre'} kan`;
}

function gainText(objective: 'persons' | 'evidence', gain: number): string {
  const many = number(Math.abs(gain));
  if (objective === 'persons') {
    const persons = Math.abs(gain) === 1 ? 'person' : 'personer';
    return gain === 0
      ? 'lige så mange personer dækkes'
      : `${many} ${persons} ${gain > 0 ? 'flere' : 'færre'} dækkes`;
  }
  return gain === 0
    ? 'de vægtede pladser være lige så mange'
    : `der blive ${many} vægtede pladser ${gain > 0 ? 'flere' : 'færre'}`;
}

/** As many as a sentence can carry; the page of the point names them all. */
const mostNamed = 3;

function changesText({ dropped, scaled }: Pick<Point, 'dropped' | 'scaled'>, names: Names): string {
  const byMoved = scaled.toSorted((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from));
  const more = byMoved.filter(({ from, to }) => to > from);
  const fewer = byMoved.filter(({ from, to }) => to < from);
  return listed([
    ...(dropped.length > 0 ? [`${someOf(dropped.map(names.offer))} falder bort`] : []),
    ...(more.length > 0 ? [scaledText(more, 'udvides', names)] : []),
    ...(fewer.length > 0 ? [scaledText(fewer, 'skæres', names)] : []),
  ]);
}

function scaledText(scaled: Point['scaled'], verb: string, names: Names): string {
  const [first] = scaled;
  if (first && scaled.length === 1)
    return `${names.offer(first.offer)} ${verb} til ${number(first.to)} pladser`;
  return `${someOf(scaled.map(({ offer, to }) => `${names.offer(offer)} (${number(to)} pladser)`))} ${verb}`;
}

function someOf(words: readonly string[]): string {
  if (words.length <= mostNamed) return listed(words);
  return listed([...words.slice(0, mostNamed - 1), `${number(words.length - mostNamed + 1)} andre tilbud`]);
}

/** `449 personer flere og 1,2 mio. kr. dyrere`: one vifte against another. */
export function againstText(objectives: readonly Objective[], before: Values, after: Values): string {
  const texts = objectives.flatMap(
    objective =>
      differenceText({ objective, before: valueOf(before, objective), after: valueOf(after, objective) }) ??
      [],
  );
  return texts.length === 0 ? 'det samme' : listed(texts);
}

function departureSentence({ kind, offer, differences }: Departure, names: Names): string {
  const what = `${kind === 'keep' ? 'At beholde' : 'At undvære'} ${names.offer(offer)}`;
  if (differences.every(({ after }) => after === null)) return `${what} kan ikke forenes med kravene.`;
  const costs = differences.flatMap(difference => differenceText(difference) ?? []);
  return costs.length === 0 ? `${what} koster ingenting.` : `${what} betyder ${listed(costs)}.`;
}

function priceSentence({ demands, change, differences }: DemandPrice, names: Names): string {
  const [first] = demands;
  const texts = differences.flatMap(difference => differenceText(difference) ?? []);
  const effect = differences.every(({ after }) => after === null)
    ? 'kan kravene ikke holdes.'
    : texts.length === 0
      ? 'ændres det bedste ikke.'
      : `bliver det bedste: ${listed(texts)}.`;
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

/** `35 personer færre`; undefined where nothing changes. */
function differenceText({ objective, before, after }: Difference): string | undefined {
  if (after === null || after === before) return undefined;
  const moved = after - before;
  switch (objective) {
    case 'persons':
      return `${number(Math.abs(moved))} personer ${moved > 0 ? 'flere' : 'færre'}`;
    case 'evidence':
      return `${number(Math.abs(moved))} vægtede pladser ${moved > 0 ? 'flere' : 'færre'}`;
    case 'cost':
      return `${money(Math.abs(moved))} ${moved > 0 ? 'dyrere' : 'billigere'}`;
  }
}

function assumptionsOf(whole: WholePortfolio, asked: Asked, found: FrontierFound, names: Names): string[] {
  const running = offersIn(whole.offers, found.years);
  const dropped = new Set(asked.drop);
  const named = (codes: readonly { code: string }[]) => listed(codes.map(({ code }) => names.offer(code)));
  const unpriced = running.filter(offer => !isPriced(offer, found.years) && !dropped.has(offer.code));
  const unplaced = running.filter(offer => isPriced(offer, found.years) && !hasPlaces(offer));
  const fixed = running.filter(
    offer =>
      isPriced(offer, found.years) &&
      knownPlaces(offer) > 0 &&
      offer.priceLines.every(({ kind }) => kind === 'fixed') &&
      !asked.places.some(bounds => bounds.offer === offer.code),
  );
  const bound = running.filter(offer => keptFor(offer, found.years) === 'contract');
  const { minPercent, maxPercent } = asked.range;
  return [
    `Viften siger ikke, hvor få eller mange pladser et tilbud kan have: antaget er mellem ${minPercent} og ${maxPercent} % af i dag, hvor intet andet er bedt om.`,
    'Personer dækket er de personer, der højst kan få en plads: en plads til en gruppe dækker én person, højst så mange som gruppen tæller, og ingen tælles to gange. Tværgående grupper og grupper uden for viften tæller ikke med.',
    'Et tilbud er med i alle sine år eller slet ikke, med lige mange pladser hvert år.',
    ...(unpriced.length > 0
      ? [`Ukendt pris, og derfor beholdt, som de er, uden at deres udgift er med: ${named(unpriced)}.`]
      : []),
    ...(unplaced.length > 0
      ? [
          `Ukendt antal pladser, og derfor taget, som de er: ${named(unplaced)}. De personer, de dækker, er ikke talt med.`,
        ]
      : []),
    ...(fixed.length > 0 && asked.fixedAmounts === 'stay'
      ? [`Kun et fast beløb, og derfor med de pladser, de har, eller slet ikke: ${named(fixed)}.`]
      : []),
    ...(bound.length > 0 ? [`En kontrakt løber ind i perioden: ${named(bound)}.`] : []),
    ...(found.steps.length > 0
      ? [
          `Flyttes i trin, så fordelingen mellem grupper og prisen holder: ${listed(
            found.steps.map(({ offer, step }) =>
              step === null
                ? `${names.offer(offer)} (udvalgte antal)`
                : `${names.offer(offer)} (${number(step)} ad gangen)`,
            ),
          )}.`,
        ]
      : []),
  ];
}
