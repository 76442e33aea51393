import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  knownMoney,
  leftShown,
  leftText,
  missingMoney,
  shownOere,
  spentText,
} from '../../src/offers/known-money.ts';
import { sumOere } from '../../src/shared/money.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const all = { unknownPriceOffers: 0, unpricedOffers: 0 };

const yearOf = ([frameOere, allocatedOere]: [number, number]) => ({
  ...all,
  frameOere,
  allocatedOere,
  leftOere: frameOere - allocatedOere,
  offers: 3,
});

test('an amount is exact, at least so much, or unknown; never a zero for what is unknown', () => {
  expect(plain(knownMoney({ amountOere: 340_000_000, offers: 2, ...all }))).toBe('3,4 mio. kr.');
  expect(
    plain(knownMoney({ amountOere: 340_000_000, offers: 3, unknownPriceOffers: 1, unpricedOffers: 1 })),
  ).toBe('mindst 3,4 mio. kr.');
  expect(knownMoney({ amountOere: 0, offers: 5, unknownPriceOffers: 5, unpricedOffers: 5 })).toBe('ukendt');
  expect(plain(knownMoney({ amountOere: 0, offers: 0, ...all }))).toBe('0,0 mio. kr.');
});

test('offers whose price is known in one of the years are not said to be left out', () => {
  expect(plain(missingMoney({ unknownPriceOffers: 5, unpricedOffers: 3 }) ?? '')).toBe(
    '3 tilbud uden kendt pris er ikke med; 2 tilbud er kun med for de år, hvor prisen kendes',
  );
});

test('the frame, what is spent and what is left agree as they are shown, and so do the years and their sum', () => {
  // 75,5 − 73,95 and 75,5 − 72,13 are 1,55 and 3,37; shown beside 74,0 and 72,1 they are 1,5 and 3,4, together 4,9.
  const years = [yearOf([7_550_000_000, 7_395_000_000]), yearOf([7_550_000_000, 7_213_000_000])];
  const both = { ...yearOf([15_100_000_000, 14_608_000_000]), years };

  expect(years.map(year => plain(leftText(year)))).toEqual(['1,5 mio. kr. tilbage', '3,4 mio. kr. tilbage']);
  expect([plain(spentText(both)), plain(leftText(both))]).toEqual(['146,1 mio. kr.', '4,9 mio. kr. tilbage']);
});

test('shown parts sum to the shown whole, for any years', () => {
  const amount = fc.integer({ min: 10_000_000, max: 20_000_000_000 });
  fc.assert(
    fc.property(fc.array(fc.tuple(amount, amount), { minLength: 1, maxLength: 4 }), pairs => {
      const years = pairs.map(yearOf);
      for (const year of years) {
        const left = shownOere(year.frameOere) - shownOere(year.allocatedOere);
        expect(Math.abs(year.leftOere) < 15_000_000 || leftShown(year) === left).toBe(true);
        expect(Math.sign(leftShown(year))).toBe(Math.sign(year.leftOere));
        expect(Math.abs(leftShown(year) - year.leftOere)).toBeLessThanOrEqual(10_000_000);
      }
      const whole = {
        ...yearOf([sumOere(pairs.map(([frame]) => frame)), sumOere(pairs.map(([, spent]) => spent))]),
        years,
      };
      const sum = sumOere(years.map(leftShown));
      expect(Math.abs(whole.leftOere) < 50_000_000 || leftShown(whole) === sum).toBe(true);
    }),
  );
});
