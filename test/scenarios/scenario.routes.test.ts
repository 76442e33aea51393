import { expect, test } from 'vitest';
import { Scenario } from '../../src/scenarios/scenario.schema.ts';
import { lot, tender } from '../api/tender-world.ts';
import { findingsOf, jobklub, vifte } from '../api/world.ts';
import { mentor, newScenario, scenarioWorld } from './scenario-world.ts';

test('a scenario is made as a draft on the vifte, read, changed, undone and deleted', async () => {
  const { at, make, get, patch, act, remove } = await scenarioWorld();

  const made = Scenario.parse((await make(at, newScenario)).body);
  expect(made).toMatchObject({ ...newScenario, status: 'draft', undoable: 0, choice: null });

  const one = `${at}/flere-pladser`;
  const changes = [{ kind: 'add', offer: mentor }];
  expect(Scenario.parse((await patch(one, { changes, name: 'Mentorer' })).body)).toMatchObject({
    name: 'Mentorer',
    changes,
    undoable: 1,
  });

  expect((await act('DELETE', 'flere-pladser', '/edits/last')).status).toBe(204);
  expect(Scenario.parse((await get(one)).body)).toMatchObject({
    name: 'Mentorer',
    changes: newScenario.changes,
    undoable: 0,
  });
  expect(await act('DELETE', 'flere-pladser', '/edits/last')).toMatchObject({
    status: 409,
    body: { rule: 'nothing-to-undo' },
  });

  expect((await remove(one)).status).toBe(204);
  expect((await get(one)).status).toBe(404);
});

test('a scenario made from another has its changes, and its own in place of those to the same offer', async () => {
  const { at, make } = await scenarioWorld();
  await make(at, { ...newScenario, changes: [...newScenario.changes, { kind: 'add', offer: mentor }] });

  const copy = await make(at, {
    ...newScenario,
    code: 'endnu-flere',
    name: 'Endnu flere',
    copiedFrom: 'flere-pladser',
    changes: [{ kind: 'scale', offer: 'jobklub', places: 100, fixedAmounts: 'stay' }],
  });

  expect(Scenario.parse(copy.body).changes).toEqual([
    { kind: 'add', offer: mentor },
    { kind: 'scale', offer: 'jobklub', places: 100, fixedAmounts: 'stay' },
  ]);
});

test('everything that is wrong is told at once in Danish, and nothing is kept', async () => {
  const { at, make, post, get, ask } = await scenarioWorld();
  await make(at, newScenario);
  await make('/api/portfolios/vifte/offers', {
    ...jobklub,
    code: 'fgu',
    name: 'FGU',
    binding: { statutory: true, legalBasis: 'lov om FGU', contractUntil: null },
  });

  const refused = await post(at, {
    code: 'andet',
    name: 'flere PLADSER',
    reason: null,
    copiedFrom: 'ukendt',
    changes: [
      { kind: 'drop', offer: 'fgu' },
      { kind: 'scale', offer: 'findes-ikke', places: 10, fixedAmounts: 'stay' },
    ],
  });

  expect(refused.status).toBe(422);
  expect(findingsOf(refused.body).map(({ pointer, message }) => [pointer, message])).toEqual([
    ['/name', 'Et andet scenarie hedder allerede flere PLADSER. Vælg et andet navn.'],
    [
      '/changes/0/offer',
      'FGU er lovpligtigt (lov om FGU) og kan ikke bortfalde. Ændr pladser eller pris i stedet.',
    ],
    ['/changes/1/offer', 'Tilbuddet findes-ikke findes ikke i viften. Vælg et af viftens tilbud.'],
    ['/copiedFrom', 'Scenariet ukendt findes ikke i Tilbudsviften 2024/2025.'],
  ]);
  const places = await post(at, {
    ...newScenario,
    code: 'andet',
    name: 'Andet',
    changes: [-1, 0, 100_001].map(places => ({
      kind: 'scale',
      offer: 'jobklub',
      places,
      fixedAmounts: 'stay',
    })),
  });
  expect(places.status).toBe(400);
  expect(findingsOf(places.body).map(({ pointer }) => pointer)).toEqual([
    '/changes/0/places',
    '/changes/1/places',
    '/changes/2/places',
  ]);
  const one = `${at}/flere-pladser`;
  const { etag } = await get(one);
  const half = await ask(
    'PATCH',
    one,
    { name: 'Nyt navn', changes: [{ kind: 'drop', offer: 'fgu' }] },
    { 'If-Match': etag },
  );
  expect(half.status).toBe(422);
  expect((await get(one)).etag).toBe(etag);
  expect((await get(at)).body).toMatchObject({ total: 1 });
});

