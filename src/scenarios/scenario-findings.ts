import { mostOffers, offerFindings } from '../offers/offer-findings.ts';
import type { OfferView } from '../offers/offer.schema.ts';
import { coveredYears } from '../offers/price.ts';
import type { WholePortfolio } from '../offers/whole-portfolio.ts';
import type { Finding } from '../shared/rule-broken.ts';
import type { ScenarioChange } from './scenario.schema.ts';
import { applyChanges, idleChanges, offerOf, placesOf } from './scenario.ts';

type Found = (pointer: string, message: string) => void;

/**
 * Everything that is wrong with changes to a portfolio beyond the shape of their fields, each at its place. Those of `stored`
 * may have lost their offer since: they do nothing, and stay until somebody has looked at what changed.
 */
export function changeFindings(
  whole: WholePortfolio,
  changes: readonly ScenarioChange[],
  stored: readonly ScenarioChange[] = [],
): Finding[] {
  const idle = new Set(idleChanges(whole, stored).map(keyOf));
  const findings: Finding[] = [];
  const found: Found = (pointer, message) => findings.push({ pointer, message });
  const offers = new Map(whole.offers.map(offer => [offer.code, offer]));
  const added = new Set(changes.flatMap(change => (change.kind === 'add' ? [change.offer.code] : [])));
  const dropped = new Set(changes.flatMap(change => (change.kind === 'drop' ? [change.offer] : [])));

  changes.forEach((change, i) => {
    const code = offerOf(change);
    const at = change.kind === 'add' ? `/changes/${i}/offer/code` : `/changes/${i}/offer`;
    const offer = offers.get(code);
    if (changes.findIndex(other => other.kind === change.kind && offerOf(other) === code) < i)
      found(at, `${offer?.name ?? code} står to gange med samme slags ændring. Behold den ene.`);
    if (change.kind === 'add') {
      if (offer) found(at, `Koden ${code} er allerede brugt af ${offer.name} i viften. Vælg en anden.`);
      return;
    }
    if (!offer && !added.has(code)) {
      if (idle.has(keyOf(change))) return;
      found(at, `Tilbuddet ${code} findes ikke i viften. Vælg et af viftens tilbud.`);
      return;
    }
    if (change.kind === 'drop') dropFindings(offer, at, found);
    else if (dropped.has(code))
      found(at, `${offer?.name ?? code} bortfalder i scenariet og kan derfor ikke også ændres.`);
  });
  if (offers.size + added.size > mostOffers)
    found('/changes', `En tilbudsvifte kan højst have ${mostOffers} tilbud.`);
  return findings.length > 0 ? findings : resultFindings(whole, changes);
}

function dropFindings(offer: OfferView | undefined, at: string, found: Found): void {
  if (!offer) {
    found(at, 'Tilbuddet kommer til i scenariet selv. Fjern tilføjelsen i stedet.');
  } else if (offer.binding.statutory) {
    const law = offer.binding.legalBasis === null ? '' : ` (${offer.binding.legalBasis})`;
    found(at, `${offer.name} er lovpligtigt${law} og kan ikke bortfalde. Ændr pladser eller pris i stedet.`);
  }
}

/** What is wrong with the offers as they come out: each must be one the vifte could hold. */
function resultFindings(whole: WholePortfolio, changes: readonly ScenarioChange[]): Finding[] {
  const known = {
    years: coveredYears(whole.portfolio, null),
    suppliers: codesOf(whole.suppliers),
    groups: codesOf(whole.targetGroups),
    goals: codesOf(whole.goals),
  };
  const start = new Map(applyChanges(whole, changes.filter(isAdded)).offers.map(one => [one.code, one]));
  const result = new Map(applyChanges(whole, changes).offers.map(one => [one.code, one]));
  return changes.flatMap((change, i): Finding[] => {
    const at = `/changes/${i}`;
    const before = start.get(offerOf(change));
    const offer = result.get(offerOf(change));
    if (!before || !offer || change.kind === 'drop') return [];
    if (change.kind === 'add') {
      return offerFindings(change.offer, known).map(finding => under(`${at}/offer`, finding));
    }
    if (change.kind === 'scale') return scaleFindings(before, offer, change.fixedAmounts, at);
    return [
      ...change.priceLines.flatMap((line, place): Finding[] =>
        before.years.includes(line.year)
          ? []
          : [
              {
                pointer: `${at}/priceLines/${place}/year`,
                message: `${before.name} løber ikke i ${line.year}, kun ${before.years.join(' og ')}.`,
              },
            ],
      ),
      ...tooMuch(offer, `${at}/priceLines`),
    ];
  });
}

function scaleFindings(before: OfferView, offer: OfferView, fixedAmounts: string, at: string): Finding[] {
  const findings: Finding[] = [];
  const places = placesOf(before);
  if (fixedAmounts === 'follow' && (places === null || places === 0)) {
    const message = `Det vides ikke, hvor mange pladser ${before.name} har, så et fast beløb kan ikke følge dem. Lad beløbet stå, eller sæt en ny pris.`;
    findings.push({ pointer: `${at}/fixedAmounts`, message });
  }
  if (offer.priceLines.some(line => line.kind === 'activity' && line.participants > 100_000)) {
    const message = `Det giver over 100.000 deltagere på en prislinje i ${before.name}. Skriv færre pladser.`;
    findings.push({ pointer: `${at}/places`, message });
  }
  return findings.length > 0 ? findings : tooMuch(offer, `${at}/places`);
}

/** The rule on an offer's money, told at the change that breaks it. */
function tooMuch(offer: OfferView, pointer: string): Finding[] {
  const everything = { has: () => true };
  const found = offerFindings(offer, {
    years: offer.years,
    suppliers: everything,
    groups: everything,
    goals: everything,
  });
  return found.flatMap(finding =>
    'pointer' in finding && finding.pointer === '/priceLines' ? [{ ...finding, pointer }] : [],
  );
}

function under(at: string, finding: Finding): Finding {
  return 'pointer' in finding ? { ...finding, pointer: `${at}${finding.pointer}` } : finding;
}

function keyOf(change: ScenarioChange): string {
  return `${change.kind} ${offerOf(change)}`;
}

function isAdded(change: ScenarioChange): boolean {
  return change.kind === 'add';
}

function codesOf(things: readonly { code: string }[]): Set<string> {
  return new Set(things.map(({ code }) => code));
}
