import { createServer } from 'node:http';
import { deflateRawSync } from 'node:zlib';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { LabelMapping, Observation } from '../../../src/outcomes/observation.entity.ts';
import { ImportDraft, ImportDraftPart } from '../../../src/outcomes/import/import-draft.entity.ts';
import { importWorld } from './import-world.ts';

const two = [
  'Målgruppe;Måling;Område;Periode;Tæller;Nævner',
  'A-dagpenge;i-arbejde;randers;2023Q1;48;80',
  'sygedagpenge;i-arbejde;randers;2023Q1;30;90',
].join('\n');

async function pages() {
  const world = await importWorld();
  const { app } = world;
  const upload = async (content: string, name = 'tal.csv') => {
    const form = new FormData();
    form.set('document', 'Udtræk');
    form.set('file', new File([content], name));
    return app.request('/effekt/import', { method: 'POST', headers: { Host: 'localhost' }, body: form });
  };
  const get = async (path: string) => {
    const reply = await app.request(path, { headers: { Host: 'localhost' } });
    return { status: reply.status, html: await reply.text(), refresh: reply.headers.get('Refresh') };
  };
  /** As the page stands when the work behind it is done. */
  const settled = async (path: string) => {
    let page = await get(path);
    for (let i = 0; page.refresh !== null && i < 50; i += 1) page = await get(path);
    return page;
  };
  const post = (path: string, fields: Record<string, string>) =>
    app.request(path, {
      method: 'POST',
      headers: { Host: 'localhost' },
      body: new URLSearchParams({ document: 'Udtræk', section: '', basis: 'document', ...fields }),
    });
  return { ...world, upload, settled, post };
}

test('a file is looked at, a word of it is corrected and remembered, and it is taken in once', async () => {
  const { upload, settled, post, stored, em } = await pages();

  expect((await settled('/effekt/import')).html).toContain('Der er ikke taget tal ind endnu.');
  const uploaded = await upload(two);
  expect(uploaded.status).toBe(303);
  const address = uploaded.headers.get('Location') ?? '';
  const first = await settled(address);
  expect(first.html).toContain('Der mangler ét valg');
  expect(first.html).toContain('«A-dagpenge» kendes ikke');
  expect(first.html).not.toContain('Tag tallene ind');
  expect(await stored()).toEqual([]);

  const choice = { 'label:target-group:0': 'A-dagpenge', 'code:target-group:0': 'Forsikrede ledige' };
  await post(address, { action: 'look', ...choice });
  const second = await settled(address);
  expect(second.html).toContain('2 tal er nye. Intet er gemt endnu.');
  expect(second.html).toContain('Tag tallene ind');

  await post(address, { action: 'store' });
  expect((await settled(address)).html).toContain('2 nye tal, 0 rettede og 0 uændrede');
  expect(await stored()).toEqual([
    'forsikrede-ledige i-arbejde randers 2023Q1 48/80',
    'sygedagpenge i-arbejde randers 2023Q1 30/90',
  ]);
  expect(await em.findOne(LabelMapping, { label: 'A-dagpenge' })).toMatchObject({
    code: 'forsikrede-ledige',
  });
  expect([await em.count(ImportDraft), await em.count(ImportDraftPart)]).toEqual([0, 0]);
  expect((await settled('/effekt/import')).html).toContain('Der er taget tal ind én gang, sidst ');

  const again = (await upload(two)).headers.get('Location') ?? '';
  const third = await settled(again);
  expect(third.html).toContain('husket fra sidst');
  expect(third.html).toContain('Ingen tal er nye, og 2 står her i forvejen');
  await post(again, { action: 'store', newest: '1' });
  expect((await settled(again)).html).toContain('Alle 2 tal stod her i forvejen');
});

test('the form sent twice leads to the same page, which tells where the figures are', async () => {
  const { upload, settled, post, em } = await pages();
  const address =
    (await upload(two.replace('A-dagpenge', 'Forsikrede ledige'))).headers.get('Location') ?? '';
  await settled(address);

  const first = await post(address, { action: 'store' });
  await settled(address);
  const second = await post(address, { action: 'store' });

  expect([first.status, second.status, second.headers.get('Location')]).toEqual([303, 303, address]);
  const { html } = await settled(address);
  expect(html).toContain('href="/effekt/sygedagpenge?maaling=i-arbejde&amp;periode=2023Q1"');
  expect(html).toContain('I arbejde eller uddannelse, Randers, 1. kvartal 2023 (1 tal)');
  expect(await em.count(Observation)).toBe(2);
});

test('a file looked at before others were taken in is to be looked at again', async () => {
  const { upload, settled, post, send, stored } = await pages();
  const file = two.replace('A-dagpenge', 'Forsikrede ledige');
  const address = (await upload(file)).headers.get('Location') ?? '';
  const newest = /name="newest" value="(\d+)"/.exec((await settled(address)).html)?.[1] ?? '';
  await send(file.replace(';48;', ';50;').replace('Forsikrede ledige', 'forsikrede-ledige'));

  const reply = await post(address, { action: 'store', newest });

  expect(reply.headers.get('Location')).toBe(`${address}?nyere=ja`);
  const { html } = await settled(`${address}?nyere=ja`);
  expect(html).toContain('Der er taget andre tal ind, siden du så filen');
  expect(await stored()).toContain('forsikrede-ledige i-arbejde randers 2023Q1 50/80');
  const again = /name="newest" value="(\d+)"/.exec(html)?.[1] ?? '';
  await post(address, { action: 'store', newest: again });
  expect((await settled(address)).html).toContain('0 nye tal, 1 rettet og 1 uændret');
});

