import { expect, test } from 'vitest';
import { balance } from '../../src/balance/balance.ts';
import { changeFindings } from '../../src/scenarios/scenario-findings.ts';
import type { ScenarioChange } from '../../src/scenarios/scenario.schema.ts';
import { applyChanges, placesOf } from '../../src/scenarios/scenario.ts';
import { activity, fixed, offer, serves, vifte } from '../offers/small-vifte.ts';

const course = offer('kursus', {
  targetGroups: serves(['forsikrede-ledige', 20], ['sygedagpenge', 10]),
  priceLines: [activity(2024, 1_000, 10, 30), activity(2025, 1_000, 10, 15)],
});
const workshop = offer('vaerksted', {
  targetGroups: serves(['kontanthjaelp', 25]),
  priceLines: [fixed(2024, 250_000), fixed(2025, 250_000)],
});
const statutory = offer('lovpligtigt', {
  binding: { statutory: true, legalBasis: 'lov om en aktiv beskæftigelsesindsats', contractUntil: null },
});
const silent = offer('tavs', { targetGroups: serves('forsikrede-ledige', 'sygedagpenge') });
const whole = vifte([course, workshop, statutory, silent]);

test('an offer that drops is gone from every figure, and the vifte itself stays as it is', () => {
  const after = applyChanges(whole, [{ kind: 'drop', offer: 'vaerksted' }]);

  expect(after.offers.map(({ code }) => code)).toEqual(['kursus', 'lovpligtigt', 'tavs']);
  // 2024: 1.000 kr. × 10 weeks × 30 = 300.000 kr.; the workshop's 250.000 kr. are gone
  expect(balance(after, 2024).budget.allocatedOere).toBe(30_000_000);
  expect(balance(whole, 2024).budget.allocatedOere).toBe(55_000_000);
});

test('places are shared among the groups as before, and participants follow them in each year', () => {
  // 30 places to 60: the groups 20 and 10 become 40 and 20, the 30 and 15 participants 60 and 30
  const scaled = one(applyChanges(whole, [scale('kursus', 60)]), 'kursus');

  expect(scaled.targetGroups.map(({ placesPerYear }) => placesPerYear)).toEqual([40, 20]);
  expect(scaled.priceLines.map(line => line.kind === 'activity' && line.participants)).toEqual([60, 30]);
  expect(scaled.priceLines.map(line => line.basis)).toEqual(['estimate', 'estimate']);
  expect(placesOf(scaled)).toBe(60);
});

test('a fixed amount stays unless it is told to follow the places', () => {
  expect(amounts(scale('vaerksted', 50))).toEqual([25_000_000, 25_000_000]);
  // 25 places to 40: 250.000 × 40 ÷ 25 = 400.000 kr.
  expect(amounts({ ...scale('vaerksted', 40), fixedAmounts: 'follow' })).toEqual([40_000_000, 40_000_000]);
});

test('where places are unknown they are shared by persons, and that is an assumption', () => {
  // 400 insured unemployed and 300 on sickness benefit: 70 places become 40 and 30
  const { targetGroups } = one(applyChanges(whole, [scale('tavs', 70)]), 'tavs');

  expect(targetGroups.map(({ placesPerYear, basis }) => [placesPerYear, basis])).toEqual([
    [40, 'assumption'],
    [30, 'assumption'],
  ]);
});

test('a new price takes the place of the lines of its years and no others', () => {
  const changes: ScenarioChange[] = [
    { kind: 'reprice', offer: 'vaerksted', priceLines: [fixed(2025, 300_000, 'estimate')] },
  ];

  const repriced = one(applyChanges(whole, changes), 'vaerksted');

  expect(repriced.priceLines).toEqual([fixed(2024, 250_000), fixed(2025, 300_000, 'estimate')]);
});

test('an offer that is added counts like any other and can be given another number of places', () => {
  const added = offer('ny', {
    targetGroups: serves(['sygedagpenge', 10]),
    priceLines: [activity(2024, 2_000, 5, 10)],
  });
  const changes: ScenarioChange[] = [{ kind: 'add', offer: added }, scale('ny', 20)];

  // 2.000 × 5 × 20 = 200.000 kr. more than the vifte's 550.000
  expect(balance(applyChanges(whole, changes), 2024).budget.allocatedOere).toBe(75_000_000);
  expect(changeFindings(whole, changes)).toEqual([]);
});

test('everything wrong with the changes is told at once, each at its place', () => {
  const found = changeFindings(whole, [
    { kind: 'drop', offer: 'lovpligtigt' },
    { kind: 'drop', offer: 'findes-ikke' },
    { kind: 'drop', offer: 'kursus' },
    scale('kursus', 10),
    { kind: 'add', offer: offer('vaerksted') },
    scale('tavs', 10),
    scale('tavs', 20),
  ]);

  expect(found.map(finding => 'pointer' in finding && finding.pointer)).toEqual([
    '/changes/0/offer',
    '/changes/1/offer',
    '/changes/3/offer',
    '/changes/4/offer/code',
    '/changes/6/offer',
  ]);
  expect(found[0]?.message).toContain('lov om en aktiv beskæftigelsesindsats');
});

test('the offers that come out must be ones the vifte could hold', () => {
  const found = changeFindings(whole, [
    { kind: 'add', offer: offer('ny', { years: [2026], supplier: 'ukendt' }) },
    { kind: 'reprice', offer: 'vaerksted', priceLines: [fixed(2027, 1)] },
    { ...scale('tavs', 5), fixedAmounts: 'follow' },
  ]);

  expect(found.map(finding => 'pointer' in finding && finding.pointer)).toEqual([
    '/changes/0/offer/years/0',
    '/changes/0/offer/supplier',
    '/changes/1/priceLines/0/year',
    '/changes/2/fixedAmounts',
  ]);
});

/** What the workshop costs in each year with the change. */
function amounts(change: ScenarioChange) {
  const { priceLines } = one(applyChanges(whole, [change]), 'vaerksted');
  return priceLines.map(line => line.kind === 'fixed' && line.amountOere);
}

function scale(code: string, places: number): Extract<ScenarioChange, { kind: 'scale' }> {
  return { kind: 'scale', offer: code, places, fixedAmounts: 'stay' };
}

function one({ offers }: typeof whole, code: string) {
  const found = offers.find(offer => offer.code === code);
  if (!found) throw new Error(`no ${code}`);
  return found;
}
