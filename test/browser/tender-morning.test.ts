import ICAL from 'ical.js';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { inBrowser } from './browser.ts';

const open = inBrowser();
const tender = '/udbud/udbud-2024-2025';

test('the adviser records 9 May and 13 June, sees what it means and lays a new plan, without JavaScript', async () => {
  const page = await open.page({ width: 1280, script: false });

  await page.goto(`${tender}?today=2023-05-09`);
  expect(await answer(page)).toContain('Nej: kontrakterne kan ikke starte 1. januar 2024.');
  await page.getByRole('link', { name: /^Fase 2 / }).click();
  await page.getByRole('link', { name: 'Skriv ind, at fasen er begyndt' }).click();
  await page.getByLabel('Hændelse').selectOption('Slut');
  await page.getByLabel('Dato').fill('2023-04-28');
  await page.getByRole('button', { name: 'Skriv det ind' }).click();
  expect(await status(page)).toContain('Fase 2: slut 28. april 2023 er skrevet ind.');

  await page.getByRole('link', { name: /^Fase 3 / }).click();
  await page.getByRole('link', { name: 'Skriv beslutningen ind' }).click();
  await page.getByLabel('Udfald').selectOption('Drøftet');
  await page.getByRole('button', { name: 'Skriv beslutningen ind' }).click();
  expect(await status(page)).toContain('Beslutningen om fase 3 er skrevet ind.');
  expect(await answer(page)).toBe(
    'Ja: kontrakterne kan starte 1. januar 2024. Ingen fase er forsinket; fase 4 har ingen luft.',
  );
  expect(await row(page, '3 Principdrøftelse')).toContain('drøftet 9. maj');
  const next = page.getByRole('region', { name: 'Næste' });
  expect(await next.innerText()).toMatch(/Fase 4 .* sagsfrist 7\. juni til mødet 13\. juni/);

  await page.goto(`${tender}/faser/4?today=2023-06-13`);
  await page.getByRole('link', { name: 'Skriv beslutningen ind' }).click();
  await page.getByLabel('Udfald').selectOption('Udsat');
  await page.getByRole('button', { name: 'Skriv beslutningen ind' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('Skriv hvorfor');
  expect(await page.getByLabel('Udfald').inputValue()).toBe('postponed');
  await page.getByLabel('Begrundelse').fill('Materialet skal gennemgås igen');
  await page.getByRole('button', { name: 'Skriv beslutningen ind' }).click();
  expect(await answer(page)).toBe(
    'Nej: kontrakterne kan ikke starte 1. januar 2024. Fase 7 har intet møde tilbage i kalenderen. Fase 4 er længst bagud: ventet 45 arbejdsdage efter det sidste mulige møde 13. juni.',
  );
  expect(await row(page, '4 Udvalget tager stilling')).toMatch(
    /udsat 13\. juni[^]*15\. august[^]*45.arbejdsdage for sent/,
  );

  const before = await inCalendar(page, 'udbud-2024-2025-fase-4');
  expect(before.day).toBe('2023-06-13');

  await page.getByRole('link', { name: 'Planer', exact: true }).click();
  await page.getByRole('link', { name: 'Læg en ny plan' }).click();
  await page.getByRole('button', { name: 'Gem den nye plan' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('Begrundelse: Udfyld feltet.');
  await page.getByLabel('Begrundelse').fill('Fase 4 blev udsat');
  const fourth = page.getByRole('group', { name: 'Fase 4' }).first();
  expect(await fourth.getByLabel('Planlagt til').inputValue()).toBe('2023-08-15');
  await fourth.getByLabel('Planlagt fra').fill('2023-09-01');
  await page.getByRole('button', { name: 'Gem den nye plan' }).click();
  expect(await page.getByRole('alert').innerText()).toContain(
    'Fase 4 slutter 15. august 2023, før den begynder 1. september 2023.',
  );
  await page.getByRole('group', { name: 'Fase 4' }).first().getByLabel('Planlagt fra').fill('2023-06-14');
  await page.getByRole('button', { name: 'Se hvad det betyder' }).click();
  expect(await page.locator('#betydning').innerText()).toContain(
    'kontrakterne kan ikke starte 1. januar 2024',
  );
  await page.getByRole('button', { name: 'Gem den nye plan' }).click();

  expect(await status(page)).toContain('Plan 2 er gemt.');
  expect(await answer(page)).toBe(
    'Fra plan 1 (godkendt 12. april 2023) til plan 2 (lagt 13. juni 2023): 4 faser slutter en anden dag.',
  );
  expect(await row(page, '4 Udvalget tager stilling')).toMatch(
    /10\. maj – 13\. juni\s+14\. juni – 15\. august\s+45.arbejdsdage senere/,
  );
  expect(await page.getByText('Fase 4 blev udsat').count()).toBe(1);

  const after = await inCalendar(page, 'udbud-2024-2025-fase-4');
  expect(after.day).toBe('2023-08-15');
  expect(after.sequence).toBeGreaterThan(before.sequence);

  await page.getByRole('link', { name: 'Historik' }).click();
  const history = await page.getByRole('region', { name: 'Hvad er der sket?' }).innerText();
  expect(history).toMatch(/13\. juni 2023[^]*fase 4: udsat[^]*Materialet skal gennemgås igen/);
});

test('what if is answered in one sentence and in the drawing, and nothing is saved', async () => {
  const page = await open.page({ width: 1280, script: false });
  const early = `${tender}?today=2023-04-13`;
  await page.goto(early);
  const before = await answer(page);

  await page.getByLabel('Fase', { exact: true }).selectOption({ label: '6 Udbuddet gennemføres' });
  await page.getByLabel('forsinkes arbejdsdage').fill('10');
  await page.getByRole('button', { name: 'Hvad sker der så?' }).first().click();
  expect(await status(page)).toContain(
    'fase 6 fra 8. november til 22. november og fase 7 fra 14. november til 12. december; kontrakterne kan stadig starte 1. januar 2024.',
  );
  expect(await row(page, '7 Valg af leverandører')).toContain('12. december');
  await page.getByLabel('Mødet aflyses').selectOption({ label: '13. juni' });
  await page.getByRole('button', { name: 'Hvad sker der så?' }).last().click();
  expect(await status(page)).toContain('kontrakterne kan så ikke længere starte 1. januar 2024');
  await page.getByRole('link', { name: 'Vis tidsplanen uden' }).click();
  expect(await page.getByRole('status').count()).toBe(0);
  expect(await answer(page)).toBe(before);
  expect(await row(page, '7 Valg af leverandører')).toContain('14. november');

  await page.getByLabel('forsinkes arbejdsdage').fill('mange');
  await page.getByRole('button', { name: 'Hvad sker der så?' }).first().click();
  expect(await page.getByLabel('forsinkes arbejdsdage').getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByText('Skriv et helt antal arbejdsdage fra 1 til 250.').count()).toBe(1);
});

test('a phase behind a gate cannot be begun, and the page says which gate', async () => {
  const page = await open.page({ width: 1280 });
  await page.goto(`${tender}/faser/6/haendelse?today=2023-04-13`);
  await page.getByRole('button', { name: 'Skriv det ind' }).click();

  expect(await page.getByRole('alert').innerText()).toMatch(
    /Fase 6 \(Udbuddet gennemføres\) kan ikke begynde: .*fase 4 \(Udvalget tager stilling til rammeaftale og evalueringsmodel\) mangler udvalgets beslutning/,
  );
});

test('a milestone is said to be met, and a day that has not come is refused at its field', async () => {
  const page = await open.page({ width: 320 });
  await page.goto(`${tender}/milepaele/notice?today=2023-08-16`);
  await page.getByLabel('Nået den').fill('2023-08-17');
  await page.getByRole('button', { name: 'Gem' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('Nået den: Dagen er ikke kommet endnu.');
  await page.getByLabel('Nået den').fill('2023-08-16');
  await page.getByRole('button', { name: 'Gem' }).click();

  expect(await row(page, 'Udbudsbekendtgørelse offentliggjort')).toContain('nået 16. august');
});

/** The event a calendar shows for the one who follows the page's calendar link. */
async function inCalendar(page: Page, uid: string): Promise<{ day: string; sequence: number }> {
  const address = await page.getByRole('link', { name: 'Kalender' }).getAttribute('href');
  const feed = await page.request.get(new URL(address ?? '', page.url()).href);
  const events = new ICAL.Component(ICAL.parse(await feed.text()))
    .getAllSubcomponents('vevent')
    .map(component => new ICAL.Event(component));
  const event = events.find(event => event.uid.startsWith(uid));
  if (!event) throw new Error(`${uid} is not in the calendar`);
  return { day: event.startDate.toString(), sequence: event.sequence };
}

async function answer(page: Page): Promise<string> {
  return (await page.locator('.answer').innerText()).replaceAll('\u00a0', ' ');
}

async function status(page: Page): Promise<string> {
  return (await page.getByRole('status').first().innerText()).replaceAll('\u00a0', ' ');
}

function row(page: Page, name: string): Promise<string> {
  return page.getByRole('row', { name }).first().innerText();
}
