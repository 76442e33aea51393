import { expect, test } from 'vitest';
import {
  caseIn,
  casesIn,
  agendaOf,
  byraadet,
  caseAbout,
  committeeMeeting,
  decidedOn,
  meetingOn,
  problemIn,
} from './committee-world.ts';

const forecast = caseAbout('arbejdskraftprognose-2023', 'Arbejdskraftprognose 2023', {
  kind: 'briefing',
  journalNumber: '15.00.00-G01-6-23',
  recommendations: ['prognosen tages til efterretning'],
  agenda: [
    { meeting: 'beskaeftigelsesudvalget-2023-02-07', number: 20 },
    { meeting: 'beskaeftigelsesudvalget-2023-03-14', number: null },
    { meeting: 'beskaeftigelsesudvalget-2023-04-12', number: 39 },
  ],
});

test('a case postponed twice keeps its whole path, each step with its reason', async () => {
  const days = ['2023-02-07', '2023-03-14', '2023-04-12'];
  const { make, get } = await committeeMeeting('2023-05-09', days);
  await make('/api/cases', forecast);
  const decisions = '/api/cases/arbejdskraftprognose-2023/decisions';
  await make(decisions, decidedOn('2023-02-07', 'postponed', { reason: 'Tiden løb ud.' }));
  await make(decisions, decidedOn('2023-03-14', 'postponed', { reason: 'Et enigt udvalg.' }));
  await make(decisions, decidedOn('2023-04-12', 'noted', { absent: 1 }));

  const read = await (await get('/api/cases/arbejdskraftprognose-2023')).json();

  expect(read).toMatchObject({
    agenda: forecast['agenda'],
    decisions: [
      { day: '2023-02-07', outcome: 'postponed', reason: 'Tiden løb ud.', absent: null },
      { day: '2023-03-14', outcome: 'postponed', reason: 'Et enigt udvalg.' },
      { day: '2023-04-12', outcome: 'noted', reason: null, absent: 1 },
    ],
  });
});

test('a meeting at which something was decided has been held', async () => {
  const { make, get } = await committeeMeeting('2023-05-09', ['2023-05-09']);
  await make('/api/cases', caseAbout('udbud', 'Udbud', { agenda: agendaOf('2023-05-09') }));

  await make('/api/cases/udbud/decisions', decidedOn('2023-05-09', 'approved'));

  const meeting = await (await get('/api/meetings/beskaeftigelsesudvalget-2023-05-09')).json();
  expect(meeting).toMatchObject({ status: 'held' });
});

test('a decision cannot be recorded before its meeting, seen from the day asked for or from today', async () => {
  const { make, post } = await committeeMeeting('2023-06-01', ['2023-05-09', '2023-06-13']);
  const agenda = agendaOf('2023-05-09', '2023-06-13');
  await make('/api/cases', caseAbout('udbud', 'Udbud', { agenda }));
  const decisions = '/api/cases/udbud/decisions';

  const later = await post(decisions, decidedOn('2023-06-13', 'approved'));
  const evenIfToldSo = await post(`${decisions}?today=2023-06-13`, decidedOn('2023-06-13', 'approved'));
  const earlier = await post(`${decisions}?today=2023-05-08`, decidedOn('2023-05-09', 'approved'));
  const onTheDay = await post(`${decisions}?today=2023-05-09`, decidedOn('2023-05-09', 'approved'));

  const tooSoon = 'En beslutning kan først skrives ind på mødedagen.';
  expect(await problemIn(later)).toEqual({
    status: 422,
    rule: 'invalid-input',
    at: { '/meeting': `Mødet 13. juni 2023 er ikke holdt endnu. ${tooSoon}` },
  });
  expect((await problemIn(evenIfToldSo)).at).toEqual({
    '/meeting': `Mødet 13. juni 2023 er ikke holdt endnu. ${tooSoon}`,
  });
  expect((await problemIn(earlier)).at).toEqual({
    '/meeting': `Mødet 9. maj 2023 er ikke holdt endnu. ${tooSoon}`,
  });
  expect(onTheDay.status).toBe(201);
});

