import { expect, test } from 'vitest';
import { randers } from '../../../fixtures/randers-2024-2025/index.ts';
import { Offer } from '../../../src/offers/offer.entity.ts';
import { NewOffer } from '../../../src/offers/offer.schema.ts';
import { typedFrom } from '../../../src/shared/page/form.ts';
import { testApp } from '../../app.ts';
import { randersWorld } from '../../randers-world.ts';

const host = { Host: 'localhost' };
const jobklub = NewOffer.parse(randers.offers.find(({ code }) => code === 'jobklub'));

test('an offer with mistakes is told of each at its field, keeps what was typed and is not stored', async () => {
  const { post, em } = await randersApp();
  const typed = {
    ...fieldsOf(jobklub),
    '/code': 'ny',
    '/name': '',
    '/priceLines/0/pricePerWeekOere': 'otte hundrede',
  };

  const reply = await post('/tilbud/nyt', { ...typed, action: 'save' });
  const html = await reply.text();

  expect(reply.status).toBe(422);
  expect(html).toContain('Det er ikke gemt: ret 2 fejl');
  expect(html).toContain('<a href="#felt-name">Navn: Udfyld feltet.</a>');
  expect(html).toContain(
    '<a href="#felt-priceLines-0-pricePerWeekOere">Prislinje 1, Pris pr. uge: Skriv beløbet med tal',
  );
  expect(field(html, 'felt-priceLines-0-pricePerWeekOere')).toMatch(/aria-invalid="true"/);
  expect(field(html, 'felt-priceLines-0-pricePerWeekOere')).toMatch(
    /aria-describedby="[^"]*felt-priceLines-0-pricePerWeekOere-error/,
  );
  expect(field(html, 'felt-priceLines-0-pricePerWeekOere')).toMatch(/value="otte hundrede"/);
  expect(html).toContain(jobklub.purpose.expectedOutcome);
  expect(await em.count(Offer, { code: 'ny' })).toBe(0);
});

test('an offer that fits is stored, and its page says how the balance moved', async () => {
  const { post, get, api } = await randersApp();
  const typed = {
    ...fieldsOf({ ...jobklub, priceLines: [], years: [2024] }),
    '/code': '',
    '/name': 'Ærligt nyt forløb',
    '/priceLines/0/year': '2024',
    '/priceLines/0/basis': 'estimate',
    '/priceLines/0/pricePerWeekOere': '1.875',
    '/priceLines/0/weeks': '16',
    '/priceLines/0/participants': '17',
  };

  const saved = await post('/tilbud/nyt', { ...typed, action: 'save' });
  const page = await get(saved.headers.get('Location') ?? '', cookieOf(saved));
  const html = await page.text();
  const again = await (await get('/tilbud/aerligt-nyt-forloeb')).text();

  expect(saved.status).toBe(303);
  expect(saved.headers.get('Location')).toBe('/tilbud/aerligt-nyt-forloeb');
  expect(await api('/offers/aerligt-nyt-forloeb')).toMatchObject({
    priceLines: [{ kind: 'activity', pricePerWeekOere: 187_500, weeks: 16, participants: 17 }],
  });
  expect(html).toContain('Ærligt nyt forløb er oprettet.');
  expect(html).toMatch(
    /Viften bruger nu 74,\d af 75,5 mio\. kr\. i 2024, før 7\d,\d \(510\.000 kr\. mere\)\./,
  );
  expect(html).toContain('1.875 kr. × 16 uger × 17 deltagere = 510.000 kr.');
  expect(again).not.toContain('er oprettet');
});

test('what a change would mean is shown without saving it', async () => {
  const { post, em, version } = await randersApp();
  const typed = fieldsOf({
    ...jobklub,
    priceLines: [
      { kind: 'fixed', year: 2024, amountOere: 900_000_000, basis: 'estimate', source: null, note: null },
    ],
  });

  const reply = await post('/tilbud/jobklub/rediger', {
    ...typed,
    version: await version('jobklub'),
    action: 'preview',
  });
  const html = await reply.text();

  expect(reply.status).toBe(200);
  expect(html).toContain('Det betyder det, hvis du gemmer');
  expect(html).toMatch(/Det er [\d.]+ kr\. over rammen/);
  expect((await em.findOneOrFail(Offer, { code: 'jobklub' })).version).toBe(1);
});

