import { expect, test } from 'vitest';
import { axeViolations, inBrowser, overflow } from './browser.ts';

const open = inBrowser();

test('who tries to get the effect of an offer is told why not, and is led to its groups', async () => {
  const page = await open.page({ width: 1280 });
  await page.goto('/tilbud/kvinder-i-job');
  await page.getByRole('heading', { name: 'Hvorfor står der ingen effekt?' }).waitFor();
  const group = page.getByRole('link', { name: 'Kvinder med flygtninge- og indvandrerbaggrund' }).last();
  expect(await group.getAttribute('href')).toBe('/effekt/kvinder-flygtningebaggrund');

  const answered = await page.goto('/tilbud/kvinder-i-job/effekt');
  expect(answered?.status()).toBe(404);
  await page
    .getByRole('heading', { level: 1, name: 'Effekten af Kvinder i Job kan ikke gøres op' })
    .waitFor();
  await page.getByText('kan udviklingen ikke tilskrives et enkelt tilbud').waitFor();
  await page
    .getByRole('link', { name: 'Effekten for Kvinder med flygtninge- og indvandrerbaggrund' })
    .waitFor();
  expect(await axeViolations(page)).toEqual([]);
});

test.each([320, 1280])('the refusal and the goals fit a window of %i px', async width => {
  const page = await open.page({ width });
  for (const path of ['/tilbud/kvinder-i-job/effekt', '/maal', '/maal?plan=supervision-2023']) {
    await page.goto(path);
    expect(await overflow(page)).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
  }
});

test('the goals are read without script: the sentence first, then one plan, its status and its other readings', async () => {
  const page = await open.page({ width: 1280, script: false });
  await page.goto('/');
  await page.getByRole('link', { name: 'Mål', exact: true }).click();
  await page.getByText('Ingen af de 10 lokale mål for 2023 kan gøres op').first().waitFor();

  await page.getByLabel('Vis', { exact: true }).selectOption('Mål i reglerne om skærpet tilsyn, 2023');
  await page.getByRole('button', { name: 'Vis' }).click();

  const talks = page.getByRole('row', { name: /Fokusmål 2/ });
  expect(await talks.getByText('Nået', { exact: true }).count()).toBe(1);
  await talks.getByText('Andre læsninger og kilder').click();
  await talks.getByText('ord til andet som 2023 skriver').waitFor();
  expect(await page.getByRole('heading', { name: 'Lokale mål, 2023' }).count()).toBe(0);
});
