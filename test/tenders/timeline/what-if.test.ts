import { expect, test } from 'vitest';
import { timeline } from '../../../src/tenders/timeline/timeline.ts';
import { whatIf, type Change } from '../../../src/tenders/timeline/what-if.ts';
import { phases1To3Done, situation } from './punkt42.ts';

const slips = (phase: number, workingDays: number): Change => ({ change: 'phase-slips', phase, workingDays });

const ends = (...changes: Change[]) =>
  timeline(whatIf(situation(), changes)).phases.map(({ forecast }) => forecast.to);

test('nothing changed is the timeline as it is', () => {
  expect(ends()).toEqual(ends(slips(6, 0)));
});

test('phase 2 slipping ten working days ends on 15 May and costs 13 June', () => {
  expect(ends(slips(2, 10)).slice(1)).toEqual([
    '2023-05-15',
    '2023-05-09',
    '2023-08-15',
    '2023-10-10',
    '2023-12-19',
    null,
  ]);
});

test('phase 6 slipping twenty working days is the most it can: 6 December, then 12 December', () => {
  const answer = timeline(whatIf(situation(), [slips(6, 20)]));

  expect(answer.phases.slice(5).map(({ forecast, slack }) => [forecast.to, slack])).toEqual([
    ['2023-12-06', 0],
    ['2023-12-12', 0],
  ]);
  expect(answer.contract.reached).toBe('yes');
  expect(timeline(whatIf(situation(), [slips(6, 21)])).contract.reached).toBe('no');
});

test('papers of phase 4 are ready on 1 June: three days late does no harm, four miss the meeting', () => {
  expect(ends(slips(4, 3))[3]).toBe('2023-06-13');
  expect(ends(slips(4, 4))[3]).toBe('2023-08-15');
});

test('phase 7 has no day to lose before the papers of 14 November are due', () => {
  expect(ends(slips(7, 1))[6]).toBe('2023-12-12');
});

test('two changes at once, and the order does not matter', () => {
  const cancelled: Change = { change: 'meeting-cancelled', meeting: 'm-11-14' };

  expect(ends(slips(6, 3), cancelled)).toEqual(ends(cancelled, slips(6, 3)));
  expect(ends(slips(6, 3), cancelled).slice(5)).toEqual(['2023-11-13', '2023-12-12']);
});

test('a phase that is over cannot slip, and the situation asked about is left alone', () => {
  const before = situation({ today: '2023-06-01', facts: phases1To3Done });
  const copy = structuredClone(before);

  expect(timeline(whatIf(before, [slips(2, 50)]))).toEqual(timeline(before));
  expect(before).toEqual(copy);
});
