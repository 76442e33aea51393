import { expect, test } from 'vitest';
import offers from '../../fixtures/randers-2024-2025/offers.json' with { type: 'json' };
import { Offer } from '../../src/offers/offer.schema.ts';
import { contractValue } from '../../src/screening/contract-value.ts';
import { screenedOffer } from '../../src/screening/screened-offer.ts';
import { screen } from '../../src/screening/screening.ts';
import { thresholds } from '../../src/screening/thresholds.ts';
import { kroner, onlyPurpose, price } from './contracts.ts';

const line = { basis: 'estimate' as const, source: null, note: null };

const womenAtWork = Offer.parse({
  code: 'kvinder-i-job',
  name: 'Kvinder i Job',
  years: [2024, 2025],
  purpose: { type: 'employment', expectedOutcome: 'Job' },
  evidence: {
    certainty: 'indication',
    direction: 'positive',
    grounds: 'professional',
    reason: null,
    whyNotHigher: null,
    sources: [],
    ratedOn: null,
  },
  breadth: 'specialised',
  delivery: 'external',
  supplier: 'fonden',
  binding: { statutory: false, legalBasis: null, contractUntil: null },
  targetGroups: [],
  goals: [],
  priceLines: [
    { kind: 'activity', year: 2024, pricePerWeekOere: 187_500, weeks: 16, participants: 36, ...line },
    { kind: 'fixed', year: 2024, amountOere: kroner(20_000), ...line },
  ],
  assumptions: [],
  sources: [],
  note: null,
});

test('price lines are the contract: 1.875 × 16 × 36 + 20.000 = 1.100.000 kr., and 2025 has no price', () => {
  const screening = screen([screenedOffer(womenAtWork, 'light', null)], '2023-10-02', thresholds.periods);
  expect(onlyPurpose(screening)).toMatchObject({
    purpose: { code: 'employment', name: 'Beskæftigelse' },
    sum: { kind: 'partly', amountOere: kroner(1_100_000) },
    result: 'unknown-price',
  });
  expect(screening.offers[0]?.value?.terms.map(({ label, amountOere }) => [label, amountOere])).toEqual([
    ['2024, prislinje 1', kroner(1_080_000)],
    ['2024, prislinje 2', kroner(20_000)],
  ]);
  expect(screening.offers[0]?.value?.missing).toEqual(['2025']);
});

test('terms of its own take the place of the price lines', () => {
  const monthly = { kind: 'monthly' as const, monthly: price(10_000), termMonths: 12, optionMonths: 0 };
  const screening = screen([screenedOffer(womenAtWork, 'light', monthly)], '2023-10-02', thresholds.periods);
  expect(onlyPurpose(screening).sum).toEqual({ kind: 'known', amountOere: kroner(120_000) });
});

test('every offer of Randers 2024/2025 gets an answer, the internal ones that there is no duty', () => {
  const vifte = offers.map(offer => Offer.parse(offer));
  const screening = screen(
    vifte.map(offer => screenedOffer(offer, 'light', null)),
    '2023-10-02',
    thresholds.periods,
  );
  expect(screening.findings).toEqual([]);
  expect(screening.offers.map(({ code, result }) => [code, result === 'internal'])).toEqual(
    vifte.map(({ code, delivery }) => [code, delivery === 'internal']),
  );
  const summed = screening.purposes.flatMap(purpose => purpose.offers.map(({ code }) => code));
  expect(new Set(summed)).toEqual(
    new Set(vifte.filter(({ delivery }) => delivery === 'external').map(({ code }) => code)),
  );
  expect(summed.length).toBe(new Set(summed).size);
});

// 900.000 kr. a year for 24 months and options of 24 more: 4 × 900.000 = 3.600.000, and three such offers 10.800.000 kr.
test('the term and the options of the tender are screened, not the years of the vifte', () => {
  const offer = Offer.parse({
    ...womenAtWork,
    priceLines: [2024, 2025].map(year => ({ kind: 'fixed', year, amountOere: kroner(900_000), ...line })),
  });
  const term = { contractMonths: 24, optionMonths: 24 };
  const { contract } = screenedOffer(offer, 'light', null, term);

  expect(contractValue(contract).amount).toEqual({ kind: 'known', amountOere: kroner(3_600_000) });
  expect(contract).toMatchObject({
    years: [{ label: '2024' }, { label: '2025' }],
    options: [{ price: { basis: 'assumption' } }, { price: { basis: 'assumption' } }],
  });
  const written = screenedOffer(
    offer,
    'light',
    { kind: 'monthly', monthly: price(75_000), termMonths: 24, optionMonths: 0 },
    term,
  );
  expect(contractValue(written.contract).amount).toEqual({ kind: 'known', amountOere: kroner(3_600_000) });
});

// 18 months and 6 more of options: 900.000 + 450.000, then 450.000
test('a term that is no whole number of years is counted by its months', () => {
  const offer = Offer.parse({
    ...womenAtWork,
    priceLines: [2024, 2025].map(year => ({ kind: 'fixed', year, amountOere: kroner(900_000), ...line })),
  });
  const { contract } = screenedOffer(offer, 'light', null, { contractMonths: 18, optionMonths: 6 });

  expect(contract).toMatchObject({
    years: [{ price: { amountOere: kroner(900_000) } }, { price: { amountOere: kroner(450_000) } }],
    options: [{ price: { amountOere: kroner(450_000) } }],
  });
});
