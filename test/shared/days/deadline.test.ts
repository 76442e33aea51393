import { expect, test } from 'vitest';
import type { Day } from '../../../src/shared/days/day.ts';
import { deadlineAfter, paperDeadline } from '../../../src/shared/days/deadline.ts';

const closingDays = { yearly: ['06-05', '12-24', '12-31'], once: [] };

test.each<[Day, Day]>([
  ['2023-04-12', '2023-04-03'],
  ['2023-05-09', '2023-05-02'],
  ['2023-06-13', '2023-06-07'],
  ['2023-08-15', '2023-08-09'],
  ['2023-11-14', '2023-11-08'],
  ['2023-12-12', '2023-12-06'],
])('papers for the meeting of %s are due on %s', (meeting, due) => {
  expect(paperDeadline(meeting, 4, closingDays)).toBe(due);
});

test('a closing day is no day to hand in papers on', () => {
  // Friday 9 June: 8, 7 and 6 June, then over the closed 5 June and the weekend to 2 June
  expect(paperDeadline('2023-06-09', 4, closingDays)).toBe('2023-06-02');
});

test.each<[Day, number, Day, string]>([
  ['2023-11-15', 10, '2023-11-27', 'Saturday 25 November moves to Monday'],
  ['2023-11-16', 10, '2023-11-27', 'Sunday 26 November moves to Monday'],
  ['2023-11-17', 10, '2023-11-27', 'Monday 27 November stands'],
  ['2023-12-18', 10, '2023-12-28', 'Christmas inside the period is counted'],
  ['2023-03-28', 10, '2023-04-11', 'langfredag moves over Easter to Tuesday'],
  ['2023-12-22', 10, '2024-01-02', 'nytårsdag moves to the day after'],
  ['2023-12-20', 10, '2024-01-02', 'Saturday 30 December moves over the closed 31st and New Year'],
  ['2023-05-24', 10, '2023-06-06', 'Saturday 3 June moves over the closed 5 June'],
  ['2026-12-14', 10, '2026-12-24', 'a closing day is no public holiday and moves nothing by itself'],
  ['2023-11-28', 30, '2023-12-28', 'thirty days after signing'],
])('%s and %i calendar days end on %s: %s', (event, days, end) => {
  expect(deadlineAfter(event, days, closingDays)).toBe(end);
});
