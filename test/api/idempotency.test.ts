import { describe, expect, test } from 'vitest';
import { fgu, smallWorld } from './world.ts';

const suppliers = '/api/suppliers';
const mentor = { ...fgu, code: 'mentor', name: 'Mentor ApS' };
const key = { 'Idempotency-Key': 'abc' };

describe('a creation repeated with its key', () => {
  test('is answered as the first was, and made once', async () => {
    const { get, post } = await smallWorld();

    const first = await post(suppliers, mentor, key);
    const again = await post(suppliers, mentor, key);

    expect(again).toMatchObject({ status: 201, body: first.body, etag: first.etag });
    expect(again.headers.get('Location')).toBe(first.headers.get('Location'));
    expect((await get(suppliers)).body).toMatchObject({ total: 2 });
  });

  test('is answered so even when what was made has been deleted since', async () => {
    const { get, post, remove } = await smallWorld();
    await post(suppliers, mentor, key);
    await remove(`${suppliers}/mentor`);

    const again = await post(suppliers, mentor, key);

    expect(again.status).toBe(201);
    expect((await get(`${suppliers}/mentor`)).status).toBe(404);
  });

  test('at the same moment is made once and answered alike', async () => {
    const { get, post } = await smallWorld();

    const answers = await Promise.all(Array.from({ length: 8 }, () => post(suppliers, mentor, key)));

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 201));
    expect(new Set(answers.map(({ etag }) => etag)).size).toBe(1);
    expect((await get(suppliers)).body).toMatchObject({ total: 2 });
  });

  test('with another content is refused', async () => {
    const { post } = await smallWorld();
    await post(suppliers, mentor, key);

    const other = await post(suppliers, { ...mentor, name: 'En anden' }, key);

    expect(other).toMatchObject({ status: 422, body: { rule: 'idempotency-key-reused' } });
  });

  test('after a refusal is tried afresh', async () => {
    const { post } = await smallWorld();

    const refused = await post(suppliers, { ...fgu, name: 'Koden er taget' }, key);
    const made = await post(suppliers, mentor, key);

    expect([refused.status, made.status]).toEqual([409, 201]);
  });

  test('of two at the same moment with different content, one is made and one refused', async () => {
    const { post } = await smallWorld();

    const answers = await Promise.all([
      post(suppliers, mentor, key),
      post(suppliers, { ...mentor, code: 'coach' }, key),
    ]);

    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
  });
});

test('a key belongs to the address it was used at', async () => {
  const { post } = await smallWorld();
  await post(suppliers, mentor, key);

  const elsewhere = await post(
    '/api/target-groups',
    {
      code: 'unge',
      name: 'Unge',
      kind: 'benefit',
      parent: null,
      distance: null,
      description: null,
      headcounts: [],
      sources: [],
    },
    key,
  );

  expect(elsewhere.status).toBe(201);
});

test('after a day a key is forgotten and can be used again', async () => {
  const { em, post } = await smallWorld();
  await post(suppliers, mentor, key);
  await post(suppliers, { ...mentor, code: 'coach' }, { 'Idempotency-Key': 'def' });
  await em
    .getConnection()
    .execute(
      "update idempotency_key set created_at = now() - interval '25 hours' where key in ('abc', 'def')",
    );

  const used = await post(suppliers, { ...mentor, code: 'kursus' }, key);
  const kept = await em.getConnection().execute('select key from idempotency_key');

  expect(used.status).toBe(201);
  expect(kept).toEqual([{ key: 'abc' }]);
});

test.each(['', 'x'.repeat(201)])('a key of %j is refused', async bad => {
  const { post } = await smallWorld();

  const refused = await post(suppliers, mentor, { 'Idempotency-Key': bad });

  expect(refused).toMatchObject({ status: 400, body: { findings: [{ parameter: 'idempotency-key' }] } });
});
