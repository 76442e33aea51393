import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import real from '../outcomes/import/jobindsats-svar.json' with { type: 'json' };
import { axeViolations, inBrowser, overflow } from './browser.ts';

const open = inBrowser();
const folder = mkdtempSync(join(tmpdir(), 'vifte-browser-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

for (const script of [true, false]) {
  test(`a real answer of jobindsats is read, its words are set right, and it lands, ${script ? 'with' : 'without'} JavaScript`, async () => {
    const page = await open.page({ width: script ? 1280 : 320, script });
    const { columns, rows } = real.expired_graduates;
    const months = script ? rows : rows.slice(0, 8);
    const faults: string[] = [];
    await page.goto('/effekt/import');
    await page
      .getByLabel('Fil', { exact: true })
      .setInputFiles(file('svar.json', JSON.stringify({ columns, rows: months })));
    await page.getByRole('button', { name: 'Læs filen' }).click();

    if (script) {
      await page.getByText('Der mangler 5 valg').waitFor();
      const first = page.getByRole('group', { name: 'Måling 1' });
      await first.getByLabel('Måling').selectOption({ index: 1 });
      await first.getByLabel('Tæller').selectOption(columns[6] ?? '');
      await first.getByLabel('Nævner').selectOption(columns[5] ?? '');
      await page.getByLabel(/Dimittend: Ledige i alt/).fill('Forsikrede ledige');
      for (const other of ['Øvrige ledige', '1 års dimittendret', 'Øvrige dimittender'])
        await page.getByLabel(new RegExp(`Dimittend: ${other}`)).fill('Tages ikke med');
      await page.getByRole('button', { name: 'Se filen igen' }).click();
      await page.getByText('4 tal er nye').waitFor();
      faults.push(...(await axeViolations(page)), ...((await overflow(page)) > 0 ? ['too wide'] : []));
    } else {
      // What was chosen before is proposed now.
      await page.getByText('2 står her i forvejen').waitFor();
    }
    await page.getByRole('button', { name: 'Tag tallene ind' }).click();

    await page
      .getByRole('heading', { level: 1, name: script ? 'Tallene er taget ind' : 'Intet er ændret' })
      .waitFor();

    expect(faults).toEqual([]);
  });
}

test('a file with a personal number is refused, and nothing waits', async () => {
  const page = await open.page({ width: 1280 });
  await page.goto('/effekt/import');
  const content = 'Målgruppe;Måling;Område;Periode;Tæller;Nævner\n010190-1234;x;y;2023Q1;1;2';
  await page.getByLabel('Fil', { exact: true }).setInputFiles(file('tal.csv', content));
  await page.getByRole('button', { name: 'Læs filen' }).click();

  await page.getByRole('heading', { level: 1, name: 'Filen er afvist, og intet er gemt' }).waitFor();
  expect(await page.getByText('Linje 2').count()).toBe(1);
  expect(await page.content()).not.toContain('010190');
  expect(await axeViolations(page)).toEqual([]);
  await page.goto('/effekt/import');
  expect(await page.getByText('tal.csv').count()).toBe(0);
});
