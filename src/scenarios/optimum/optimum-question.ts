import { offersIn } from '../solver/optimum-value.ts';
import { coveredYears } from '../../offers/price.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import type { Finding } from '../../shared/rule-broken.ts';
import { hasPlaces, isPriced, type Asked } from '../solver/demand.ts';
import type { Question } from './question.schema.ts';

/** So many offers can still be answered within the longest time somebody may ask for. */
const mostOffersAsked = 2000;

export function askedOf(question: Question): Asked {
  const { minPlacesPercent, maxPlacesPercent, purposeShares, evidenceShares, deliveryShares, ...same } =
    question;
  return {
    ...same,
    range: { minPercent: minPlacesPercent, maxPercent: maxPlacesPercent },
    shares: [
      ...purposeShares.map(({ purpose, ...bounds }) => ({
        axis: 'purpose' as const,
        keys: [purpose],
        ...bounds,
      })),
      ...evidenceShares.map(({ certainties, ...bounds }) => ({
        axis: 'evidence' as const,
        keys: certainties,
        ...bounds,
      })),
      ...deliveryShares.map(({ delivery, ...bounds }) => ({
        axis: 'delivery' as const,
        keys: [delivery],
        ...bounds,
      })),
    ],
  };
}

/** Everything that is wrong with a question beyond the shape of its fields, each at its place. */
export function questionFindings(whole: WholePortfolio, question: Question): Finding[] {
  const findings: Finding[] = [];
  const found = (pointer: string, message: string) => findings.push({ pointer, message });
  const all = coveredYears(whole.portfolio, null);
  const inAll = (year: number) => all.includes(year);
  const uncovered = (year: number) => `Viften dækker ikke ${year}, kun ${all.join(' og ')}.`;

  if (question.year !== null && !inAll(question.year)) found('/year', uncovered(question.year));
  const years = question.year !== null && inAll(question.year) ? [question.year] : all;
  question.frames.forEach(({ year }, i) => {
    if (!inAll(year)) found(`/frames/${i}/year`, uncovered(year));
    if (question.frames.findIndex(other => other.year === year) < i)
      found(`/frames/${i}/year`, `${year} står to gange.`);
  });
  question.objectives.forEach((objective, i) => {
    if (question.objectives.indexOf(objective) < i)
      found(`/objectives/${i}`, 'Målet står to gange. Vælg to eller tre forskellige.');
  });
  if (Object.values(question.weights).every(weight => weight === 0))
    found('/weights', 'Alle vægte er 0, så ingen plads tæller. Giv mindst én slags evidens en vægt.');

  const offers = new Map(offersIn(whole.offers, years).map(offer => [offer.code, offer]));
  const offerAt = (code: string, pointer: string) => {
    if (!offers.has(code))
      found(pointer, `Tilbuddet ${code} er ikke i viften i ${years.join(' og ')}. Vælg et af dens tilbud.`);
  };
  question.keep.forEach((code, i) => offerAt(code, `/keep/${i}`));
  question.drop.forEach((code, i) => offerAt(code, `/drop/${i}`));
  question.departures.forEach(({ offer }, i) => offerAt(offer, `/departures/${i}/offer`));
  question.exclusive.forEach(({ offers }, i) => {
    offers.forEach((code, j) => {
      offerAt(code, `/exclusive/${i}/offers/${j}`);
      if (offers.indexOf(code) < j) found(`/exclusive/${i}/offers/${j}`, `${code} står to gange.`);
    });
  });
  question.places.forEach(({ offer: code, min, max }, i) => {
    offerAt(code, `/places/${i}/offer`);
    const offer = offers.get(code);
    if (offer && !hasPlaces(offer))
      found(
        `/places/${i}/offer`,
        `${offer.name} siger ikke, hvor mange pladser det har, og tages, som det er.`,
      );
    else if (offer && !isPriced(offer, years))
      found(`/places/${i}/offer`, `${offer.name} har ingen kendt pris og tages, som det er.`);
    if (question.places.findIndex(other => other.offer === code) < i)
      found(`/places/${i}/offer`, `${offer?.name ?? code} står to gange. Behold den ene.`);
    if (min > max) found(`/places/${i}/max`, crossed(min, max));
  });
  const groups = new Set(whole.targetGroups.map(({ code }) => code));
  question.coverage.forEach(({ group }, i) => {
    if (!groups.has(group)) found(`/coverage/${i}/group`, `Målgruppen ${group} findes ikke.`);
    if (question.coverage.findIndex(other => other.group === group) < i)
      found(`/coverage/${i}/group`, `Målgruppen ${group} står to gange. Behold den ene.`);
  });
  for (const shares of ['purposeShares', 'evidenceShares', 'deliveryShares'] as const) {
    question[shares].forEach(({ minPercent, maxPercent }, i) => {
      if (minPercent > maxPercent) found(`/${shares}/${i}/maxPercent`, crossed(minPercent, maxPercent));
    });
  }
  if (offers.size > mostOffersAsked) {
    const message = `Viften har ${offers.size} tilbud. Det optimale regnes for højst ${mostOffersAsked}; spørg om ét år, eller del viften.`;
    found('/year', message);
  }
  return findings;
}

function crossed(min: number, max: number): string {
  return `Mindst ${min} og højst ${max} krydser hinanden. Højst skal være mindst ${min}.`;
}
