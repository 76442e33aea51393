import { describe, expect, test } from 'vitest';
import { testApp } from '../../app.ts';
import { randersWorld } from '../../randers-world.ts';
import { observe, type Observed } from '../observe.ts';

async function randersPages() {
  const { app, em } = await testApp({ world: randersWorld });
  const text = async (path: string) => {
    const answer = await app.request(path, { headers: { Host: 'localhost' } });
    return { status: answer.status, html: await answer.text() };
  };
  return { em, text };
}

/** What a reader sees: no marks, one space between words. */
function read(html: string): string {
  return html
    .replace(/<(style|script|head)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replace(/\s+/g, ' ');
}

describe('the page of all groups', () => {
  test('says first that the figures are assumed, then who does better, worse and cannot be told', async () => {
    const { text } = await randersPages();

    const { html } = await text('/effekt');
    const answer = read(/class="font-lead answer">(.*?)<\/p>/s.exec(html)?.[1] ?? '');

    expect(answer).toMatch(
      /^Tallene er antagne eksempeltal\. \d+ målgrupper? klarer sig bedre end forventet, \d+ dårligere, \d+ kan ikke skelnes fra det forventede\. \d+ målgrupper kan ikke regnes ud\./,
    );
    expect(html.length).toBeLessThan(150_000);
  });

  test('what the vifte came with is not counted as taken in', async () => {
    const { text } = await randersPages();

    expect((await text('/effekt/import')).html).toContain(
      'Der er ikke taget tal ind endnu. De tal, I ser, fulgte med viften.',
    );
  });

  test('lists those near the labour market first, and why the rest cannot be worked out', async () => {
    const { text } = await randersPages();

    const page = read((await text('/effekt')).html);

    expect(page.indexOf('Tæt på arbejdsmarkedet')).toBeLessThan(
      page.indexOf('Længere væk fra arbejdsmarkedet'),
    );
    expect(page).toContain('er skjult, fordi det er så lille');
    expect(page).toContain('Der er ingen tal for gruppen med en måling, der passer til den.');
    expect(page).toContain('Hvorfor står der ikke noget om det enkelte tilbud?');
  });

  test('shows another measure, and says that shares without counts have no interval', async () => {
    const { text } = await randersPages();

    const page = read((await text('/effekt?maaling=ydelsesandel-befolkningen')).html);

    expect(page).toContain('er kun andelen offentliggjort. Uden antal kan usikkerheden ikke regnes ud.');
    expect(page).not.toContain('antagne eksempeltal');
  });

  test('refuses a period that is none and finds no measure that is none', async () => {
    const { text } = await randersPages();

    expect((await text('/effekt?periode=2022Q7')).status).toBe(400);
    expect((await text('/effekt?maaling=findes-ikke')).status).toBe(404);
    expect((await text('/effekt/findes-ikke')).status).toBe(404);
  });

  test('puts one line on the front page', async () => {
    const { text } = await randersPages();

    const page = read((await text('/')).html);

    expect(page).toMatch(
      /Af \d+ målgrupper: \d+ bedre end forventet, \d+ dårligere, \d+ kan ikke skelnes\. Tallene er antagne eksempeltal\./,
    );
  });

  test('does not call real figures assumed', async () => {
    const { em, text } = await randersPages();
    const real: Observed[] = [
      ['sygedagpenge', '2019Q4', 500, 2000],
      ['sygedagpenge', '2022Q4', 620, 2000],
    ];
    const country: Observed[] = [
      ['sygedagpenge', '2019Q4', 30_000, 120_000],
      ['sygedagpenge', '2022Q4', 31_500, 118_000],
    ];
    await observe(em, real);
    await observe(em, country, { area: 'hele-landet' });

    const page = read((await text('/effekt?maaling=i-arbejde')).html);

    expect(page).toContain('1 målgruppe klarer sig bedre end forventet, ingen dårligere, 0 kan ikke skelnes');
    expect(page).not.toContain('antagne eksempeltal');
    expect(page).toContain('31,0 % 620 af 2.000');
    expect(page).toContain('4,3 1,5 til 7,1');
  });
});

describe('the page of one group', () => {
  test('says how it fares, with the smallest difference that could be seen', async () => {
    const { text } = await randersPages();

    const page = read((await text('/effekt/jobparate-kontanthjaelp')).html);

    // 41 of 100 against 36/97 + 1,915/4,859 − 1,849/4,995 = 37.1 + 39.4 − 37.0.
    expect(page).toContain('kan ikke skelnes fra det forventede: 41,0 % mod ventet 39,5 %');
    expect(page).toMatch(/En sand forskel på \d+,\d procentpoint ville blive fundet fire gange ud af fem/);
  });

  test('shows its offers with money and evidence beside it, and never an offer’s effect', async () => {
    const { text } = await randersPages();

    const page = read((await text('/effekt/kvinder-flygtningebaggrund')).html);

    expect(page).toContain('Hvad gruppen får tilbudt');
    expect(page).toContain('Kvinder i Job');
    expect(page).toContain('kan ikke deles med den');
    expect(page).toContain('Borgerne er ikke fordelt på tilbuddene ved lodtrækning');
  });

  test('shows what a project itself has published as such, with its source, and works nothing out from it', async () => {
    const { text } = await randersPages();

    const page = read((await text('/effekt/kvinder-flygtningebaggrund')).html);

    expect(page).toContain('projektets egen opgørelse');
    expect(page).toContain('3 af 17 · 18 %');
    expect(page).toContain('Referat 12. april 2023, punkt 46, tabel 1');
    expect(page).not.toContain('17,6 %');
  });

  test('says which expectation somebody has stated, and why', async () => {
    const { text } = await randersPages();

    const page = read((await text('/effekt/kvinder-flygtningebaggrund')).html);

    expect(page).toContain('Forventningen er angivet med begrundelsen: Antaget eksempel');
    expect(page).toContain('mod ventet 30,0 %');
  });

  test('hides small counts in sentence, drawing and table alike', async () => {
    const { text } = await randersPages();

    const { html } = await text('/effekt/unge-ressourceforloeb');

    expect(read(html)).toContain('kan ikke regnes ud: Tallet for Randers Kommune i');
    // 2 of 8 is what the fixture holds.
    expect(read(html)).not.toMatch(/\b2 af 8\b|25,0 %/);
  });

  test('warns where the group has one offer only, and beside it on the page of all groups', async () => {
    const { text } = await randersPages();

    expect(read((await text('/effekt/sho-ydelse')).html)).toContain(
      'Gruppen har kun ét tilbud. Gruppens tal må alligevel ikke læses som tilbuddets',
    );
    expect(read((await text('/effekt')).html)).toContain('kun ét tilbud');
  });

  test('is found from the group’s own page', async () => {
    const { text } = await randersPages();

    const { html } = await text('/maalgrupper/kontanthjaelp');

    expect(html).toContain('href="/effekt/kontanthjaelp"');
  });
});
