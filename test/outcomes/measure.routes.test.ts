import { expect, test } from 'vitest';
import { findingsOf, smallWorld } from '../api/world.ts';
import { area, expectation, measure } from '../api/outcome-world.ts';

async function measured() {
  const world = await smallWorld();
  expect((await world.post('/api/measures', measure)).status).toBe(201);
  expect((await world.post('/api/areas', area)).status).toBe(201);
  return world;
}

test('a measure is made, read, found by its distance and changed on the version that was read', async () => {
  const { get, patch, ask, post } = await measured();

  expect((await get('/api/measures/i-arbejde')).body).toEqual(measure);
  expect((await get('/api/measures?distance=near')).body).toMatchObject({ total: 0 });
  const changed = await patch('/api/measures/i-arbejde', { distance: 'near', better: 'lower' });
  expect(changed.body).toEqual({ ...measure, distance: 'near', better: 'lower' });
  expect((await get('/api/measures?distance=near')).body).toMatchObject({ total: 1 });
  expect((await post('/api/measures', measure)).status).toBe(409);
  const stale = await ask('PATCH', '/api/measures/i-arbejde', { lagMonths: 1 }, { 'If-Match': '"0-0"' });
  expect(stale.status).toBe(412);
});

test('areas are listed by title and found by kind', async () => {
  const { get, post } = await measured();
  await post('/api/areas', { code: 'hele-landet', title: 'Hele landet', kind: 'country' });

  expect((await get('/api/areas')).body).toMatchObject({
    items: [{ code: 'hele-landet' }, { code: 'randers' }],
  });
  expect((await get('/api/areas?kind=municipality')).body).toMatchObject({ items: [area], total: 1 });
});

test('an expectation is stated with its reason, once for a group, measure, area and period, and taken back', async () => {
  const { get, post, patch, remove } = await measured();
  const made = await post('/api/expectations', expectation);
  const address = made.headers.get('Location') ?? '';

  expect(made.status).toBe(201);
  expect((await get(address)).body).toMatchObject(expectation);
  expect((await post('/api/expectations', expectation)).status).toBe(409);
  expect((await patch(address, { share: 0.65, reason: 'Genforhandlet' })).body).toMatchObject({
    share: 0.65,
    reason: 'Genforhandlet',
  });
  expect((await get('/api/expectations?targetGroup=forsikrede-ledige')).body).toMatchObject({ total: 1 });
  expect((await remove(address)).status).toBe(204);
  expect((await get('/api/expectations')).body).toMatchObject({ total: 0 });
});

test('an expectation without a reason, or of what is not there, is refused with every place', async () => {
  const { post } = await measured();

  const reasonless = await post('/api/expectations', { ...expectation, reason: ' ' });
  const nowhere = await post('/api/expectations', {
    ...expectation,
    measure: 'ukendt',
    targetGroup: 'ukendt',
    area: 'ukendt',
  });

  expect(reasonless.status).toBe(400);
  expect(nowhere.status).toBe(422);
  expect(findingsOf(nowhere.body).map(({ pointer }) => pointer)).toEqual([
    '/measure',
    '/targetGroup',
    '/area',
  ]);
});
