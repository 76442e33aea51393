import { setTimeout as after } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { smallWorld } from '../../api/world.ts';

let world: Awaited<ReturnType<typeof smallWorld>>;

beforeAll(async () => {
  world = await smallWorld();
});

/** What the form sends when somebody changes these fields of it. */
async function sendForm(changes: Record<string, string>) {
  const html = String((await world.get('/scenarier/graense')).body);
  const fields = new URLSearchParams({
    '/keepCoveragePercent': '0',
    '/minPlacesPercent': '50',
    '/maxPlacesPercent': '150',
    '/fixedAmounts': 'stay',
    '/points': '10',
    '/seconds': '5',
    '/minPersons': '',
    '/year': '',
    action: 'save',
  });
  for (const objective of ['persons', 'cost']) fields.append('/objectives', objective);
  for (const [, name = '', value = ''] of html.matchAll(
    /name="(\/weights\/[^"]+)" type="text"[^>]*value="(\d+)"/g,
  ))
    fields.set(name, value);
  for (const key of ['strong', 'moderate', 'indication', 'conflicting', 'uncertain', 'not-assessed'])
    if (!fields.has(`/weights/${key}`)) fields.set(`/weights/${key}`, '1');
  for (const [name, value] of Object.entries(changes)) fields.set(name, value);
  return world.app.request('/scenarier/graense', {
    method: 'POST',
    headers: { Host: 'localhost', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: fields.toString(),
  });
}

async function page(path: string) {
  const reply = await world.app.request(path, { headers: { Host: 'localhost' } });
  return { status: reply.status, refresh: reply.headers.get('Refresh'), html: await reply.text() };
}

test('the page looks again by itself until the answer is there, and then no more', async () => {
  const reply = await sendForm({});
  expect(reply.status).toBe(303);
  const address = reply.headers.get('Location') ?? '';

  const first = await page(address);
  expect(first.refresh).toBe('1');
  expect(first.html).toContain('Annullér beregningen');
  let shown = first;
  while (shown.refresh !== null) {
    await after(50);
    shown = await page(address);
  }

  expect(shown.html).toContain('Kan man få mere?');
  expect(shown.html).toContain('I dag');
  expect((await page(`${address}/punkt/1`)).html).toContain('Gem som scenarie');
  expect((await page(`${address}/punkt/999`)).status).toBe(404);
  const saved = await world.app.request(`${address}/punkt/1/gem`, {
    method: 'POST',
    headers: { Host: 'localhost', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'navn=Nyt',
  });
  expect(saved.status).toBe(422);
  expect(await saved.text()).toContain('Navnet ligner for meget et, der er i brug. Skriv et andet navn.');
});

test('a run that is cancelled says so, and the question can be asked again as it was', async () => {
  const reply = await sendForm({ '/points': '11' });
  const address = reply.headers.get('Location') ?? '';
  await world.app.request(`${address}/annuller`, { method: 'POST', headers: { Host: 'localhost' } });

  const shown = await page(address);

  expect(shown.refresh).toBeNull();
  expect(shown.html).toContain('Beregningen er annulleret');
  const code = address.split('/').at(-1);
  expect((await page(`/scenarier/graense?fra=${code}`)).html).toContain('value="11"');
});

test('mistakes stand at their fields, in Danish', async () => {
  const reply = await sendForm({ '/maxPlacesPercent': '40', '/seconds': '600' });

  expect(reply.status).toBe(422);
  const html = await reply.text();
  expect(html).toContain('Skriv mindst 100: et tilbud kan altid have de pladser, det har.');
  expect(html).toContain('Grænsen er ikke regnet ud: ret 2 fejl');
});

test('a frame of zero is answered with the demands that collide', async () => {
  const reply = await sendForm({
    '/frames/0/year': '2024',
    '/frames/0/amountOere': '0',
    '/minPersons': '5',
  });
  const address = reply.headers.get('Location') ?? '';
  let shown = await page(address);
  while (shown.refresh !== null) {
    await after(50);
    shown = await page(address);
  }

  expect(shown.html).toContain('Ingen vifte holder alle kravene: disse 2 støder sammen.');
  expect(shown.html).toContain('Rammen i 2024 er 0 kr.');
});

test('a scenario on the chart costs what contracts of the offers it drops still cost', async () => {
  // 1.875 kr. × 16 weeks × 17 = 510.000 kr.: what is dropped under a contract of the whole year is not saved
  await world.patch('/api/portfolios/vifte/offers/jobklub', {
    binding: { statutory: false, legalBasis: null, contractUntil: '2024-12-31' },
  });
  await world.post('/api/portfolios/vifte/scenarios', {
    code: 'uden-jobklub',
    name: 'Uden jobklub',
    reason: null,
    copiedFrom: null,
    changes: [{ kind: 'drop', offer: 'jobklub' }],
  });
  const address = (await sendForm({ '/points': '12' })).headers.get('Location') ?? '';
  let shown = await page(address);
  while (shown.refresh !== null) {
    await after(50);
    shown = await page(address);
  }

  const costs = [
    ...shown.html.matchAll(
      /<th scope="row"><a [^>]*>([^<]*)<\/a><\/th>(?:<td[^>]*>[^<]*<\/td>){2}<td[^>]*>([^<]*)/g,
    ),
  ];
  const costOf = (name: string) => costs.find(([, label]) => label === name)?.[2];
  expect(costOf('I dag')).toBeDefined();
  expect(costOf('Uden jobklub')).toBe(costOf('I dag'));
  const point = await page(`${address}/punkt/1`);
  // 1.000.000 less 510.000 kr., today and here
  expect(point.html.replaceAll('\u00a0', ' ')).toContain(
    'Tilbage af rammen i 2024</th><td class="number">0,5 mio. kr.</td><td class="number">0,5 mio. kr.</td>',
  );
});
