import { describe, expect, test } from 'vitest';
import { AwardModel, Bid } from '../../../src/tenders/award-model.schema.ts';
import { evaluate } from '../../../src/tenders/award/award-model.ts';

type PriceRule = Extract<AwardModel['criteria'][number], { kind: 'price' }>['rule'];

const linear: PriceRule = { kind: 'linear', zeroAtPercent: 50 };
const proportional: PriceRule = { kind: 'proportional' };

function modelOf(
  rule: PriceRule,
  priceWeight: number,
  qualities: Record<string, number>,
  scale = { lowest: 0, highest: 10 },
): AwardModel {
  return {
    scale,
    criteria: [
      { kind: 'price', code: 'pris', name: 'Pris', weightPermille: priceWeight, rule },
      ...Object.entries(qualities).map(([code, weightPermille]) => ({
        kind: 'quality' as const,
        code,
        name: code.charAt(0).toUpperCase() + code.slice(1),
        weightPermille,
        rule: 'Højest for bedst opfyldelse.',
      })),
    ],
  };
}

function bid(bidder: string, kroner: number, points: Record<string, number>): Bid {
  return {
    code: bidder.toLowerCase(),
    bidder,
    prices: [{ criterion: 'pris', amountOere: kroner * 100 }],
    scores: Object.entries(points).map(([criterion, points]) => ({ criterion, points })),
  };
}

function evaluated(model: AwardModel, bids: Bid[]) {
  expect(AwardModel.safeParse(model).success && bids.every(bid => Bid.safeParse(bid).success)).toBe(true);
  const evaluation = evaluate(model, bids);
  if (evaluation.kind === 'incomplete') throw new Error(JSON.stringify(evaluation.findings));
  return evaluation;
}

function findingsOf(model: AwardModel, bids: Bid[]) {
  const evaluation = evaluate(model, bids);
  return evaluation.kind === 'incomplete' ? evaluation.findings : [];
}

const totals = (model: AwardModel, bids: Bid[]) =>
  evaluated(model, bids).ranking.map(({ rank, bidder, total }) => [rank, bidder, total.value]);

const twoBids = [bid('Fjorden', 1_000_000, { kvalitet: 6 }), bid('Haven', 1_200_000, { kvalitet: 9 })];
const threeCriteria = modelOf(proportional, 500, { metode: 300, team: 200 });
const closeBids = [
  bid('Fjorden', 1_000_000, { metode: 4, team: 9 }),
  bid('Haven', 1_250_000, { metode: 9, team: 5 }),
];

