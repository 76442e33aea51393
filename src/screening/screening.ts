import { formatDay, type Day } from '../shared/days/day.ts';
import { formatKroner, sumOere, type Oere } from '../shared/money.ts';
import type { Finding } from '../shared/rule-broken.ts';
import type { ContractTerms } from './contract-value.schema.ts';
import { contractValue, type ContractValue, type ValueAmount } from './contract-value.ts';
import {
  assessmentLabels,
  screeningLabels,
  type Assessment,
  type ScreeningResult,
} from './screening.schema.ts';
import type { ThresholdPeriod } from './threshold.schema.ts';
import { limitIn, thresholdOn, type Category, type Limit, type ThresholdOn } from './threshold.ts';

/** What the screening needs to know of an offer, be it in the vifte or in a scenario. */
export type ScreenedOffer = {
  code: string;
  name: string;
  delivery: 'internal' | 'external';
  purpose: Named;
  category: Category;
  contract: ContractTerms;
};

type Named = { code: string; name: string };
type Valued = { offer: ScreenedOffer; value: ContractValue };
type SamePurpose = { purpose: Named; category: Category; valued: Valued[] };

/** The external offers bought for one purpose under one regime, across suppliers and renewals. */
export type PurposeScreening = {
  purpose: Named;
  category: Category;
  offers: (Named & { value: ContractValue })[];
  sum: ValueAmount;
  limit: Limit;
  /** What is known of the sum less the limit; null where either is unknown. */
  marginOere: Oere | null;
  result: ScreeningResult;
  /** Offers known to be each under the limit while the purpose reaches it; empty where one reaches it alone. */
  split: Named[];
  sentence: string;
  warnings: string[];
};

export type OfferScreening = Named & {
  delivery: 'internal' | 'external';
  purpose: Named;
  category: Category;
  value: ContractValue | null;
  result: ScreeningResult;
  onlyBecauseSummed: boolean;
  sentence: string;
  /** Every assessment, oldest first; the last one stands. */
  assessments: (Assessment & { label: string })[];
  standing: { by: 'screening' | 'adviser'; label: string; sentence: string };
  warnings: string[];
};

export type Screening = {
  noticeDate: Day;
  threshold: ThresholdOn;
  purposes: PurposeScreening[];
  offers: OfferScreening[];
  findings: Finding[];
  reservation: string;
};

export type PurposeChange = {
  purpose: Named;
  category: Category;
  before: PurposeScreening | null;
  after: PurposeScreening | null;
  sentence: string;
};

const names = new Intl.ListFormat('da', { type: 'conjunction' });

/**
 * Screens offers for tender duty on the day the notice is published. External offers bought for the same purpose are summed
 * before the comparison, so that no split keeps them under it (udbudsloven § 30, stk. 2); services under the light regime
 * and other services have each their threshold and are summed apart.
 */
export function screen(
  offers: readonly ScreenedOffer[],
  noticeDate: Day,
  periods: readonly ThresholdPeriod[],
  assessments: readonly Assessment[] = [],
): Screening {
  const threshold = thresholdOn(periods, noticeDate);
  const groups = samePurposes(offers);
  const screened = groups.map(group => screenPurpose(group, threshold, groups));
  const answers = new Map(
    groups.flatMap((group, i) =>
      group.valued.map(({ offer, value }) => [offer, { value, purpose: screened[i] }] as const),
    ),
  );
  return {
    noticeDate,
    threshold,
    purposes: screened,
    offers: offers.map(offer => {
      const { value, purpose } = answers.get(offer) ?? {};
      const own = assessments.filter(assessment => assessment.offer === offer.code);
      return value && purpose ? externalOffer(offer, value, purpose, own) : internalOffer(offer, own);
    }),
    findings: findingsIn(offers, threshold, assessments),
    reservation:
      'Det er en screening, der viser, hvor der kan være udbudspligt. Rådgiverens vurdering er den endelige.',
  };
}

