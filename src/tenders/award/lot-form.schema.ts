import { Option } from '../tender.schema.ts';
import { z } from '@hono/zod-openapi';
import { slug } from '../../shared/slug.ts';
import { Code, Day, Oere, text } from '../../shared/source.schema.ts';
import type { AwardModel, Bid, Criterion } from '../award-model.schema.ts';
import type { LotView, NewLot } from '../lot.schema.ts';

export const criterionKindLabels = { price: 'Pris', quality: 'Kvalitet' } as const;

export const priceRuleLabels = {
  proportional: 'Forholdsmæssig: laveste pris ÷ egen pris',
  linear: 'Lineær: point falder med hver procent over laveste pris',
} as const;

const CriterionForm = z
  .strictObject({
    name: text(200, 1).meta({ title: 'Kriterium' }),
    kind: z.enum(['price', 'quality']).meta({ title: 'Slags' }),
    weight: z
      .string()
      .trim()
      .regex(/^\d{1,3}([.,]\d)?$/, 'Skriv vægten i procent med højst én decimal, fx 40 eller 33,3.')
      .meta({ title: 'Vægt' }),
    priceRule: z.enum(['proportional', 'linear']).nullable().meta({
      title: 'Prismodel',
      description: 'Kun for pris.',
    }),
    zeroAtPercent: z.int().min(1).max(1000).nullable().meta({
      title: 'Laveste point ved',
      description: 'Kun for lineær prismodel: så mange procent over laveste pris.',
    }),
    rule: text(4000).nullable().meta({
      title: 'Sådan gives point',
      description: 'Kun for kvalitet; det skal fremgå af udbudsmaterialet.',
    }),
  })
  .superRefine(({ kind, priceRule, zeroAtPercent, rule }, context) => {
    const missing = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (kind === 'price' && priceRule === null) missing('priceRule', 'Vælg, hvordan prisen giver point.');
    if (kind === 'price' && priceRule === 'linear' && zeroAtPercent === null)
      missing('zeroAtPercent', 'Skriv, hvor mange procent over laveste pris der giver laveste point.');
    if (kind === 'quality' && rule === null) missing('rule', 'Skriv, hvordan der gives point.');
  })
  .meta({ title: 'Kriterium' });

/** A lot as a person fills it in: weights in percent, all of a criterion in one row. */
export const LotForm = z
  .strictObject({
    title: text(300, 1).meta({ title: 'Titel' }),
    code: Code.meta({ title: 'Kode' }),
    offers: z
      .array(Code)
      .max(100)
      .meta({ title: 'Tilbud', description: 'De tilbud i viften, delaftalen køber.' }),
    lowest: z.int().min(0).max(1000).meta({ title: 'Laveste point' }),
    highest: z.int().min(1).max(1000).meta({ title: 'Højeste point' }),
    criteria: z
      .array(CriterionForm)
      .max(50)
      .meta({ title: 'Kriterier', description: 'Vægtene skal tilsammen give 100 %.' }),
    winners: z.int().min(1).max(100).meta({
      title: 'Antal vindere',
      description: 'Så mange leverandører tages der højst.',
    }),
    contractMonths: z.int().min(1).max(240).nullable().meta({
      title: 'Løbetid i måneder',
      description: 'Tom: som udbuddet.',
    }),
    options: z.array(Option).max(20).meta({ title: 'Optioner', description: 'Ingen: som udbuddet.' }),
    variantsAllowed: z.boolean().meta({ title: 'Alternative bud er tilladt' }),
    orders: text(2000).nullable().meta({
      title: 'Sådan bestilles der',
      description: 'For en rammeaftale: i rækkefølge, efter borgerens valg eller ved ny konkurrence.',
    }),
    note: text(2000).nullable().meta({ title: 'Bemærkning' }),
  })
  .meta({ title: 'Delaftale' });
export type LotForm = z.infer<typeof LotForm>;

export function lotFormOf({ code, title, offers, awardModel, note, ...terms }: LotView): LotForm {
  return {
    ...terms,
    options: terms.options ?? [],
    title,
    code,
    offers,
    lowest: awardModel?.scale.lowest ?? 0,
    highest: awardModel?.scale.highest ?? 10,
    criteria: (awardModel?.criteria ?? []).map(criterion => ({
      name: criterion.name,
      kind: criterion.kind,
      weight: String(criterion.weightPermille / 10).replace('.', ','),
      priceRule: criterion.kind === 'price' ? criterion.rule.kind : null,
      zeroAtPercent:
        criterion.kind === 'price' && criterion.rule.kind === 'linear' ? criterion.rule.zeroAtPercent : null,
      rule: criterion.kind === 'quality' ? criterion.rule : null,
    })),
    note,
  };
}