test('nothing is decided at a cancelled meeting, and nothing of the try is stored', async () => {
  const { make, post, patch, get } = await committeeMeeting('2023-05-10', ['2023-05-09']);
  await make('/api/cases', caseAbout('udbud', 'Udbud', { agenda: agendaOf('2023-05-09') }));
  await patch('/api/meetings/beskaeftigelsesudvalget-2023-05-09', { status: 'cancelled' });
  const before = await (await get('/api/cases/udbud')).json();

  const reply = await post('/api/cases/udbud/decisions', decidedOn('2023-05-09', 'approved'));

  expect((await problemIn(reply)).at).toEqual({
    '/meeting': 'Mødet 9. maj 2023 er aflyst. Vælg det møde, hvor beslutningen blev truffet.',
  });
  expect(await (await get('/api/cases/udbud')).json()).toEqual(before);
});

test('everything wrong with a decision is told at once, each mistake at its place', async () => {
  const { make, post } = await committeeMeeting('2023-05-10', ['2023-04-12', '2023-05-09']);
  await make('/api/cases', caseAbout('udbud', 'Udbud', { agenda: agendaOf('2023-04-12') }));
  const decisions = '/api/cases/udbud/decisions';

  const wrong = await post(
    decisions,
    decidedOn('2023-05-09', 'rejected', {
      recommendation: 2,
      conditions: [{ text: 'Økonomien genberegnes', dueOn: '2023-05-09' }],
    }),
  );
  const shapeless = await post(
    decisions,
    decidedOn('2023-04-12', 'approved-with-conditions', {
      absent: -1,
      conditions: [{ text: ' ', dueOn: '2023-02-30' }],
    }),
  );
  const conditionless = await post(decisions, decidedOn('2023-04-12', 'approved-with-conditions'));

  expect((await problemIn(wrong)).at).toEqual({
    '/meeting': 'Sagen står ikke på det mødes dagsorden. Sæt den på dagsordenen først.',
    '/recommendation': 'Sagen har kun 1 indstilling.',
    '/conditions': 'Betingelser hører kun til udfaldet Godkendt med betingelser.',
    '/reason': 'Skriv hvorfor: en udsættelse, en afvisning og et stop skal begrundes.',
    '/conditions/0/dueOn': 'Fristen skal ligge efter mødet.',
  });
  expect(await problemIn(shapeless)).toEqual({
    status: 400,
    rule: 'invalid-input',
    at: {
      '/absent': 'Tallet er for lille. Mindst 0.',
      '/conditions/0/text': 'Feltet skal udfyldes.',
      '/conditions/0/dueOn': 'Skriv en dato, der findes, som åååå-mm-dd, fx 2024-12-31.',
    },
  });
  expect((await problemIn(conditionless)).at).toEqual({
    '/conditions': 'Skriv mindst én betingelse med frist, eller vælg Godkendt.',
  });
});

test('a decision that turns out wrong stands, and is followed by another that says why', async () => {
  const { make, post } = await committeeMeeting('2023-05-10', ['2023-05-09']);
  await make('/api/cases', caseAbout('udbud', 'Udbud', { agenda: agendaOf('2023-05-09') }));
  const decisions = '/api/cases/udbud/decisions';
  await make(decisions, decidedOn('2023-05-09', 'approved'));

  const silent = await post(decisions, decidedOn('2023-05-09', 'noted'));
  const explained = await post(
    decisions,
    decidedOn('2023-05-09', 'noted', { reason: 'Skrevet forkert ind efter mødet.' }),
  );

  expect(Object.keys((await problemIn(silent)).at)).toEqual(['/reason']);
  expect(await explained.json()).toMatchObject({
    decisions: [{ outcome: 'approved' }, { outcome: 'noted', reason: 'Skrevet forkert ind efter mødet.' }],
  });
});

