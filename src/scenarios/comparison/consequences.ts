import { commitmentsOf, committed, daysOf } from '../../offers/commitment.ts';
import type { Commitment } from '../../offers/commitment.schema.ts';
import { servedMoved } from '../../balance/served-groups.ts';
import type { OfferView } from '../../offers/offer.schema.ts';
import { coveredYears } from '../../offers/price.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { money, namesOf } from '../../offers/wording.ts';
import { formatDay } from '../../shared/days/day.ts';
import type { Source } from '../../shared/source.schema.ts';
import { listed, sourcesText, stopped } from '../../shared/wording.ts';
import { screeningLabels } from '../../screening/screening.schema.ts';
import { changedPurposes, isDuty, type PurposeScreening, type Screening } from '../../screening/screening.ts';
import type { ComparedBalance, ComparisonFacts } from './compared.ts';
import type { ScenarioChange } from '../scenario.schema.ts';
import { offerOf } from '../scenario.ts';

export type ConsequenceKind =
  | 'statutory-dropped'
  | 'stays-in-tender'
  | 'contract-runs-on'
  | 'contract-binds'
  | 'duty-arises'
  | 'duty-falls-away'
  | 'screening-changes'
  | 'terms-stand'
  | 'groups-without-offers'
  | 'groups-without-general'
  | 'groups-without-specialised'
  | 'groups-won';

/** What a scenario brings with it, in words, and where that is known from; the weightiest kind first. */
export type Consequence = { kind: ConsequenceKind; offers: string[]; sentence: string; source: string };

type State = { whole: WholePortfolio; balance: ComparedBalance; screening: Screening };

type Considered = {
  facts: Pick<ComparisonFacts, 'contracts' | 'kept'>;
  changes: readonly ScenarioChange[];
  before: State;
  after: State;
  dropped: readonly OfferView[];
};

export function consequencesOf(considered: Considered): Consequence[] {
  return [
    ...statutoryDropped(considered),
    ...staysInTender(considered),
    ...contractsRunOn(considered),
    ...contractsBind(considered),
    ...screened(considered),
    ...termsStand(considered),
    ...groups(considered),
  ];
}

/** Refused when the change is made; it can still come about where the offer has become statutory since. */
function statutoryDropped({ dropped }: Considered): Consequence[] {
  return dropped
    .filter(({ binding }) => binding.statutory)
    .map(offer => ({
      kind: 'statutory-dropped',
      offers: [offer.code],
      sentence: `${offer.name} er lovpligtigt og kan ikke bortfalde.`,
      source: offer.binding.legalBasis ?? sourceOf(offer),
    }));
}

function staysInTender({ dropped, facts: { kept } }: Considered): Consequence[] {
  return dropped.flatMap((offer): Consequence[] => {
    const reasons = kept.get(offer.code) ?? [];
    if (reasons.length === 0) return [];
    return [
      {
        kind: 'stays-in-tender',
        offers: [offer.code],
        sentence: `${offer.name} ${listed(reasons)}. Det bliver stående dér, når tilbuddet går ud af viften.`,
        source: 'Udbuddet i Tilbudsvifte',
      },
    ];
  });
}

function contractsRunOn({ dropped, before }: Considered): Consequence[] {
  const years = coveredYears(before.whole.portfolio, null);
  return dropped.flatMap((offer): Consequence[] => {
    const running = commitmentsOf(offer, years);
    const until = offer.binding.contractUntil;
    if (running.length === 0 || until === null) return [];
    const byYear = [...Map.groupBy(running, ({ year }) => year)];
    return [
      {
        kind: 'contract-runs-on',
        offers: [offer.code],
        sentence: stopped(
          `Kontrakten om ${offer.name} løber til og med ${formatDay(until)} og koster stadig ${listed(byYear.map(stillCosts))}`,
        ),
        source: sourceOf(offer),
      },
    ];
  });
}

function stillCosts([year, rows]: [number, Commitment[]]): string {
  const { amountOere, unknownContracts } = committed(rows);
  const worth = unknownContracts > 0 ? 'et ukendt beløb' : money(amountOere);
  const days = Math.max(...rows.map(({ from, until }) => daysOf(from, until)));
  const part = days < 365 ? ` (${days} dage, fordelt efter dage)` : '';
  return `${worth} i ${year}${part}`;
}

