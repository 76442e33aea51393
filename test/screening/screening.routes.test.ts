import { expect, test } from 'vitest';
import { InsourcingEffect, Screening } from '../../src/screening/screening-answer.schema.ts';
import { RecordedAssessment } from '../../src/screening/screening.entity.ts';
import { findingsOf, jobklub, smallWorld } from '../api/world.ts';

const screening = '/api/portfolios/vifte/screening';
const price = (kroner: number) => ({
  amountOere: kroner * 100,
  vat: 'excluded',
  basis: 'estimate',
  source: null,
});
const monthly = (kroner: number) => ({
  category: 'light',
  terms: { kind: 'monthly', monthly: price(kroner), termMonths: null, optionMonths: 0 },
  note: null,
});

/** Three external offers for one purpose, as cases.md has them: 980.000 + 1.000.000 + 812.000 kr. a year for two years. */
async function threeForOnePurpose() {
  const api = await smallWorld();
  for (const [code, kroner] of [
    ['a', 980_000],
    ['b', 1_000_000],
    ['c', 812_000],
  ] as const) {
    await api.post('/api/portfolios/vifte/offers', { ...jobklub, code, name: code.toUpperCase() });
    await api.ask('PUT', `/api/portfolios/vifte/offers/${code}/contract`, {
      category: 'light',
      terms: {
        kind: 'fixed-term',
        years: ['2024', '2025'].map(label => ({ label, price: price(kroner) })),
        options: [],
        other: [],
      },
      note: null,
    });
  }
  await api.remove('/api/portfolios/vifte/offers/jobklub');
  const on = async (day: string) =>
    Screening.parse((await api.get(`${screening}?noticeDate=${day}`)).body).purposes[0];
  return { ...api, on };
}

test('5.584.000 kr. is below the limit for a notice on 31 December 2023 and above it the day after', async () => {
  const { on } = await threeForOnePurpose();

  expect(await on('2023-12-31')).toMatchObject({
    sum: { kind: 'known', amountOere: 558_400_000 },
    result: 'below-threshold',
    limit: { amountOere: 558_817_500 },
  });
  expect(await on('2024-01-01')).toMatchObject({
    result: 'light-duty',
    limit: { amountOere: 558_135_000 },
    split: [{ code: 'a' }, { code: 'b' }, { code: 'c' }],
  });
});

test('120.000 kr. a month without an end counts as 48 months: 5.760.000 kr.', async () => {
  const api = await smallWorld();
  await api.ask('PUT', '/api/portfolios/vifte/offers/jobklub/contract', monthly(120_000));

  const { offers } = Screening.parse((await api.get(`${screening}?noticeDate=2023-09-01`)).body);

  expect(offers[0]?.value?.amount).toEqual({ kind: 'known', amountOere: 576_000_000 });
});

test('terms are not overwritten by somebody who has not read them', async () => {
  const api = await smallWorld();
  const at = '/api/portfolios/vifte/offers/jobklub/contract';
  const first = await api.ask('PUT', at, monthly(120_000));

  const blind = await api.ask('PUT', at, monthly(90_000));
  const read = await api.ask('PUT', at, monthly(100_000), { 'If-Match': first.etag });
  const late = await api.ask('PUT', at, monthly(90_000), { 'If-Match': first.etag });

  expect([first, blind, read, late].map(({ status }) => status)).toEqual([200, 428, 200, 412]);
});

test('the adviser’s assessment stands over the screening, with what the screening said then', async () => {
  const api = await threeForOnePurpose();
  const assessment = {
    offer: 'a',
    outcome: 'cross-border-interest',
    reason: 'Ydelsen købes også af svenske leverandører.',
    assessedOn: '2023-08-21',
    noticeDate: '2023-12-31',
  };

  const recorded = await api.post('/api/portfolios/vifte/assessments', assessment);
  const unknown = await api.post('/api/portfolios/vifte/assessments', { ...assessment, offer: 'x' });
  const { offers } = Screening.parse((await api.get(`${screening}?noticeDate=2024-01-01`)).body);

  expect([recorded.status, recorded.body]).toMatchObject([201, { screenedAs: 'below-threshold' }]);
  expect(findingsOf(unknown.body)).toMatchObject([{ pointer: '/offer' }]);
  expect(offers.find(({ code }) => code === 'a')).toMatchObject({
    result: 'light-duty',
    standing: { by: 'adviser' },
    warnings: [expect.stringContaining('ændret')],
  });
});

test('an offer that has been assessed leaves the vifte, and the assessment stays: it is a record', async () => {
  const api = await smallWorld();
  await api.post('/api/portfolios/vifte/assessments', {
    offer: 'jobklub',
    outcome: 'no-duty',
    reason: 'Under enhver grænse.',
    assessedOn: '2023-08-21',
    noticeDate: '2023-08-21',
  });

  const left = await api.remove('/api/portfolios/vifte/offers/jobklub');

  expect(left.status).toBe(204);
  expect((await api.get('/api/portfolios/vifte/offers/jobklub')).status).toBe(404);
  const kept = await api.em.findOneOrFail(RecordedAssessment, { offer: { code: 'jobklub' } });
  expect(kept.reason).toBe('Under enhver grænse.');
});

test('a plan for insourcing is set beside tendering, and its transition is screened', async () => {
  const api = await smallWorld();
  const at = '/api/portfolios/vifte/offers/jobklub/insourcing';
  const plan = {
    startsIn: '2024-01',
    horizonMonths: 24,
    transitionMonths: 9,
    externalMonthly: price(100_000),
    internalMonthly: price(80_000),
    oneOffs: [],
    tenderedMonthly: price(90_000),
    tenderOneOffs: [],
  };
  await api.ask('PUT', at, plan);

  const { total, screening: effect } = InsourcingEffect.parse((await api.get(`${at}/effect`)).body);

  // 9 × 100.000 + 15 × 80.000 = 2.100.000 against 24 × 90.000 = 2.160.000
  expect(total.differenceOere).toBe(-6_000_000);
  expect(effect.transition).toMatchObject({ kind: 'monthly', termMonths: 9 });
});
