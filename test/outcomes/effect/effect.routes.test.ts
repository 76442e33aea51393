import type { EntityManager } from '@mikro-orm/core';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { Expectation } from '../../../src/outcomes/expectations/expectation.entity.ts';
import { Area } from '../../../src/outcomes/area.entity.ts';
import { Measure } from '../../../src/outcomes/measure.entity.ts';
import type { Basis } from '../../../src/shared/source.schema.ts';
import { testApp } from '../../app.ts';
import { groupCalled, observe, type Observed } from '../observe.ts';

const local: Observed[] = [
  ['jobparate', '2019Q4', 40, 200],
  ['jobparate', '2020Q4', 45, 204],
  ['jobparate', '2021Q4', 48, 206],
  ['jobparate', '2022Q4', 52, 210],
];
const country: Observed[] = [
  ['jobparate', '2019Q4', 30_000, 120_000],
  ['jobparate', '2022Q4', 31_500, 118_000],
];
const host = { headers: { Host: 'localhost' } };
const address = '/api/target-groups/jobparate/effect';

const Remarks = z.array(z.object({ code: z.string(), message: z.string() }));
const Answer = z.object({
  period: z.string().nullable(),
  base: z.string().nullable(),
  assumed: z.boolean(),
  measure: z.object({ code: z.string() }).nullable(),
  inputs: z.array(z.object({ role: z.string(), state: z.string(), numerator: z.number().nullable() })),
  result: z.union([
    z.object({
      kind: z.literal('computed'),
      verdict: z.string(),
      meaning: z.string(),
      expected: z.object({ share: z.number() }),
      effect: z.object({ share: z.number(), low: z.number(), high: z.number() }),
      detectable: z.number(),
    }),
    z.object({ kind: z.literal('unknown'), missing: Remarks }),
  ]),
  warnings: Remarks,
});

/** A municipality and the country as the worked case has them. */
async function told(basis: Basis = 'document') {
  const { app, em, database } = await testApp();
  await observe(em, local, { basis });
  await observe(em, country, { area: 'hele-landet', basis });
  const ask = async (path: string) => Answer.parse(await (await app.request(path, host)).json());
  return { app, em, database, ask };
}

async function missing(em: EntityManager, ask: (path: string) => Promise<z.infer<typeof Answer>>) {
  await em.flush();
  const { result } = await ask(address);
  return result.kind === 'unknown' ? result.missing.map(({ code }) => code) : [];
}

test('what is told of the country is answered also where nothing is told of the municipality', async () => {
  const { em, ask } = await told();
  await observe(em, [['jobparate', '2025M06', 253, 604]], { area: 'hele-landet' });

  expect((await ask(`${address}?period=2025M06`)).inputs).toEqual([
    { role: 'observed', state: 'absent', numerator: null },
    { role: 'comparison', state: 'shown', numerator: 253 },
  ]);
  expect((await ask(`${address}?period=2025M05`)).inputs).toEqual([
    { role: 'observed', state: 'absent', numerator: null },
  ]);
});

test('the newest complete period is held against the same part of an earlier year and the country', async () => {
  const { ask } = await told();

  const { period, base, result, inputs } = await ask(address);

  expect({ period, base }).toEqual({ period: '2022Q4', base: '2019Q4' });
  expect(inputs.map(({ role }) => role)).toEqual(['observed', 'base', 'comparison', 'comparison-base']);
  if (result.kind !== 'computed') throw new Error('not computed');
  expect(result.verdict).toBe('indistinguishable');
  expect(result.expected.share).toBeCloseTo(0.2169, 4);
  expect(result.effect.share).toBeCloseTo(0.0307, 4);
  expect(result.effect.low).toBeCloseTo(-0.0504, 4);
  expect(result.effect.high).toBeCloseTo(0.1106, 4);
  expect(result.detectable).toBeCloseTo(0.1155, 4);
});

test('another period, base and area can be asked for, and what is missing is told', async () => {
  const { ask } = await told();

  const { result } = await ask(`${address}?period=2021Q4&base=2019Q4`);
  expect(result).toMatchObject({ kind: 'unknown', missing: [{ code: 'no-comparison' }] });
  const turned = await ask(`${address}?period=2019Q4&base=2022Q4`);
  expect(turned.result).toMatchObject({ missing: [{ code: 'base-not-earlier' }] });
  const itself = await ask(`${address}?area=randers`);
  expect(itself.result).toMatchObject({ missing: [{ code: 'no-comparison' }] });
});

test('an unknown group, measure or area is not found, and a strange period is refused', async () => {
  const { app } = await told();
  const status = async (path: string) => (await app.request(path, host)).status;

  expect(await status('/api/target-groups/ingen/effect')).toBe(404);
  expect(await status(`${address}?measure=ingen`)).toBe(404);
  expect(await status(`${address}?area=ingen`)).toBe(404);
  expect(await status(`${address}?period=2022Q5`)).toBe(400);
  expect(await status(`${address}?offer=kvinder-i-job`)).toBe(400);
});

