import { expect, test } from 'vitest';
import { testApp } from '../app.ts';
import { randersWorld } from '../randers-world.ts';
import { caseIn, committeeIn, meetingIn } from './committee-world.ts';

const principles = '/udvalg/sager/principdroeftelse-udbud';
const framework = '/udvalg/sager/rammeaftale-og-evalueringsmodel';

async function randersSeen() {
  const { app } = await testApp({ world: randersWorld });
  return {
    ...committeeIn(app),
    open: async (path: string) => read(await app.request(path, { headers: { Host: 'localhost' } })),
    submit: async (path: string, fields: Record<string, string>) =>
      read(await app.request(path, form({ action: 'save', ...fields }))),
  };
}

async function read(reply: Response) {
  return {
    status: reply.status,
    location: reply.headers.get('Location'),
    text: textOf(await reply.text()),
  };
}

function form(fields: Record<string, string>) {
  return { method: 'POST', body: new URLSearchParams(fields), headers: { Host: 'localhost' } };
}

/** As a person reads it: the words of the page without its marks, and what stands in fields. */
function textOf(html: string): string {
  return html
    .replace(/^.*<main/s, '')
    .replace(/<\/main.*$/s, '')
    .replace(/<(?:input|option)[^>]*?value="([^"]*)"[^>]*>/g, ' [$1] ')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ');
}

test('seen from 9 May 2023 the page says which meeting is next, its paper deadline and its cases', async () => {
  const { open } = await randersSeen();

  const { text } = await open('/udvalg?today=2023-05-09');

  expect(text).toContain('Set fra den 9. maj 2023.');
  expect(text).toContain(
    'Næste møde er i dag, tirsdag 9. maj 2023, med 7 sager, heraf 1 til beslutning; sagsfristen var 2. maj 2023.',
  );
  expect(text).toContain('Tilbudsvifte: principdrøftelse af udbuddet');
  expect(text).toMatch(
    /tirsdag 13\. juni 2023.*Sagerne skal være klar 7\. juni 2023.*tirsdag 15\. august 2023/,
  );
  expect(text).toContain('12. april 2023: 15 sager, heraf 2 til beslutning');
});

test('after the last meeting in the calendar the page says that there is none', async () => {
  const { open } = await randersSeen();

  const { text } = await open('/udvalg');
  const wrong = await open('/udvalg?today=2023-02-30');

  expect(text).toContain('Der er intet møde i kalenderen fra 21. november 2026 og frem.');
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain('Skriv en dato, der findes');
});

test('punkt 39, postponed twice, reads as a story on its page', async () => {
  const { open } = await randersSeen();

  const { text } = await open('/udvalg/sager/arbejdskraftprognose-2023');

  expect(text).toContain('Udsat 7. februar 2023 og 14. marts 2023; taget til efterretning 12. april 2023.');
  expect(text).toMatch(
    /7\. februar 2023, sag 20 Udsat.*14\. marts 2023 Udsat.*12\. april 2023, sag 39 Taget til efterretning/,
  );
});

test('a decision with a mistake is not stored, and everything typed stands in the answer', async () => {
  const { open, submit, get } = await randersSeen();
  const typed = {
    '/meeting': 'beskaeftigelsesudvalget-2023-05-09',
    '/recommendation': '1',
    '/outcome': 'postponed',
    '/absent': '2',
  };

  const blank = await open(`${principles}/beslutning?today=2023-05-09`);
  const refused = await submit(`${principles}/beslutning?today=2023-05-09`, typed);
  const before = await caseIn(await get('/api/cases/principdroeftelse-udbud'));
  const corrected = await submit(`${principles}/beslutning?today=2023-05-09`, {
    ...typed,
    '/outcome': 'discussed',
  });
  const after = await open(`${principles}?today=2023-05-09`);

  expect(blank.text).toContain('1: at principper for udbuddet');
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('Det er ikke gemt: ret én fejl');
  expect(refused.text).toContain('Skriv hvorfor: en udsættelse, en afvisning og et stop skal begrundes.');
  expect(refused.text).toContain('[2]');
  expect(before.decisions).toEqual([]);
  expect(corrected.location).toBe(`${principles}?today=2023-05-09`);
  expect(after.text).toContain('Drøftet 9. maj 2023.');
  const meeting = await meetingIn(await get('/api/meetings/beskaeftigelsesudvalget-2023-05-09'));
  expect(meeting.status).toBe('held');
});