/** An offer with a contract that is made smaller or cheaper goes on at its terms until they end. */
function contractsBind({ changes, before, after }: Considered): Consequence[] {
  const [firstYear] = coveredYears(before.whole.portfolio, null);
  const touched = new Set(changes.map(offerOf));
  const now = new Set(after.whole.offers.map(({ code }) => code));
  return before.whole.offers
    .filter(({ code }) => touched.has(code) && now.has(code))
    .flatMap((offer): Consequence[] => {
      const until = offer.binding.contractUntil;
      if (until === null || firstYear === undefined || until < `${firstYear}-01-01`) return [];
      return [
        {
          kind: 'contract-binds',
          offers: [offer.code],
          sentence: `${offer.name} har kontrakt til og med ${formatDay(until)}; pladser og pris kan først ændres derefter, medmindre leverandøren går med til det.`,
          source: sourceOf(offer),
        },
      ];
    });
}

function screened({ before, after }: Considered): Consequence[] {
  return changedPurposes(before.screening, after.screening).flatMap((change): Consequence[] => {
    const was = dutyOf(change.before);
    const is = dutyOf(change.after);
    const offers = (change.after ?? change.before)?.offers.map(({ code }) => code) ?? [];
    const source = thresholdSource(after.screening);
    const purpose = change.purpose.name.toLowerCase();
    if (!was && is && change.after)
      return [
        {
          kind: 'duty-arises',
          offers,
          sentence: change.after.sentence,
          source,
        },
      ];
    if (was && (change.after === null || change.after.result === 'below-threshold')) {
      const gone = `Der er ingen eksterne tilbud tilbage til formålet ${purpose}.`;
      return [
        {
          kind: 'duty-falls-away',
          offers,
          sentence: change.after?.sentence ?? gone,
          source,
        },
      ];
    }
    if (change.after === null || change.before?.result === change.after.result) return [];
    const sentence = `Screeningen for ${purpose} bliver en anden: før »${resultText(change.before)}«, nu »${resultText(change.after)}«.`;
    return [{ kind: 'screening-changes', offers, sentence, source }];
  });
}

function dutyOf(purpose: PurposeScreening | null): boolean {
  return purpose !== null && isDuty(purpose.result);
}

function resultText(purpose: PurposeScreening | null): string {
  return purpose === null ? 'Ingen eksterne tilbud' : screeningLabels[purpose.result];
}

function thresholdSource({ threshold, noticeDate }: Screening): string {
  const notice = `bekendtgørelse ${formatDay(noticeDate)}`;
  return threshold.kind === 'in-force' ? `${sourcesText(threshold.period.sources)}; ${notice}` : notice;
}

/** Terms entered by hand are the contract: they do not follow what a scenario does to places and prices. */
function termsStand({ changes, facts: { contracts }, after }: Considered): Consequence[] {
  const touched = new Set(changes.map(offerOf));
  const offers = after.whole.offers.filter(({ code }) => touched.has(code) && contracts.has(code));
  if (offers.length === 0) return [];
  return [
    {
      kind: 'terms-stand',
      offers: offers.map(({ code }) => code),
      sentence: `Udbudspligten er screenet med de kontraktvilkår, der er skrevet ind for ${listed(offers.map(({ name }) => name))}; de følger ikke scenariets pladser og priser.`,
      source: 'Kontraktvilkår i Tilbudsvifte',
    },
  ];
}

function groups({ before, after }: Considered): Consequence[] {
  const { group } = namesOf(after.whole);
  const was = before.balance.coverage;
  const is = after.balance.coverage;
  const more = (after: readonly string[], before: readonly string[]) =>
    after.filter(code => !before.includes(code)).map(group);
  const moved = servedMoved(before.whole, after.whole);
  const won = [
    ...moved.won.map(code => `${group(code)} får et tilbud`),
    ...more(was.withoutGeneral, is.withoutGeneral).map(name => `${name} får et generelt tilbud`),
    ...more(was.withoutSpecialised, is.withoutSpecialised).map(name => `${name} får et specialiseret tilbud`),
  ];
  return [
    said('groups-without-offers', moved.lost.map(group), names => `Mister deres eneste tilbud: ${names}.`),
    said(
      'groups-without-general',
      more(is.withoutGeneral, [...was.withoutGeneral, ...is.withoutOffers]),
      names => `Mister deres generelle tilbud: ${names}.`,
    ),
    said(
      'groups-without-specialised',
      more(is.withoutSpecialised, [...was.withoutSpecialised, ...is.withoutOffers]),
      names => `Mister deres specialiserede tilbud: ${names}.`,
    ),
    said('groups-won', won, names => `${names}.`),
  ].flat();
}

function said(
  kind: ConsequenceKind,
  names: readonly string[],
  sentence: (names: string) => string,
): Consequence[] {
  if (names.length === 0) return [];
  return [{ kind, offers: [], sentence: sentence(listed(names)), source: 'Balancen, dækning pr. målgruppe' }];
}

function sourceOf({ sources }: OfferView): string {
  const known: readonly Source[] = sources;
  return known.length > 0 ? sourcesText(known) : 'Tilbuddet i viften, uden kilde';
}