test('a scenario of another vifte is not found in this one', async () => {
  const { at, make, get } = await scenarioWorld();
  await make('/api/portfolios', { ...vifte, code: 'anden', title: 'Den anden vifte' });
  await make(at, newScenario);

  expect((await get('/api/portfolios/anden/scenarios/flere-pladser')).status).toBe(404);
  const compared = await get('/api/portfolios/anden/comparison?scenarios=flere-pladser,ogsaa-ukendt');
  expect(compared.status).toBe(404);
  expect(findingsOf(compared.body)).toEqual([
    { parameter: 'scenarios', message: 'Scenariet flere-pladser findes ikke i Den anden vifte.' },
    { parameter: 'scenarios', message: 'Scenariet ogsaa-ukendt findes ikke i Den anden vifte.' },
  ]);
});

test('whoever edits a version that somebody has changed is refused, and the first change stands', async () => {
  const { at, make, ask, get } = await scenarioWorld();
  const { etag } = await make(at, newScenario);
  const one = `${at}/flere-pladser`;
  const edit = (name: string) => ask('PATCH', one, { name }, { 'If-Match': etag });

  const replies = await Promise.all([edit('Første'), edit('Anden')]);

  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
  const won = replies.find(({ status }) => status === 200);
  expect((await get(one)).body).toEqual(won?.body);
  expect((await ask('PATCH', one, { name: 'Uden' })).status).toBe(428);
  expect((await ask('DELETE', `${one}/edits/last`, undefined, { 'If-Match': etag })).status).toBe(412);
});

test('the same creation sent again makes one scenario', async () => {
  const { at, post, get } = await scenarioWorld();
  const key = { 'Idempotency-Key': 'en-gang' };

  const first = await post(at, newScenario, key);
  const again = await post(at, newScenario, key);

  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.body).toEqual(first.body);
  expect((await get(at)).body).toMatchObject({ total: 1 });
});

test('only what is presented or chosen is for the committee, and a presented scenario is not edited', async () => {
  const { at, make, get, patch, present } = await scenarioWorld();
  await make(at, newScenario);
  const one = `${at}/flere-pladser`;
  expect((await get(`${at}?for=committee`)).body).toMatchObject({ total: 0 });
  expect((await get('/api/portfolios/vifte/comparison')).body).toMatchObject({ scenarios: [] });

  expect((await patch(one, { status: 'presented' })).status).toBe(400);
  expect((await present('flere-pladser')).status).toBe(200);

  expect((await get(`${at}?for=committee`)).body).toMatchObject({ total: 1 });
  expect((await get('/api/portfolios/vifte/comparison')).body).toMatchObject({
    scenarios: [{ scenario: 'flere-pladser' }],
  });
  expect(await patch(one, { changes: [] })).toMatchObject({ status: 409, body: { rule: 'not-a-draft' } });
  expect((await patch(one, { status: 'chosen' })).status).toBe(400);
});

test('the balance of a scenario is that of the vifte as it becomes', async () => {
  const { at, make, get } = await scenarioWorld();
  await make(at, newScenario);

  const { body } = await get(`${at}/flere-pladser/balance?year=2024`);

  // 36 places to 72, so 17 participants to 34: 1.875 kr. × 16 weeks × 34 = 1.020.000 kr.
  expect(body).toMatchObject({ budget: { frameOere: 100_000_000, allocatedOere: 102_000_000 } });
  expect((await get(`${at}/flere-pladser/balance?year=2030`)).status).toBe(404);
});

test('a vifte that changes underneath shows in the scenario until somebody accepts it', async () => {
  const { at, make, get, patch, act } = await scenarioWorld();
  await make(at, newScenario);
  await patch('/api/portfolios/vifte/offers/jobklub', {
    priceLines: [{ ...jobklub.priceLines[0], pricePerWeekOere: 200_000 }],
  });
  await make('/api/portfolios/vifte/offers', { ...jobklub, code: 'ny', name: 'Et nyt' });
  const differences = async () => {
    const { body } = await get('/api/portfolios/vifte/comparison?scenarios=flere-pladser');
    return body;
  };

  expect(await differences()).toMatchObject({
    scenarios: [
      {
        differences: [
          { sentence: 'Et nyt er kommet til i viften.' },
          // 17 × 16 × 1.875 = 510.000 kr., and × 2.000 = 544.000 kr.
          { sentence: 'Jobklub: prisen i 2024 var 510.000 kr., nu 544.000 kr.' },
        ],
      },
    ],
  });
  expect((await act('PUT', 'flere-pladser', '/baseline', { accepted: true })).status).toBe(200);
  expect(await differences()).toMatchObject({ scenarios: [{ differences: [] }] });
});

