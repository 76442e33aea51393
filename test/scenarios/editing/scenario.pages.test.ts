import { expect, test } from 'vitest';
import { newScenario, scenarioWorld } from '../scenario-world.ts';

const here = '/scenarier/flere-pladser';

async function presented() {
  const world = await scenarioWorld();
  await world.make(world.at, newScenario);
  await world.present('flere-pladser');
  return world;
}

test('the button that presents, pressed twice or sent again, presents once', async () => {
  const { at, make, get, send, page } = await scenarioWorld();
  const { etag } = await make(at, newScenario);
  const sent = { version: etag, recommendation: 'vifte-sag 1' };
  expect(await page(`${here}/forelaeg`)).toContain(
    'Tilbudsviften 2024/2025 (mødet 14. maj 2024), 1: at udvalget',
  );

  expect((await send(`${here}/forelaeg`, { version: etag })).status).toBe(422);
  expect((await send(`${here}/forelaeg`, sent)).status).toBe(303);
  const again = await send(`${here}/forelaeg`, sent);

  expect(again.status).toBe(303);
  expect(again.headers.get('Location')).toBe(here);
  expect((await get(`${at}/flere-pladser`)).body).toMatchObject({
    status: 'presented',
    presentation: { case: 'vifte-sag', recommendation: 1, presentedOn: '2024-05-01' },
  });
  expect(await page(here)).toContain('Forelagt 1. maj 2024 med');
});

test('no page and no address chooses a scenario', async () => {
  const { send, page, act } = await presented();

  expect(await page(here)).not.toContain('Vælg scenariet');
  expect((await send(`${here}/valg`, { decision: 'vifte-sag 1' })).status).toBe(404);
  const put = await act('PUT', 'flere-pladser', '/choice', { case: 'vifte-sag', recommendation: 1 });
  expect(put.status).toBe(405);
});

test('a mistake in an address is told once', async () => {
  const { page } = await scenarioWorld();

  expect((await page('/scenarier/nope')).split('Scenariet nope findes ikke')).toHaveLength(2);
});

test('a name that is taken is told at the name, where no code has been typed', async () => {
  const { at, make, post, send } = await scenarioWorld();
  await make(at, newScenario);

  expect(await post(at, newScenario)).toMatchObject({
    status: 409,
    body: {
      rule: 'already-exists',
      findings: [
        { pointer: '/name', message: 'Et andet scenarie hedder allerede Flere pladser. Vælg et andet navn.' },
      ],
    },
  });
  expect(await post(at, { ...newScenario, name: 'Andet' })).toMatchObject({
    body: { findings: [{ pointer: '/code' }] },
  });
  const form = { '/name': 'Flere pladser', '/code': '', '/reason': '', '/copiedFrom': '', action: 'save' };
  const page = await (await send('/scenarier/nyt', form)).text();
  expect(page).toContain('Navn: Et andet scenarie hedder allerede Flere pladser.');
});

test('what has changed underneath, and what it is built on, is told by names and not by codes', async () => {
  const { at, make, patch, page, act } = await scenarioWorld();
  await make(at, newScenario);
  await make(at, { ...newScenario, code: 'to', name: 'Nummer to', copiedFrom: 'flere-pladser', changes: [] });
  await patch('/api/portfolios/vifte/offers/jobklub', {
    supplier: null,
    targetGroups: [{ group: 'forsikrede-ledige', placesPerYear: 40, basis: 'contract', source: null }],
  });

  const shown = await page('/scenarier/to');
  expect(shown).toContain('Jobklub: pladserne var Forsikrede ledige 36, nu Forsikrede ledige 40.');
  expect(shown).toContain('Jobklub: leverandøren var FGU Østjylland, nu ikke valgt.');
  expect(shown).toContain('bygger videre på <a href="/scenarier/flere-pladser">Flere pladser</a>');

  await act('DELETE', 'flere-pladser', '');
  expect(await page('/scenarier/to')).toContain('bygger videre på et scenarie, der er slettet');
});

test('asked to compare more than can stand side by side, the page compares the first six and names the rest', async () => {
  const { at, make, get } = await scenarioWorld();
  const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
  for (const name of names) await make(at, { ...newScenario, code: name.toLowerCase(), name });

  const { status, body } = await get(
    `/scenarier/sammenlign?${names.map(name => `s=${name.toLowerCase()}`).join('&')}`,
  );

  expect(status).toBe(200);
  expect(body).toContain('Ikke med her: G og H.');
  expect(String(body).match(/<th scope="col">[A-H]<\/th>/g)).toHaveLength(12);
});

test('a status is not set by a form that names none', async () => {
  const { at, make, get, send } = await scenarioWorld();
  const { etag } = await make(at, newScenario);

  expect((await send(`${here}/status`, { version: etag })).status).toBe(400);
  expect((await get(`${at}/flere-pladser`)).etag).toBe(etag);
});

test('the page of a scenario the committee is shown says which offers change and how', async () => {
  const { page } = await presented();

  const html = (await page(here)).replaceAll('\u00a0', ' ');

  // 36 places to 72, and 17 participants to 34: 1.875 kr. × 16 weeks × 34 = 1.020.000 kr.
  expect(html).toContain('<dt>Ændres</dt>');
  expect(html).toContain('Jobklub: 36 til 72 pladser');
  expect(html).toContain('2024: 0,5 mio. kr. til 1,0 mio. kr.');
});
