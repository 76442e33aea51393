import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axeViolations, inBrowser, overflow } from './browser.ts';

const open = inBrowser();
const tender = '/udbud/udbud-2024-2025';

test('the day of the notice decides the threshold, and the page says why', async () => {
  const page = await open.page({ width: 1280, script: false });
  await page.goto('/udbudspligt');
  expect(await main(page)).toContain('Bekendtgørelsen er sat til 16. august 2023.');

  await page.getByLabel('Bekendtgørelsen offentliggøres').fill('2023-12-31');
  await page.getByRole('button', { name: 'Screen for den dag' }).click();
  expect(await main(page)).toMatch(/tærskelværdierne for 2022–2023[^]*5\.588\.175 kr\./);
  await page.getByLabel('Bekendtgørelsen offentliggøres').fill('2024-01-01');
  await page.getByRole('button', { name: 'Screen for den dag' }).click();
  expect(await main(page)).toMatch(/tærskelværdierne for 2024–2025[^]*5\.581\.350 kr\./);
  expect(await main(page)).toContain('Kun opdelingen holder kontrakterne under grænsen');
  expect((await main(page)).toLowerCase()).not.toContain('lovlig');
});

test('terms entered with VAT are counted without, and the assessment stands over the screening with both visible', async () => {
  const page = await open.page({ width: 1280, script: false });
  await page.goto('/udbudspligt/rummelig-imidt');
  await page.getByRole('link', { name: 'Skriv kontraktvilkår' }).click();
  await page.getByRole('link', { name: 'Månedlig betaling uden samlet pris' }).click();
  const monthly = page.getByRole('group', { name: 'Månedlig betaling' });
  await monthly.getByLabel('Beløb').fill('150.000');
  await monthly.getByLabel('Grundlag').selectOption('Kontrakt');
  await page.getByLabel('Måneder med optioner').fill('0');
  await page.getByRole('button', { name: 'Gem vilkårene' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('Moms: Udfyld feltet.');
  expect(await monthly.getByLabel('Beløb').inputValue()).toBe('150.000');
  await monthly.getByLabel('Moms').selectOption('Med 25 % moms');
  await page.getByRole('button', { name: 'Gem vilkårene' }).click();

  expect(await answer(page)).toContain('Værdi 5.760.000 kr.');
  expect(await main(page)).toContain('48 × 120.000 kr.');
  expect(await main(page)).toContain('Indtastet 150.000 kr. med moms.');

  await page.getByRole('link', { name: 'Skriv rådgiverens vurdering' }).click();
  await page.getByRole('button', { name: 'Skriv vurderingen ind' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('ret 2 fejl');
  await page.getByLabel('Vurdering', { exact: true }).selectOption('Ingen udbudspligt');
  await page.getByLabel('Begrundelse').fill('Tilbuddet gives som tilskud efter ansøgning.');
  await page.getByRole('button', { name: 'Skriv vurderingen ind' }).click();

  expect(await answer(page)).toContain('Rådgiveren vurderede 21. november 2026: Ingen udbudspligt.');
  expect(await main(page)).toContain('Screeningen svarer for sig: Værdi 5.760.000 kr.');
  await page.goto('/udbudspligt');
  expect(await page.getByRole('row', { name: 'Rummelig iMidt' }).innerText()).toMatch(
    /Ingen udbudspligt[^]*rådgiverens vurdering; screeningen svarer: udbudspligt efter light-ordningen/,
  );
});

test('insourcing is set beside tendering, month by month', async () => {
  const page = await open.page({ width: 1280 });
  await page.goto('/udbudspligt/kvinder-i-job');
  await page.getByRole('link', { name: 'Hjemtagelse eller udbud?' }).click();
  await page.getByLabel('Første måned').fill('2024-01');
  await page.getByLabel('Måneder der sammenlignes over').fill('24');
  await page.getByLabel('Overgang i måneder').fill('6');
  for (const [name, amount] of [
    ['Ekstern pris pr. måned i overgangen', '120.000'],
    ['Egen udgift pr. måned efter overgangen', '80.000'],
    ['Ventet pris pr. måned efter udbud', '100.000'],
  ] as const) {
    const price = page.getByRole('group', { name });
    await price.getByLabel('Beløb').fill(amount);
    await price.getByLabel('Moms').selectOption('Uden moms');
    await price.getByLabel('Grundlag').selectOption('Skøn');
  }
  await page.getByRole('button', { name: 'Gem' }).click();

  expect(await answer(page)).toBe('Over 24 måneder koster hjemtagelse 240.000 kr. mindre end udbud.');
  expect(await page.getByRole('row', { name: 'I alt' }).innerText()).toMatch(
    /2\.160\.000 kr\.[^]*2\.400\.000 kr\.[^]*240\.000 kr\. mindre/,
  );
  expect(await axeViolations(page)).toEqual([]);
});

test('weights that do not give 100 % are refused at the criteria; bids are ranked, with how far a weight may move', async () => {
  const page = await open.page({ width: 1280 });
  await page.goto(`${tender}/delaftaler`);
  await page.getByRole('link', { name: 'Opret en delaftale' }).click();
  await page.getByLabel('Titel').fill('Fastholdelse');
  await page.getByRole('checkbox', { name: 'Rummelig iMidt' }).check();
  const price = page.getByRole('group', { name: 'Kriterium 1' });
  await price.getByLabel('Kriterium').fill('Pris');
  await price.getByLabel('Slags').selectOption('Pris');
  await price.getByLabel('Vægt').fill('39');
  await price.getByLabel('Prismodel').selectOption({ index: 1 });
  const quality = page.getByRole('group', { name: 'Kriterium 2' });
  await quality.getByLabel('Kriterium').fill('Kvalitet');
  await quality.getByLabel('Slags').selectOption('Kvalitet');
  await quality.getByLabel('Vægt').fill('60');
  await quality.getByLabel('Sådan gives point').fill('Efter beskrivelsen af forløbet.');
  await page.getByRole('button', { name: 'Opret delaftalen' }).click();
  expect(await page.getByRole('alert').innerText()).toContain(
    'Vægtene giver tilsammen 99 %, men skal give 100 %.',
  );
  await page.getByRole('group', { name: 'Kriterium 1' }).getByLabel('Vægt').fill('40');
  await page.getByRole('button', { name: 'Opret delaftalen' }).click();
  expect(await main(page)).toContain('Fastholdelse er oprettet.');

  for (const [bidder, amount, points] of [
    ['Alfa', '1.000.000', '7'],
    ['Beta', '1.250.000', '9'],
  ] as const) {
    await page.getByRole('link', { name: 'Skriv et bud ind' }).click();
    await page.getByLabel('Tilbudsgiver').fill(bidder);
    await page.getByLabel(/^Pris/).fill(amount);
    await page.getByLabel('Kvalitet').fill(points);
    await page.getByRole('button', { name: 'Skriv buddet ind' }).click();
  }
  expect(await main(page)).toContain('Beta er først med 8,6 point mod 8,2 til den næste.');
  expect(await main(page)).toContain('op til 50 %, før Alfa kommer foran');
  expect(await axeViolations(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await overflow(page)).toBe(0);
  expect(await axeViolations(page)).toEqual([]);

  await page.getByRole('link', { name: 'Alfa' }).click();
  await page.getByLabel('Kvalitet').fill('11');
  await page.getByRole('button', { name: 'Gem' }).click();
  expect(await page.getByRole('alert').innerText()).toContain(
    'Kvalitet: 11 point til Alfa er uden for skalaen fra 0 til 10.',
  );
});

async function main(page: Page): Promise<string> {
  return (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');
}

async function answer(page: Page): Promise<string> {
  return (await page.locator('.answer').first().innerText()).replaceAll('\u00a0', ' ');
}
