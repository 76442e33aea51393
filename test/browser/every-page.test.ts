import { beforeAll, expect, test } from 'vitest';
import { axeViolations, inBrowser, overflow } from './browser.ts';
import { makeScenarios } from './made-scenarios.ts';

const open = inBrowser();
beforeAll(async () => makeScenarios(await open.page({ width: 1280 })));

const paths = [
  '/',
  '/balance',
  '/balance?aar=2024',
  '/effekt',
  '/effekt?periode=2022Q3&fra=2020Q3',
  '/effekt/forsikrede-ledige',
  '/effekt/kvinder-flygtningebaggrund',
  '/effekt/unge-autisme',
  '/effekt/kontanthjaelp',
  '/tilbud',
  '/tilbud?formaal=integration&q=job&sort=-price',
  '/tilbud?q=findes+ikke',
  '/tilbud/kvinder-i-job',
  '/tilbud/vejen-til-job',
  '/tilbud/fgu',
  '/tilbud/nyt',
  '/tilbud/vejen-til-job/rediger',
  '/tilbud/fast-track/slet',
  '/maal',
  '/maal?plan=supervision-2023',
  '/maal?plan=findes-ikke&status=met',
  '/maalgrupper',
  '/maalgrupper/kontanthjaelp',
  '/maalgrupper/ny',
  '/maalgrupper/kontanthjaelp/rediger',
  '/maalgrupper/kontanthjaelp/slet',
  '/leverandoerer',
  '/leverandoerer/ny',
  '/leverandoerer/tradium/rediger',
  '/leverandoerer/tradium/slet',
  '/vifte',
  '/vifte/rediger',
  '/vifte/ny',
  '/scenarier',
  '/scenarier/nyt',
  '/scenarier/flere-pladser',
  '/scenarier/mere-evidens',
  '/scenarier/mere-evidens/slet',
  '/scenarier/mere-evidens/valg',
  '/scenarier/mere-evidens/tilbud/nyt',
  '/scenarier/mere-evidens/tilbud/mentorer',
  '/scenarier/sammenlign',
  '/scenarier/sammenlign?s=flere-pladser&s=mere-evidens&today=2023-05-01',
  '/udbud?today=2023-04-13',
  '/udbud/udbud-2024-2025',
  '/udbud/udbud-2024-2025?today=2023-04-13&fase=6&dage=10',
  '/udbud/udbud-2024-2025?today=2023-04-13&fase=&dage=x',
  '/udbud/udbud-2024-2025/faser/4?today=2023-04-13',
  '/udbud/udbud-2024-2025/faser/3/beslutning',
  '/udbud/udbud-2024-2025/faser/2/haendelse',
  '/udbud/udbud-2024-2025/milepaele/bids',
  '/udbud/udbud-2024-2025/milepaele/ny',
  '/udbud/udbud-2024-2025/planer',
  '/udbud/udbud-2024-2025/planer/ny',
  '/udbud/udbud-2024-2025/historik',
  '/udbud/udbud-2024-2025/delaftaler',
  '/udbud/udbud-2024-2025/delaftaler/ny',
  '/udbudspligt',
  '/udbudspligt?dato=2026-03-01',
  '/udbudspligt/kvinder-i-job',
  '/udbudspligt/kvinder-i-job/vurdering',
  '/udbudspligt/kvinder-i-job/vilkaar',
  '/udbudspligt/kvinder-i-job/vilkaar?art=recurring',
  '/udbudspligt/kvinder-i-job/hjemtagelse/rediger',
  '/scenarier/graense',
  '/udvalg',
  '/udvalg?today=2023-05-09',
  '/udvalg/moeder/nyt',
  '/udvalg/moeder/beskaeftigelsesudvalget-2023-04-12',
  '/udvalg/moeder/beskaeftigelsesudvalget-2023-06-13?today=2023-05-09',
  '/udvalg/moeder/beskaeftigelsesudvalget-2023-06-13/rediger',
  '/udvalg/moeder/beskaeftigelsesudvalget-2023-06-13/dagsorden',
  '/udvalg/moeder/beskaeftigelsesudvalget-2023-12-12/slet',
  '/udvalg/sager/ny',
  '/udvalg/sager/arbejdskraftprognose-2023',
  '/udvalg/sager/udbudsproces-2024-2025/rediger',
  '/udvalg/sager/principdroeftelse-udbud/dagsorden?today=2023-05-01',
  '/udvalg/sager/principdroeftelse-udbud/beslutning?today=2023-05-09',
  '/udvalg/sager/budgetproces-2023/slet',
  '/effekt/import',
  '/api',
  '/api?opslag=createOffer',
  '/api?opslag=readBalance',
  '/findes-ikke',
];

