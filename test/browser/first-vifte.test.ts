import { expect, test } from 'vitest';
import { axeViolations, inBrowser, overflow } from './browser.ts';

const open = inBrowser({ empty: true });

test('an empty database begins with a form, and what is made there can be filled', async () => {
  const looked = await open.page({ width: 320 });
  await looked.goto('/');
  expect(await axeViolations(looked)).toEqual([]);
  expect(await overflow(looked)).toBe(0);

  const page = await open.page({ width: 320, script: false });
  await page.goto('/');
  await page.getByRole('heading', { level: 1, name: 'Begynd med en tilbudsvifte' }).waitFor();
  await page.getByLabel('Titel').fill('Viften 2027');
  await page.getByLabel('Kommune').fill('Favrskov Kommune');
  await page.getByRole('group', { name: 'Budgetramme 1' }).getByLabel('År').fill('2027');
  await page.getByRole('group', { name: 'Budgetramme 1' }).getByLabel('Ramme').fill('40 mio.');
  await page.getByRole('group', { name: 'Budgetramme 1' }).getByLabel('Grundlag').selectOption('Skøn');
  await page.getByLabel('Periode eller dato').fill('2026');
  await page.getByRole('button', { name: 'Opret viften' }).click();

  await page.getByText('Viften har ingen tilbud endnu.').waitFor();
  await page.goto('/vifte');
  expect(await page.getByText('40.000.000 kr.').count()).toBeGreaterThan(0);
});