test('a condition added by a button and met on its form leaves the list of open ones, overdue first', async () => {
  const { open, submit, get } = await randersSeen();
  const decision = {
    '/meeting': 'beskaeftigelsesudvalget-2023-06-13',
    '/recommendation': '1',
    '/outcome': 'approved-with-conditions',
  };
  const conditions = {
    '/conditions/0/text': 'Juridisk gennemgang',
    '/conditions/0/dueOn': '2023-08-15',
    '/conditions/1/text': 'Økonomien genberegnes',
    '/conditions/1/dueOn': '2023-06-30',
  };
  const address = `${framework}/beslutning?today=2023-06-13`;

  const added = await submit(address, { ...decision, action: 'add:/conditions' });
  await submit(address, { ...decision, ...conditions });
  const july = await open('/udvalg?today=2023-07-03');
  const { decisions } = await caseIn(await get('/api/cases/rammeaftale-og-evalueringsmodel'));
  const id = decisions[0]?.conditions[1]?.id ?? '';
  const tooSoon = await submit(`/udvalg/betingelser/${id}?today=2023-07-03`, { '/day': '2023-06-01' });
  await submit(`/udvalg/betingelser/${id}?today=2023-07-03`, { '/day': '2023-07-03', '/note': 'Se notat' });
  const afterwards = await open('/udvalg?today=2023-07-03');
  const shown = await open(`${framework}?today=2023-07-03`);

  expect(added.text).toContain('Betingelse 1');
  expect(july.text).toMatch(/30\. juni 2023 overskredetØkonomien genberegnes.*15\. august 2023 Juridisk/);
  expect(tooSoon.status).toBe(422);
  expect(tooSoon.text).toContain('Betingelsen blev først stillet 13. juni 2023.');
  expect(afterwards.text).not.toContain('Økonomien genberegnes');
  expect(afterwards.text).toContain('Juridisk gennemgang');
  expect(shown.text).toContain('Opfyldt 3. juli 2023: Se notat');
});

test('a meeting is made on a Sunday and pointed out, moved, cancelled and set back', async () => {
  const { open, submit, get } = await randersSeen();
  const fields = {
    '/committee': 'beskaeftigelsesudvalget',
    '/day': '2027-01-10',
    '/status': 'planned',
    '/basis': 'document',
  };

  const made = await submit('/udvalg/moeder/nyt', fields);
  const address = made.location ?? '';
  const shown = await open(address);
  const tag = async () => {
    const reply = await get(`/api/meetings/${address.split('/').at(-1)}`);
    return reply.headers.get('ETag') ?? '';
  };
  await submit(`${address}/rediger`, {
    ...fields,
    '/day': '2027-01-12',
    '/status': 'moved',
    version: await tag(),
  });
  const moved = await open(address);
  await submit(`${address}/status`, { status: 'cancelled', version: await tag() });
  const cancelled = await open(address);
  const stale = await submit(`${address}/status`, { status: 'planned', version: '"0"' });

  expect(address).toBe('/udvalg/moeder/beskaeftigelsesudvalget-2027-01-10');
  expect(shown.text).toContain('Mødet ligger på en søndag.');
  expect(moved.text).toContain('Mødet i Beskæftigelsesudvalget er tirsdag 12. januar 2027');
  expect(moved.text).toContain('Flyttet');
  expect(cancelled.text).toContain('Mødet i Beskæftigelsesudvalget tirsdag 12. januar 2027 er aflyst');
  expect(stale.status).toBe(412);
});

test('a case is made for a meeting, set on another and deleted', async () => {
  const { open, submit } = await randersSeen();
  const june = 'beskaeftigelsesudvalget-2023-06-13';

  const made = await submit('/udvalg/sager/ny', {
    '/title': 'Ny sag om udbud',
    '/committee': 'beskaeftigelsesudvalget',
    '/kind': 'decision',
    '/recommendations/0/text': 'Udbuddet udsættes',
    '/agenda/0/meeting': june,
  });
  const again = await submit('/udvalg/moeder/beskaeftigelsesudvalget-2023-08-15/dagsorden', {
    '/case': 'ny-sag-om-udbud',
    '/number': '7',
  });
  const shown = await open('/udvalg/sager/ny-sag-om-udbud?today=2023-05-01');
  const twice = await submit('/udvalg/sager/ny-sag-om-udbud/dagsorden', { '/meeting': june });

  expect(made.location).toBe('/udvalg/sager/ny-sag-om-udbud');
  expect(again.status).toBe(303);
  expect(shown.text).toContain('Kommer på mødet 13. juni 2023 og 15. august 2023.');
  expect(shown.text).toContain('at udbuddet udsættes');
  expect(twice.text).toContain('Sagen står allerede på det mødes dagsorden.');
});

test('a case changed meanwhile shows both versions', async () => {
  const { submit, get, patch } = await randersSeen();
  const tag = (await get('/api/cases/budgetproces-2023')).headers.get('ETag') ?? '';
  await patch('/api/cases/budgetproces-2023', { title: 'Budgetprocessen 2024' });

  const conflict = await submit('/udvalg/sager/budgetproces-2023/rediger', {
    version: tag,
    '/title': 'Budget 2024',
    '/kind': 'briefing',
  });

  expect(conflict.status).toBe(412);
  expect(conflict.text).toContain('En anden har gemt ændringer, mens du skrev');
  expect(conflict.text).toContain('Budgetprocessen 2024');
});