test('the look-out sees: a page with a fault, too wide, is found to be', async () => {
  const page = await open.page({ width: 320 });
  await page.goto('/vifte/ny');
  await page.evaluate(
    `document.querySelector('main').innerHTML = '<img src="data:,"><table><tr><td>${'x'.repeat(80)}</td></tr></table>'`,
  );

  expect((await axeViolations(page)).join(' ')).toContain('image-alt');
  expect(await overflow(page)).toBeGreaterThan(0);
});

for (const width of [1280, 320]) {
  test(`at ${width} px no page has a fault axe can find, scrolls sideways or makes the browser complain`, async () => {
    const page = await open.page({ width });
    const faults: string[] = [];
    for (const path of paths) {
      await page.goto(path);
      const wide = await overflow(page);
      if (wide > 0) faults.push(`${path}: ${wide} px too wide`);
      faults.push(...(await axeViolations(page)).map(fault => `${path}: ${fault}`));
    }
    const unexpected = page.complaints.filter(text => !text.includes('404'));

    expect(faults).toEqual([]);
    expect(unexpected).toEqual([]);
  });
}

test('a form with mistakes and a conflict have no fault either, at either width', async () => {
  for (const width of [1280, 320]) {
    const page = await open.page({ width });
    await page.goto('/tilbud/nyt');
    await page.getByRole('button', { name: 'Opret tilbuddet' }).click();
    await page.getByRole('alert').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);

    const other = await open.page({ width });
    for (const each of [page, other]) await each.goto('/tilbud/ips/rediger');
    for (const [each, name] of [
      [page, `Først ${width}`],
      [other, `Sidst ${width}`],
    ] as const) {
      await each.getByLabel('Navn').fill(name);
      await each.getByRole('button', { name: 'Gem' }).last().click();
      await each.waitForLoadState();
    }
    await other.getByText('En anden har gemt ændringer').waitFor();
    expect(await other.getByText(`Først ${width}`).count()).toBeGreaterThan(0);
    expect(await axeViolations(other)).toEqual([]);
    expect(await overflow(other)).toBe(0);
  }
});

test('on a tablet and on A4 no page is wider than the paper', async () => {
  const tablet = await open.page({ width: 768 });
  const paper = await open.page({ width: 688 });
  await paper.emulateMedia({ media: 'print' });
  const wide: string[] = [];
  for (const path of paths) {
    for (const page of [tablet, paper]) {
      await page.goto(path);
      if ((await overflow(page)) > 0) wide.push(`${path} at ${page.viewportSize()?.width}`);
    }
  }

  expect(wide).toEqual([]);
});

test('the reason for an assumed figure comes up on hover, on focus and in print, and goes with Escape', async () => {
  const page = await open.page({ width: 1280 });
  await page.goto('/tilbud/kvinder-i-job');
  const mark = page.locator('.assumed').first();
  const reason = mark.locator('.assumed-reason');
  const seen = async () => ((await reason.boundingBox())?.width ?? 0) > 50;

  expect(await seen()).toBe(false);
  await mark.hover();
  expect(await seen()).toBe(true);
  await page.keyboard.press('Escape');
  expect(await seen()).toBe(false);
  await page.mouse.move(0, 0);
  await mark.focus();
  expect(await seen()).toBe(true);
  await page.keyboard.press('Escape');
  expect(await seen()).toBe(false);
  await page.locator('h1').click();
  await page.emulateMedia({ media: 'print' });
  expect(await seen()).toBe(true);
});