test('who saves on an old version sees both, chooses field by field, and loses nothing', async () => {
  const { post, em, version, base } = await randersApp();
  const seen = { version: await version('jobklub'), base: await base('jobklub') };
  await post('/tilbud/jobklub/rediger', {
    ...fieldsOf({ ...jobklub, name: 'Jobklub for alle', note: 'Rettet imens' }),
    ...seen,
    action: 'save',
  });

  const mine = { ...fieldsOf({ ...jobklub, name: 'Min jobklub', breadth: 'general' as const }), ...seen };
  const conflict = await post('/tilbud/jobklub/rediger', { ...mine, action: 'save' });
  const html = await conflict.text();

  expect(conflict.status).toBe(412);
  expect(html).toContain('Min jobklub');
  expect(html).toContain('Jobklub for alle');
  // Both changed the name, so nobody chooses for the person; only one changed each of the others.
  expect(field(html, 'valg-name-yours')).not.toContain('checked');
  expect(field(html, 'valg-name-stored')).not.toContain('checked');
  expect(field(html, 'valg-note-stored')).toContain('checked');
  expect(field(html, 'valg-breadth-yours')).toContain('checked');
  expect(html).not.toContain('id="valg-delivery"');

  const now = { ...mine, version: await version('jobklub') };
  const undecided = await post('/tilbud/jobklub/rediger', {
    ...now,
    action: 'merge',
    'choose:/note': 'stored',
    'choose:/breadth': 'yours',
  });
  expect(await undecided.text()).toContain('<a href="#valg-name">Navn</a>');

  const choices = { 'choose:/name': 'yours', 'choose:/note': 'stored', 'choose:/breadth': 'yours' };
  const merged = await (
    await post('/tilbud/jobklub/rediger', { ...now, ...choices, action: 'merge' })
  ).text();
  expect(field(merged, 'felt-name')).toContain('value="Min jobklub"');
  expect(merged).toContain('Rettet imens');

  const end = fieldsOf({ ...jobklub, name: 'Min jobklub', breadth: 'general', note: 'Rettet imens' });
  const saved = await post('/tilbud/jobklub/rediger', { ...end, version: now.version, action: 'save' });
  expect(saved.status).toBe(303);
  expect(await em.findOneOrFail(Offer, { code: 'jobklub' })).toMatchObject({
    name: 'Min jobklub',
    breadth: 'general',
    note: 'Rettet imens',
  });
});

test('rows come and go by buttons, and what stands in the form stays', async () => {
  const { post } = await randersApp();
  const typed = { ...fieldsOf(jobklub), '/name': 'Halvfærdigt', '/priceLines/0/amountOere': 'ikke færdig' };

  const more = await (await post('/tilbud/nyt', { ...typed, action: 'add:/priceLines' })).text();
  const fewer = await (await post('/tilbud/nyt', { ...typed, action: 'remove:/priceLines/0' })).text();

  expect(field(more, 'felt-name')).toContain('value="Halvfærdigt"');
  expect(field(more, 'felt-priceLines-0-amountOere')).toContain('value="ikke færdig"');
  expect(field(more, `felt-priceLines-${jobklub.priceLines.length}-year`)).toContain('autofocus');
  expect(more).not.toContain('form-error');
  expect(fewer).not.toContain('ikke færdig');
});