describe('a price', () => {
  test('by a straight line: 20 % dearer with the lowest points at 50 % loses 4 of 10', () => {
    // Fjorden 0,4 × 10 + 0,6 × 6 = 7,6; Haven 0,4 × 6 + 0,6 × 9 = 7,8
    const { ranking, rules } = evaluated(modelOf(linear, 400, { kvalitet: 600 }), twoBids);
    expect(ranking).toMatchObject([
      { rank: 1, bidder: 'Haven', total: { value: 7.8, exact: '39/5' } },
      { rank: 2, bidder: 'Fjorden', total: { value: 7.6, exact: '38/5' } },
    ]);
    expect(ranking[0]?.criteria).toEqual([
      { criterion: 'pris', points: { value: 6, exact: '6/1' }, weighted: { value: 2.4, exact: '12/5' } },
      { criterion: 'kvalitet', points: { value: 9, exact: '9/1' }, weighted: { value: 5.4, exact: '27/5' } },
    ]);
    expect(rules).toEqual([
      {
        criterion: 'Pris',
        weight: '40 %',
        rule: 'Laveste pris får 10 point. Derfra falder point med 0,2 for hver procent, prisen er højere, og en pris 50 % over den laveste eller mere får 0 point.',
      },
      { criterion: 'Kvalitet', weight: '60 %', rule: 'Fra 0 til 10 point. Højest for bedst opfyldelse.' },
    ]);
  });

  test('in proportion: 10 × 1.000.000 ÷ 1.200.000 is 8,333', () => {
    // Haven 0,4 × 8,3333 + 5,4 = 8,7333
    expect(totals(modelOf(proportional, 400, { kvalitet: 600 }), twoBids)).toEqual([
      [1, 'Haven', 8.733],
      [2, 'Fjorden', 7.6],
    ]);
  });

  test('on a scale from 1 to 5 the dearest by the line gets 1, and half the price is halfway in proportion', () => {
    const bids = [bid('Fjorden', 100, {}), bid('Haven', 200, {})];
    const scale = { lowest: 1, highest: 5 };
    expect(totals(modelOf(linear, 1000, {}, scale), bids)).toEqual([
      [1, 'Fjorden', 5],
      [2, 'Haven', 1],
    ]);
    expect(totals(modelOf(proportional, 1000, {}, scale), bids)).toEqual([
      [1, 'Fjorden', 5],
      [2, 'Haven', 3],
    ]);
  });

  test('beyond the end of the line counts no further, and that is noted', () => {
    const { ranking, notes } = evaluated(modelOf(linear, 1000, {}), [
      bid('Fjorden', 1_000, {}),
      bid('Haven', 1_500, {}),
      bid('Skoven', 1_501, {}),
      bid('Engen', 9_000, {}),
    ]);
    expect(ranking.map(({ rank, total }) => [rank, total.value])).toEqual([
      [1, 10],
      [2, 0],
      [2, 0],
      [2, 0],
    ]);
    expect(notes).toEqual([
      'Skoven og Engen ligger mere end 50 % over laveste pris. Hvor meget mere tæller ikke i Pris.',
    ]);
  });

  test('is weighed exactly: a third of a point and tenths of a percent', () => {
    // 0,333 × 10 × 1 ÷ 3 + 0,667 × 1,11 = 1,11 + 0,74037
    const bids = [bid('Fjorden', 100, { kvalitet: 0 }), bid('Haven', 300, { kvalitet: 1.11 })];
    const { ranking } = evaluated(modelOf(proportional, 333, { kvalitet: 667 }), bids);
    expect(ranking.map(({ bidder, total }) => [bidder, total.exact])).toEqual([
      ['Fjorden', '333/100'],
      ['Haven', '185037/100000'],
    ]);
  });
});

describe('a tie', () => {
  const model = modelOf(linear, 500, { kvalitet: 500 });
  // Fjorden 5 + 3 = 8; Haven, 20 % dearer, 3 + 5 = 8; Skoven 3 + 1 = 4
  const bids = [
    bid('Fjorden', 100, { kvalitet: 6 }),
    bid('Haven', 120, { kvalitet: 10 }),
    bid('Skoven', 120, { kvalitet: 2 }),
  ];

  test('shares the rank and is stated', () => {
    const { ranking, sentence } = evaluated(model, bids);
    expect(ranking.map(({ rank, bidder }) => [rank, bidder])).toEqual([
      [1, 'Fjorden'],
      [1, 'Haven'],
      [3, 'Skoven'],
    ]);
    expect(sentence).toBe(
      'Fjorden og Haven deler førstepladsen med 8 point. Modellen kan ikke skille dem; udbudsmaterialet må sige, hvad der så afgør det.',
    );
  });

  test('is broken by any change of a weight', () => {
    const [price] = evaluated(model, bids).sensitivity;
    expect(price).toMatchObject({
      firstPlace: {
        down: { percent: 50, exact: '1/2', passings: [{ passed: 'Fjorden', by: 'Haven' }] },
        up: { percent: 50, exact: '1/2', passings: [{ passed: 'Haven', by: 'Fjorden' }] },
      },
      sentence:
        'Førstepladsen er delt. Vægten på Pris (50 %) afgør den ved enhver ændring: lavere til Haven, højere til Fjorden.',
    });
  });

  test('between equal bids is broken by no weight', () => {
    const twins = [bid('Fjorden', 100, { kvalitet: 6 }), bid('Haven', 100, { kvalitet: 6 })];
    expect(evaluated(model, twins).sensitivity.map(({ firstPlace }) => firstPlace)).toEqual([
      { down: null, up: null },
      { down: null, up: null },
    ]);
  });

  test('that is only one of rounding is no tie, and that is noted', () => {
    // 10 × 99.999 ÷ 100.000 × 0,4 differs from 4 by 0,00004
    const near = [bid('Fjorden', 99_999, { kvalitet: 5 }), bid('Haven', 100_000, { kvalitet: 5 })];
    const { ranking, notes } = evaluated(modelOf(proportional, 400, { kvalitet: 600 }), near);
    expect(ranking.map(({ rank, total }) => [rank, total.value])).toEqual([
      [1, 7],
      [2, 7],
    ]);
    expect(notes).toEqual([
      'Fjorden og Haven viser samme point, men Fjorden ligger højere, før der afrundes.',
    ]);
  });
});