test('a scenario outlives an offer it changes: it is edited on, and the change falls away once that is accepted', async () => {
  const { at, make, get, send, page, patch, act, remove } = await scenarioWorld();
  await make('/api/portfolios/vifte/offers', { ...mentor, code: 'mentor' });
  await make(at, {
    ...newScenario,
    changes: [{ kind: 'drop', offer: 'mentor' }, ...newScenario.changes],
  });
  const one = `${at}/flere-pladser`;
  await remove('/api/portfolios/vifte/offers/mentor');
  const idle = 'Scenariets ændring af Mentorer har intet at ændre; den falder væk, når viften godkendes.';
  expect(await page('/scenarier/flere-pladser')).toContain(idle);

  const saved = await send('/scenarier/flere-pladser', {
    action: 'save',
    version: (await get(one)).etag ?? '',
    '/name': 'Mange pladser',
    '/reason': '',
    '/rows/0/offer': 'jobklub',
    '/rows/0/places': '80',
  });
  expect(saved.status).toBe(303);
  expect((await get(one)).body).toMatchObject({
    name: 'Mange pladser',
    changes: [{ kind: 'drop', offer: 'mentor' }, { places: 80 }],
  });
  expect((await patch(one, { changes: [{ kind: 'drop', offer: 'andet' }] })).status).toBe(422);

  await act('PUT', 'flere-pladser', '/baseline', { accepted: true });
  expect((await get(one)).body).toMatchObject({ changes: [{ kind: 'scale', places: 80 }] });
  expect(await page('/scenarier/flere-pladser')).not.toContain(idle);
  await act('DELETE', 'flere-pladser', '/edits/last');
  expect(await page('/scenarier/flere-pladser')).toContain('Scenariets ændring af mentor har intet at ændre');
});

test('an offer a tender tells of goes out of the vifte by the choice, and the tender keeps its records', async () => {
  const { at, make, get, page, post, patch, present, decide } = await scenarioWorld();
  await make('/api/portfolios/vifte/assessments', {
    offer: 'jobklub',
    outcome: 'no-duty',
    reason: 'Lille værdi',
    assessedOn: '2024-01-02',
    noticeDate: '2024-02-01',
  });
  await make('/api/tenders', tender);
  await make('/api/tenders/udbud/lots', lot);
  await make(at, { ...newScenario, changes: [{ kind: 'drop', offer: 'jobklub' }] });
  const one = `${at}/flere-pladser`;
  expect((await get('/api/portfolios/vifte/comparison?scenarios=flere-pladser')).body).toMatchObject({
    scenarios: [
      {
        consequences: [
          {
            kind: 'stays-in-tender',
            sentence:
              'Jobklub indgår i delaftalen Delaftale i Udbud og har en vurdering fra rådgiveren. Det bliver stående dér, når tilbuddet går ud af viften.',
          },
          { kind: 'groups-without-offers' },
        ],
      },
    ],
  });

  await present('flere-pladser');
  await decide('approved');

  expect((await get(one)).body).toMatchObject({ status: 'chosen' });
  expect((await get('/api/portfolios/vifte/offers')).body).toMatchObject({ total: 0 });
  expect((await get('/api/portfolios/vifte/offers/jobklub')).status).toBe(404);
  expect((await get('/api/tenders/udbud/lots/delaftale')).body).toMatchObject({ offers: ['jobklub'] });
  expect(await page('/udbud/udbud/delaftaler')).toContain('Jobklub (gået ud af viften)');
  expect(await page('/udbudspligt')).toContain('Lille værdi');
  expect(await patch('/api/tenders/udbud/lots/delaftale', { note: 'Rettet' })).toMatchObject({
    status: 200,
    body: { offers: ['jobklub'] },
  });
  expect((await post('/api/tenders/udbud/lots', { ...lot, code: 'ny' })).status).toBe(422);

  expect((await post('/api/portfolios/vifte/offers', jobklub)).status).toBe(201);
  expect((await get('/api/portfolios/vifte/offers/jobklub')).body).toMatchObject({ name: 'Jobklub' });
  expect(await page('/udbud/udbud/delaftaler')).not.toContain('gået ud af viften');
});
