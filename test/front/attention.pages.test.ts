import { expect, test } from 'vitest';
import { fixed, offer, rated, serves, vifte } from '../offers/small-vifte.ts';
import { reading } from '../reading.ts';

const everybody = serves(['forsikrede-ledige', 10], ['kontanthjaelp', 10], ['sygedagpenge', 10]);

test('a vifte where nothing is missing says so', async () => {
  const { text } = await reading(
    vifte([
      offer('jobklub', {
        targetGroups: everybody,
        priceLines: [fixed(2024, 500_000), fixed(2025, 500_000)],
      }),
    ]),
  );
  const page = await text('/');

  expect(page).toContain('Viften holder rammen i 2024 og 2025, og intet mangler.');
  expect(page).toContain('Viften bruger 0,5 mio. kr. af 1,0 mio. kr. i 2024: 0,5 mio. kr. tilbage.');
  expect(page).toContain('Intet af beløbet er antaget.');
  expect(page).toContain('Det mangler Intet.');
  expect(page).toContain('Ingen kontrakt udløber, før viften gør.');
});

test('a broken frame and what is missing stand in the first sentence', async () => {
  const { text } = await reading(
    vifte([
      offer('jobklub', {
        name: 'Jobklub',
        targetGroups: serves('forsikrede-ledige', 'kontanthjaelp'),
        priceLines: [fixed(2024, 500_000), fixed(2025, 1_200_000, 'assumption')],
      }),
      offer('mestring', { name: 'Mestringsforløb', evidence: rated('not-assessed') }),
    ]),
  );
  const page = await text('/');

  expect(page).toContain(
    'Viften overskrider rammen i 2025 med mindst 0,3 mio. kr., men 1 tilbud mangler pris, 1 tilbud mangler evidensvurdering og én målgruppe har intet tilbud.',
  );
  expect(page).toContain('1 tilbud uden kendt pris: Mestringsforløb');
  expect(page).toContain('1 tilbud uden vurderet evidens: Mestringsforløb');
  expect(page).toContain('1 tilbud uden målgruppe: Mestringsforløb');
  expect(page).toContain('én målgruppe uden tilbud: sygedagpenge');
  expect(page).toContain('71 % af beløbet er antaget');
});

test('each thing missing leads to where it can be mended', async () => {
  const { html } = await reading(vifte([offer('mestring', { evidence: rated('not-assessed') })]));
  const page = await html('/?aar=2024');

  expect(page).toContain('href="/tilbud?mangler=price&amp;aar=2024"');
  expect(page).toContain('href="/tilbud?mangler=evidence&amp;aar=2024"');
  expect(page).toContain('href="/balance?aar=2024#coverage"');
});

test('a group that is without offers in one year only is told with the year', async () => {
  const { text } = await reading(
    vifte([
      offer('jobklub', { targetGroups: everybody, years: [2024], priceLines: [fixed(2024, 1)] }),
      offer('kort', {
        targetGroups: serves('forsikrede-ledige'),
        years: [2025],
        priceLines: [fixed(2025, 1)],
      }),
    ]),
  );

  expect(await text('/')).toContain('2 målgrupper uden tilbud: kontanthjaelp (2025) og sygedagpenge (2025)');
});

test('a contract that ends before the offer does stands out', async () => {
  const { text } = await reading(
    vifte([
      offer('jobklub', {
        name: 'Jobklub',
        binding: { statutory: false, legalBasis: null, contractUntil: '2024-06-30' },
      }),
      offer('kort', {
        name: 'Kort forløb',
        years: [2024],
        binding: { statutory: false, legalBasis: null, contractUntil: '2024-12-31' },
      }),
    ]),
  );
  const page = await text('/');

  expect(page).toContain(
    'Jobklub: kontrakten gælder til og med 30. juni 2024, men viften regner med tilbuddet efter den dag.',
  );
  expect(page).toContain('Kort forløb: kontrakten gælder til og med 31. december 2024.');
});

test('declared breadth is held against reach', async () => {
  const priced = { priceLines: [fixed(2024, 1), fixed(2025, 1)] };
  const { text } = await reading(
    vifte([
      offer('bred', { name: 'Bred', breadth: 'specialised', targetGroups: everybody, ...priced }),
      offer('midt', { name: 'Midt', targetGroups: serves('forsikrede-ledige'), ...priced }),
      offer('smal', { name: 'Smal', targetGroups: serves('kontanthjaelp'), ...priced }),
    ]),
  );
  const page = await text('/');

  expect(page).toContain(
    'Bred er angivet som specialiseret, men når flere end det midterste tilbud: 1.000 personer (100 %)',
  );
  expect(page).toContain(
    'Smal er angivet som generel, men når færre end det midterste tilbud: 300 personer (30 %)',
  );
});