test('the list answers to its filter: offers, sum and file are of what is shown', async () => {
  const { get } = await randersApp();
  const wanted = randers.offers.filter(
    ({ purpose, years }) => purpose.type === 'integration' && years.includes(2024),
  );

  const html = await (await get('/tilbud?formaal=integration&aar=2024&sort=-price')).text();
  const file = await (await get('/tilbud.csv?formaal=integration&aar=2024&sort=-price')).arrayBuffer();
  const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(file);
  const [header, ...lines] = csv.trimEnd().split('\r\n');

  expect(html).toContain(`${wanted.length} af viftens ${randers.offers.length} tilbud vises`);
  expect(html).toMatch(/<th scope="col" class="number" aria-sort="descending">/);
  expect(csv.startsWith('\uFEFFKode;Navn;')).toBe(true);
  expect(header).toContain('Kroner 2024;Heraf antaget 2024');
  expect(header).not.toContain('2025');
  expect(new Set(lines.map(line => line.split(';')[0]))).toEqual(new Set(wanted.map(({ code }) => code)));
});

test('an offer whose price is unknown is said to be, and is never shown as nothing', async () => {
  const { get } = await randersApp();

  const list = await (await get('/tilbud?mangler=price')).text();
  const page = await (await get('/tilbud/fgu')).text();

  expect(list).toContain('<strong>ukendt</strong>');
  expect(page).toMatch(/Prisen er <strong>ukendt<\/strong> i 2024 og 2025/);
  expect(page).not.toMatch(/[^\d.]0 kr\.[^;]*<\/td>/);
});

test('an offer is deleted after a page that says what it means', async () => {
  const { get, post, em, version } = await randersApp();

  const question = await (await get('/tilbud/fast-track/slet')).text();
  const stale = await post('/tilbud/fast-track/slet', { version: '"00000000-9"' });
  const deleted = await post('/tilbud/fast-track/slet', { version: await version('fast-track') });

  expect(question).toContain('Tag tilbuddet ud');
  expect(question).toMatch(/1\.800\.000 kr\. mindre/);
  expect(stale.status).toBe(412);
  expect(deleted.headers.get('Location')).toBe('/tilbud');
  expect(await em.count(Offer, { code: 'fast-track', droppedOn: null })).toBe(0);
});

test('an offer nobody has is answered with a page that says so', async () => {
  const { get } = await randersApp();

  const page = await get('/tilbud/findes-ikke');

  expect(page.status).toBe(404);
  expect(await page.text()).toContain('Tilbuddet findes-ikke findes ikke.');
});

async function randersApp() {
  const { app, em } = await testApp({ world: randersWorld });
  const get = (path: string, cookie = '') => app.request(path, { headers: { ...host, Cookie: cookie } });
  const post = (path: string, fields: Record<string, string | string[]>) => app.request(path, form(fields));
  const api = async (path: string): Promise<unknown> =>
    (await get(`/api/portfolios/${randers.portfolio.code}${path}`)).json();
  const version = async (offer: string) =>
    (await get(`/api/portfolios/${randers.portfolio.code}/offers/${offer}`)).headers.get('ETag') ?? '';
  const base = async (offer: string) => {
    const html = await (await get(`/tilbud/${offer}/rediger`)).text();
    return /name="base" value="([^"]+)"/.exec(html)?.[1] ?? '';
  };
  return { em, get, post, api, version, base };
}

function form(fields: Record<string, string | string[]>) {
  const body = new URLSearchParams(
    Object.entries(fields).flatMap(([name, values]) =>
      [values].flat().map((value): [string, string] => [name, value]),
    ),
  );
  return {
    method: 'POST',
    body,
    headers: { ...host, 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'http://localhost' },
  };
}

/** The fields a browser would send for an offer as it stands. */
function fieldsOf(offer: NewOffer): Record<string, string[]> {
  return Object.fromEntries([...typedFrom(NewOffer, offer)].map(([at, values]) => [at, [...values]]));
}

/** The start tag of the element with the id. */
function field(html: string, id: string): string {
  return new RegExp(`<[^<>]* id="${id}"[^<>]*>`).exec(html)?.[0] ?? `no ${id}`;
}

function cookieOf(reply: Response): string {
  return reply.headers.get('Set-Cookie')?.split(';')[0] ?? '';
}
