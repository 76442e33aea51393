import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axeViolations, inBrowser, overflow } from './browser.ts';

const open = inBrowser();

for (const [width, script] of [
  [1280, true],
  [320, true],
  [320, false],
] as const) {
  test(`a person asks for the frontier, finds today below it, opens a point and saves it, at ${width} px ${script ? 'with' : 'without'} JavaScript`, async () => {
    const page = await open.page({ width, script });
    await page.goto('/scenarier/graense');
    await page.getByRole('button', { name: 'Regn grænsen ud' }).last().click();
    await page.getByRole('heading', { level: 1, name: 'Kan man få mere?' }).waitFor({ timeout: 120_000 });
    const sentence = await page.locator('p.answer').innerText();
    expect(sentence).toMatch(
      /^For de samme 146,0\smio\.\skr\. kan \d+ personer flere dækkes, hvis .* falder bort/,
    );
    if (script) await fits(page);

    // Today's row, and the point that costs no more: more persons for the same money.
    const today = await page
      .getByRole('row', { name: /^I dag/ })
      .getByRole('cell')
      .allInnerTexts();
    expect(today.slice(0, 2)).toEqual(['2.010', '7.000']);
    const answered = page.url();
    const link = page.getByRole('link', { name: /Se hele den vifte/ });
    const number = /punkt (\d+)/.exec(await link.innerText())?.[1] ?? '';
    const [persons = ''] = await page
      .getByRole('row', { name: `Punkt ${number} ` })
      .getByRole('cell')
      .allInnerTexts();
    const mark = page.locator(`svg.frontier-chart a[aria-label^="Punkt ${number}:"]`);
    await mark.focus();
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { level: 1, name: `Punkt ${number} af` }).waitFor();
    expect(await page.locator('p.answer').innerText()).toBe(sentence);
    expect(await page.getByRole('heading', { name: /^Bortfalder \(\d+\)/ }).count()).toBe(1);
    if (script) await fits(page);

    const name = `Flere for de samme penge ${width} ${script ? 'med' : 'uden'}`;
    await page.getByLabel('Navn', { exact: true }).fill(name);
    await page.getByRole('button', { name: 'Gem som scenarie' }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    expect(await page.getByRole('status').first().innerText()).toContain(`${name} er gemt som scenarie.`);
    await page.goto(answered);
    expect(await page.getByRole('row', { name }).getByRole('cell').allInnerTexts()).toContain(persons);
  });
}

/** Asked where scripts run: the driver measures with one, and a page without that refreshes itself takes none. */
async function fits(page: Page): Promise<void> {
  expect(await overflow(page)).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
}
