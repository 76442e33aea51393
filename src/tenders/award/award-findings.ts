import { formatKroner } from '../../shared/money.ts';
import type { Finding } from '../../shared/rule-broken.ts';
import type { AwardModel, Bid } from '../award-model.schema.ts';

/** Everything that keeps a lot's bids from being ranked, each at its place in `{model, bids}`. */
export function awardFindings(model: AwardModel, bids: readonly Bid[]): Finding[] {
  return [
    ...modelFindings(model),
    ...(bids.length === 0
      ? [{ pointer: '/bids', message: 'Delaftalen har ingen bud. Der er intet at evaluere.' }]
      : []),
    ...repeated(
      bids.map(bid => bid.code),
      (code, i) => ({ pointer: `/bids/${i}/code`, message: `Buddet ${code} står to gange.` }),
    ),
    ...bids.flatMap((bid, i) => bidFindings(model, bid, `/bids/${i}`)),
  ];
}

/** What is wrong with an award model before any bid has come in. */
export function modelFindings({ scale, criteria }: AwardModel): Finding[] {
  const sum = criteria.reduce((sum, { weightPermille }) => sum + weightPermille, 0);
  return [
    ...(scale.highest <= scale.lowest
      ? [
          {
            pointer: '/model/scale/highest',
            message: `Højeste point skal være over laveste point, som er ${scale.lowest}.`,
          },
        ]
      : []),
    ...(criteria.length === 0
      ? [{ pointer: '/model/criteria', message: 'Modellen har ingen kriterier. Tilføj mindst ét.' }]
      : sum === 1000
        ? []
        : [
            {
              pointer: '/model/criteria',
              message: `Vægtene giver tilsammen ${formatPermille(sum)}, men skal give 100 %.`,
            },
          ]),
    ...criteria.flatMap(({ name, weightPermille }, i) =>
      weightPermille > 0
        ? []
        : [
            {
              pointer: `/model/criteria/${i}/weightPermille`,
              message: `Vægten på ${name} skal være over 0 %. Fjern kriteriet, hvis det ikke skal tælle.`,
            },
          ],
    ),
    ...repeated(
      criteria.map(criterion => criterion.code),
      (code, i) => ({ pointer: `/model/criteria/${i}/code`, message: `Kriteriet ${code} står to gange.` }),
    ),
  ];
}

/** `40 %`, `33,3 %`. */
export function formatPermille(permille: number): string {
  return `${String(permille / 10).replace('.', ',')} %`;
}

/** Points have at most two decimals, so that they are exact as whole hundredths. */
export function hundredths(points: number): number | null {
  const whole = Math.round(points * 100);
  return Number.isSafeInteger(whole) && whole / 100 === points ? whole : null;
}

function bidFindings({ scale, criteria }: AwardModel, bid: Bid, at: string): Finding[] {
  const kinds = new Map(criteria.map(({ code, kind }) => [code, kind]));
  return [
    ...criteria.flatMap(({ code, name, kind }) =>
      kind === 'price'
        ? bid.prices.some(price => price.criterion === code)
          ? []
          : [{ pointer: `${at}/prices`, message: `${bid.bidder} mangler en pris for ${name}.` }]
        : bid.scores.some(score => score.criterion === code)
          ? []
          : [{ pointer: `${at}/scores`, message: `${bid.bidder} mangler point for ${name}.` }],
    ),
    ...bid.prices.flatMap(({ criterion, amountOere }, i) => {
      const pointer = `${at}/prices/${i}`;
      if (kinds.get(criterion) !== 'price')
        return [
          {
            pointer: `${pointer}/criterion`,
            message: `Modellen har intet priskriterium ved navn ${criterion}.`,
          },
        ];
      return amountOere > 0
        ? []
        : [
            {
              pointer: `${pointer}/amountOere`,
              message: `Prisen fra ${bid.bidder} er ${formatKroner(amountOere)}${amountOere < 0 ? ' En pris kan ikke være negativ.' : ' Den skal være over nul for at kunne sammenlignes.'}`,
            },
          ];
    }),
    ...repeated(
      bid.prices.map(price => price.criterion),
      (criterion, i) => ({
        pointer: `${at}/prices/${i}/criterion`,
        message: `${bid.bidder} har to priser for ${criterion}.`,
      }),
    ),
    ...bid.scores.flatMap(({ criterion, points }, i) => {
      const pointer = `${at}/scores/${i}`;
      if (kinds.get(criterion) !== 'quality')
        return [
          {
            pointer: `${pointer}/criterion`,
            message: `Modellen har intet kvalitetskriterium ved navn ${criterion}.`,
          },
        ];
      if (points < scale.lowest || points > scale.highest)
        return [
          {
            pointer: `${pointer}/points`,
            message: `${decimal(points)} point til ${bid.bidder} er uden for skalaen fra ${scale.lowest} til ${scale.highest}.`,
          },
        ];
      return hundredths(points) === null
        ? [
            {
              pointer: `${pointer}/points`,
              message: `Point til ${bid.bidder} kan højst have to decimaler.`,
            },
          ]
        : [];
    }),
    ...repeated(
      bid.scores.map(score => score.criterion),
      (criterion, i) => ({
        pointer: `${at}/scores/${i}/criterion`,
        message: `${bid.bidder} har fået point to gange for ${criterion}.`,
      }),
    ),
  ];
}

function repeated(codes: readonly string[], finding: (code: string, index: number) => Finding): Finding[] {
  return codes.flatMap((code, i) => (codes.indexOf(code) < i ? [finding(code, i)] : []));
}

function decimal(value: number): string {
  return String(value).replace('.', ',');
}
