import { expect, test } from 'vitest';
import { randers } from '../../../fixtures/randers-2024-2025/index.ts';
import { Portfolio } from '../../../src/offers/portfolio.entity.ts';
import { NewPortfolio } from '../../../src/offers/portfolio.schema.ts';
import { Supplier } from '../../../src/suppliers/supplier.entity.ts';
import { TargetGroup } from '../../../src/target-groups/target-group.entity.ts';
import { typedFrom } from '../../../src/shared/page/form.ts';
import { etagOf } from '../../../src/database/transaction.ts';
import { testApp } from '../../app.ts';
import { randersWorld } from '../../randers-world.ts';
import type { World } from '../../world.ts';

const frame = { year: 2026, amountOere: 100_000_000, basis: 'estimate', source: null, note: null };
const small = NewPortfolio.parse({
  code: 'lille-kommune-viften-2026',
  title: 'Viften 2026',
  municipality: 'Lille Kommune',
  frames: [frame],
  addresses: [],
  countBasis: { unit: 'full-year-persons', kind: 'budget', period: '2025' },
  note: null,
});

test('where there is no vifte every page leads to the form that makes the first', async () => {
  const { get, post, em } = await app();

  for (const path of ['/tilbud', '/maalgrupper', '/leverandoerer', '/vifte', '/tilbud/nyt'])
    expect((await get(path)).headers.get('Location')).toBe('/vifte/ny');
  const form = await (await get('/vifte/ny')).text();
  const wrong = await post('/vifte/ny', { '/title': 'Viften 2026', action: 'save' });
  const made = await post('/vifte/ny', { ...fields(small), '/code': '', action: 'save' });

  expect(form).toContain('Der er ingen tilbudsvifte endnu.');
  expect(wrong.status).toBe(422);
  expect(made.headers.get('Location')).toBe('/tilbud?vifte=lille-kommune-viften-2026');
  expect(await em.count(Portfolio)).toBe(1);
  expect(await (await get('/tilbud')).text()).toContain('Viften har ingen tilbud endnu.');
});

test('with several viftes the newest is shown, and links stay with another that is chosen', async () => {
  const { get, post } = await app(randersWorld);
  await post('/vifte/ny', { ...fields(small), '/code': '', action: 'save' });

  const newest = await (await get('/tilbud')).text();
  const chosen = await (await get(`/tilbud?vifte=${randers.portfolio.code}`)).text();
  const unknown = await get('/tilbud?vifte=findes-ikke');

  expect(newest).toContain('Viften 2026');
  expect(newest).toContain(`href="/?vifte=${randers.portfolio.code}"`);
  expect(chosen).toContain(`href="/tilbud/fast-track?vifte=${randers.portfolio.code}"`);
  expect(unknown.status).toBe(404);
});

test('a frame is changed with its basis, and who comes second is shown what the first wrote', async () => {
  const { get, post, em } = await app(randersWorld);
  const stored = await em.findOneOrFail(Portfolio, { code: randers.portfolio.code });
  const portfolio = NewPortfolio.parse(randers.portfolio);
  const typed = { ...fields(portfolio), version: etagOf(stored), action: 'save' };

  const first = await post('/vifte/rediger', { ...typed, '/frames/0/amountOere': '76 mio.' });
  const second = await post('/vifte/rediger', { ...typed, '/frames/0/amountOere': '77 mio.' });
  const page = await (await get('/vifte')).text();

  expect(first.status).toBe(303);
  expect(second.status).toBe(412);
  expect(await second.text()).toContain('76.000.000');
  expect(page).toContain('76.000.000 kr.');
});

test('the target groups show their persons with source, who is addressed and who has offers', async () => {
  const { get } = await app(randersWorld);

  const list = await (await get('/maalgrupper')).text();
  const group = await (await get('/maalgrupper/kontanthjaelp')).text();

  expect(list).toMatch(/Viften henvender sig til 13 af 16 ydelsesgrupper/);
  expect(rowOf(list, 'Førtidspensionister')).toContain('4.620');
  expect(rowOf(list, 'Førtidspensionister')).toContain('>nej<');
  expect(rowOf(list, 'Forsikrede ledige')).toContain('1.110');
  expect(rowOf(list, 'Forsikrede ledige')).toContain('href="/tilbud?maalgruppe=forsikrede-ledige"');
  expect(group).toContain('Jobparate kontanthjælpsmodtagere');
  expect(group).toContain('1.140 helårspersoner');
});

