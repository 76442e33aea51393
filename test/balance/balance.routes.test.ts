import { expect, test } from 'vitest';
import { jobklub, smallWorld } from '../api/world.ts';

const address = '/api/portfolios/vifte/balance';

test('17 participants at 1.875 kr. for 16 weeks make 510.000 kr. of the first year and nothing of the second', async () => {
  const { get } = await smallWorld();

  const [first, second, both] = [
    await get(`${address}?year=2024`),
    await get(`${address}?year=2025`),
    await get(address),
  ];

  expect(first.body).toMatchObject({
    year: 2024,
    budget: { frameOere: 100_000_000, allocatedOere: 51_000_000, leftOere: 49_000_000 },
  });
  expect(second.body).toMatchObject({ year: 2025, budget: { allocatedOere: 0 } });
  expect(both.body).toMatchObject({
    year: null,
    budget: { frameOere: 200_000_000, allocatedOere: 51_000_000 },
  });
});

test('who has it is answered with 304 until something it rests on is changed', async () => {
  const { get, patch, remove, post } = await smallWorld();
  const unchanged = async (etag: string) => (await get(address, { 'If-None-Match': etag })).status === 304;
  const read = async () => (await get(address)).etag;

  const tag = await read();
  expect(await unchanged(tag)).toBe(true);
  expect(await unchanged('"another"')).toBe(false);

  await patch('/api/portfolios/vifte/offers/jobklub', { priceLines: [] });
  expect(await unchanged(tag)).toBe(false);
  const unpriced = await read();
  await remove('/api/portfolios/vifte/offers/jobklub');
  expect(await unchanged(unpriced)).toBe(false);
  await post('/api/portfolios/vifte/offers', jobklub);
  expect(await read()).toBe(tag);
});

test('a change that has been answered is in every balance asked for afterwards, however many ask at once', async () => {
  const { get, patch } = await smallWorld();

  for (const participants of [1, 2, 3, 4, 5]) {
    const early = Array.from({ length: 10 }, () => get(address));
    await patch('/api/portfolios/vifte/offers/jobklub', {
      priceLines: jobklub.priceLines.map(line => ({ ...line, participants })),
    });
    const late = await Promise.all(Array.from({ length: 10 }, () => get(address)));

    const allocated = new Set(late.map(({ body }) => Object(body).budget.allocatedOere));
    expect(allocated).toEqual(new Set([participants * 16 * 187_500]));
    await Promise.all(early);
  }
});

test('a year the vifte does not cover, and a vifte that is not there, are told', async () => {
  const { get } = await smallWorld();

  expect(await get(`${address}?year=2030`)).toMatchObject({
    status: 404,
    body: { rule: 'year-not-covered' },
  });
  expect(await get('/api/portfolios/none/balance')).toMatchObject({
    status: 404,
    body: { rule: 'not-found' },
  });
  expect(await get(`${address}?yaer=2024`)).toMatchObject({
    status: 400,
    body: { findings: [{ parameter: 'yaer' }] },
  });
});
