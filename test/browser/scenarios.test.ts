import { expect, test } from 'vitest';
import { z } from 'zod';
import { axeViolations, inBrowser, overflow } from './browser.ts';
import { makeScenarios, presentScenario } from './made-scenarios.ts';

const open = inBrowser();
const seenFrom = 'today=2023-05-01';
const vifte = '/api/portfolios/randers-2024-2025';
const Offers = z.object({
  items: z.array(
    z.object({
      code: z.string(),
      binding: z.object({ statutory: z.boolean(), contractUntil: z.string().nullable() }),
    }),
  ),
});

test('two scenarios are made, one breaks the frame by a named amount and makes a tender duty, and both are compared on one sheet', async () => {
  const page = await open.page({ width: 1280 });
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Scenarier' }).click();
  await page.getByRole('link', { name: 'Lav et scenarie' }).click();
  await page.getByLabel('Navn').fill('Fastholdelse til flere');
  await page.getByRole('button', { name: 'Lav scenariet' }).click();
  const answer = page.locator('.live .answer');
  expect(await answer.innerText()).toContain('holder rammen');

  // 1.500 kr. × 16 weeks × 120 = 2.880.000 kr., 2.280.000 more than for 25; 73.983.000 of 75.500.000 kr. were used in 2024
  await page.getByLabel('Pladser i Rummelig iMidt').fill('120');
  await expect.poll(() => answer.innerText()).toMatch(/bryder rammen for 2024 med 0,8\smio\.\skr\./);
  expect(await answer.innerText()).toContain('giver en ny udbudspligt');
  expect(await page.locator('#scenarie-tal').innerText()).toContain('Fastholdelse: 1 eksternt tilbud');
  await page.getByRole('button', { name: 'Gem' }).last().click();
  await page.getByText('Fastholdelse til flere er gemt.').waitFor();

  await page.getByRole('link', { name: 'Byg videre på det' }).click();
  await page.getByLabel('Navn').fill('Uden boligområder');
  await page.getByLabel('Bygger videre på scenariet').selectOption('');
  await page.getByRole('button', { name: 'Lav scenariet' }).click();
  await page.getByLabel('Ekstra jobindsats i to boligområder bortfalder').check();
  await expect.poll(() => page.locator('#scenarie-tal').innerText()).toContain('Kontrakt løber videre');
  await page.getByRole('button', { name: 'Gem' }).last().click();
  await page.getByText('Uden boligområder er gemt.').waitFor();

  await page.getByRole('navigation', { name: 'Brødkrumme' }).getByRole('link', { name: 'Scenarier' }).click();
  await page.getByLabel('Sammenlign Fastholdelse til flere').check();
  await page.getByLabel('Sammenlign Uden boligområder').check();
  await page.getByRole('button', { name: 'Sammenlign de valgte' }).click();
  const first = page.locator('.compare .answer');
  expect(await first.innerText()).toMatch(
    /Fastholdelse til flere bryder rammen for 2024 med 0,8\smio\.\skr\./,
  );
  expect(await page.locator('.scenario-card').first().innerText()).toContain('Ny udbudspligt.');
  // figures asked for just before the page was left
  expect(page.complaints.filter(text => !text.endsWith('net::ERR_ABORTED'))).toEqual([]);

  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
});

test('what is typed is undone before it is saved, and what is saved is undone after', async () => {
  const page = await open.page({ width: 1280 });
  await makeScenarios(page);
  await page.goto(`/scenarier/flere-pladser?${seenFrom}`);
  const answer = page.locator('.live .answer');
  const places = page.getByLabel('Pladser i Rummelig iMidt');
  await places.fill('30');
  await places.blur();
  await expect.poll(() => answer.innerText()).toContain('holder rammen');
  await page.getByRole('button', { name: 'Fortryd' }).first().click();
  await expect.poll(() => places.inputValue()).toBe('120');
  await expect.poll(() => answer.innerText()).toContain('bryder rammen');

  await places.fill('30');
  await page.getByRole('button', { name: 'Gem' }).last().click();
  await page.getByText('Flere pladser er gemt.').waitFor();
  expect(await places.inputValue()).toBe('30');
  await page.getByRole('button', { name: 'Fortryd' }).first().click();
  await page.getByText('Den seneste ændring er fortrudt.').waitFor();
  expect(await places.inputValue()).toBe('120');
});