/** The purposes answered differently by two screenings, those that appear or disappear included. */
export function changedPurposes(before: Screening, after: Screening): PurposeChange[] {
  const keyed = ({ purposes }: Screening) => new Map(purposes.map(purpose => [keyOf(purpose), purpose]));
  const was = keyed(before);
  const is = keyed(after);
  return [...new Map([...was, ...is])].flatMap(([key, { purpose, category }]) => {
    const old = was.get(key) ?? null;
    const now = is.get(key) ?? null;
    return answerOf(old) === answerOf(now)
      ? []
      : [
          {
            purpose,
            category,
            before: old,
            after: now,
            sentence: `${purpose.name}: før ${answerOf(old)}; nu ${stop(answerOf(now))}`,
          },
        ];
  });
}

function samePurposes(offers: readonly ScreenedOffer[]): SamePurpose[] {
  const groups = new Map<string, SamePurpose>();
  for (const offer of offers) {
    if (offer.delivery === 'internal') continue;
    const valued = { offer, value: contractValue(offer.contract) };
    const group = groups.get(keyOf(offer));
    if (group) group.valued.push(valued);
    else groups.set(keyOf(offer), { purpose: offer.purpose, category: offer.category, valued: [valued] });
  }
  return [...groups.values()];
}

function screenPurpose(
  { purpose, category, valued }: SamePurpose,
  threshold: ThresholdOn,
  groups: readonly SamePurpose[],
): PurposeScreening {
  const sum = sumOf(valued.map(({ value }) => value.amount));
  const limit: Limit =
    threshold.kind === 'in-force'
      ? limitIn(threshold.period, category)
      : { kind: 'unknown', message: threshold.message };
  const result = resultOf(sum, limit, category);
  const split = splitIn(valued, sum, limit);
  const unknown = valued.filter(({ value }) => value.amount.kind !== 'known');
  const otherRegime = groups.some(
    group => group.purpose.code === purpose.code && group.category !== category,
  );
  return {
    purpose,
    category,
    offers: valued.map(({ offer, value }) => ({ ...named(offer), value })),
    sum,
    limit,
    marginOere: sum.kind === 'unknown' || limit.kind === 'unknown' ? null : sum.amountOere - limit.amountOere,
    result,
    split: split.map(({ offer }) => named(offer)),
    sentence: purposeSentence(purpose, category, valued, sum, limit),
    warnings: [
      ...(split.length > 0
        ? [
            `Kun opdelingen holder kontrakterne under grænsen: ${names.format(split.map(withAmount))} er hver for sig under den, men formålet når den samlet. Køb til samme formål lægges sammen på tværs af leverandører og fornyelser (udbudsloven § 30, stk. 2).`,
          ]
        : []),
      ...(isDuty(result) && unknown.length > 0
        ? [`Prisen er helt eller delvist ukendt for ${namesOf(unknown)}; summen er mindst det, der er vist.`]
        : []),
      ...(limit.kind === 'known' && limit.caution !== null ? [limit.caution] : []),
      ...(otherRegime
        ? [
            'Formålet rummer både light-ydelser og almindelige ydelser. De er lagt sammen hver for sig; rådgiveren må vurdere, om de hører til samme kontrakt.',
          ]
        : []),
    ],
  };
}

function resultOf(sum: ValueAmount, limit: Limit, category: Category): ScreeningResult {
  if (sum.kind === 'unknown') return 'unknown-price';
  if (limit.kind === 'unknown') return 'no-threshold';
  if (reaches(sum, limit)) return category === 'light' ? 'light-duty' : 'general-duty';
  return sum.kind === 'known' ? 'below-threshold' : 'unknown-price';
}

/** Equal to the threshold is enough (Directive 2014/24/EU, article 4); what is known already settles it. */
function reaches(amount: ValueAmount, limit: Limit): boolean {
  return amount.kind !== 'unknown' && limit.kind === 'known' && amount.amountOere >= limit.amountOere;
}

function splitIn(valued: readonly Valued[], sum: ValueAmount, limit: Limit): Valued[] {
  if (!reaches(sum, limit) || valued.some(({ value }) => reaches(value.amount, limit))) return [];
  const under = valued.filter(({ value }) => value.amount.kind === 'known');
  return under.length > 1 ? under : [];
}

