import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { WholePortfolio } from '../../../src/offers/whole-portfolio.ts';
import type { Asked } from '../../../src/scenarios/solver/demand.ts';
import { highsSolver } from '../../../src/scenarios/solver/optimum-highs.ts';
import { optimise, type Optimum } from '../../../src/scenarios/solver/optimum.ts';
import { answerOf } from '../../../src/scenarios/optimum/optimum-wording.ts';
import { valueOf } from '../../../src/scenarios/solver/objective.ts';
import { plainQuestion } from '../../../src/scenarios/optimum/question.schema.ts';
import { activity, fixed, serves } from '../../offers/small-vifte.ts';
import { asGood, efficient, everyVifte, todaysFigures, type Chosen } from './every-vifte.ts';
import { anyQuestion, asking, course, smallVifte } from './optimum-world.ts';

type Load = Parameters<typeof optimise>[0]['load'];
let highs: Load;

beforeAll(async () => {
  highs = await highsSolver();
});

/** `OPTIMUM_ROUNDS=1000` for the whole of it. */
// oxlint-disable-next-line node/no-process-env -- how long somebody lets a test run is theirs to say
const numRuns = Number(process.env['OPTIMUM_ROUNDS'] ?? 40);

function optimum(whole: WholePortfolio, asked: Asked): Optimum {
  // Time stands still: how much is shown does not hang on how busy the machine is.
  return optimise({ whole, asked, load: highs, clock: () => 0, tell: () => {} });
}

/** Viften with ties, contracts of all lengths, fixed amounts, places that are asked for, and offers asked in or out. */
const anyCase = fc
  .record({
    question: anyQuestion,
    isTied: fc.boolean(),
    contracts: fc.array(
      fc.constantFrom(null, null, null, '2023-12-31', '2024-06-30', '2024-12-31', '2025-06-30', '2025-12-31'),
      { minLength: 5, maxLength: 5 },
    ),
    fixedOnly: fc.array(fc.constantFrom(false, false, false, true), { minLength: 5, maxLength: 5 }),
    bounds: fc.option(
      fc.record({ min: fc.integer({ min: 0, max: 4 }), more: fc.integer({ min: 0, max: 5 }) }),
      {
        freq: 2,
      },
    ),
    range: fc.constantFrom(
      { minPercent: 50, maxPercent: 150 },
      { minPercent: 100, maxPercent: 100 },
      { minPercent: 0, maxPercent: 120 },
    ),
    drop: fc.constantFrom<string[]>([], [], [], ['tilbud-2']),
    keep: fc.constantFrom<string[]>([], [], [], ['tilbud-1']),
  })
  .map(({ question: { whole, asked }, isTied, contracts, fixedOnly, bounds, range, drop, keep }) => {
    const made = whole.offers.slice(0, 3).map((offer, i) => ({
      ...offer,
      binding: { ...offer.binding, contractUntil: contracts[i] ?? null },
      priceLines:
        fixedOnly[i] && offer.priceLines.length > 0
          ? offer.years.map(year => fixed(year, 10 + 7 * i))
          : offer.priceLines,
    }));
    const [first] = made;
    const offers = isTied && first ? [...made, { ...first, code: 'tvilling', name: 'Tvilling' }] : made;
    const has = (code: string) => offers.some(offer => offer.code === code);
    const isOpen = offers.some(offer => offer.code === 'tilbud-1' && offer.priceLines.length > 0);
    return {
      whole: { ...whole, offers },
      asked: {
        ...asked,
        range,
        places:
          bounds && isOpen ? [{ offer: 'tilbud-1', min: bounds.min, max: bounds.min + bounds.more }] : [],
        drop: drop.filter(has),
        keep: keep.filter(has),
        departures: offers.flatMap(({ code }) => [
          { kind: 'keep' as const, offer: code },
          { kind: 'drop' as const, offer: code },
        ]),
      },
    };
  });

/** How often each kind of thing has been said. */
type Seen = Record<string, number>;

