import { expect, test } from 'vitest';
import {
  byraadet,
  caseAbout,
  committeeMeeting,
  meetingIn,
  meetingOn,
  meetingsIn,
  problemIn,
} from './committee-world.ts';

test('a meeting keeps the code of the day it was first called for when it is moved', async () => {
  const { make, patch, get } = await committeeMeeting('2023-05-01', ['2023-05-09']);

  const moved = await patch('/api/meetings/beskaeftigelsesudvalget-2023-05-09', {
    day: '2023-05-16',
    status: 'moved',
  });
  const another = await make('/api/meetings', meetingOn('2023-05-09'));

  expect(await moved.json()).toMatchObject({
    code: 'beskaeftigelsesudvalget-2023-05-09',
    day: '2023-05-16',
    paperDeadline: '2023-05-10',
  });
  expect(another.headers.get('Location')).toBe('/api/meetings/beskaeftigelsesudvalget-2023-05-09-2');
  const { items } = await meetingsIn(await get('/api/meetings'));
  expect(items.map(({ day }) => day)).toEqual(['2023-05-09', '2023-05-16']);
});

test('papers are due so many working days before the meeting as the committee asks', async () => {
  const { get, patch, make } = await committeeMeeting('2023-01-01', [
    '2023-04-12',
    '2023-05-09',
    '2023-06-13',
  ]);
  await make('/api/closing-days', { day: '2023-06-05', name: 'Grundlovsdag', basis: 'assumption' });
  const deadlines = async () => {
    const { items } = await meetingsIn(await get('/api/meetings'));
    return items.map(({ paperDeadline }) => paperDeadline);
  };

  const withFour = await deadlines();
  await patch('/api/committees/beskaeftigelsesudvalget', { paperDays: 6 });
  const withSix = await deadlines();

  expect(withFour).toEqual(['2023-04-03', '2023-05-02', '2023-06-07']);
  expect(withSix).toEqual(['2023-03-30', '2023-04-28', '2023-06-02']);
});

test('a meeting on a day off is allowed, and pointed out', async () => {
  const { make, get } = await committeeMeeting('2023-01-01', []);
  await make('/api/closing-days', { day: '2023-06-05', name: 'Grundlovsdag', basis: 'assumption' });
  const remarks = async (day: string) =>
    (await meetingIn(await make('/api/meetings', meetingOn(day)))).remarks;

  expect(await remarks('2023-05-05')).toEqual(['Mødet ligger på en helligdag: store bededag.']);
  expect(await remarks('2023-05-07')).toEqual(['Mødet ligger på en søndag.']);
  expect(await remarks('2023-06-05')).toEqual(['Kommunen holder lukket den dag: Grundlovsdag.']);
  expect(await remarks('2023-05-09')).toEqual([]);
  const read = await meetingIn(await get('/api/meetings/beskaeftigelsesudvalget-2023-05-05'));
  expect(read.remarks).toEqual(['Mødet ligger på en helligdag: store bededag.']);
});

test('everything wrong with a meeting is told at its place', async () => {
  const { post } = await committeeMeeting('2023-05-01', ['2023-05-09']);

  const shapeless = await post(
    '/api/meetings',
    meetingOn('2023-02-30', { startsAt: '25:00', status: 'måske' }),
  );
  const senseless = await post('/api/meetings', meetingOn('2023-05-09', { status: 'held' }));
  const nobodys = await post('/api/meetings', meetingOn('2023-06-13', { committee: 'ukendt' }));

  expect((await problemIn(shapeless)).at).toEqual({
    '/day': 'Skriv en dato, der findes, som åååå-mm-dd, fx 2024-12-31.',
    '/startsAt': 'Skriv klokkeslættet som 16:30.',
    '/status': 'Vælg planned, held, cancelled eller moved.',
  });
  expect((await problemIn(senseless)).at).toEqual({
    '/day': 'Udvalget har allerede et møde 9. maj 2023. Vælg en anden dag, eller ret det.',
    '/status': 'Mødet er først 9. maj 2023; det kan ikke være holdt endnu.',
  });
  expect((await problemIn(nobodys)).at).toEqual({ '/committee': 'Udvalget ukendt findes ikke.' });
});

test('meetings are found by committee, period and status', async () => {
  const { make, patch, get } = await committeeMeeting('2023-05-01', [
    '2023-04-12',
    '2023-05-09',
    '2023-06-13',
  ]);
  await make('/api/committees', byraadet);
  await make('/api/meetings', meetingOn('2023-05-22', { committee: 'byraadet' }));
  await patch('/api/meetings/beskaeftigelsesudvalget-2023-06-13', { status: 'cancelled' });
  const days = async (query: string) => {
    const { items } = await meetingsIn(await get(`/api/meetings?${query}`));
    return items.map(({ day }) => day);
  };

  expect(await days('committee=beskaeftigelsesudvalget&sort=-day')).toEqual([
    '2023-06-13',
    '2023-05-09',
    '2023-04-12',
  ]);
  expect(await days('from=2023-05-09&to=2023-05-22')).toEqual(['2023-05-09', '2023-05-22']);
  expect(await days('status=cancelled&status=held')).toEqual(['2023-06-13']);
  expect((await get('/api/meetings?from=2023-02-30')).status).toBe(400);
});

test('a long list of meetings is read page by page, and each meeting once', async () => {
  const { get } = await committeeMeeting('2023-01-01', ['2023-04-12', '2023-05-09', '2023-06-13']);

  const first = await get('/api/meetings?limit=2');
  const link = /^<(.*)>/.exec(first.headers.get('Link') ?? '')?.[1] ?? '';
  const second = await meetingsIn(await get(link));

  expect((await meetingsIn(first)).total).toBe(3);
  expect(second.items.map(({ day }) => day)).toEqual(['2023-06-13']);
  expect(second.next).toBeNull();
});

test('a committee with meetings or cases stays', async () => {
  const { make, remove } = await committeeMeeting('2023-05-01', []);
  await make('/api/cases', caseAbout('udbud', 'Udbud'));

  expect((await problemIn(await remove('/api/committees/beskaeftigelsesudvalget'))).rule).toBe('in-use');
  await remove('/api/cases/udbud');
  expect((await remove('/api/committees/beskaeftigelsesudvalget')).status).toBe(204);
});

test('a closing day is made once, read and deleted', async () => {
  const { make, post, remove, get } = await committeeMeeting('2023-05-01', []);
  const day = { day: '2023-06-05', name: 'Grundlovsdag', basis: 'assumption' };
  await make('/api/closing-days', day);

  const again = await post('/api/closing-days', day);
  const read = await get('/api/closing-days');

  expect((await problemIn(again)).at).toEqual({ '/day': '5. juni 2023 er allerede en lukkedag.' });
  expect(await read.json()).toMatchObject({ items: [day], total: 1 });
  expect((await remove('/api/closing-days/2023-06-05')).status).toBe(204);
  expect((await remove('/api/closing-days/2023-06-05')).status).toBe(404);
});