test('without JavaScript at 320 px a button shows what the change means and mistakes keep what was typed', async () => {
  const page = await open.page({ width: 320, script: false });
  await page.goto('/scenarier/flere-pladser');
  await page.getByLabel('Pladser i Rummelig iMidt').fill('0');
  await page.getByLabel('Pris for Jobklub i 2024').fill('halvanden');
  await page.getByRole('button', { name: 'Se hvad det betyder' }).first().click();
  const summary = page.getByRole('alert');
  expect(await summary.innerText()).toContain('ret 2 fejl');
  expect(await page.getByLabel('Pris for Jobklub i 2024').inputValue()).toBe('halvanden');
  expect(await overflow(page)).toBe(0);

  await page.getByLabel('Pladser i Rummelig iMidt').fill('26');
  await page.getByLabel('Pris for Jobklub i 2024').fill('1,5 mio.');
  await page.getByRole('button', { name: 'Se hvad det betyder' }).first().click();
  expect(await page.locator('.live').innerText()).toContain('Ikke gemt endnu.');
  expect(await page.locator('.live').innerText()).toContain('Ændringer: 2');
});

test('a presented scenario is chosen by a committee’s decision and becomes the vifte', async () => {
  const page = await open.page({ width: 1280 });
  await presentScenario(page, 'flere-pladser');
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.getByLabel('Pladser i Rummelig iMidt').count()).toBe(0);
  await page.goto('/udvalg/sager/valg-af-leverandoerer/beslutning?indstilling=1&today=2023-11-14');
  await page.getByLabel('Udfald').selectOption({ label: 'Godkendt' });
  await page.getByRole('button', { name: 'Skriv beslutningen ind' }).click();
  await page.getByText('Scenariet Flere pladser blev valgt').first().waitFor();
  await page.goto('/scenarier/flere-pladser');
  expect(await page.locator('.answer').innerText()).toContain('intet er ændret siden');
  expect(await axeViolations(page)).toEqual([]);
  await page.goto('/tilbud/rummelig-imidt');
  expect(await page.locator('main').innerText()).toContain('120');
  await page.goto('/scenarier/mere-evidens');
  expect(await page.getByText('Viften er ændret, siden scenariet blev lavet').count()).toBe(1);
  expect(page.complaints).toEqual([]);
});

test('five scenarios of which two change half of the vifte are printed on one sheet too', async () => {
  const page = await open.page({ width: 1280 });
  const { items } = Offers.parse(await (await page.request.get(`${vifte}/offers?limit=100`)).json());
  const codes = ['foerste', 'andet', 'tredje', 'fjerde', 'femte'];
  for (const [i, code] of codes.entries()) {
    const changed = items
      .filter(({ binding }) => !binding.statutory && binding.contractUntil === null)
      .slice(i, i + (i < 2 ? 22 : 1));
    const made = await page.request.post(`${vifte}/scenarios`, {
      data: {
        code,
        name: `Det ${code} scenarie`,
        reason: null,
        copiedFrom: null,
        changes: changed.map(({ code: offer }, place) =>
          place % 10 === 0
            ? { kind: 'drop', offer }
            : { kind: 'scale', offer, places: 30 + i, fixedAmounts: 'stay' },
        ),
      },
    });
    expect(made.status()).toBe(201);
  }
  for (const many of [4, 5]) {
    await page.goto(
      `/scenarier/sammenlign?${codes
        .slice(0, many)
        .map(code => `s=${code}`)
        .join('&')}`,
    );
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
  }
});
