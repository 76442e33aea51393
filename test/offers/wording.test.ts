import { expect, test } from 'vitest';
import { inMillions, money, rangeText, shareText, yearsText } from '../../src/offers/wording.ts';
import { formatDay } from '../../src/shared/days/day.ts';
import { sourceText, sourcesText } from '../../src/shared/wording.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test.each([
  [7_398_300_000, '74,0 mio. kr.'],
  [35_000_000, '0,4 mio. kr.'],
  [3_000_000, '30.000 kr.'],
  [-81_234_500, '-0,8 mio. kr.'],
  [0, '0,0 mio. kr.'],
])('%i øre reads %s', (amount, text) => {
  expect(plain(money(amount))).toBe(text);
});

test('an amount too small for a table of millions is not shown as nothing', () => {
  expect(inMillions(4_999_999)).toBe('< 0,1');
  expect(inMillions(5_000_000)).toBe('0,1');
  expect(inMillions(0)).toBe('0,0');
});

test('number and unit stay on one line', () => {
  expect(money(7_398_300_000)).not.toContain(' ');
});

test('a range with equal bounds is one number', () => {
  expect(rangeText({ low: 5070, high: 6210 })).toBe('5.070 til 6.210');
  expect(rangeText({ low: 580, high: 580 })).toBe('580');
  expect(plain(shareText({ low: 0.782, high: 0.958 }))).toBe('78 til 96 %');
  expect(plain(shareText({ low: 0.091, high: 0.094 }))).toBe('9 %');
});

test('a source kept under a slug reads as words', () => {
  expect(sourceText({ document: 'referat-2023-04-12', section: 'punkt 43' })).toBe(
    'Referat 12. april 2023, punkt 43',
  );
  expect(sourceText({ document: 'beskaeftigelsesplan-2023', section: '2.3' })).toBe(
    'Beskæftigelsesplan 2023, afsnit 2.3',
  );
  expect(sourceText({ document: 'Aftale med AOF', section: null })).toBe('Aftale med AOF');
});

test('a source used twice is named once', () => {
  const source = { document: 'Aftale med AOF', section: null };

  expect(sourcesText([source, { document: 'Budget', section: 'side 3' }, source])).toBe(
    'Aftale med AOF · Budget, side 3',
  );
});

test('days and years read in Danish', () => {
  expect(formatDay('2024-12-31')).toBe('31. december 2024');
  expect(yearsText([2024])).toBe('2024');
  expect(yearsText([2024, 2025])).toBe('2024 og 2025 tilsammen');
});
