import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { inBrowser } from './browser.ts';

const open = inBrowser();

for (const script of [true, false]) {
  test(`a person adds an offer with a mistake, corrects it and sees the balance move, ${script ? 'with' : 'without'} JavaScript`, async () => {
    const page = await open.page({ width: 1280, script });
    const name = script ? 'Håndværkerforløb' : 'Køkkenforløb';
    await page.goto('/');
    await page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Tilbud' }).click();
    await page.getByRole('link', { name: 'Opret et tilbud' }).click();

    await page.getByLabel('Navn').fill(name);
    await page.getByLabel('Formålstype').selectOption('Beskæftigelse');
    await page.getByLabel('Forventet udbytte').fill('Borgeren kommer i praktik.');
    await page.getByRole('group', { name: 'Prislinje 1' }).getByLabel('År').selectOption('2024');
    await page.getByRole('group', { name: 'Prislinje 1' }).getByLabel('Beløb').fill('300.00');
    await page.getByRole('group', { name: 'Prislinje 1' }).getByLabel('Grundlag').selectOption('Skøn');
    await page.getByLabel('Spændvidde').selectOption('Generel');
    await page.getByLabel('Leveranceform').selectOption('Intern');
    await page.getByRole('button', { name: 'Tilføj en prislinje' }).click();
    await page.getByRole('group', { name: 'Prislinje 2' }).getByLabel('År').selectOption('2025');
    await page.getByRole('group', { name: 'Prislinje 2' }).getByLabel('Pris pr. uge').fill('1.875');
    await page.getByRole('group', { name: 'Prislinje 2' }).getByLabel('Uger').fill('16');
    await page.getByRole('group', { name: 'Prislinje 2' }).getByLabel('Deltagere').fill('17');
    await page.getByRole('group', { name: 'Prislinje 2' }).getByLabel('Grundlag').selectOption('Skøn');
    await page.getByRole('button', { name: 'Opret tilbuddet' }).click();

    const summary = page.getByRole('alert');
    expect(await summary.innerText()).toContain('Det er ikke gemt: ret én fejl');
    await summary.getByRole('link', { name: /Prislinje 1, Beløb/ }).click();
    const amount = page.getByRole('group', { name: 'Prislinje 1' }).getByLabel('Beløb');
    expect(await amount.getAttribute('aria-invalid')).toBe('true');
    expect(await amount.inputValue()).toBe('300.00');
    expect(await page.getByLabel('Navn').inputValue()).toBe(name);

    await amount.fill('300.000');
    await page.getByRole('button', { name: 'Se hvad det betyder' }).click();
    expect(await page.locator('#betydning').innerText()).toContain('300.000 kr. mere');
    await page.getByRole('button', { name: 'Opret tilbuddet' }).click();

    await page.getByRole('heading', { level: 1, name }).waitFor();
    const saved = await page.getByRole('status').innerText();
    expect(saved).toContain(`${name} er oprettet.`);
    expect(saved).toMatch(
      /Viften bruger nu \d\d,\d af 75,5 mio\. kr\. i 2024, før \d\d,\d \(300\.000 kr\. mere\)/,
    );
    expect(await page.getByText('1.875 kr. × 16 uger × 17 deltagere = 510.000 kr.').count()).toBe(1);

    await page.getByRole('link', { name: 'Slet' }).click();
    await page.getByRole('button', { name: 'Slet tilbuddet' }).click();
    expect(await page.getByRole('status').innerText()).toContain(`${name} er slettet.`);
  });
}

test('the keyboard alone is enough to change an offer, and shows where it is', async () => {
  const page = await open.page({ width: 1280 });
  await page.goto('/tilbud/fast-track');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').innerText()).toBe('Gå til sidens indhold');
  await page.keyboard.press('Enter');
  await tabTo(page, 'a[href="/tilbud/fast-track/rediger"]');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Redigér Fast Track' }).waitFor();

  await tabTo(page, '#felt-name');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  // Enter in a field saves; it must not press the first button of a row.
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  expect(await page.locator(':focus').getAttribute('role')).toBe('alert');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await tabTo(page, '#felt-name');
  await page.keyboard.type('Fast Track igen');
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { level: 1, name: 'Fast Track igen' }).waitFor();
  expect(await page.getByRole('status').innerText()).toContain('Fast Track igen er gemt.');
});

test('who has typed something is asked before leaving', async () => {
  const page = await open.page({ width: 1280 });
  const asked: string[] = [];
  page.on('dialog', dialog => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.goto('/tilbud/ips/rediger');
  await page.getByLabel('Navn').fill('Halvt');
  await page.getByRole('link', { name: 'Annullér' }).click();
  await page.getByRole('link', { name: 'Redigér' }).waitFor();

  expect(asked).toEqual(['beforeunload']);
});

/** Presses Tab until the element has the focus, and sees that every stop on the way can be seen. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let stop = 0; stop < 200; stop += 1) {
    const at = page.locator(':focus');
    if ((await at.count()) > 0) {
      if ((await page.locator(`${selector}:focus`).count()) > 0) return;
      const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
      if (stop > 0 && outline === 'none') throw new Error(`unseen: ${await at.first().innerHTML()}`);
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${selector}`);
}