test('conditions are tracked until they are met, once and not before they were made', async () => {
  const { make, post, get } = await committeeMeeting('2023-08-01', ['2023-06-13']);
  await make('/api/cases', caseAbout('rammeaftale', 'Rammeaftale', { agenda: agendaOf('2023-06-13') }));
  const conditions = [
    { text: 'Økonomien genberegnes', dueOn: '2023-08-01' },
    { text: 'Kravene til CV er med', dueOn: '2023-08-15' },
  ];
  const decided = await make(
    '/api/cases/rammeaftale/decisions',
    decidedOn('2023-06-13', 'approved-with-conditions', { conditions }),
  );
  const before = decided.headers.get('ETag');
  const condition = (await caseIn(decided)).decisions[0]?.conditions[0]?.id;
  const met = `/api/conditions/${condition}/met`;

  const tooEarly = await post(met, { day: '2023-06-12', note: null });
  const tooLate = await post(`${met}?today=2023-07-01`, { day: '2023-07-02', note: null });
  const right = await post(met, { day: '2023-07-02', note: 'Notat til udvalget' });
  const again = await post(met, { day: '2023-07-03', note: null });
  const unknown = await post('/api/conditions/6f6a9a42-3d2c-4c52-9f0a-0f6f3c1d2e4b/met', {
    day: '2023-07-02',
    note: null,
  });

  expect(Object.keys((await problemIn(tooEarly)).at)).toEqual(['/day']);
  expect(Object.keys((await problemIn(tooLate)).at)).toEqual(['/day']);
  expect(right.status).toBe(201);
  expect(right.headers.get('Location')).toBe('/api/cases/rammeaftale');
  expect(right.headers.get('ETag')).not.toBe(before);
  expect((await problemIn(again)).rule).toBe('already-met');
  expect(unknown.status).toBe(404);
  const read = await caseIn(await get('/api/cases/rammeaftale'));
  expect(read.decisions[0]?.conditions).toMatchObject([
    { ...conditions[0], metOn: '2023-07-02', metNote: 'Notat til udvalget' },
    { ...conditions[1], metOn: null, metNote: null },
  ]);
});

test('the same Idempotency-Key records a decision once', async () => {
  const { make, post, get } = await committeeMeeting('2023-05-10', ['2023-05-09']);
  await make('/api/cases', caseAbout('udbud', 'Udbud', { agenda: agendaOf('2023-05-09') }));
  const decision = decidedOn('2023-05-09', 'approved');
  const key = { 'Idempotency-Key': 'abc' };

  const first = await post('/api/cases/udbud/decisions', decision, key);
  const again = await post('/api/cases/udbud/decisions', decision, key);

  expect([first.status, again.status]).toEqual([201, 201]);
  expect(await again.json()).toEqual(await first.json());
  expect((await caseIn(await get('/api/cases/udbud'))).decisions).toHaveLength(1);
});

test.each(['decision', 'condition', 'condition_met'])(
  'the database itself refuses to change or delete a %s',
  async table => {
    const { make, database } = await committeeMeeting('2023-08-01', ['2023-06-13']);
    await make('/api/cases', caseAbout('rammeaftale', 'Rammeaftale', { agenda: agendaOf('2023-06-13') }));
    const conditions = [{ text: 'Økonomien genberegnes', dueOn: '2023-08-01' }];
    const decision = decidedOn('2023-06-13', 'approved-with-conditions', { conditions });
    const decided = await caseIn(await make('/api/cases/rammeaftale/decisions', decision));
    await make(`/api/conditions/${decided.decisions[0]?.conditions[0]?.id}/met`, {
      day: '2023-07-02',
      note: null,
    });
    const connection = database.orm.em.getConnection();

    const update = () => connection.execute(`update ${table} set id = gen_random_uuid()`);
    const remove = () => connection.execute(`delete from ${table}`);

    await expect(update()).rejects.toThrow('are records');
    await expect(remove()).rejects.toThrow('are records');
    expect(await connection.execute(`select id from ${table}`)).toHaveLength(1);
  },
);