test('a period that is not complete is left until it is, and told about', async () => {
  const { em, ask } = await told();
  await observe(em, [['jobparate', '2026Q3', 60, 220]]);

  const { period, warnings } = await ask(address);
  const later = await ask(`${address}?period=2026Q3`);

  expect(period).toBe('2022Q4');
  expect(warnings.map(({ code }) => code)).toContain('newer-not-complete');
  expect(later.warnings.map(({ code }) => code)).toContain('not-complete');
});

test('a broken series is told, with the periods that are missing', async () => {
  const { ask } = await told();

  const { warnings } = await ask(address);
  const broken = warnings.find(({ code }) => code === 'broken-series');

  expect(broken?.message).toContain('1. kvartal 2020, 2. kvartal 2020');
  expect(broken?.message).not.toContain('4. kvartal 2020');
});

test('a figure that is assumed makes the answer assumed', async () => {
  const { ask } = await told('assumption');

  const { assumed, warnings } = await ask(address);

  expect(assumed).toBe(true);
  expect(warnings.map(({ code }) => code)).toContain('assumed');
});

test('few persons are told, and a group of one offer is warned about', async () => {
  const { em, ask } = await told();
  await observe(em, [['ukrainere', '2022Q4', 12, 30]]);
  await observe(em, [['ukrainere', '2019Q4', 10, 30]]);

  const { warnings } = await ask('/api/target-groups/ukrainere/effect');

  expect(warnings.map(({ code }) => code)).toContain('few-persons');
});

test('a stated expectation takes the place of the country’s development', async () => {
  const { em, ask } = await told();
  const targetGroup = await groupCalled(em, 'jobparate');
  const measure = await em.findOneOrFail(Measure, { code: 'i-arbejde' });
  const area = await em.findOneOrFail(Area, { code: 'randers' });
  em.create(Expectation, {
    measure,
    area,
    targetGroup,
    period: '2022Q4',
    share: 0.15,
    reason: 'Aftalt med udvalget',
    basis: 'document',
    source: null,
  });
  await em.flush();

  const { result, inputs, base } = await ask(address);

  // 52/210 is 24.8 %, Wilson 0.1941 to 0.3102: above 15 %.
  expect(result).toMatchObject({ kind: 'computed', meaning: 'better', expected: { share: 0.15 } });
  expect(inputs).toHaveLength(1);
  expect(base).toBeNull();
  const developed = await ask(`${address}?base=2019Q4`);
  expect(developed.result).toMatchObject({ kind: 'computed', verdict: 'indistinguishable' });
});

test('what is missing is named and nothing invented: no group figures, hidden ones, a share without counts', async () => {
  const { em, app, ask } = await told();
  await groupCalled(em, 'uden-tal');
  const none = await ask('/api/target-groups/uden-tal/effect');
  expect(none.result).toMatchObject({ kind: 'unknown', missing: [{ code: 'no-measure' }] });

  await observe(em, [['jobparate', '2022Q4', 3, 210]]);
  // The newest period whose counts may be told is then the one before, and the country has none for that.
  expect((await ask(address)).period).toBe('2021Q4');
  expect((await ask(`${address}?period=2022Q4`)).result).toMatchObject({ missing: [{ code: 'hidden' }] });
  const text = await (await app.request(`${address}?period=2022Q4`, host)).text();
  expect(text).not.toMatch(/"numerator":3\b|"denominator":210|0\.0142/);

  await observe(em, [['jobparate', '2022Q4', null, null]]);
  expect((await ask(`${address}?period=2022Q4`)).result).toMatchObject({ missing: [{ code: 'suppressed' }] });
  expect(await missing(em, ask)).toContain('no-comparison');
});

test('the overview holds every group that is observed, with the count of each outcome in words', async () => {
  const { em, app } = await told();
  await observe(em, [
    ['sygedagpenge', '2019Q4', 500, 2000],
    ['sygedagpenge', '2022Q4', 620, 2000],
    ['ledige', '2022Q4', 620, 2000],
  ]);
  await observe(
    em,
    [
      ['sygedagpenge', '2019Q4', 30_000, 120_000],
      ['sygedagpenge', '2022Q4', 31_500, 118_000],
    ],
    { area: 'hele-landet' },
  );

  const overview = z
    .object({ sentence: z.string(), tally: z.record(z.string(), z.number()), groups: z.array(z.unknown()) })
    .parse(await (await app.request('/api/effects?measure=i-arbejde', host)).json());

  expect(overview.tally).toEqual({ better: 1, worse: 0, indistinguishable: 1, unknown: 1 });
  expect(overview.sentence).toBe(
    '1 målgruppe klarer sig bedre end forventet, ingen dårligere, 1 kan ikke skelnes fra det forventede. 1 målgruppe kan ikke regnes ud.',
  );
});
