import { expect, test } from 'vitest';
import { createOffer, dropOffer, findOffer, reviseOffer } from '../../src/offers/offer.verbs.ts';
import { NewOffer } from '../../src/offers/offer.schema.ts';
import { NewPortfolio } from '../../src/offers/portfolio.schema.ts';
import { createPortfolio } from '../../src/offers/portfolio/portfolio.verbs.ts';
import { etagOf } from '../../src/database/transaction.ts';
import { testApp } from '../app.ts';

const frame = { year: 2024, amountOere: 100_000_000, basis: 'contract', source: null, note: null };
const vifte = NewPortfolio.parse({
  code: 'vifte',
  title: 'Viften 2024',
  municipality: 'Randers Kommune',
  frames: [frame],
  addresses: [],
  countBasis: { unit: 'full-year-persons', kind: 'budget', period: '2023' },
  note: null,
});
const jobklub = NewOffer.parse({
  code: 'jobklub',
  name: 'Jobklub',
  years: [2024],
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
  breadth: 'general',
  delivery: 'internal',
  supplier: null,
  binding: { statutory: false, legalBasis: null, contractUntil: null },
  targetGroups: [],
  goals: [],
  priceLines: [
    { kind: 'fixed', year: 2024, amountOere: 5_000_000, basis: 'contract', source: null, note: null },
  ],
  assumptions: [],
  sources: [],
  note: null,
});

test('an offer is made, read back as it was given, changed and taken out', async () => {
  const em = await withPortfolio();

  await createOffer(em, 'vifte', jobklub);
  const read = await findOffer(em.fork(), 'vifte', 'jobklub');
  expect(read.view()).toEqual(jobklub);

  const change = { ...jobklub, name: 'Ny jobklub', priceLines: [] };
  await reviseOffer(em, 'vifte', 'jobklub', change, etagOf(read));
  const changed = await findOffer(em.fork(), 'vifte', 'jobklub');
  expect(changed.view()).toEqual(change);

  await dropOffer(em, 'vifte', 'jobklub', '2024-05-01', etagOf(changed));
  await expect(findOffer(em.fork(), 'vifte', 'jobklub')).rejects.toMatchObject({ status: 404 });
});

test('an offer in a year without a frame, with a supplier nobody knows, is refused with both findings', async () => {
  const em = await withPortfolio();

  const made = createOffer(em, 'vifte', { ...jobklub, years: [2024, 2030], supplier: 'x' });

  await expect(made).rejects.toMatchObject({
    status: 422,
    findings: [{ pointer: '/years/1' }, { pointer: '/supplier' }],
  });
});

test('a code that is taken is refused at the code', async () => {
  const em = await withPortfolio();
  await createOffer(em, 'vifte', jobklub);

  const again = createOffer(em, 'vifte', { ...jobklub, name: 'En anden' });

  await expect(again).rejects.toMatchObject({ status: 409, findings: [{ pointer: '/code' }] });
});

async function withPortfolio() {
  const { em } = await testApp();
  await createPortfolio(em, vifte);
  return em;
}