test('a word that is none of ours is kept and told of, and ours may be written in other letters', async () => {
  const { upload, settled, post } = await pages();
  const address = (await upload(two.replaceAll('2023Q1', 'forår'))).headers.get('Location') ?? '';
  const labels = {
    'label:target-group:0': 'A-dagpenge',
    'label:period:0': 'forår',
    'label:area:0': 'randers',
    'code:area:0': 'Randers',
  };

  const wrong = { 'code:target-group:0': 'Forsikrede', 'code:period:0': '1. halvår 2023' };
  await post(address, { action: 'look', ...labels, ...wrong });
  const { html } = await settled(address);
  expect(html).toContain('samme ord som vores');
  expect(html).toContain('vi har ingen målgruppe, der hedder «Forsikrede»');
  expect(html).toContain('ingen periode skrives «1. halvår 2023»');
  expect(html).toContain('value="Forsikrede"');

  const right = { 'code:target-group:0': 'forsikrede ledige', 'code:period:0': '1. kvartal 2023' };
  await post(address, { action: 'look', ...labels, ...right });
  expect((await settled(address)).html).toContain('2 tal er nye');
});

test('a file that is still coming, or was cut off, is no file yet', async () => {
  const { em, settled, post, stored } = await pages();
  const draft = em.create(ImportDraft, {
    fileName: 'halv.csv',
    table: null,
    checksum: '',
    format: 'csv',
    size: 0,
    basis: 'document',
    source: null,
    mapping: {},
  });
  em.create(ImportDraftPart, { draft, number: 0, content: deflateRawSync(two) });
  await em.flush();

  expect((await settled('/effekt/import')).html).not.toContain('halv.csv');
  expect((await settled(`/effekt/import/${draft.id}`)).status).toBe(404);
  expect((await post(`/effekt/import/${draft.id}`, { action: 'store' })).status).toBe(404);
  expect(await stored()).toEqual([]);
});

test('what is left out is not taken in, and a file can be thrown away', async () => {
  const { upload, settled, post, stored, em } = await pages();
  const address = (await upload(two)).headers.get('Location') ?? '';

  await post(address, {
    action: 'look',
    'label:target-group:0': 'A-dagpenge',
    'code:target-group:0': 'Tages ikke med',
  });
  expect((await settled(address)).html).toContain('1 tal er nyt');
  await post(address, { action: 'discard' });

  expect((await settled(address)).status).toBe(404);
  expect(await stored()).toEqual([]);
  expect(await em.count(ImportDraftPart)).toBe(0);
});

test('errors stand with their line, and nothing can be taken in', async () => {
  const { upload, settled } = await pages();
  const address = (await upload(two.replace(';90', ';9'))).headers.get('Location') ?? '';

  const { html } = await settled(address);

  expect(html).toContain('den har én fejl');
  expect(html).toMatch(/Linje 3.*kolonnen Tæller.*større end nævneren/s);
  expect(html).not.toContain('Tag tallene ind');
});

test.each([
  ['in the file', 'tal.csv', two.replace('A-dagpenge', '010190-1234')],
  ['in its name', '010190-1234.csv', two],
])('a personal number %s is refused on the page, and nothing is kept', async (_, name, content) => {
  const { upload, em } = await pages();

  const reply = await upload(content, name);

  expect(reply.status).toBe(422);
  const html = await reply.text();
  expect(html).toContain('CPR');
  expect(html).not.toMatch(/010190|1234/);
  expect([await em.count(ImportDraft), await em.count(ImportDraftPart), await em.count(Observation)]).toEqual(
    [0, 0, 0],
  );
});

test('a table of jobindsats is described before it is fetched', async () => {
  const hierarchies = [{ id: 'omraade', name: 'Område', levels: [{ values: [1] }, { values: [2, 3] }] }];
  const other = createServer((_, reply) =>
    reply.end(JSON.stringify({ periods: ['2024Q4', '2025Q1'], dimensions: [{ hierarchies }] })),
  );
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const { database } = await importWorld();
  const app = createApp({
    database,
    log: pino({ level: 'silent' }),
    today: () => '2026-11-21',
    hosts: new Set(['localhost']),
    jobindsats: { baseUrl, token: 'noegle' },
  });

  const reply = await app.request('/effekt/import/jobindsats', {
    method: 'POST',
    headers: { Host: 'localhost' },
    body: new URLSearchParams({ table: 'y01b15', action: 'describe' }),
  });
  other.close();

  const html = await reply.text();
  expect(html).toContain('2 perioder, fra 4. kvartal 2024 til 1. kvartal 2025');
  expect(html).toMatch(/Område \(<code>omraade<\/code>\), 3 værdier/);
  expect(html).toContain('value="y01b15"');
  expect(html).toContain('>omraade=/</textarea>');
});

test('without a file, with a spreadsheet, and without a key to jobindsats, the page says what to do', async () => {
  const { upload, settled, app } = await pages();
  const none = await app.request('/effekt/import', {
    method: 'POST',
    headers: { Host: 'localhost' },
    body: new FormData(),
  });

  expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('Vælg en fil')]);
  expect(await (await upload('PK\u{3}\u{4}\0\0', 'tal.xlsx')).text()).toContain('Gem regnearket som CSV');
  expect((await settled('/effekt/import')).html).toContain('JOBINDSATS_TOKEN');
});