test('a target group is made with a count; one placed under itself is refused at its field', async () => {
  const { post, em } = await app(randersWorld);
  const typed = {
    '/name': 'Ledige akademikere',
    '/kind': 'part',
    '/parent': 'forsikrede-ledige',
    '/headcounts/0/count': '1.110',
    '/headcounts/0/unit': 'full-year-persons',
    '/headcounts/0/kind': 'budget',
    '/headcounts/0/period': '2023',
    '/headcounts/0/source/document': 'referat-2023-04-12',
    action: 'save',
  };

  const made = await post('/maalgrupper/ny', typed);
  const group = await em.findOneOrFail(TargetGroup, { code: 'ledige-akademikere' });
  const circle = await post('/maalgrupper/ledige-akademikere/rediger', {
    ...typed,
    '/parent': 'ledige-akademikere',
    version: etagOf(group),
  });

  expect(made.headers.get('Location')).toBe('/maalgrupper/ledige-akademikere');
  expect(group.headcounts).toMatchObject([{ count: 1110 }]);
  expect(circle.status).toBe(422);
  expect(await circle.text()).toContain('<a href="#felt-parent">');
});

test('a supplier with offers is not deleted, one without is', async () => {
  const { get, post, em } = await app(randersWorld);
  await post('/leverandoerer/ny', { '/name': 'Nyt Værksted', '/kind': 'company', action: 'save' });
  const idle = await em.findOneOrFail(Supplier, { code: 'nyt-vaerksted' });
  const busy = await em.findOneOrFail(Supplier, { code: 'tradium' });

  const question = await (await get('/leverandoerer/tradium/slet')).text();
  const refused = await post('/leverandoerer/tradium/slet', { version: etagOf(busy) });
  const deleted = await post('/leverandoerer/nyt-vaerksted/slet', { version: etagOf(idle) });

  expect(question).not.toContain('Slet leverandøren');
  expect(refused.status).toBe(409);
  expect(deleted.status).toBe(303);
  expect(await em.count(Supplier)).toBe(randers.suppliers.length);
});

test('every page is under 150 kB of HTML', async () => {
  const { get } = await app(randersWorld);
  const paths = [
    '/tilbud',
    '/tilbud/nyt',
    '/maalgrupper',
    '/maalgrupper/ny',
    '/leverandoerer',
    '/vifte',
    '/vifte/rediger',
    ...pagesOf(randers.offers, '/tilbud'),
    ...pagesOf(randers.targetGroups, '/maalgrupper'),
  ];

  for (const path of paths) {
    const reply = await get(path);
    const { byteLength } = await reply.arrayBuffer();
    expect({ path, status: reply.status, small: byteLength < 150_000 }).toEqual({
      path,
      status: 200,
      small: true,
    });
  }
});

function pagesOf(things: { code: string }[], at: string): string[] {
  return things.flatMap(({ code }) => [`${at}/${code}`, `${at}/${code}/rediger`]);
}

async function app(world?: World) {
  const { app, em } = await testApp(world && { world });
  const headers = { Host: 'localhost' };
  return {
    em,
    get: (path: string) => app.request(path, { headers }),
    post: (path: string, typed: Record<string, string>) =>
      app.request(path, {
        method: 'POST',
        body: new URLSearchParams(typed),
        headers: {
          ...headers,
          'Content-Type': 'application/x-www-form-urlencoded',
          Origin: 'http://localhost',
        },
      }),
  };
}

/** The fields a browser would send for a portfolio with at most one group addressed. */
function fields(portfolio: NewPortfolio): Record<string, string> {
  return Object.fromEntries(
    [...typedFrom(NewPortfolio, portfolio)].map(([at, values]) => [at, values[0] ?? '']),
  );
}

/** The row of a table whose heading holds the name. */
function rowOf(html: string, name: string): string {
  return html.split('<tr>').find(row => row.includes(`>${name}</a></th>`)) ?? `no row of ${name}`;
}
