import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { testApp } from '../../app.ts';
import { randersWorld } from '../../randers-world.ts';
import { observe, type Observed } from '../observe.ts';
import { rank } from './rank.ts';

/**
 * One small number of 100 jobparate in the last quarter of 2022, among much that it can be reckoned from. Whatever it is, all that may
 * be told is the same: the sums, the years and the shown parts.
 */
const world = (small: number): Observed[] => [
  ['kontanthjaelp', '2022Q4', 40, 300],
  ['jobparate', '2022Q4', small, 100],
  ['aktivitetsparate', '2022Q4', 40 - small, 200],
  ['over-30', '2022Q4', 20 - small, 120],
  ['psykiatri', '2022Q4', 20, 80],
  ['kontanthjaelp', '2022Q3', 50, 300],
  ['jobparate', '2022Q3', 24 - small, 100],
  ['aktivitetsparate', '2022Q3', 26 + small, 200],
  ...(['2022Q1', '2022Q2'] as const).flatMap((period): Observed[] => [
    ['kontanthjaelp', period, 50, 300],
    ['jobparate', period, 20, 100],
    ['aktivitetsparate', period, 30, 200],
  ]),
  ['kontanthjaelp', '2022', 190, 1200],
  ['jobparate', '2022', 64, 400],
  ['aktivitetsparate', '2022', 126, 800],
  ['kontanthjaelp', '2021Q4', 60, 300],
  ['jobparate', '2021Q4', 25, 100],
  ['aktivitetsparate', '2021Q4', 35, 200],
];

const groups = ['jobparate', 'aktivitetsparate', 'kontanthjaelp', 'over-30', 'psykiatri'];
const periods = ['2022Q1', '2022Q2', '2022Q3', '2022Q4', '2022', '2021Q4'];
const host = { headers: { Host: 'localhost' } };

const Answer = z.object({
  group: z.string(),
  inputs: z.array(
    z.object({
      area: z.object({ code: z.string() }),
      period: z.string(),
      state: z.string(),
      numerator: z.number().nullable(),
      denominator: z.number().nullable(),
      share: z.number().nullable(),
    }),
  ),
});

/** Every way out there is: each group in each period from each base, all groups at once, and the pages. */
const addresses = [
  ...groups.flatMap(group =>
    periods.flatMap(period => [
      `/api/target-groups/${group}/effect?period=${period}`,
      `/api/target-groups/${group}/effect?period=${period}&base=2021Q4`,
      `/api/target-groups/${group}/effect?period=2022Q4&base=${period}`,
    ]),
  ),
  ...groups.flatMap(group => [`/effekt/${group}`, `/effekt/${group}?periode=2022Q4`]),
  ...['2022Q4', '2022'].flatMap(period => [`/api/effects?period=${period}`, `/effekt?periode=${period}`]),
  '/api/effects?measure=i-arbejde',
  '/api/effects?area=hele-landet',
  '/effekt',
  '/',
];

type Seen = { bodies: Map<string, { status: number; etag: string | null; text: string }> };

async function everythingSeen(small: number): Promise<Seen> {
  const { app, em } = await testApp({ world: randersWorld });
  await observe(em, world(small));
  await observe(em, [['jobparate', '2022Q4', 30_000, 120_000]], { area: 'hele-landet' });
  const bodies: Seen['bodies'] = new Map();
  for (const address of addresses) {
    const answer = await app.request(address, host);
    bodies.set(address, {
      status: answer.status,
      etag: answer.headers.get('ETag'),
      text: await answer.text(),
    });
  }
  return { bodies };
}

type Told = Map<string, { numerator: number | null; share: number | null }>;

/** What is told of each cell anywhere. */
function toldIn(seen: Seen): Told {
  return tellings(seen).told;
}

/** Also the cells that are told in two ways. */
function tellings({ bodies }: Seen): { told: Told; contradictions: string[] } {
  const told: Told = new Map();
  const contradictions: string[] = [];
  for (const [address, { text }] of bodies) {
    if (!address.startsWith('/api/target-groups')) continue;
    const { group, inputs } = Answer.parse(JSON.parse(text));
    for (const { area, period, numerator, share } of inputs.filter(({ area }) => area.code === 'randers')) {
      const key = `${group} ${period} ${area.code}`;
      const before = told.get(key);
      if (before && (before.numerator !== numerator || before.share !== share)) contradictions.push(key);
      told.set(key, { numerator, share });
    }
  }
  return { told, contradictions };
}

