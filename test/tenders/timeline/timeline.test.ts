import { expect, test } from 'vitest';
import { expectedAward, lastContractDays } from '../../../src/tenders/timeline/award.ts';
import type { Fact } from '../../../src/tenders/timeline/phase.ts';
import { timeline } from '../../../src/tenders/timeline/timeline.ts';
import type { Situation } from '../../../src/tenders/timeline/laid-phase.ts';
import { calendar, decided, phase1Done, phases1To3Done, situation } from './punkt42.ts';

test('on 13 April, phase 1 done, the worked case row by row', () => {
  const { phases, contract } = timeline(situation());

  const rows = phases.map(({ number, kind, forecast, latest, slack }) => [
    number,
    kind === 'work' ? forecast.from : null,
    forecast.to,
    latest.limit,
    latest.lastMeeting?.day ?? null,
    slack,
  ]);
  expect(rows.slice(1)).toEqual([
    [2, '2023-04-13', '2023-04-28', '2023-05-12', null, 9],
    [3, null, '2023-05-09', '2023-05-12', '2023-05-09', 0],
    [4, null, '2023-06-13', '2023-08-09', '2023-06-13', 0],
    [5, null, '2023-08-15', '2023-09-27', '2023-09-12', 20],
    [6, '2023-08-16', '2023-11-08', '2023-12-06', null, 20],
    [7, null, '2023-11-14', '2023-12-15', '2023-12-12', 20],
  ]);
  expect(contract.reached).toBe('yes');
});

test('on 13 April the meetings of 9 May and 13 June are the last possible ones, though nothing is late', () => {
  const { notices, phases } = timeline(situation());

  expect(notices.map(({ rule, level, phase }) => [rule, level, phase])).toEqual([
    ['last-possible-meeting', 'attention', 3],
    ['last-possible-meeting', 'attention', 4],
  ]);
  expect(notices.map(({ message }) => message)).toEqual([
    'Mødet 9. maj 2023 er det sidste mulige for fase 3. Sagen skal være klar 2. maj 2023.',
    'Mødet 13. juni 2023 er det sidste mulige for fase 4. Sagen skal være klar 7. juni 2023.',
  ]);
  expect(phases.every(({ behind }) => behind === 0)).toBe(true);
});

const postponed: Situation = situation({
  today: '2023-06-14',
  facts: [...phases1To3Done, decided(4, '2023-06-13', 'postponed')],
});

test('on 14 June, phase 4 postponed the day before, the worked case row by row', () => {
  const { phases, contract } = timeline(postponed);

  const rows = phases.map(({ number, kind, forecast, slack }) => [
    number,
    kind === 'work' ? forecast.from : null,
    forecast.to,
    slack,
  ]);
  expect(rows.slice(3)).toEqual([
    [4, null, '2023-08-15', -45],
    [5, null, '2023-10-10', -20],
    [6, '2023-10-11', '2023-12-19', -9],
    [7, null, null, null],
  ]);
  expect(phases[6]?.forecast.toBound.by).toBe('no-meeting');
  expect(contract).toMatchObject({ reached: 'no', expected: null });
});

test('on 14 June people are told that 1 January cannot be reached, and why', () => {
  const { notices } = timeline(postponed);

  expect(notices.map(({ message }) => message)).toEqual([
    'Kontrakterne kan ikke starte 1. januar 2024. Det skyldes fase 4, 5, 6 og 7.',
    'Fase 4 ventes 45 arbejdsdage efter det sidste mulige møde 13. juni 2023.',
    'Fase 5 ventes 20 arbejdsdage efter det sidste mulige møde 12. september 2023.',
    'Fase 6 ventes 9 arbejdsdage efter fristen 6. december 2023.',
    'Der er ikke flere møder i kalenderen, som fase 7 kan nå.',
  ]);
});

test('the last contract days before 1 January 2024', () => {
  expect(lastContractDays('2024-01-01', calendar.closingDays)).toEqual({
    signBy: '2023-12-29',
    letterBy: '2023-12-18',
    standstillEnds: '2023-12-28',
    decideBy: '2023-12-15',
  });
});

test('what is next, and by whom: on 13 April the papers for 9 May and the agreement with the adviser', () => {
  expect(timeline(situation()).next).toEqual([
    { phase: 2, owner: 'administration', step: 'finish-work', due: '2023-04-28', about: null },
    { phase: 3, owner: 'administration', step: 'hand-in-papers', due: '2023-05-02', about: null },
  ]);
});

test('papers are still to be handed in on the very day they are due', () => {
  expect(timeline(situation({ today: '2023-05-02' })).next).toContainEqual({
    phase: 3,
    owner: 'administration',
    step: 'hand-in-papers',
    due: '2023-05-02',
    about: null,
  });
});

test('once the papers are in, the committee is next', () => {
  const facts: Fact[] = [...phase1Done, { fact: 'started', phase: 2, day: '2023-04-13' }];

  expect(timeline(situation({ today: '2023-05-03', facts })).next).toEqual([
    { phase: 2, owner: 'administration', step: 'finish-work', due: '2023-05-03', about: null },
    { phase: 3, owner: 'committee', step: 'decide', due: '2023-05-09', about: null },
  ]);
});

// 24 May + 10 days is Saturday 3 June and 25 May + 10 is Sunday 4 June: both move past the closing day 5 June to 6 June.
// 26 May + 10 days is the closing day itself, which is no holiday, so that standstill ends there.
test('the letter waits where waiting ends the standstill earlier', () => {
  const nothing = { letterSent: null, contractSigned: null, noticeSent: null };

  expect(expectedAward('2023-05-23', nothing, '2023-05-01', calendar.closingDays)).toMatchObject({
    letter: '2023-05-26',
    standstillEnds: '2023-06-05',
    contract: '2023-06-06',
  });
  expect(expectedAward('2023-11-14', nothing, '2023-05-01', calendar.closingDays)).toMatchObject({
    letter: '2023-11-15',
    standstillEnds: '2023-11-27',
    contract: '2023-11-28',
  });
});