describe('how far a weight may move', () => {
  test('two criteria: the price may weigh up to 3/7 before Fjorden passes', () => {
    // 10w + 6(1 − w) = 6w + 9(1 − w) gives w = 3/7 = 42,857 %
    const [price, quality] = evaluated(modelOf(linear, 400, { kvalitet: 600 }), twoBids).sensitivity;
    expect(price).toMatchObject({
      firstPlace: {
        down: null,
        up: {
          percent: 42.85,
          exact: '3/7',
          levelOnly: false,
          passings: [{ passed: 'Haven', by: 'Fjorden' }],
        },
      },
      sentence:
        'Vægten på Pris (40 %) kan sættes ned til 0 % uden at førstepladsen skifter, og op til 42,85 %, før Fjorden kommer foran. De øvrige vægte følger med i samme forhold.',
    });
    expect(quality?.firstPlace).toMatchObject({ down: { percent: 57.15, exact: '4/7' }, up: null });
  });

  test('three criteria, the other two keeping their proportion', () => {
    // Fjorden 5 + 1,2 + 1,8 = 8; Haven 4 + 2,7 + 1 = 7,7.
    // Price: 10w + 6(1 − w) = 8w + 7,4(1 − w), w = 7/17. Metode: 5m = 18/7 (1 − m), m = 18/53. Team: 4t = 0,625(1 − t), t = 5/37.
    const { sensitivity } = evaluated(threeCriteria, closeBids);
    expect(sensitivity.map(({ criterion, firstPlace }) => [criterion, firstPlace])).toMatchObject([
      ['Pris', { down: { percent: 41.18, exact: '7/17' }, up: null }],
      ['Metode', { down: null, up: { percent: 33.96, exact: '18/53' } }],
      ['Team', { down: { percent: 13.52, exact: '5/37' }, up: null }],
    ]);
  });

  test('the ranking below the first can change sooner than the first', () => {
    // A 10·0,5 + 9·0,5 = 9,5; B 8·0,5 + 4·0,5 = 6; C 4·0,5 + 7·0,5 = 5,5. B and C: 4w = 3(1 − w), w = 3/7. A and C: 6w + 2(1 − w) > 0.
    const { sensitivity } = evaluated(modelOf(proportional, 500, { kvalitet: 500 }), [
      bid('Fjorden', 1000, { kvalitet: 9 }),
      bid('Haven', 1250, { kvalitet: 4 }),
      bid('Skoven', 2500, { kvalitet: 7 }),
    ]);
    expect(sensitivity[0]).toMatchObject({
      firstPlace: { down: null, up: null },
      ranking: {
        down: { percent: 42.86, exact: '3/7', passings: [{ passed: 'Haven', by: 'Skoven' }] },
        up: null,
      },
      sentence: 'Vægten på Pris (50 %) kan være hvad som helst, uden at førstepladsen skifter.',
    });
  });

  test('bids that differ in the price alone come level where it weighs nothing', () => {
    const { sensitivity } = evaluated(modelOf(proportional, 400, { kvalitet: 600 }), [
      bid('Fjorden', 100, { kvalitet: 5 }),
      bid('Haven', 200, { kvalitet: 5 }),
    ]);
    expect(sensitivity[0]).toMatchObject({
      firstPlace: { down: { percent: 0, exact: '0/1', levelOnly: true }, up: null },
      sentence: expect.stringContaining('ned til 0 %, hvor førstepladsen deles med Haven, og op til 100 %'),
    });
    expect(sensitivity[1]?.firstPlace).toMatchObject({ down: null, up: { percent: 100, levelOnly: true } });
  });

  test('with one bid or one criterion there is nothing to move', () => {
    expect(
      evaluated(modelOf(linear, 400, { kvalitet: 600 }), twoBids.slice(0, 1)).sensitivity[0],
    ).toMatchObject({
      firstPlace: { down: null, up: null },
      sentence: expect.stringContaining('kun ét bud'),
    });
    const onlyPrice = modelOf(linear, 1000, {});
    expect(evaluated(onlyPrice, [bid('Fjorden', 1, {}), bid('Haven', 2, {})]).sensitivity[0]).toMatchObject({
      firstPlace: { down: null, up: null },
      sentence: expect.stringContaining('eneste kriterium'),
    });
  });
});

