import { expect, test } from 'vitest';
import type { Awarded } from '../../../src/tenders/timeline/award.ts';
import { awardMilestones, milestoneStatus } from '../../../src/tenders/timeline/milestones.ts';
import { calendar, nothingAwarded } from './punkt42.ts';

const { closingDays } = calendar;

test.each<[string, string | null, string, { status: string; workingDaysLate: number }]>([
  ['2023-09-01', null, '2023-08-31', { status: 'scheduled', workingDaysLate: 0 }],
  ['2023-09-01', null, '2023-09-01', { status: 'scheduled', workingDaysLate: 0 }],
  ['2023-09-01', null, '2023-09-04', { status: 'late', workingDaysLate: 1 }],
  ['2023-09-01', '2023-08-30', '2023-09-04', { status: 'met', workingDaysLate: 0 }],
  ['2023-09-01', '2023-09-05', '2023-12-01', { status: 'met', workingDaysLate: 2 }],
  ['2023-09-01', '2023-09-05', '2023-09-04', { status: 'late', workingDaysLate: 1 }],
])('due on %s, met on %s, seen on %s: %j', (due, metOn, today, expected) => {
  expect(milestoneStatus(due, metOn, today, closingDays)).toEqual(expected);
});

const award = (lastDecision: string | null, awarded: Partial<Awarded>, today: string) =>
  awardMilestones(lastDecision, '2024-01-01', { ...nothingAwarded, ...awarded }, today, closingDays);

const standstill = (awarded: Partial<Awarded>, today: string) => award('2023-11-14', awarded, today)[1];

const letter = (today: string) => award('2023-11-14', { letterSent: '2023-11-16' }, today)[0];

const notice = (awarded: Partial<Awarded>, today: string) => award('2023-11-14', awarded, today)[3];

test('the choice of suppliers on 14 November leads to a contract on 28 November at the earliest', () => {
  const rows = award('2023-11-14', {}, '2023-11-14');

  expect(rows.map(({ kind, expected, due, status }) => [kind, expected, due, status])).toEqual([
    ['award-letter', '2023-11-15', '2023-12-18', 'scheduled'],
    ['standstill-ends', '2023-11-27', '2023-12-28', 'scheduled'],
    ['contract-signed', '2023-11-28', '2023-12-29', 'scheduled'],
    ['award-notice', '2023-12-28', '2023-12-28', 'scheduled'],
  ]);
});

test('signed on 4 December the notice is due on 3 January, late on the 4th and met when it is sent', () => {
  const done = { letterSent: '2023-11-20', contractSigned: '2023-12-04' };

  expect(notice(done, '2024-01-03')).toMatchObject({ due: '2024-01-03', status: 'scheduled' });
  expect(notice(done, '2024-01-04')).toMatchObject({ status: 'late', workingDaysLate: 1 });
  expect(notice({ ...done, noticeSent: '2024-01-02' }, '2024-01-04')).toMatchObject({
    status: 'met',
    metOn: '2024-01-02',
    workingDaysLate: 0,
  });
});

test('the standstill is over the day after its last day, once a letter has been sent', () => {
  expect(standstill({ letterSent: '2023-11-15' }, '2023-11-27')).toMatchObject({ status: 'scheduled' });
  expect(standstill({ letterSent: '2023-11-15' }, '2023-11-28')).toMatchObject({
    status: 'met',
    metOn: '2023-11-27',
  });
  expect(standstill({}, '2023-12-29')).toMatchObject({ status: 'late', metOn: null });
});

test('a letter is met on the very day it is sent, and not the day before', () => {
  expect(letter('2023-11-15')).toMatchObject({ status: 'scheduled', metOn: null });
  expect(letter('2023-11-16')).toMatchObject({ status: 'met', metOn: '2023-11-16' });
});

test('without a last decision nothing is expected, but the last days are known', () => {
  const rows = award(null, {}, '2023-06-14');

  expect(rows.map(({ expected }) => expected)).toEqual([null, null, null, null]);
  expect(rows.map(({ due }) => due)).toEqual(['2023-12-18', '2023-12-28', '2023-12-29', '2024-01-29']);
});