describe('whoever asks for everything', () => {
  let four: Seen;
  let one: Seen;
  beforeAll(async () => {
    four = await everythingSeen(4);
    one = await everythingSeen(1);
  }, 300_000);

  test('is answered everywhere', () => {
    expect([...four.bodies].filter(([, { status }]) => status !== 200)).toEqual([]);
  });

  test('is told the same of a cell whichever way it is asked for', () => {
    const { told, contradictions } = tellings(four);

    expect(told.size).toBeGreaterThan(groups.length * 2);
    expect(contradictions).toEqual([]);
  });

  test('finds neither the small number nor a share of it anywhere', () => {
    const told = toldIn(four);

    expect(told.get('jobparate 2022Q4 randers')).toEqual({ numerator: null, share: null });
    expect(told.get('kontanthjaelp 2022Q4 randers')).toMatchObject({ numerator: 40 });
    for (const { text } of four.bodies.values()) expect(text).not.toMatch(/\b4 af 100\b/);
  });

  test('cannot subtract it from the parent group, from the year, or from the parent’s year', () => {
    const told = toldIn(four);
    const count = (group: string, period: string) =>
      told.get(`${group} ${period} randers`)?.numerator ?? null;

    // The brother is hidden with it, and the brother's parts do not give the brother away.
    expect(count('aktivitetsparate', '2022Q4')).toBeNull();
    expect([count('over-30', '2022Q4'), count('psykiatri', '2022Q4')]).toContain(null);
    // The year stays; its quarters go.
    expect(count('jobparate', '2022')).toBe(64);
    expect(['2022Q1', '2022Q2', '2022Q3'].map(period => count('jobparate', period))).toEqual([
      null,
      null,
      null,
    ]);
    expect(solvable(told, 'jobparate 2022Q4')).toBe(false);
  });

  test('cannot tell by a tag, a length or an order whether the small number is four or one', () => {
    const telling = addresses.filter(address => {
      const [seen, other] = [four.bodies.get(address), one.bodies.get(address)];
      return seen?.etag !== other?.etag || seen?.text !== other?.text;
    });

    expect(telling).toEqual([]);
  });
});

/**
 * Whether the cell follows from what is told: quarters of groups without parts are unknowns, every told cell is an equation in
 * them, and Gauss decides.
 */
function solvable(told: ReadonlyMap<string, { numerator: number | null }>, wanted: string): boolean {
  const leaves = ['jobparate', 'over-30', 'psykiatri'];
  const parts: Record<string, string[]> = {
    kontanthjaelp: leaves,
    aktivitetsparate: ['over-30', 'psykiatri'],
  };
  const quarters = ['2022Q1', '2022Q2', '2022Q3', '2022Q4', '2021Q4'];
  const unknowns = leaves.flatMap(group => quarters.map(quarter => `${group} ${quarter}`));
  const row = (group: string, period: string) => {
    const members = parts[group] ?? [group];
    const spans = quarters.filter(quarter => quarter === period || quarter.startsWith(`${period}Q`));
    return unknowns.map(unknown => {
      const [leaf = '', quarter = ''] = unknown.split(' ');
      return members.includes(leaf) && spans.includes(quarter) ? 1 : 0;
    });
  };
  const known = [...told].flatMap(([key, { numerator }]) => {
    const [group = '', period = ''] = key.split(' ');
    return numerator === null ? [] : [row(group, period)];
  });
  const [group = '', period = ''] = wanted.split(' ');
  return rank(known) === rank([...known, row(group, period)]);
}

test('Gauss sees what follows, or his silence would say nothing', () => {
  const open = new Map([
    ['kontanthjaelp 2022Q4', { numerator: 40 }],
    ['aktivitetsparate 2022Q4', { numerator: 36 }],
  ]);

  expect(solvable(open, 'jobparate 2022Q4')).toBe(true);
  expect(solvable(open, 'over-30 2022Q4')).toBe(false);
});