test('there is no way over the API to change or delete a decision', async () => {
  const { make, patch, remove } = await committeeMeeting('2023-05-10', ['2023-05-09']);
  await make('/api/cases', caseAbout('udbud', 'Udbud', { agenda: agendaOf('2023-05-09') }));
  await make('/api/cases/udbud/decisions', decidedOn('2023-05-09', 'approved'));

  const changed = await patch('/api/cases/udbud', { decisions: [] });
  const rewritten = await patch('/api/cases/udbud', { recommendations: ['noget andet'], agenda: [] });
  const moved = await patch('/api/meetings/beskaeftigelsesudvalget-2023-05-09', {
    day: '2023-05-10',
    status: 'cancelled',
  });
  const deleted = await remove('/api/cases/udbud');
  const meetingDeleted = await remove('/api/meetings/beskaeftigelsesudvalget-2023-05-09');

  expect((await problemIn(changed)).status).toBe(400);
  expect((await problemIn(rewritten)).at).toEqual({
    '/agenda': 'Der blev truffet en beslutning på mødet 9. maj 2023; det skal blive stående.',
    '/recommendations/0': 'Indstilling 1 er der truffet beslutning om; dens ordlyd skal blive stående.',
  });
  expect((await problemIn(moved)).at).toEqual({
    '/day': 'Der er truffet beslutninger på mødet 9. maj 2023; dagen skal blive stående.',
    '/status': 'Der er truffet beslutninger på mødet; det skal stå som holdt.',
  });
  expect((await problemIn(deleted)).rule).toBe('decided');
  expect((await problemIn(meetingDeleted)).rule).toBe('in-use');
});

test('a case nobody has decided on can be deleted, and leaves its agenda', async () => {
  const { make, remove, get } = await committeeMeeting('2023-05-01', ['2023-05-09']);
  await make('/api/cases', caseAbout('udbud', 'Udbud', { agenda: agendaOf('2023-05-09') }));

  const removed = await remove('/api/cases/udbud');

  expect(removed.status).toBe(204);
  expect((await get('/api/cases/udbud')).status).toBe(404);
  expect((await remove('/api/meetings/beskaeftigelsesudvalget-2023-05-09')).status).toBe(204);
});

test('two cases may share a journal number, and its form is checked', async () => {
  const { make, post, get } = await committeeMeeting('2023-05-01', []);
  const journalNumber = '15.00.00-G01-96-22';
  await make('/api/cases', caseAbout('model', 'Model for tilbudsviften', { journalNumber }));
  await make('/api/cases', caseAbout('proces', 'Udbudsproces', { journalNumber }));
  await make('/api/cases', caseAbout('andet', 'Noget andet'));

  const shared = await casesIn(await get(`/api/cases?journalNumber=${journalNumber}&sort=-title`));
  const wrong = await post('/api/cases', caseAbout('forkert', 'Forkert', { journalNumber: '15.0.0-G1-96' }));
  const asked = await get('/api/cases?journalNumber=15');

  expect(shared.map(({ code }) => code)).toEqual(['proces', 'model']);
  const message = 'Skriv KLE-journalnummeret som 15.00.00-G01-96-22.';
  expect((await problemIn(wrong)).at).toEqual({ '/journalNumber': message });
  expect((await problemIn(asked)).at).toEqual({ journalNumber: message });
});

