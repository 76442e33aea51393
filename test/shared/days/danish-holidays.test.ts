import Holidays from 'date-holidays';
import { expect, test } from 'vitest';
import { danishHolidays, holidayName } from '../../../src/shared/days/danish-holidays.ts';

const oracle = new Holidays('DK');

test.each(Array.from({ length: 61 }, (_, i) => 2000 + i))(
  'the public holidays of %i are those date-holidays knows',
  year => {
    const expected = oracle
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .map(({ date }) => date.slice(0, 10));

    expect([...danishHolidays(year).keys()].toSorted()).toEqual([...new Set(expected)].toSorted());
  },
);

test('the holidays of 2023 by name', () => {
  expect([...danishHolidays(2023)].toSorted(([a], [b]) => a.localeCompare(b))).toEqual([
    ['2023-01-01', 'nytårsdag'],
    ['2023-04-06', 'skærtorsdag'],
    ['2023-04-07', 'langfredag'],
    ['2023-04-09', 'påskedag'],
    ['2023-04-10', '2. påskedag'],
    ['2023-05-05', 'store bededag'],
    ['2023-05-18', 'Kristi himmelfartsdag'],
    ['2023-05-28', 'pinsedag'],
    ['2023-05-29', '2. pinsedag'],
    ['2023-12-25', '1. juledag'],
    ['2023-12-26', '2. juledag'],
  ]);
});

test('store bededag is a holiday for the last time in 2023', () => {
  expect(holidayName('2023-05-05')).toBe('store bededag');
  expect(holidayName('2024-04-26')).toBeUndefined();
});

test.each(['2023-06-05', '2023-12-24', '2023-12-31', '2023-05-01'])('%s is no public holiday', day => {
  expect(holidayName(day)).toBeUndefined();
});