/** Everything the answer says that is not so, in the order met. */
function falsehoods(whole: WholePortfolio, asked: Asked, seen: Seen): string[] {
  const wrong: string[] = [];
  const so = (what: string, said: unknown, is: unknown) => {
    if (JSON.stringify(said) !== JSON.stringify(is))
      wrong.push(`${what}: ${JSON.stringify(said)} is said, ${JSON.stringify(is)} is so`);
  };
  const see = (what: string) => {
    seen[what] = (seen[what] ?? 0) + 1;
  };
  const found = optimum(whole, asked);
  const all = everyVifte(whole, asked);
  const best = efficient(asked, all);
  const answer = answerOf(whole, { ...plainQuestion, objectives: asked.objectives }, found);
  see(found.kind);
  if (found.kind !== 'frontier' || answer.kind !== 'frontier') {
    so('whether anything can be had', found.kind !== 'collision', all.length > 0);
    return wrong;
  }
  so('the method', found.method, 'whole');
  const figures = found.points.map(({ values }) =>
    asked.objectives.map(objective => valueOf(values, objective)),
  );
  so('the points', each(figures), each(best.map(one => one.figures)));

  const today = todaysFigures(whole, asked);
  const asGoodAsToday = all.filter(one => asGood(asked, one.figures, today.figures));
  const isBetter = asGoodAsToday.some(one => one.figures.join() !== today.figures.join());
  const place = isBetter ? 'below' : today.keeps ? 'on' : asGoodAsToday.length > 0 ? 'matched' : 'outside';
  see(place);
  so('where today lies', answer.today.place, place);
  so('whether today keeps to the demands', answer.today.broken.length === 0, today.keeps);
  so('on the frontier', answer.sentence.startsWith('Viften i dag ligger på grænsen'), place === 'on');
  so('nothing as good', answer.sentence.includes('Ingen vifte, der holder dem'), place === 'outside');

  for (const { offer, standing, isProved } of answer.standings) {
    const count = best.filter(one => one.has(offer)).length;
    const is = count === 0 ? 'none' : count === best.length ? 'all' : 'some';
    see(`in ${is}`);
    so(`which efficient viften have ${offer}`, [standing, isProved], [is, true]);
  }

  for (const point of answer.points) {
    const { persons, cost } = spoken(point.sentence);
    so(`what it costs: ${point.sentence}`, cost, point.values.costOere - answer.today.values.costOere);
    if (asked.objectives.includes('persons'))
      so(`whom it covers: ${point.sentence}`, persons, point.values.persons - answer.today.values.persons);
  }

  for (const departure of answer.departures) {
    const those = departing(whole, asked, departure);
    const { sentence } = departure;
    so(
      sentence,
      [departure.isPossible, sentence.includes('kan ikke forenes')],
      [those.length > 0, those.length === 0],
    );
    if (those.length === 0) {
      see('impossible');
      so(`${sentence} names what it collides with`, departure.collides.length > 0, true);
      continue;
    }
    const from = figures[(departure.against ?? 1) - 1] ?? [];
    const after = asked.objectives.map((objective, i) => {
      const held = those.filter(one => others(asked, one.figures, from, i)).map(one => one.figures[i] ?? 0);
      return held.length === 0 ? null : objective === 'cost' ? Math.min(...held) : Math.max(...held);
    });
    so(
      sentence,
      departure.differences.map(one => one.after),
      after,
    );
    const isFree = after.every((value, i) => value === from[i]);
    so(sentence, sentence.includes('koster ingenting.'), isFree);
    const isNeither = after.every(value => value === null);
    so(sentence, sentence.includes('uden at give køb på de andre mål'), isNeither);
    see(isFree ? 'free' : isNeither ? 'neither' : 'dearer');
    if (isNeither)
      so(
        sentence,
        departure.alone.map(one => one.objective),
        asked.objectives,
      );
    for (const { objective, after: values } of departure.alone) {
      const ends = those.map(one => one.figures[asked.objectives.indexOf(objective)] ?? 0);
      const end = objective === 'cost' ? Math.min(...ends) : Math.max(...ends);
      so(sentence, valueOf(values, objective), end);
    }
  }
  return wrong;
}

test('every sentence of a frontier is true of every vifte there is', () => {
  const seen: Seen = {};
  fc.assert(
    fc.property(anyCase, ({ whole, asked }) => {
      expect(falsehoods(whole, asked, seen)).toEqual([]);
    }),
    { numRuns, seed: 20261127 },
  );
  const kinds = [
    'frontier',
    'collision',
    'impossible',
    'dearer',
    'free',
    'neither',
    'in all',
    'in some',
    'in none',
  ];
  expect(kinds.filter(kind => !seen[kind])).toEqual([]);
  expect(['on', 'below', 'matched', 'outside'].filter(place => seen[place]).length).toBeGreaterThan(1);
});

// 300 places for two groups 2 to 1, and a price for 100 participants: the mix and the price hold in steps of 3.
test('a frontier in steps is not called exact, and each step is named by its offer', () => {
  const long = course('lang', 'ledige', 200, 1, 0, {
    targetGroups: serves(['ledige', 200], ['syge', 100]),
    priceLines: [2024, 2025].map(year => activity(year, 1, 1, 100)),
  });
  const whole = smallVifte([long, course('kort', 'syge', 2, 3)]);
  const question = { ...plainQuestion, keepCoveragePercent: 0, points: 1000 };

  const found = optimum(whole, asking({ points: 1000 }));
  const answer = answerOf(whole, question, found);

  expect(answer).toMatchObject({
    method: 'whole-in-steps',
    steps: [{ offer: 'lang', step: 3 }],
    assumptions: expect.arrayContaining([expect.stringContaining('lang (3 ad gangen)')]),
  });
});