test('the cases of a meeting are found, and by words', async () => {
  const { make, get } = await committeeMeeting('2023-05-01', ['2023-05-09', '2023-06-13']);
  await make('/api/cases', caseAbout('politik', 'Beskæftigelsespolitik', { agenda: agendaOf('2023-05-09') }));
  await make(
    '/api/cases',
    caseAbout('udbud', 'Krav til udbud', { agenda: agendaOf('2023-05-09', '2023-06-13') }),
  );
  const codes = async (query: string) =>
    (await casesIn(await get(`/api/cases?${query}`))).map(({ code }) => code);

  expect(await codes('meeting=beskaeftigelsesudvalget-2023-05-09')).toEqual(['politik', 'udbud']);
  expect(await codes('meeting=beskaeftigelsesudvalget-2023-06-13')).toEqual(['udbud']);
  expect(await codes('text=BESKAEFTIGELSE')).toEqual(['politik']);
  expect(await codes('committee=byraadet')).toEqual([]);
});

test('two cases cannot have one number on an agenda, and none comes newly on a cancelled one', async () => {
  const { make, post, patch } = await committeeMeeting('2023-05-01', ['2023-05-09', '2023-06-13']);
  await patch('/api/meetings/beskaeftigelsesudvalget-2023-06-13', { status: 'cancelled' });
  const agenda = [{ meeting: 'beskaeftigelsesudvalget-2023-05-09', number: 3 }];
  await make('/api/cases', caseAbout('politik', 'Beskæftigelsespolitik', { agenda }));

  const reply = await post(
    '/api/cases',
    caseAbout('udbud', 'Udbud', { agenda: [...agenda, ...agendaOf('2023-06-13', '2024-01-09')] }),
  );

  expect((await problemIn(reply)).at).toEqual({
    '/agenda/0/number': 'Sag nr. 3 på det møde er Beskæftigelsespolitik. Vælg et andet nummer.',
    '/agenda/1/meeting': 'Mødet er aflyst. Vælg et andet.',
    '/agenda/2/meeting': 'Mødet beskaeftigelsesudvalget-2024-01-09 findes ikke.',
  });
});

test('a case stopped under § 23 is decided by the council, and by no other committee', async () => {
  const { make, post } = await committeeMeeting('2023-09-01', ['2023-06-13']);
  await make('/api/committees', byraadet);
  await make('/api/committees', { ...byraadet, code: 'oekonomi', name: 'Økonomi', kind: 'committee' });
  await make('/api/meetings', meetingOn('2023-06-26', { committee: 'byraadet' }));
  await make('/api/meetings', meetingOn('2023-06-20', { committee: 'oekonomi' }));
  const agenda = [...agendaOf('2023-06-13'), { meeting: 'byraadet-2023-06-26', number: null }];
  await make('/api/cases', caseAbout('rammeaftale', 'Rammeaftale', { agenda }));
  const decisions = '/api/cases/rammeaftale/decisions';
  await make(decisions, decidedOn('2023-06-13', 'stopped', { reason: 'Indbragt for byrådet.' }));

  const decided = await post(decisions, decidedOn('', 'approved', { meeting: 'byraadet-2023-06-26' }));
  const elsewhere = await post(
    '/api/cases',
    caseAbout('andet', 'Andet', { agenda: [{ meeting: 'oekonomi-2023-06-20', number: null }] }),
  );

  expect(await decided.json()).toMatchObject({
    decisions: [{ outcome: 'stopped' }, { outcome: 'approved', meeting: 'byraadet-2023-06-26' }],
  });
  expect((await problemIn(elsewhere)).at).toEqual({
    '/agenda/0/meeting': 'Mødet hører til et andet udvalg end sagen.',
  });
});

test('who changes a case on a version from before a decision is refused', async () => {
  const { make, get, patch } = await committeeMeeting('2023-05-10', ['2023-05-09']);
  await make('/api/cases', caseAbout('udbud', 'Udbud', { agenda: agendaOf('2023-05-09') }));
  const tag = (await get('/api/cases/udbud')).headers.get('ETag') ?? '';
  await make('/api/cases/udbud/decisions', decidedOn('2023-05-09', 'approved'));

  const reply = await patch('/api/cases/udbud', { title: 'Andet' }, tag);

  expect(reply.status).toBe(412);
});
