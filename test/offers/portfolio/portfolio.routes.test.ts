import { describe, expect, test } from 'vitest';
import { findingsOf, graduates, smallWorld, vifte } from '../../api/world.ts';

const address = '/api/portfolios/vifte';

test('a vifte is read as it was sent and listed', async () => {
  const { get } = await smallWorld();

  const read = await get(address);
  const listed = await get('/api/portfolios?year=2025&text=tilbudsvift');
  const none = await get('/api/portfolios?year=2026');

  expect(read.body).toEqual(vifte);
  expect(listed.body).toEqual({ items: [vifte], total: 1, next: null });
  expect(none.body).toMatchObject({ items: [] });
});

describe('the years of a vifte', () => {
  test('one that offers still run in cannot be taken away', async () => {
    const { get, patch } = await smallWorld();

    const refused = await patch(address, { frames: vifte.frames.filter(({ year }) => year === 2025) });

    expect(refused.status).toBe(422);
    expect(findingsOf(refused.body)).toEqual([
      {
        pointer: '/frames',
        message:
          '2024 kan ikke fjernes, for der løber stadig tilbud det år: Jobklub. Lad dem først løbe i andre år.',
      },
    ]);
    expect((await get(address)).body).toEqual(vifte);
  });

  test('one without offers can, and that moves the version', async () => {
    const { get, patch } = await smallWorld();
    const { etag } = await get(address);
    const frames = vifte.frames.filter(({ year }) => year === 2024);

    const changed = await patch(address, { frames });

    expect(changed).toMatchObject({ status: 200, body: { frames } });
    expect(changed.etag).not.toBe(etag);
  });

  test('each is there once', async () => {
    const { patch } = await smallWorld();

    const refused = await patch(address, { frames: [...vifte.frames, vifte.frames[0]] });

    expect(refused.status).toBe(422);
    expect(findingsOf(refused.body).map(({ pointer }) => pointer)).toEqual(['/frames/2/year']);
  });

  test('an amount alone moves the version', async () => {
    const { get, patch } = await smallWorld();
    const { etag } = await get(address);

    const changed = await patch(address, {
      frames: vifte.frames.map(frame => ({ ...frame, amountOere: 7_550_000_000 })),
    });

    expect(changed.status).toBe(200);
    expect(changed.etag).not.toBe(etag);
  });
});

test('a vifte addresses benefit groups that exist, each once', async () => {
  const { patch, post } = await smallWorld();
  await post('/api/target-groups', graduates);

  const refused = await patch(address, {
    addresses: ['forsikrede-ledige', 'dimittender', 'ghosts', 'forsikrede-ledige'],
  });

  expect(refused.status).toBe(422);
  expect(findingsOf(refused.body).map(({ pointer }) => pointer)).toEqual([
    '/addresses/1',
    '/addresses/2',
    '/addresses/3',
  ]);
});

test('a vifte with offers is not deleted; without them it is, with its frames', async () => {
  const { get, remove } = await smallWorld();

  const refused = await remove(address);
  await remove(`${address}/offers/jobklub`);
  const deleted = await remove(address);

  expect(refused).toMatchObject({ status: 409, body: { rule: 'in-use' } });
  expect(deleted.status).toBe(204);
  expect((await get(address)).status).toBe(404);
});

test('a vifte made again under the same code has another tag', async () => {
  const { get, post, remove } = await smallWorld();
  await remove(`${address}/offers/jobklub`);
  const before = await get(address);
  await remove(address);

  const again = await post('/api/portfolios', vifte);

  expect(again.status).toBe(201);
  expect(again.etag).not.toBe(before.etag);
});