// 200 places for a fixed 50 kr.; asked for 1,000 places of it, with no leave to let the amount follow.
test('bounds do not buy a thousand places for the price of two hundred', () => {
  const whole = smallVifte([
    course('fast', 'ledige', 200, 0, 0, { priceLines: [2024, 2025].map(year => fixed(year, 50)) }),
    course('kort', 'syge', 2, 3),
  ]);

  const found = optimum(whole, asking({ places: [{ offer: 'fast', min: 1000, max: 1000 }], keep: ['fast'] }));

  expect(found).toMatchObject({
    kind: 'collision',
    demands: [
      { kind: 'fixed-amount', offer: 'fast', places: 200 },
      { kind: 'keep', offer: 'fast', because: 'asked' },
      { kind: 'places', offer: 'fast', min: 1000 },
    ],
  });
});

// Two offers at 10 kr. a place, 2 places each and no fewer than half; a frame of 15 kr. a year holds one place.
test('a collision says what each of its demands could reach, and what to let go', () => {
  const whole = smallVifte([course('a', 'ledige', 2, 10), course('b', 'syge', 2, 10)], [15, 1000]);
  const asked = asking({ keep: ['a', 'b'] });

  const found = optimum(whole, asked);

  expect(found).toMatchObject({
    kind: 'collision',
    helps: [
      { demand: { kind: 'keep', offer: 'a' }, is: 'enough' },
      { demand: { kind: 'keep', offer: 'b' }, is: 'enough' },
      { demand: { kind: 'frame', year: 2024 }, is: 'amount', amount: 2000 },
    ],
    giveUp: [{ kind: 'frame', year: 2024 }],
  });
  const answer = answerOf(whole, { ...plainQuestion, keepCoveragePercent: 0 }, found);
  expect(answer.kind === 'collision' && answer.helps[2]).toBe(
    'Skal alle de andre krav holdes, må rammen i 2024 være mindst 20 kr.',
  );
});

// What an offer dropped earlier still costs, 30 kr. of the frame of 40 in 2024, leaves room for one place at 10 kr.
test('what contracts of offers dropped earlier cost is in the frame and in every figure', () => {
  const whole = {
    ...smallVifte([course('a', 'ledige', 2, 10)], [40, 1000]),
    commitments: [
      {
        offer: 'foer',
        name: 'Før',
        supplier: null,
        year: 2024,
        from: '2024-01-01',
        until: '2024-12-31',
        amountOere: 3000,
        basis: 'contract' as const,
      },
    ],
  };

  const found = optimum(whole, asking());

  const points = found.kind === 'frontier' ? found.points : [];
  expect(points.map(({ values }) => [values.persons, values.costOere])).toEqual([
    [0, 3000],
    [1, 5000],
  ]);
});

test('a solver that comes to no end is said to, and what was found stands', () => {
  const whole = smallVifte([course('a', 'ledige', 4, 10), course('b', 'syge', 2, 3, 20)]);
  let asked = 0;
  const failing: Load = program => {
    const solver = highs(program);
    return {
      solve: question => (++asked > 6 ? { kind: 'lost' } : solver.solve(question)),
      dispose: () => solver.dispose(),
    };
  };

  const found = optimise({
    whole,
    asked: asking({ points: 5 }),
    load: failing,
    clock: () => performance.now(),
    tell: () => {},
  });

  expect(found).toMatchObject({ kind: 'frontier', method: 'spaced', isLate: false });
  expect(found.kind === 'frontier' && found.lost).toBeGreaterThan(0);
  expect(found.kind === 'frontier' && found.points.length).toBeGreaterThan(1);
});

function each(some: number[][]): string[] {
  return [...new Set(some.map(one => one.join()))].toSorted();
}

function departing(
  whole: WholePortfolio,
  asked: Asked,
  { kind, offer }: { kind: 'keep' | 'drop'; offer: string },
): Chosen[] {
  if (kind === 'keep') return everyVifte(whole, asked).filter(one => one.has(offer));
  return everyVifte(whole, asked, offer).filter(one => !one.has(offer));
}

function others(asked: Asked, figures: number[], from: number[], but: number): boolean {
  const without = (one: number[]) => one.filter((_, i) => i !== but);
  const rest = { ...asked, objectives: asked.objectives.filter((_, i) => i !== but) };
  return asGood(rest, without(figures), without(from));
}

/** What a point's sentence says it costs and covers beside today, in øre and persons. */
function spoken(sentence: string): { cost: number; persons: number } {
  const plain = sentence.replaceAll('\u00a0', ' ');
  const money = /For ([\d.,]+) kr\. (mere|mindre)/.exec(plain);
  const persons = /(?:(\d+) person(?:er)? (flere|færre)|(lige så mange personer)) dækkes/.exec(plain);
  const amount = Math.round(Number((money?.[1] ?? '0').replaceAll('.', '').replace(',', '.')) * 100);
  return {
    cost: money ? (money[2] === 'mere' ? amount : -amount) : plain.includes('For de samme') ? 0 : Number.NaN,
    persons: persons?.[3] ? 0 : Number(persons?.[1] ?? Number.NaN) * (persons?.[2] === 'flere' ? 1 : -1),
  };
}
