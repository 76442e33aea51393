import { describe, expect, test } from 'vitest';
import { Offer } from '../../../src/offers/offer.entity.ts';
import { findingsOf, graduates, jobklub, smallWorld } from '../../api/world.ts';

const offers = '/api/portfolios/vifte/offers';

describe('making an offer', () => {
  test('it is read back as it was sent, at the address it was given', async () => {
    const { get, post } = await smallWorld();

    const made = await post(offers, { ...jobklub, code: 'mentor', name: '  Mentor  ' });
    const read = await get(made.headers.get('Location') ?? '');

    expect(made.status).toBe(201);
    expect(read.body).toEqual({ ...jobklub, code: 'mentor', name: 'Mentor' });
    expect(read.etag).toBe(made.etag);
  });

  test('what does not fit is refused with all of it at once, and nothing is stored', async () => {
    const { get, post } = await smallWorld();

    const refused = await post(offers, {
      ...jobklub,
      code: 'mentor',
      years: [2024, 2030],
      supplier: 'nobody',
      targetGroups: [{ ...jobklub.targetGroups[0], group: 'ghosts' }],
      goals: ['no-goal'],
    });

    expect(refused.status).toBe(422);
    expect(findingsOf(refused.body).map(({ pointer }) => pointer)).toEqual([
      '/years/1',
      '/supplier',
      '/targetGroups/0/group',
      '/goals/0',
    ]);
    expect((await get(`${offers}/mentor`)).status).toBe(404);
  });

  test('a code taken in the vifte is told at the code; in another vifte it is free', async () => {
    const { get, post } = await smallWorld();
    const { body } = await get('/api/portfolios/vifte');
    await post('/api/portfolios', { ...Object(body), code: 'other' });

    const taken = await post(offers, jobklub);
    const free = await post('/api/portfolios/other/offers', jobklub);

    expect(taken.status).toBe(409);
    expect(findingsOf(taken.body)).toEqual([
      { pointer: '/code', message: 'Koden er allerede brugt. Vælg en anden.' },
    ]);
    expect(free.status).toBe(201);
  });

  test('amounts beyond all reason are refused before they can spoil a sum', async () => {
    const { get, post } = await smallWorld();
    const line = { kind: 'fixed', year: 2024, basis: 'estimate', source: null, note: null };

    const most = await post(offers, {
      ...jobklub,
      code: 'most',
      priceLines: [{ ...line, amountOere: 1_000_000_000_000 }],
    });
    const beyond = await post(offers, {
      ...jobklub,
      code: 'beyond',
      priceLines: [
        { ...line, amountOere: 1_000_000_000_000 },
        { ...line, amountOere: 1 },
      ],
    });

    expect(most.status).toBe(201);
    expect(findingsOf(beyond.body).map(({ pointer }) => pointer)).toEqual(['/priceLines']);
    expect((await get('/api/portfolios/vifte/balance')).body).toMatchObject({
      budget: { allocatedOere: 1_000_051_000_000 },
    });
  });

  test('a vifte that does not exist is told by its code', async () => {
    const { post } = await smallWorld();

    const refused = await post('/api/portfolios/no-such/offers', jobklub);

    expect(refused).toMatchObject({
      status: 404,
      body: { rule: 'not-found', detail: 'Tilbudsviften no-such findes ikke.' },
    });
  });
});

describe('changing an offer', () => {
  test('only what is sent is changed', async () => {
    const { get, patch } = await smallWorld();

    const changed = await patch(`${offers}/jobklub`, { breadth: 'specialised' });

    expect(changed.status).toBe(200);
    expect(changed.body).toEqual({ ...jobklub, breadth: 'specialised' });
    expect((await get(`${offers}/jobklub`)).body).toEqual(changed.body);
  });

  test.each([
    ['price lines', { priceLines: [] }],
    ['target groups', { targetGroups: [] }],
    ['places', { targetGroups: [{ ...jobklub.targetGroups[0], placesPerYear: null }] }],
    ['note', { note: 'Ny' }],
  ])('a change of the %s alone moves the version, and the old one is refused', async (_, change) => {
    const { ask, get, patch } = await smallWorld();
    const before = await get(`${offers}/jobklub`);

    const changed = await patch(`${offers}/jobklub`, change);
    const late = await ask('PATCH', `${offers}/jobklub`, { name: 'For sent' }, { 'If-Match': before.etag });

    expect(changed.etag).not.toBe(before.etag);
    expect(late.status).toBe(412);
    expect((await get(`${offers}/jobklub`)).body).toEqual({ ...jobklub, ...change });
  });

  test('the whole of it is checked: a year taken away must take its price line with it', async () => {
    const { patch } = await smallWorld();

    const refused = await patch(`${offers}/jobklub`, { years: [2025] });

    expect(refused.status).toBe(422);
    expect(findingsOf(refused.body).map(({ pointer }) => pointer)).toEqual(['/priceLines/0/year']);
  });

  test('the code stays: it is the address', async () => {
    const { patch } = await smallWorld();

    const refused = await patch(`${offers}/jobklub`, { code: 'ny-kode' });

    expect(refused.status).toBe(400);
    expect(findingsOf(refused.body)[0]).toMatchObject({ pointer: '/code' });
  });

  test('nothing at all is not a change', async () => {
    const { ask, get, patch } = await smallWorld();
    const { etag } = await get(`${offers}/jobklub`);

    const empty = await patch(`${offers}/jobklub`, {});
    const missing = await ask('PATCH', `${offers}/jobklub`, undefined, { 'If-Match': etag });

    expect([empty.status, missing.status]).toEqual([400, 400]);
    expect(findingsOf(empty.body)[0]?.message).toBe('Send mindst ét felt, der skal rettes.');
  });

  test('who does not say which version is asked to', async () => {
    const { ask } = await smallWorld();

    const changed = await ask('PATCH', `${offers}/jobklub`, { name: 'x' });
    const deleted = await ask('DELETE', `${offers}/jobklub`);

    expect([changed.status, deleted.status]).toEqual([428, 428]);
  });

  test('of two who change the same version at once, one is refused', async () => {
    const { ask, get } = await smallWorld();
    const { etag } = await get(`${offers}/jobklub`);

    const answers = await Promise.all(
      [1, 2, 3, 4].map(places =>
        ask(
          'PATCH',
          `${offers}/jobklub`,
          { targetGroups: [{ ...jobklub.targetGroups[0], placesPerYear: places }] },
          { 'If-Match': etag },
        ),
      ),
    );

    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412, 412]);
    const [first] = answers.filter(({ status }) => status === 200);
    expect((await get(`${offers}/jobklub`)).body).toEqual(first?.body);
  });
});