export function lotOf({ code, title, offers, lowest, highest, criteria, note, ...terms }: LotForm): NewLot {
  return {
    ...terms,
    options: terms.options.length === 0 ? null : terms.options,
    code,
    title,
    offers,
    awardModel:
      criteria.length === 0 ? null : { scale: { lowest, highest }, criteria: criteria.map(criterionOf) },
    note,
  };
}

function criterionOf(row: LotForm['criteria'][number]): Criterion {
  const shared = {
    code: slug(row.name),
    name: row.name,
    weightPermille: Math.round(Number(row.weight.replace(',', '.')) * 10),
  };
  if (row.kind === 'quality') return { ...shared, kind: 'quality', rule: row.rule ?? '' };
  return {
    ...shared,
    kind: 'price',
    rule:
      row.priceRule === 'linear'
        ? { kind: 'linear', zeroAtPercent: row.zeroAtPercent ?? 1 }
        : { kind: 'proportional' },
  };
}

/** Where in the form a mistake in the lot stands. */
export function placeInLotForm(pointer: string): string {
  return pointer
    .replace(/^\/awardModel\/scale/, '')
    .replace(/^\/awardModel/, '')
    .replace(/\/weightPermille$/, '/weight')
    .replace(/^(\/criteria\/\d+)\/code$/, '$1/name');
}

const Points = z
  .string()
  .trim()
  .regex(/^\d{1,4}([.,]\d{1,2})?$/, 'Skriv point med højst to decimaler, fx 7,5.');

/** A bid as a person fills it in: a price or points for each criterion of the lot's model. */
export function bidForm({ criteria }: AwardModel) {
  const fields = (kind: Criterion['kind']) => criteria.filter(criterion => criterion.kind === kind);
  return z
    .strictObject({
      bidder: text(200, 1).meta({ title: 'Tilbudsgiver' }),
      code: Code.meta({ title: 'Kode' }),
      prices: z
        .strictObject(
          Object.fromEntries(
            fields('price').map(({ code, name }) => [`${code}Oere`, Oere.nullable().meta({ title: name })]),
          ),
        )
        .meta({ title: 'Priser' }),
      scores: z
        .strictObject(
          Object.fromEntries(
            fields('quality').map(({ code, name }) => [code, Points.nullable().meta({ title: name })]),
          ),
        )
        .meta({ title: 'Point' }),
      receivedOn: Day.nullable().meta({
        title: 'Modtaget den',
        description: 'Efter fristen er buddet for sent.',
      }),
      reason: text(2000).nullable().meta({
        title: 'Begrundelse',
        description: 'Skal stå, når tilbudsgiver eller pris rettes, efter at fristen for bud er nået.',
      }),
    })
    .meta({ title: 'Bud' });
}

export type BidForm = z.infer<ReturnType<typeof bidForm>>;

export function bidFormOf({ code, bidder, prices, scores }: Bid, { criteria }: AwardModel): BidForm {
  return {
    bidder,
    code,
    receivedOn: null,
    reason: null,
    prices: Object.fromEntries(
      criteria
        .filter(({ kind }) => kind === 'price')
        .map(({ code }) => [
          `${code}Oere`,
          prices.find(({ criterion }) => criterion === code)?.amountOere ?? null,
        ]),
    ),
    scores: Object.fromEntries(
      criteria
        .filter(({ kind }) => kind === 'quality')
        .map(({ code }) => {
          const points = scores.find(({ criterion }) => criterion === code)?.points;
          return [code, points === undefined ? null : String(points).replace('.', ',')];
        }),
    ),
  };
}

export function bidOf({ code, bidder, prices, scores }: BidForm): Bid {
  return {
    code,
    bidder,
    prices: Object.entries(prices).flatMap(([field, amountOere]) =>
      amountOere === null ? [] : [{ criterion: field.replace(/Oere$/, ''), amountOere }],
    ),
    scores: Object.entries(scores).flatMap(([criterion, points]) =>
      points === null ? [] : [{ criterion, points: Number(points.replace(',', '.')) }],
    ),
  };
}

/** Where in the form a mistake in the bid stands. */
export function placeInBidForm(pointer: string, bid: Bid): string {
  const [, list, place] = /^\/(prices|scores)\/(\d+)/.exec(pointer) ?? [];
  if (list === 'prices') return `/prices/${bid.prices[Number(place)]?.criterion ?? ''}Oere`;
  if (list === 'scores') return `/scores/${bid.scores[Number(place)]?.criterion ?? ''}`;
  return pointer;
}
