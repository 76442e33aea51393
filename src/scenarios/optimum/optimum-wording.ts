import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { namesOf, yearsText, type Names } from '../../offers/wording.ts';
import { listed, number, stopped } from '../../shared/wording.ts';
import { departureSentence, priceSentence } from './costs-wording.ts';
import {
  contractIn,
  hasPlaces,
  isFixed,
  isPriced,
  isScalable,
  type Asked,
  type Demand,
} from '../solver/demand.ts';
import { collisionSentence, demandText, helpText } from './demand-wording.ts';
import { worth } from '../solver/objective.ts';
import { offersIn } from '../solver/optimum-value.ts';
import type { OptimumAnswer } from './optimum.schema.ts';
import type { Optimum } from '../solver/optimum.ts';
import type { Point } from '../solver/point.ts';
import { askedOf } from './optimum-question.ts';
import { pointSentence } from './point-wording.ts';
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
        sentence: collisionSentence(found.demands, found.isLate, names),
        demands: demandTexts(found.demands),
        helps: found.helps.map(help => helpText(help, names)),
        giveUp: demandTexts(found.giveUp),
        isLate: found.isLate,
      };
    case 'nothing-in-time':
      return {
        kind: 'nothing-in-time',
        sentence:
          found.lost > 0
            ? 'Beregningen gik i stå, før den fandt nogen vifte, der holder kravene. Spørg igen med færre krav eller et år ad gangen.'
            : `På ${question.seconds} sekunder blev der ikke fundet nogen vifte, der holder kravene. Giv den længere tid, eller spørg om færre tilbud.`,
      };
    case 'frontier':
      return {
        kind: 'frontier',
        sentence: frontierSentence(found, names),
        years: found.years,
        objectives: found.objectives,
        demands: demandTexts(found.demands),
        method: found.method,
        isLate: found.isLate,
        lost: found.lost,
        assumptions: assumptionsOf(whole, askedOf(question), found, names),
        steps: found.steps,
        today: {
          values: found.today.values,
          broken: demandTexts(found.today.broken),
          place: found.today.place,
        },
        points: found.points.map(point => ({
          ...point,
          sentence: pointSentence(found.objectives, found.today.values, point, names),
        })),
        reference: found.reference,
        standings: found.standings,
        departures: found.departures.map(({ collides, alone, ...departure }) => ({
          ...departure,
          isPossible: collides.length === 0,
          collides: demandTexts(collides),
          alone,
          sentence: departureSentence({ ...departure, alone, collides }, names),
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

function frontierSentence(found: FrontierFound, names: Names): string {
  const { points, today, reference, objectives, years, steps } = found;
  const within = steps.length > 0 ? ' og kan vælges i de trin, der er regnet i,' : '';
  const broken = today.broken[0];
  const breaks = broken
    ? `Viften i dag holder ikke selv alle kravene: ${stopped(demandText(broken, names))} `
    : '';
  const gains = (point: Point) =>
    objectives.map(objective => worth(point.values, objective) - worth(today.values, objective));
  switch (today.place) {
    case 'below': {
      const better = points.filter(
        point => gains(point).every(gain => gain >= 0) && gains(point).some(gain => gain > 0),
      );
      const best = better.find(({ number }) => number === reference) ?? better[0];
      return best ? pointSentence(objectives, today.values, best, names) : breaks;
    }
    case 'on':
      return `Viften i dag ligger på grænsen: intet, der holder kravene${within} er bedre på ét mål uden at være dårligere på et andet (${yearsText(years)}).`;
    case 'matched': {
      const equal = points.find(point => gains(point).every(gain => gain === 0));
      return `${breaks}Det gør en vifte, der er lige så god på alle mål. ${
        equal ? pointSentence(objectives, today.values, equal, names) : ''
      }`.trim();
    }
    case 'outside':
      return `${breaks}Ingen vifte, der holder dem${within} er mindst lige så god som i dag på alle mål på én gang.`;
    case 'unknown':
      return `${breaks}Tiden rakte ikke til at vise, om en vifte, der holder kravene, er bedre end viften i dag på alle mål på én gang.`;
  }
}

function assumptionsOf(whole: WholePortfolio, asked: Asked, found: FrontierFound, names: Names): string[] {
  const { years, steps } = found;
  const running = offersIn(whole.offers, years);
  const dropped = new Set(asked.drop);
  const named = (codes: readonly { code: string }[]) => listed(codes.map(({ code }) => names.offer(code)));
  const unpriced = running.filter(offer => !isPriced(offer, years) && !dropped.has(offer.code));
  const unplaced = running.filter(offer => isPriced(offer, years) && !hasPlaces(offer));
  const fixed = running.filter(offer => isScalable(offer, years) && isFixed(offer, years));
  const through = running.filter(offer => contractIn(offer, years) === 'through');
  const partly = running.filter(
    offer => ![null, 'through'].some(bound => contractIn(offer, years) === bound),
  );
  const { minPercent, maxPercent } = asked.range;
  return [
    `Viften siger ikke, hvor få eller mange pladser et tilbud kan have: antaget er mellem ${minPercent} og ${maxPercent} % af i dag, hvor intet andet er bedt om.`,
    'Personer dækket er de personer, der højst kan få en plads: en plads til en gruppe dækker én person, højst så mange som gruppen tæller, og ingen tælles to gange. Tværgående grupper og grupper uden for viften tæller ikke med.',
    'Et tilbud er med i alle sine år eller slet ikke, med lige mange pladser hvert år.',
    ...(unpriced.length > 0
      ? [
          `Prisen er ikke kendt i alle år, og tilbuddene beholdes derfor, som de er; kun den kendte del af deres udgift er med: ${named(unpriced)}.`,
        ]
      : []),
    ...(unplaced.length > 0
      ? [
          `Ukendt antal pladser, og derfor taget, som de er: ${named(unplaced)}. De pladser, der ikke er kendt, er ikke talt med.`,
        ]
      : []),
    ...(fixed.length > 0 && asked.fixedAmounts === 'stay'
      ? [`Kun et fast beløb, og derfor med de pladser, de har, eller slet ikke: ${named(fixed)}.`]
      : []),
    ...(through.length > 0
      ? [
          `En kontrakt løber hele perioden ud, og tilbuddene beholdes med mindst de pladser, de har: ${named(through)}.`,
        ]
      : []),
    ...(partly.length > 0
      ? [
          `En kontrakt løber ind i perioden og ender i den: ${named(partly)}. Falder et af dem bort, er det, kontrakten stadig koster, talt med som udgift, og dets pladser er ikke; beholdes det, har det mindst de pladser, det har.`,
        ]
      : []),
    ...(steps.length > 0
      ? [
          `Flyttes i trin, så fordelingen mellem grupper og prisen holder; mellem trinene er der ikke regnet: ${listed(
            steps.map(({ offer, step }) =>
              step === null
                ? `${names.offer(offer)} (udvalgte antal)`
                : `${names.offer(offer)} (${number(step)} ad gangen)`,
            ),
          )}.`,
        ]
      : []),
  ];
}
