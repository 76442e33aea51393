import { describe, expect, test } from 'vitest';
import { findingsOf, graduates, insured, smallWorld } from '../api/world.ts';

const groups = '/api/target-groups';

test('a group is read as it was sent and listed by kind', async () => {
  const { get, post } = await smallWorld();
  await post(groups, graduates);

  expect((await get(`${groups}/dimittender`)).body).toEqual(graduates);
  expect((await get(`${groups}?kind=part`)).body).toEqual({ items: [graduates], total: 1, next: null });
  expect((await get(`${groups}?sort=-name`)).body).toEqual({
    items: [insured, graduates],
    total: 2,
    next: null,
  });
});

describe('where a group stands', () => {
  test.each([
    ['a part above which nothing stands', { ...graduates, parent: null }],
    ['a part of a group that does not exist', { ...graduates, parent: 'ghosts' }],
    ['a part of itself', { ...graduates, parent: 'dimittender' }],
    ['a benefit group under another', { ...insured, code: 'ny', parent: 'forsikrede-ledige' }],
  ])('%s is refused at its parent', async (_, group) => {
    const { post } = await smallWorld();

    const refused = await post(groups, group);

    expect(refused.status).toBe(422);
    expect(findingsOf(refused.body).map(({ pointer }) => pointer)).toEqual(['/parent']);
  });

  test('a part of a cross-cutting group belongs to no benefit group and is refused', async () => {
    const { post } = await smallWorld();
    const women = { ...insured, code: 'kvinder', name: 'Kvinder', kind: 'cross-cutting' };
    expect((await post(groups, women)).status).toBe(201);

    const refused = await post(groups, { ...graduates, parent: 'kvinder' });

    expect(refused.status).toBe(422);
  });

  test('two groups cannot be moved under each other', async () => {
    const { patch, post } = await smallWorld();
    await post(groups, graduates);
    await post(groups, { ...graduates, code: 'nyuddannede', parent: 'dimittender' });

    const refused = await patch(`${groups}/dimittender`, { parent: 'nyuddannede' });

    expect(refused.status).toBe(422);
    expect(findingsOf(refused.body)).toEqual([
      {
        pointer: '/parent',
        message: 'En målgruppe kan ikke ligge under sig selv. Vælg en anden overordnet gruppe.',
      },
    ]);
  });

  test('of two who make a circle together at once, one is refused', async () => {
    const { ask, get, post } = await smallWorld();
    await post(groups, { ...graduates, code: 'a' });
    await post(groups, { ...graduates, code: 'b' });
    const move = async (code: string, parent: string) =>
      ask('PATCH', `${groups}/${code}`, { parent }, { 'If-Match': (await get(`${groups}/${code}`)).etag });

    const answers = await Promise.all([move('a', 'b'), move('b', 'a')]);

    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422]);
  });

  test('a group that others are a part of, or a vifte addresses, stays a benefit group', async () => {
    const { patch, post } = await smallWorld();
    await post(groups, graduates);

    const refused = await patch(`${groups}/forsikrede-ledige`, { kind: 'cross-cutting' });

    expect(refused.status).toBe(422);
    expect(findingsOf(refused.body)).toEqual([
      {
        pointer: '/kind',
        message: 'Så hører dimittender ikke længere til en ydelsesgruppe. Flyt dem først.',
      },
      {
        pointer: '/kind',
        message: 'Tilbudsviften vifte henvender sig til gruppen, og det kan den kun til ydelsesgrupper.',
      },
    ]);
  });
});

test('a group is not deleted while it is used, and whoever uses it is named', async () => {
  const { post, remove } = await smallWorld();
  await post(groups, graduates);

  const used = await remove(`${groups}/forsikrede-ledige`);
  const free = await remove(`${groups}/dimittender`);

  expect(used).toMatchObject({
    status: 409,
    body: {
      rule: 'in-use',
      detail:
        'Forsikrede ledige bruges stadig af Jobklub, Tilbudsviften 2024/2025, Dimittender og kan derfor ikke slettes.',
    },
  });
  expect(free.status).toBe(204);
});