function purposeSentence(
  purpose: Named,
  category: Category,
  valued: readonly Valued[],
  sum: ValueAmount,
  limit: Limit,
): string {
  const unknown = namesOf(valued.filter(({ value }) => value.amount.kind !== 'known'));
  if (sum.kind === 'unknown') return `${purpose.name} kan ikke screenes: prisen er ukendt for ${unknown}.`;
  const worth =
    valued.length === 1
      ? `${purpose.name}: 1 eksternt tilbud har en værdi på ${stop(amountText(sum))}`
      : `${purpose.name}: ${valued.length} eksterne tilbud har tilsammen en værdi på ${stop(amountText(sum))}`;
  if (limit.kind === 'unknown') return `${worth} ${limit.message}`;
  if (reaches(sum, limit))
    return `${worth} Det når ${stop(limitText(category, limit))} ${dutyText(category)}`;
  const left = formatKroner(limit.amountOere - sum.amountOere);
  if (sum.kind === 'partly')
    return `${worth} Formålet kan ikke screenes fuldt, for prisen er helt eller delvist ukendt for ${unknown}. ${capitalised(limitText(category, limit))} nås, hvis det ukendte er ${left} eller mere.`;
  return `${worth} Det er ${left} under ${stop(limitText(category, limit))} ${belowText}`;
}

const belowText =
  'Vurdér, om der er klar grænseoverskridende interesse (genstand, værdi, marked og sted). Om grænsen på 500.000 kr. i udbudslovens afsnit V gælder, afgør rådgiveren.';

function internalOffer(offer: ScreenedOffer, assessments: readonly Assessment[]): OfferScreening {
  const sentence = 'Tilbuddet leveres internt. Der er ingen udbudspligt.';
  return {
    ...ofOffer(offer),
    value: null,
    result: 'internal',
    onlyBecauseSummed: false,
    sentence,
    ...assessed('internal', sentence, assessments),
  };
}

function externalOffer(
  offer: ScreenedOffer,
  value: ContractValue,
  purpose: PurposeScreening,
  assessments: readonly Assessment[],
): OfferScreening {
  const onlyBecauseSummed =
    isDuty(purpose.result) && value.amount.kind === 'known' && !reaches(value.amount, purpose.limit);
  const sentence = `${value.amount.kind === 'unknown' ? 'Prisen er ukendt.' : `Værdi ${stop(amountText(value.amount))}`} ${offerAnswer(offer, value, purpose, onlyBecauseSummed)}`;
  return {
    ...ofOffer(offer),
    value,
    result: purpose.result,
    onlyBecauseSummed,
    sentence,
    ...assessed(purpose.result, sentence, assessments),
  };
}

function offerAnswer(
  offer: ScreenedOffer,
  value: ContractValue,
  { purpose, category, offers, sum, limit, result }: PurposeScreening,
  onlyBecauseSummed: boolean,
): string {
  const others = offers.filter(other => other.value !== value);
  const together = `${purpose.name} i alt ${amountText(sum)}`;
  if (limit.kind === 'unknown' && result !== 'unknown-price') return limit.message;
  if (isDuty(result)) {
    if (onlyBecauseSummed)
      return `Alene er det under ${limitText(category, limit)}, men sammen med ${names.format(others.map(({ name }) => name))} når det grænsen: ${stop(together)} ${dutyText(category)}`;
    if (reaches(value.amount, limit))
      return `Det når alene ${stop(limitText(category, limit))} ${dutyText(category)}`;
    return `Formålet når ${limitText(category, limit)}: ${stop(together)} ${dutyText(category)}`;
  }
  if (result === 'below-threshold')
    return `${together} er under ${stop(limitText(category, limit))} ${belowText}`;
  const unpriced = others.filter(other => other.value.amount.kind !== 'known');
  return value.amount.kind === 'known'
    ? `Kan ikke screenes fuldt, før prisen er kendt for ${names.format(unpriced.map(({ name }) => name))} til samme formål.`
    : `${offer.name} kan ikke screenes, før prisen er kendt.`;
}

