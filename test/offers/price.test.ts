import { describe, expect, test } from 'vitest';
import { amountByBasis, coveredYears, lineAmount, priceInYear, priceOver } from '../../src/offers/price.ts';
import { RuleBroken } from '../../src/shared/rule-broken.ts';
import { activity, fixed, frame, offer, vifte } from './small-vifte.ts';

describe('Kvinder i Job, 1.875 kr. a week for 16 weeks', () => {
  test.each([
    [1, 30_000],
    [17, 510_000],
    [19, 570_000],
    [36, 1_080_000],
  ])('%i participants cost %i kr.', (participants, kroner) => {
    expect(lineAmount(activity(2024, 1875, 16, participants))).toBe(kroner * 100);
  });
});

describe('the price of an offer in a year', () => {
  const both = offer('mentor', {
    priceLines: [fixed(2024, 100_000), fixed(2024, 20_000, 'assumption'), fixed(2025, 50_000, 'estimate')],
  });

  test('is the sum of its lines, and says how much of it is assumed', () => {
    expect(priceInYear(both, 2024)).toEqual({
      kind: 'known',
      amountOere: 12_000_000,
      assumedOere: 2_000_000,
      lines: [
        { line: fixed(2024, 100_000), amountOere: 10_000_000 },
        { line: fixed(2024, 20_000, 'assumption'), amountOere: 2_000_000 },
      ],
    });
  });
  test('is unknown when the offer runs without a line', () => {
    expect(priceInYear(offer('uden-pris'), 2024)).toEqual({ kind: 'unknown', unknownYears: [2024] });
  });
  test('is known when a line says nought', () => {
    expect(priceInYear(offer('gratis', { priceLines: [fixed(2024, 0)] }), 2024)).toMatchObject({
      kind: 'known',
      amountOere: 0,
    });
  });
  test('is neither when the offer does not run, whatever its lines say', () => {
    const later = offer('senere', { years: [2025], priceLines: [fixed(2024, 5)] });
    expect(priceInYear(later, 2024)).toEqual({ kind: 'does-not-run' });
  });
});

describe('the price over all years', () => {
  test('is the sum of the years', () => {
    const steady = offer('fast', { priceLines: [fixed(2024, 100), fixed(2025, 110)] });
    expect(priceOver(steady, [2024, 2025])).toMatchObject({ kind: 'known', amountOere: 21_000 });
  });
  test('names the years that are unknown beside what is known', () => {
    const half = offer('halv', { priceLines: [fixed(2025, 110, 'assumption')] });
    expect(priceOver(half, [2024, 2025])).toMatchObject({
      kind: 'partly',
      amountOere: 11_000,
      assumedOere: 11_000,
      unknownYears: [2024],
    });
  });
  test('leaves out years the offer does not run in', () => {
    const once = offer('en-gang', { years: [2025], priceLines: [fixed(2025, 110)] });
    expect(priceOver(once, [2024, 2025])).toMatchObject({ kind: 'known', amountOere: 11_000 });
  });
  test('is unknown when no year is known', () => {
    expect(priceOver(offer('uden'), [2024, 2025])).toEqual({ kind: 'unknown', unknownYears: [2024, 2025] });
  });
});

test('the money is told apart by what it rests on', () => {
  const mixed = offer('blandet', {
    priceLines: [fixed(2024, 3), fixed(2024, 4, 'contract'), fixed(2024, 5), fixed(2024, 6, 'assumption')],
  });
  const price = priceInYear(mixed, 2024);
  expect(price.kind === 'known' && amountByBasis(price.lines)).toEqual({
    document: 800,
    contract: 400,
    assumption: 600,
  });
});

test('the years are those that have a frame, in order', () => {
  const { portfolio } = vifte([], { frames: [frame(2025, 1), frame(2024, 1)] });
  expect(coveredYears(portfolio, null)).toEqual([2024, 2025]);
  expect(coveredYears(portfolio, 2025)).toEqual([2025]);
  expect(() => coveredYears(portfolio, 2030)).toThrow(RuleBroken);
  expect(() => coveredYears(portfolio, 2030)).toThrow('Viften dækker 2024, 2025, men ikke 2030.');
});
