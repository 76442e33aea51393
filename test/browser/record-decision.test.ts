import { expect, test } from 'vitest';
import { axeViolations, inBrowser, overflow } from './browser.ts';

const open = inBrowser();

test('a person opens the committee page on 9 May 2023, records what was discussed and sees the next meeting', async () => {
  const page = await open.page({ width: 1280 });
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Udvalg' }).click();
  await page.getByLabel('Se fra den').fill('2023-05-09');
  await page.getByRole('button', { name: 'Vis' }).click();
  const answer = page.locator('.answer');
  expect(await answer.innerText()).toContain('Næste møde er i dag, tirsdag 9. maj 2023, med 7 sager');

  await page.getByRole('link', { name: 'Tilbudsvifte: principdrøftelse af udbuddet' }).click();
  await page.getByRole('link', { name: 'Skriv en beslutning ind' }).click();
  await page.getByLabel('Udfald').selectOption('Drøftet');
  await page.getByRole('button', { name: 'Skriv beslutningen ind' }).click();

  expect(await page.getByRole('status').innerText()).toContain('Beslutningen er skrevet ind: Drøftet.');
  expect(await answer.innerText()).toBe('Drøftet 9. maj 2023.');
  await page.getByRole('navigation', { name: 'Brødkrumme' }).getByRole('link', { name: 'Udvalg' }).click();
  expect(await answer.innerText()).toContain('Næste møde er tirsdag 13. juni 2023 med 1 sag til beslutning');
  expect(page.complaints).toEqual([]);
});

for (const [width, script] of [
  [1280, true],
  [320, true],
  [320, false],
] as const) {
  test(`a decision with a mistake is corrected with nothing typed lost, at ${width} px ${script ? 'with' : 'without'} JavaScript`, async () => {
    const page = await open.page({ width, script });
    // axe is a script itself: where there is none, the same pages have been looked at with one
    const faults = async () => (script ? axeViolations(page) : []);
    const framework = '/udvalg/sager/rammeaftale-og-evalueringsmodel';
    await page.goto(`${framework}/beslutning?today=2023-06-13`);
    await page.getByLabel('Udfald').selectOption('Godkendt med betingelser');
    await page.getByLabel('Begrundelse').fill(`Skrevet ved ${width} px, ${script}`);
    await page.getByRole('button', { name: 'Tilføj en betingelse' }).click();
    const condition = page.getByRole('group', { name: 'Betingelse 1' });
    await condition.getByLabel('Betingelse').fill(`Økonomien genberegnes (${width}, ${script})`);
    await condition.getByLabel('Frist').fill('2023-06-13');
    await page.getByRole('button', { name: 'Skriv beslutningen ind' }).click();

    const summary = page.getByRole('alert');
    expect(await summary.innerText()).toContain('Det er ikke gemt: ret én fejl');
    expect(await faults()).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await summary.getByRole('link', { name: /Frist/ }).click();
    const due = condition.getByLabel('Frist');
    expect(await due.getAttribute('aria-invalid')).toBe('true');
    expect(await due.inputValue()).toBe('2023-06-13');
    expect(await page.getByLabel('Begrundelse').inputValue()).toBe(`Skrevet ved ${width} px, ${script}`);

    await due.fill('2023-08-15');
    await page.getByRole('button', { name: 'Skriv beslutningen ind' }).click();
    await page.getByRole('status').waitFor();

    expect(await page.locator('.answer').innerText()).toBe('Godkendt med betingelser 13. juni 2023.');
    await page.getByRole('link', { name: `Økonomien genberegnes (${width}, ${script})` }).click();
    await page.getByLabel('Opfyldt den').fill('2023-06-13');
    await page.getByRole('button', { name: 'Skriv ind' }).click();
    expect(await page.getByRole('status').innerText()).toContain('skrevet ind som opfyldt');
    expect(await faults()).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });
}