test('a deleted offer is gone from the vifte and kept in the archive, which still names its supplier', async () => {
  const { get, remove, em } = await smallWorld();

  const gone = await remove(`${offers}/jobklub`);
  const supplier = await remove('/api/suppliers/fgu');

  expect(gone.status).toBe(204);
  expect((await get(`${offers}/jobklub`)).status).toBe(404);
  expect((await em.findOneOrFail(Offer, { code: 'jobklub' })).droppedOn).toBe('2026-11-21');
  expect(supplier.status).toBe(409);
});

describe('the list of offers', () => {
  test('comes a page at a time, each with the address of the next', async () => {
    const { get, post } = await smallWorld();
    for (const [code, name] of [
      ['a', 'Aktivering'],
      ['z', 'Åben vejledning'],
      ['m', 'Mentor'],
    ])
      await post(offers, { ...jobklub, code, name });

    const first = await get(`${offers}?limit=3&year=2024`);
    const next = /<(.*)>; rel="next"/.exec(first.headers.get('Link') ?? '')?.[1] ?? '';
    const second = await get(next);

    expect(first.body).toMatchObject({
      items: [{ name: 'Aktivering' }, { name: 'Jobklub' }, { name: 'Mentor' }],
      total: 4,
    });
    expect(next).toMatch(/^\/api\/portfolios\/vifte\/offers\?.*limit=3.*year=2024/);
    expect(second.body).toMatchObject({ items: [{ name: 'Åben vejledning' }], next: null });
    expect(second.headers.get('Link')).toBeNull();
  });

  test('is filtered by what is asked for, several of one kind meaning any of them', async () => {
    const { get, post } = await smallWorld();
    await post('/api/target-groups', graduates);
    await post(offers, {
      ...jobklub,
      code: 'kursus',
      name: 'Kursus',
      purpose: { ...jobklub.purpose, type: 'upskilling' },
    });
    await post(offers, {
      ...jobklub,
      code: 'afklaring',
      name: 'Afklaring',
      purpose: { ...jobklub.purpose, type: 'clarification' },
      priceLines: [],
    });
    const codes = async (query: string) => {
      const { body } = await get(`${offers}?${query}`);
      return Object(body).items.map((offer: { code: string }) => offer.code);
    };

    expect(await codes('purpose=upskilling')).toEqual(['kursus']);
    expect(await codes('purpose=upskilling&purpose=clarification')).toEqual(['afklaring', 'kursus']);
    expect(await codes('missing=price&year=2024')).toEqual(['afklaring']);
    expect(await codes('text=%C3%98stjylland%20kur')).toEqual(['kursus']);
    expect(await codes('sort=-name')).toEqual(['kursus', 'jobklub', 'afklaring']);
    expect(await codes('targetGroup=forsikrede-ledige&limit=1')).toEqual(['afklaring']);
    expect(await codes('targetGroup=dimittender')).toEqual([]);
  });

  test('refuses by name what it does not know, and what it cannot read', async () => {
    const { get } = await smallWorld();

    const refused = await get(`${offers}?purpouse=education&limit=201&sort=colour&year=1999`);
    const cursor = await get(`${offers}?cursor=xyz`);

    expect(refused.status).toBe(400);
    expect(new Set(findingsOf(refused.body).map(finding => finding.parameter))).toEqual(
      new Set(['limit', 'purpouse', 'sort', 'year']),
    );
    expect(cursor).toMatchObject({ status: 400, body: { rule: 'cursor-damaged' } });
  });

  test('is not sent again to who has it, and is once an offer has changed', async () => {
    const { get, patch } = await smallWorld();
    const { etag } = await get(offers);

    const same = await get(offers, { 'If-None-Match': etag });
    await patch(`${offers}/jobklub`, { note: 'Ny' });
    const changed = await get(offers, { 'If-None-Match': etag });

    expect([same.status, changed.status]).toEqual([304, 200]);
  });
});