describe('mistakes are all named at their place', () => {
  const model = modelOf(linear, 400, { kvalitet: 600 });

  test('weights that give 99 %', () => {
    expect(findingsOf(modelOf(linear, 400, { kvalitet: 590 }), twoBids)).toEqual([
      { pointer: '/model/criteria', message: 'Vægtene giver tilsammen 99 %, men skal give 100 %.' },
    ]);
    expect(findingsOf(modelOf(linear, 400, { kvalitet: 605 }), twoBids)).toMatchObject([
      { message: expect.stringContaining('100,5 %') },
    ]);
  });

  test('a weight of nothing or less', () => {
    expect(findingsOf(modelOf(linear, 1100, { kvalitet: -100 }), twoBids)).toMatchObject([
      {
        pointer: '/model/criteria/1/weightPermille',
        message: expect.stringContaining('Kvalitet skal være over 0 %'),
      },
    ]);
  });

  test('a lot without bids, a model without criteria, a scale upside down', () => {
    expect(findingsOf(model, [])).toEqual([
      { pointer: '/bids', message: 'Delaftalen har ingen bud. Der er intet at evaluere.' },
    ]);
    expect(findingsOf({ scale: { lowest: 5, highest: 5 }, criteria: [] }, [])).toMatchObject([
      { pointer: '/model/scale/highest' },
      { pointer: '/model/criteria', message: 'Modellen har ingen kriterier. Tilføj mindst ét.' },
      { pointer: '/bids' },
    ]);
  });

  test('a missing price and missing points', () => {
    const empty = { ...bid('Fjorden', 1, {}), prices: [] };
    expect(findingsOf(model, [empty])).toEqual([
      { pointer: '/bids/0/prices', message: 'Fjorden mangler en pris for Pris.' },
      { pointer: '/bids/0/scores', message: 'Fjorden mangler point for Kvalitet.' },
    ]);
  });

  test.each([
    [-100, 'Prisen fra Fjorden er -100 kr. En pris kan ikke være negativ.'],
    [0, 'Prisen fra Fjorden er 0 kr. Den skal være over nul for at kunne sammenlignes.'],
  ])('a price of %d kr.', (kroner, message) => {
    expect(findingsOf(model, [bid('Fjorden', kroner, { kvalitet: 5 })])).toEqual([
      { pointer: '/bids/0/prices/0/amountOere', message },
    ]);
  });

  test.each([
    [10.5, '10,5 point til Fjorden er uden for skalaen fra 0 til 10.'],
    [-1, '-1 point til Fjorden er uden for skalaen fra 0 til 10.'],
    [7.125, 'Point til Fjorden kan højst have to decimaler.'],
  ])('points of %d', (points, message) => {
    expect(findingsOf(model, [bid('Fjorden', 100, { kvalitet: points })])).toEqual([
      { pointer: '/bids/0/scores/0/points', message },
    ]);
  });

  test('what the model does not ask for, and what stands twice', () => {
    const scored = bid('Fjorden', 100, { kvalitet: 5, pris: 5 });
    const doubled = { ...scored, prices: [...scored.prices, ...scored.prices] };
    expect(
      findingsOf(model, [doubled, doubled]).map(finding => 'pointer' in finding && finding.pointer),
    ).toEqual([
      '/bids/1/code',
      '/bids/0/prices/1/criterion',
      '/bids/0/scores/1/criterion',
      '/bids/1/prices/1/criterion',
      '/bids/1/scores/1/criterion',
    ]);
    const twice = { ...model, criteria: [...model.criteria, ...model.criteria] };
    expect(findingsOf(twice, twoBids).map(finding => 'pointer' in finding && finding.pointer)).toEqual([
      '/model/criteria',
      '/model/criteria/2/code',
      '/model/criteria/3/code',
    ]);
  });
});