function assessed(
  result: ScreeningResult,
  sentence: string,
  assessments: readonly Assessment[],
): Pick<OfferScreening, 'assessments' | 'standing' | 'warnings'> {
  const all = assessments
    .toSorted((a, b) => (a.assessedOn < b.assessedOn ? -1 : a.assessedOn > b.assessedOn ? 1 : 0))
    .map(assessment => ({ ...assessment, label: assessmentLabels[assessment.outcome] }));
  const last = all.at(-1);
  return {
    assessments: all,
    standing: last
      ? {
          by: 'adviser',
          label: last.label,
          sentence: `Rådgiveren vurderede ${formatDay(last.assessedOn)}: ${last.label}. Begrundelse: ${last.reason}`,
        }
      : { by: 'screening', label: screeningLabels[result], sentence },
    warnings:
      last && last.screenedAs !== result
        ? [
            `Screeningen har ændret sig, siden rådgiveren vurderede: dengang »${screeningLabels[last.screenedAs]}«, nu »${screeningLabels[result]}«.`,
          ]
        : [],
  };
}

function findingsIn(
  offers: readonly ScreenedOffer[],
  threshold: ThresholdOn,
  assessments: readonly Assessment[],
): Finding[] {
  const codes = offers.map(offer => offer.code);
  return [
    ...(threshold.kind === 'outside' ? [{ parameter: 'noticeDate', message: threshold.message }] : []),
    ...codes.flatMap((code, i) =>
      codes.indexOf(code) < i
        ? [
            {
              pointer: `/offers/${i}/code`,
              message: `Tilbuddet ${code} står to gange og er talt med to gange.`,
            },
          ]
        : [],
    ),
    ...assessments.flatMap(({ offer }, i) =>
      codes.includes(offer)
        ? []
        : [
            {
              pointer: `/assessments/${i}/offer`,
              message: `Vurderingen gælder tilbuddet ${offer}, som ikke er med i screeningen.`,
            },
          ],
    ),
  ];
}

function sumOf(amounts: readonly ValueAmount[]): ValueAmount {
  const known = amounts.flatMap(amount => (amount.kind === 'unknown' ? [] : [amount.amountOere]));
  if (known.length === 0) return { kind: 'unknown' };
  const kind = amounts.every(amount => amount.kind === 'known') ? 'known' : 'partly';
  return { kind, amountOere: sumOere(known) };
}

export function isDuty(result: ScreeningResult): boolean {
  return result === 'light-duty' || result === 'general-duty';
}

function dutyText(category: Category): string {
  return category === 'light'
    ? 'Udbudspligtigt efter light-ordningen.'
    : 'Almindelig udbudspligt, for det er ikke en light-ydelse.';
}

function limitText(category: Category, limit: Limit): string {
  const amount = limit.kind === 'known' ? ` på ${formatKroner(limit.amountOere)}` : '';
  return category === 'light'
    ? `tærskelværdien for light-ydelser${amount}`
    : `den almindelige tærskelværdi${amount}`;
}

function amountText(amount: ValueAmount): string {
  if (amount.kind === 'unknown') return 'ukendt beløb';
  return `${amount.kind === 'partly' ? 'mindst ' : ''}${formatKroner(amount.amountOere)}`;
}

function answerOf(purpose: PurposeScreening | null): string {
  return purpose === null
    ? 'ingen eksterne tilbud'
    : `${screeningLabels[purpose.result]} (${amountText(purpose.sum)})`;
}

function withAmount({ offer, value }: Valued): string {
  return `${offer.name} (${amountText(value.amount)})`;
}

function namesOf(valued: readonly Valued[]): string {
  return names.format(valued.map(({ offer }) => offer.name));
}

/** Ends a sentence; an amount's `kr.` has its stop already. */
function stop(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function keyOf({ purpose, category }: { purpose: Named; category: Category }): string {
  return `${category} ${purpose.code}`;
}

function named({ code, name }: Named): Named {
  return { code, name };
}

function ofOffer({ code, name, delivery, purpose, category }: ScreenedOffer) {
  return { code, name, delivery, purpose, category };
}
