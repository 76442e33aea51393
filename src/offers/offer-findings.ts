import type { Finding } from '../shared/rule-broken.ts';
import type { NewOffer } from './offer.schema.ts';
import { lineAmount } from './price.ts';

/** What an offer may refer to: the years its portfolio covers and the codes that exist. */
export type Referable = {
  years: readonly number[];
  suppliers: { has(code: string): boolean };
  groups: { has(code: string): boolean };
  goals: { has(code: string): boolean };
};

/** 10 mia. kr. for one offer: with as many offers as a portfolio may have, every sum still fits a number to the øre. */
const mostOere = 1_000_000_000_000;
export const mostOffers = 5000;

/** Everything that is wrong with an offer beyond the shape of its fields, each at its place. */
export function offerFindings(offer: NewOffer, known: Referable): Finding[] {
  const findings: Finding[] = [];
  const found = (pointer: string, message: string) => findings.push({ pointer, message });

  offer.years.forEach((year, i) => {
    if (!known.years.includes(year))
      found(`/years/${i}`, `Viften dækker ikke ${year}, kun ${known.years.join(' og ')}.`);
    if (offer.years.indexOf(year) < i) found(`/years/${i}`, `${year} står to gange.`);
  });
  if (offer.supplier !== null && !known.suppliers.has(offer.supplier)) {
    found('/supplier', `Leverandøren ${offer.supplier} findes ikke. Opret den først, eller vælg en anden.`);
  }
  offer.targetGroups.forEach(({ group }, i) => {
    if (!known.groups.has(group)) found(`/targetGroups/${i}/group`, `Målgruppen ${group} findes ikke.`);
    if (offer.targetGroups.findIndex(other => other.group === group) < i) {
      found(
        `/targetGroups/${i}/group`,
        `Målgruppen ${group} står to gange. Læg pladserne sammen på én linje.`,
      );
    }
  });
  offer.goals.forEach((goal, i) => {
    if (!known.goals.has(goal)) found(`/goals/${i}`, `Målet ${goal} findes ikke.`);
    if (offer.goals.indexOf(goal) < i) found(`/goals/${i}`, `Målet ${goal} står to gange.`);
  });
  offer.priceLines.forEach((line, i) => {
    if (!offer.years.includes(line.year)) {
      found(
        `/priceLines/${i}/year`,
        `Tilbuddet løber ikke i ${line.year}. Ret året, eller lad tilbuddet løbe det år.`,
      );
    }
  });
  if (offer.priceLines.reduce((sum, line) => sum + lineAmount(line), 0) > mostOere) {
    found('/priceLines', 'Prislinjerne giver tilsammen over 10 mia. kr. Ret beløbene.');
  }
  if (offer.binding.statutory && !offer.binding.legalBasis) {
    found('/binding/legalBasis', 'Skriv den lov, der gør tilbuddet lovpligtigt.');
  }
  if (offer.evidence.certainty === 'not-assessed' && offer.evidence.ratedOn !== null) {
    found('/evidence/ratedOn', 'Et tilbud, der ikke er vurderet, kan ikke have en vurderingsdato.');
  }
  return findings;
}
