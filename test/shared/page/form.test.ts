import { expect, test } from 'vitest';
import { randers } from '../../../fixtures/randers-2024-2025/index.ts';
import { NewOffer } from '../../../src/offers/offer.schema.ts';
import { NewPortfolio } from '../../../src/offers/portfolio.schema.ts';
import { NewSupplier } from '../../../src/suppliers/supplier.schema.ts';
import { InPartition, NewTargetGroup } from '../../../src/target-groups/target-group.schema.ts';
import {
  readForm,
  rowCount,
  titleAt,
  typedFrom,
  units,
  withRow,
  withoutBlankRows,
  withoutRow,
  type Typed,
} from '../../../src/shared/page/form.ts';

test('whatever is stored, its form read back means the same', () => {
  for (const offer of randers.offers)
    expect(readForm(NewOffer, typedFrom(NewOffer, offer))).toEqual({ value: offer });
  const GroupForm = NewTargetGroup.omit({ comprises: true }).extend({ inPartition: InPartition });
  for (const stored of randers.targetGroups) {
    const group = { ...stored, inPartition: stored.inPartition === true };
    expect(readForm(GroupForm, typedFrom(GroupForm, group))).toEqual({ value: group });
  }
  for (const supplier of randers.suppliers)
    expect(readForm(NewSupplier, typedFrom(NewSupplier, supplier))).toEqual({ value: supplier });
  expect(readForm(NewPortfolio, typedFrom(NewPortfolio, randers.portfolio))).toEqual({
    value: randers.portfolio,
  });
});

test('money is typed the Danish way and shown so again', () => {
  expect(meantBy('/priceLines/0/amountOere', '30.000,50')).toMatchObject({ amountOere: 3_000_050 });
  expect(meantBy('/priceLines/0/amountOere', '1,5 mio.')).toMatchObject({ amountOere: 150_000_000 });

  const [line] = randers.offers.find(({ code }) => code === 'kvinder-i-job')?.priceLines ?? [];
  const typed = typedFrom(NewOffer, { ...jobklub(), priceLines: [line] });
  expect(typed.get('/priceLines/0/pricePerWeekOere')).toEqual(['1.875']);
});

test('an amount a person cannot have meant is told at its field, once', () => {
  const read = readForm(NewOffer, typedWith({ '/priceLines/0/amountOere': '30.00' }));

  expect(read).toEqual({
    mistakes: [
      {
        pointer: '/priceLines/0/amountOere',
        message: expect.stringContaining('Brug punktum mellem tusinder'),
      },
    ],
  });
});

test('a price line is a fixed amount or an activity by what is filled in, and not both', () => {
  const activity = {
    '/priceLines/0/pricePerWeekOere': '1.875',
    '/priceLines/0/weeks': '16',
    '/priceLines/0/participants': '36',
  };

  const read = readForm(NewOffer, typedWith({ ...activity, '/priceLines/0/amountOere': '' }));
  const both = readForm(NewOffer, typedWith({ ...activity, '/priceLines/0/amountOere': '30.000' }));

  expect(read).toMatchObject({
    value: { priceLines: [{ kind: 'activity', pricePerWeekOere: 187_500, weeks: 16, participants: 36 }] },
  });
  expect(both).toEqual({
    mistakes: [
      {
        pointer: '/priceLines/0/amountOere',
        message: 'Udfyld enten Beløb eller Pris pr. uge, Uger, Deltagere, ikke begge dele.',
      },
    ],
  });
});

test('blank fields are told of where they are needed and mean nothing where they are not', () => {
  const read = readForm(NewOffer, typedWith({ '/name': ' ', '/note': ' ', '/years': '', '/breadth': '' }));

  expect(read).toEqual({
    mistakes: [
      { pointer: '/name', message: 'Udfyld feltet.' },
      { pointer: '/years', message: 'Vælg mindst én.' },
      { pointer: '/breadth', message: 'Udfyld feltet.' },
    ],
  });
});

test('a number with letters in it is a mistake, and one with a thousands separator is not', () => {
  expect(readForm(NewOffer, typedWith({ '/targetGroups/0/placesPerYear': '12a' }))).toEqual({
    mistakes: [{ pointer: '/targetGroups/0/placesPerYear', message: 'Skriv et helt tal, fx 36.' }],
  });
  expect(readForm(NewOffer, typedWith({ '/targetGroups/0/placesPerYear': '1.110' }))).toMatchObject({
    value: { targetGroups: [{ placesPerYear: 1110 }] },
  });
});

test('rows are added, removed and, when blank, forgotten; the others close up', () => {
  const two = withRow(NewOffer, typedWith({}), '/priceLines');
  const three = withRow(NewOffer, two, '/priceLines');
  const filled = new Map([...three, ['/priceLines/2/amountOere', ['7.000']]]);

  expect(rowCount(filled, '/priceLines')).toBe(3);
  const kept = withoutBlankRows(NewOffer, filled);
  expect(rowCount(kept, '/priceLines')).toBe(2);
  expect(kept.get('/priceLines/1/amountOere')).toEqual(['7.000']);
  const one = withoutRow(kept, '/priceLines', 0);
  expect(rowCount(one, '/priceLines')).toBe(1);
  expect(one.get('/priceLines/0/amountOere')).toEqual(['7.000']);
});

test('a form with a row number nobody would type is not read as thousands of rows', () => {
  expect(rowCount(new Map([['/priceLines/99999999/year', ['2024']]]), '/priceLines')).toBe(0);
});

test('the words of fields and the units to compare come from the schema', () => {
  expect(titleAt(NewOffer, '/priceLines/0/weeks')).toBe('Uger');
  expect(titleAt(NewOffer, '/evidence/whyNotHigher')).toBe('Hvorfor ikke højere');
  expect(units(NewOffer)).toContain('/evidence/certainty');
  expect(units(NewOffer)).toContain('/priceLines');
});

function jobklub() {
  return NewOffer.parse(randers.offers.find(({ code }) => code === 'jobklub'));
}

function typedWith(changes: Record<string, string>): Typed {
  const { targetGroups, ...offer } = jobklub();
  const line = { kind: 'fixed', year: 2024, amountOere: 100, basis: 'estimate', source: null, note: null };
  const typed = typedFrom(NewOffer, {
    ...offer,
    targetGroups: targetGroups.slice(0, 1),
    evidence: { ...offer.evidence, sources: [] },
    priceLines: [line],
  });
  return new Map([...typed, ...Object.entries(changes).map(([at, value]) => [at, [value]] as const)]);
}

function meantBy(at: string, text: string) {
  const read = readForm(NewOffer, typedWith({ [at]: text }));
  return 'value' in read ? read.value.priceLines[0] : read;
}
