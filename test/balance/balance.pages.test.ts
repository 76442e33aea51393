import { expect, test } from 'vitest';
import { aimedAt, fixed, frame, offer, rated, serves, vifte } from '../offers/small-vifte.ts';
import { reading } from '../reading.ts';

// 2024: 600.000 for employment (moderate), 300.000 assumed for coping (not assessed), one clarification without a price;
// 900.000 of 1.000.000 is used. 2025: 600.000 and 400.000 of 900.000: the frame is broken by 100.000.
const lilleby = vifte([
  offer('jobklub', {
    name: 'Jobklub',
    priceLines: [fixed(2024, 600_000), fixed(2025, 600_000)],
    targetGroups: serves(['forsikrede-ledige', 40]),
    supplier: 'aof',
    delivery: 'external',
  }),
  offer('mestring', {
    name: 'Mestringsforløb',
    purpose: aimedAt('coping'),
    evidence: rated('not-assessed'),
    breadth: 'specialised',
    priceLines: [fixed(2024, 300_000, 'assumption'), fixed(2025, 400_000, 'assumption')],
    targetGroups: serves('jobparate-kontanthjaelp'),
    assumptions: [{ field: 'breadth', reason: 'Aflæst af målgruppen.' }],
  }),
  offer('afklaring', { name: 'Afklaring', purpose: aimedAt('clarification') }),
]);

const section = (text: string, from: string, to: string) =>
  text.slice(text.indexOf(from), text.indexOf(to, text.indexOf(from)));

test('one sentence tells where the weight lies, with the three balances the committee decides', async () => {
  const { text } = await reading(lilleby);

  expect(await text('/balance?aar=2024')).toContain(
    'Vægten ligger på beskæftigelse, som får 67 % af de mindst 0,9 mio. kr. i 2024; 67 % går til tilbud med stærk eller ' +
      'moderat evidens, og højst 0,1 mio. kr. af rammen er tilbage.',
  );
});

test('a broken frame is told at the top, also where the years together keep theirs', async () => {
  const kept = vifte(lilleby.offers, { frames: [frame(2024, 2_000_000), frame(2025, 900_000)] });
  const { text } = await reading(kept);

  expect(await text('/balance')).toContain('I 2025 er rammen overskredet med mindst 0,1 mio. kr.');
  expect(await text('/balance?aar=2025')).toContain('det er mindst 0,1 mio. kr. over rammen');
});

test('an unknown price is told beside the sum and never counted as zero', async () => {
  const { text } = await reading(lilleby);
  const page = await text('/balance?aar=2024');

  expect(page).toContain('1 tilbud uden kendt pris er ikke med.');
  expect(section(page, 'Formål Stærk', 'I alt 0,0')).toContain('Afklaring intet tilbud ukendt 1 tilbud');
});

test('what the committee decides comes before what the administration decides, and each axis says who', async () => {
  const { text } = await reading(lilleby);
  const page = await text('/balance');
  const committee = section(page, 'Udvalget beslutter', 'Formål og evidens sammen');
  const administration = section(page, 'Forvaltningen fastlægger', 'Dækning for hver målgruppe');

  expect(committee.match(/(Budget|Evidens|Formål) Besluttes af udvalget/g)).toHaveLength(3);
  expect(
    administration.match(/(Spændvidde|Leveranceform|Leverandører|Målgrupper) Fastlægges af forvaltningen/g),
  ).toHaveLength(4);
});

test('every chart has its table with the same figures', async () => {
  const { html, text } = await reading(lilleby);
  const page = await html('/balance?aar=2024');

  expect(page.match(/<svg class="bar-chart"/g)).toHaveLength(7);
  expect(page.match(/<details class="axis-table">/g)).toHaveLength(7);
  expect(await text('/balance?aar=2024')).toContain(
    'Formål Mio. kr. Andel Heraf antaget, mio. kr. Tilbud Uden kendt pris Beskæftigelse 0,6 67 % 0,0 1 0',
  );
});

test('in the matrix an empty cell is empty', async () => {
  const { text } = await reading(lilleby);

  expect(await text('/balance?aar=2024')).toContain(
    'Beskæftigelse intet tilbud 0,6 1 tilbud intet tilbud intet tilbud intet tilbud intet tilbud 0,6',
  );
});

test('groups without offers come first in the coverage', async () => {
  const { text } = await reading(lilleby);
  const coverage = section(await text('/balance?aar=2024'), 'Dækning for hver målgruppe', 'Rækkevidde');
  const groups = ['sygedagpenge 300', 'forsikrede-ledige 400 40 10 1 0,6 Ja Nej', 'kontanthjaelp 300 ukendt'];

  expect(coverage).toContain('Én målgruppe har intet tilbud: sygedagpenge.');
  expect(groups.map(group => coverage.indexOf(group))).toEqual(
    groups.map(group => coverage.indexOf(group)).toSorted((a, b) => a - b),
  );
  expect(groups.every(group => coverage.includes(group))).toBe(true);
});

test('what is assumed is told as a share and for each offer', async () => {
  const { text } = await reading(lilleby);
  const page = await text('/balance?aar=2024');

  expect(page).toContain('33 % af beløbet er antaget');
  expect(page).toContain('Spændvidden for 1 af 3 tilbud er antaget: Aflæst af målgruppen.');
  expect(page).toContain('Mestringsforløb: pris og spændvidde');
});

test('reach is a range where a part of a group is not counted', async () => {
  const { text } = await reading(lilleby);

  expect(await text('/balance?aar=2024')).toContain(
    'Tilbuddene er tilsammen for 400 til 700 af de 1.000 personer, viften henvender sig til (40 til 70 %).',
  );
});

test('the year is chosen by links, and a year outside the vifte is told', async () => {
  const { get, html } = await reading(lilleby);

  expect(await html('/balance?aar=2024')).toContain(
    '<a href="/balance?aar=2024" aria-current="page">2024</a>',
  );
  expect(await html('/balance')).toContain('<a href="/balance" aria-current="page">Begge år</a>');
  expect((await get('/balance?aar=2031')).status).toBe(404);
  expect((await get('/balance?aar=sidste')).status).toBe(400);
});

test('nothing on the page needs a style attribute', async () => {
  const { html } = await reading(lilleby);

  expect(await html('/balance')).not.toMatch(/\sstyle=/);
});

test('a vifte without money says so', async () => {
  const { text } = await reading(vifte([]));
  const page = await text('/balance?aar=2024');

  expect(page).toContain('Der er endnu ikke sat penge på tilbuddene i 2024.');
  expect(page).toContain('3 målgrupper har intet tilbud');
});

test('the figures as a file: one row each, unknown prices empty', async () => {
  const { get } = await reading(lilleby);
  const reply = await get('/balance.csv?aar=2024');
  const lines = (await reply.text()).split('\r\n');

  expect(reply.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
  expect(reply.headers.get('Content-Disposition')).toContain('balance-lilleby-2024-2025-2024.csv');
  expect(lines).toContain('Budget;Udvalget;2024;Tilbage;100000;;;;;;;;');
  expect(lines).toContain('Formål;Udvalget;Mestring;;300000;33;300000;1;0;;;;');
  expect(lines).toContain('Formål;Udvalget;Afklaring;;;0;0;1;1;;;;');
  expect(lines).toContain('Leverandører;Forvaltningen;AOF Lilleby;;600000;67;0;1;0;;;;');
  expect(lines).toContain('Dækning;Forvaltningen;forsikrede-ledige;2024;600000;;0;1;0;400;40;0;10');
});
