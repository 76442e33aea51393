import { describe, expect, test } from 'vitest';
import type { ContractTerms } from '../../src/screening/contract-value.schema.ts';
import { Assessment } from '../../src/screening/screening.schema.ts';
import { changedPurposes, screen, type ScreenedOffer } from '../../src/screening/screening.ts';
import { thresholds } from '../../src/screening/thresholds.ts';
import { fixedTerm, kroner, offer, onlyPurpose, price, unpriced, yearly } from './contracts.ts';

const { periods } = thresholds;
const upskilling = { code: 'upskilling', name: 'Opkvalificering' };

const one = (contract: ContractTerms, day = '2023-10-02', changes: Partial<ScreenedOffer> = {}) =>
  screen([offer('fjorden', contract, changes)], day, periods);

const resultOf = (contract: ContractTerms, day?: string, changes?: Partial<ScreenedOffer>) =>
  one(contract, day, changes).offers.map(({ result }) => result);

const renewed = (years: number): ContractTerms => ({
  kind: 'recurring',
  lastTwelveMonths: price(1_500_000),
  adjustments: [],
  nextTwelveMonths: null,
  plannedTerm: yearly(...Array.from({ length: years }, () => 1_500_000)),
});

const withVat = (amount: number): ContractTerms => ({
  kind: 'fixed-term',
  years: [{ label: '2024', price: price(amount, 'included') }],
  options: [],
  other: [],
});

const worth = (oere: number): ContractTerms => ({
  kind: 'fixed-term',
  years: [{ label: '2024', price: { ...price(0), amountOere: oere } }],
  options: [],
  other: [],
});

const assessment = (changes: Partial<Assessment> = {}): Assessment => ({
  offer: 'fjorden',
  outcome: 'cross-border-interest',
  reason: 'Tyske udbydere har vist interesse.',
  assessedOn: '2023-08-21',
  screenedAs: 'below-threshold',
  ...changes,
});

const paths = (changes: Partial<Assessment>) =>
  Assessment.safeParse(assessment(changes)).error?.issues.map(({ path }) => path.join('/')) ?? [];

const threeSuppliers = [
  offer('fjorden', fixedTerm([980_000, 980_000])),
  offer('værkstedet', fixedTerm([1_000_000, 1_000_000])),
  offer('haven', fixedTerm([812_000, 812_000])),
];

describe('three suppliers with the same purpose, 980.000 + 1.000.000 + 812.000 kr. a year for two years', () => {
  test('notice on 31 December 2023: 5.584.000 is under 5.588.175, assess cross-border interest', () => {
    const screening = screen(threeSuppliers, '2023-12-31', periods);

    expect(onlyPurpose(screening)).toMatchObject({
      sum: { kind: 'known', amountOere: kroner(5_584_000) },
      limit: { kind: 'known', amountOere: kroner(5_588_175) },
      marginOere: kroner(-4_175),
      result: 'below-threshold',
      split: [],
      warnings: [],
      sentence:
        'Mestring: 3 eksterne tilbud har tilsammen en værdi på 5.584.000 kr. Det er 4.175 kr. under tærskelværdien for light-ydelser på 5.588.175 kr. Vurdér, om der er klar grænseoverskridende interesse (genstand, værdi, marked og sted). Om grænsen på 500.000 kr. i udbudslovens afsnit V gælder, afgør rådgiveren.',
    });
    expect(screening.offers.map(({ result }) => result)).toEqual(Array(3).fill('below-threshold'));
    expect(screening.threshold).toMatchObject({ why: expect.stringContaining('2022–2023') });
  });

  test('notice on 1 January 2024: above 5.581.350, light duty, and each alone is far below', () => {
    const screening = screen(threeSuppliers, '2024-01-01', periods);

    expect(onlyPurpose(screening)).toMatchObject({
      sum: { kind: 'known', amountOere: kroner(5_584_000) },
      limit: { kind: 'known', amountOere: kroner(5_581_350) },
      marginOere: kroner(2_650),
      result: 'light-duty',
      split: [{ code: 'fjorden' }, { code: 'værkstedet' }, { code: 'haven' }],
      warnings: [
        expect.stringContaining(
          'Fjorden (1.960.000 kr.), Værkstedet (2.000.000 kr.) og Haven (1.624.000 kr.) er hver for sig under den, men formålet når den samlet.',
        ),
      ],
    });
    expect(screening.offers[0]).toMatchObject({
      result: 'light-duty',
      onlyBecauseSummed: true,
      sentence:
        'Værdi 1.960.000 kr. Alene er det under tærskelværdien for light-ydelser på 5.581.350 kr., men sammen med Værkstedet og Haven når det grænsen: Mestring i alt 5.584.000 kr. Udbudspligtigt efter light-ordningen.',
    });
  });

  test('bought for different purposes they are not summed', () => {
    const apart = threeSuppliers.map((one, i) => (i === 0 ? { ...one, purpose: upskilling } : one));
    const { purposes } = screen(apart, '2024-01-01', periods);
    expect(purposes.map(({ purpose, sum, result }) => [purpose.name, sum, result])).toEqual([
      ['Opkvalificering', { kind: 'known', amountOere: kroner(1_960_000) }, 'below-threshold'],
      ['Mestring', { kind: 'known', amountOere: kroner(3_624_000) }, 'below-threshold'],
    ]);
  });
});

describe('one offer', () => {
  test('reaches the limit by its option years: 5.600.000 against 5.588.175', () => {
    const screening = one(fixedTerm([1_400_000, 1_400_000], [1_400_000, 1_400_000]));
    expect(screening.offers[0]).toMatchObject({
      result: 'light-duty',
      onlyBecauseSummed: false,
      sentence:
        'Værdi 5.600.000 kr. Det når alene tærskelværdien for light-ydelser på 5.588.175 kr. Udbudspligtigt efter light-ordningen.',
    });
    expect(onlyPurpose(screening).split).toEqual([]);
    expect(resultOf(fixedTerm([1_400_000, 1_400_000], [1_400_000]))).toEqual(['below-threshold']);
  });

  test('reaches it without an end: 120.000 a month for 48 months', () => {
    expect(resultOf({ kind: 'monthly', monthly: price(120_000), termMonths: null, optionMonths: 0 })).toEqual(
      ['light-duty'],
    );
  });

  test('renewed three times at 1.500.000 is under; with three more renewals planned it is over', () => {
    expect(resultOf(renewed(1))).toEqual(['below-threshold']);
    expect(resultOf(renewed(4))).toEqual(['light-duty']);
  });

  test('entered with VAT is compared without: 6.985.218,75 kr. with VAT is 5.588.175', () => {
    expect(resultOf(withVat(6_985_218.75))).toEqual(['light-duty']);
    expect(resultOf(withVat(6_985_218.73))).toEqual(['below-threshold']);
  });

  test('equal to the threshold is enough, one øre less is not', () => {
    expect(resultOf(worth(558_817_500))).toEqual(['light-duty']);
    expect(resultOf(worth(558_817_499))).toEqual(['below-threshold']);
  });

  test('that is not a light service has the general threshold: 1.700.000 against 1.601.944', () => {
    const screening = one(fixedTerm([1_700_000]), '2023-10-02', { category: 'general' });
    expect(onlyPurpose(screening)).toMatchObject({
      result: 'general-duty',
      limit: { amountOere: kroner(1_601_944) },
      sentence: expect.stringContaining('Almindelig udbudspligt, for det er ikke en light-ydelse.'),
    });
    expect(resultOf(fixedTerm([1_700_000]))).toEqual(['below-threshold']);
  });

  test('delivered by the municipality itself has no duty, whatever it costs', () => {
    const screening = one(fixedTerm([50_000_000]), '2023-10-02', { delivery: 'internal' });
    expect(screening.purposes).toEqual([]);
    expect(screening.offers).toMatchObject([
      { result: 'internal', value: null, sentence: 'Tilbuddet leveres internt. Der er ingen udbudspligt.' },
    ]);
  });

  test('without a price cannot be screened', () => {
    const screening = one(unpriced);
    expect(onlyPurpose(screening)).toMatchObject({
      sum: { kind: 'unknown' },
      marginOere: null,
      result: 'unknown-price',
      sentence: 'Mestring kan ikke screenes: prisen er ukendt for Fjorden.',
    });
    expect(screening.offers[0]).toMatchObject({
      sentence: 'Prisen er ukendt. Fjorden kan ikke screenes, før prisen er kendt.',
    });
  });

  test('with a price of zero is screened', () => {
    expect(resultOf(fixedTerm([0]))).toEqual(['below-threshold']);
  });

  test('cannot be compared in 2018–2019, when the light threshold is not known', () => {
    const screening = one(fixedTerm([9_000_000]), '2019-05-01');
    expect(screening.offers[0]).toMatchObject({
      result: 'no-threshold',
      sentence: expect.stringContaining('kan ikke sammenlignes med perioden 2018–2019'),
    });
    expect(screening.findings).toEqual([]);
    expect(resultOf(fixedTerm([9_000_000]), '2019-05-01', { category: 'general' })).toEqual(['general-duty']);
    expect(resultOf(unpriced, '2019-05-01')).toEqual(['unknown-price']);
  });

  test('a notice outside every period is a finding, and nothing is compared', () => {
    const screening = one(fixedTerm([9_000_000]), '2028-01-01');
    expect(screening.findings).toEqual([
      { parameter: 'noticeDate', message: expect.stringContaining('ingen tærskelværdi for 1. januar 2028') },
    ]);
    expect(screening.offers.map(({ result }) => result)).toEqual(['no-threshold']);
  });

  test('screened with a threshold worked out and not seen is told so', () => {
    expect(onlyPurpose(one(fixedTerm([1_000_000]), '2026-02-01')).warnings).toEqual([
      expect.stringContaining('5.595.000 kr. for 2026–2027 er beregnet og ikke set i kilden'),
    ]);
  });
});

describe('an unpriced offer among others of its purpose', () => {
  test('where the others already reach the limit there is a duty, for it too', () => {
    const screening = screen([...threeSuppliers, offer('skoven', unpriced)], '2024-01-01', periods);
    expect(onlyPurpose(screening)).toMatchObject({
      sum: { kind: 'partly', amountOere: kroner(5_584_000) },
      result: 'light-duty',
      split: [{ code: 'fjorden' }, { code: 'værkstedet' }, { code: 'haven' }],
      warnings: [
        expect.any(String),
        'Prisen er helt eller delvist ukendt for Skoven; summen er mindst det, der er vist.',
      ],
    });
    expect(screening.offers[3]).toMatchObject({
      result: 'light-duty',
      onlyBecauseSummed: false,
      sentence:
        'Prisen er ukendt. Formålet når tærskelværdien for light-ydelser på 5.581.350 kr.: Mestring i alt mindst 5.584.000 kr. Udbudspligtigt efter light-ordningen.',
    });
  });

  test('where they do not, the purpose cannot be screened fully, and what is lacking is said', () => {
    const screening = screen([...threeSuppliers, offer('skoven', unpriced)], '2023-12-31', periods);
    expect(onlyPurpose(screening)).toMatchObject({
      result: 'unknown-price',
      sentence:
        'Mestring: 4 eksterne tilbud har tilsammen en værdi på mindst 5.584.000 kr. Formålet kan ikke screenes fuldt, for prisen er helt eller delvist ukendt for Skoven. Tærskelværdien for light-ydelser på 5.588.175 kr. nås, hvis det ukendte er 4.175 kr. eller mere.',
    });
    expect(screening.offers[0]).toMatchObject({
      result: 'unknown-price',
      sentence:
        'Værdi 1.960.000 kr. Kan ikke screenes fuldt, før prisen er kendt for Skoven til samme formål.',
    });
  });

  test('priced in one of its two years it counts with that year', () => {
    const screening = screen(
      [...threeSuppliers, offer('skoven', fixedTerm([5_000, null]))],
      '2023-12-31',
      periods,
    );
    expect(onlyPurpose(screening)).toMatchObject({
      sum: { kind: 'partly', amountOere: kroner(5_589_000) },
      result: 'light-duty',
    });
  });
});

test('an offer priced in part is not said to be under the limit alone', () => {
  const screening = screen(
    [
      offer('fjorden', fixedTerm([3_000_000])),
      offer('haven', fixedTerm([2_000_000])),
      offer('skoven', fixedTerm([1_000_000, null])),
    ],
    '2023-10-02',
    periods,
  );
  expect(onlyPurpose(screening)).toMatchObject({
    result: 'light-duty',
    split: [{ code: 'fjorden' }, { code: 'haven' }],
  });
  expect(screening.offers.map(({ onlyBecauseSummed }) => onlyBecauseSummed)).toEqual([true, true, false]);
});

test('one offer over the limit alone is no split, but the small one beside it is over only because summed', () => {
  const screening = screen(
    [offer('stor', fixedTerm([6_000_000])), offer('lille', fixedTerm([100_000]))],
    '2023-10-02',
    periods,
  );
  expect(onlyPurpose(screening).split).toEqual([]);
  expect(screening.offers.map(({ code, onlyBecauseSummed }) => [code, onlyBecauseSummed])).toEqual([
    ['stor', false],
    ['lille', true],
  ]);
});

test('light and other services for one purpose are summed apart, and that is pointed out', () => {
  const { purposes } = screen(
    [offer('fjorden', fixedTerm([1_000_000])), offer('bogen', fixedTerm([900_000]), { category: 'general' })],
    '2023-10-02',
    periods,
  );
  expect(purposes.map(({ category, sum }) => [category, sum])).toEqual([
    ['light', { kind: 'known', amountOere: kroner(1_000_000) }],
    ['general', { kind: 'known', amountOere: kroner(900_000) }],
  ]);
  for (const { warnings } of purposes)
    expect(warnings).toEqual([expect.stringContaining('både light-ydelser og almindelige ydelser')]);
});

test('an internal offer adds nothing to its purpose', () => {
  const screening = screen(
    [...threeSuppliers, offer('huset', fixedTerm([9_000_000]), { delivery: 'internal' })],
    '2023-12-31',
    periods,
  );
  expect(onlyPurpose(screening).sum).toEqual({ kind: 'known', amountOere: kroner(5_584_000) });
  expect(screening.offers.map(({ result }) => result)).toEqual([
    ...Array(3).fill('below-threshold'),
    'internal',
  ]);
});

test('a code that stands twice is pointed out and counted twice', () => {
  const screening = screen(
    [offer('fjorden', fixedTerm([1_000])), offer('fjorden', fixedTerm([2_000]))],
    '2023-10-02',
    periods,
  );
  expect(screening.findings).toEqual([
    { pointer: '/offers/1/code', message: expect.stringContaining('to gange') },
  ]);
  expect(onlyPurpose(screening).sum).toEqual({ kind: 'known', amountOere: kroner(3_000) });
});

test('no offers at all is an empty screening', () => {
  expect(screen([], '2023-10-02', periods)).toMatchObject({ purposes: [], offers: [], findings: [] });
});

describe("the adviser's assessment", () => {
  test('stands over the screening, and both are visible', () => {
    const [first, second] = screen(threeSuppliers, '2023-12-31', periods, [assessment()]).offers;
    expect(first).toMatchObject({
      result: 'below-threshold',
      standing: {
        by: 'adviser',
        label: 'Under tærskelværdien med klar grænseoverskridende interesse',
        sentence:
          'Rådgiveren vurderede 21. august 2023: Under tærskelværdien med klar grænseoverskridende interesse. Begrundelse: Tyske udbydere har vist interesse.',
      },
      warnings: [],
    });
    expect(first?.sentence).toContain('Mestring i alt 5.584.000 kr. er under');
    expect(second?.standing).toMatchObject({ by: 'screening' });
  });

  test('is followed by a later one, and the first stays to be read', () => {
    const later = assessment({
      outcome: 'no-duty',
      reason: 'Interessen faldt bort.',
      assessedOn: '2023-09-04',
    });
    const [first] = screen(threeSuppliers, '2023-12-31', periods, [later, assessment()]).offers;
    expect(first?.assessments.map(({ outcome }) => outcome)).toEqual(['cross-border-interest', 'no-duty']);
    expect(first?.standing.label).toBe('Ingen udbudspligt');
  });

  test('made when the screening answered otherwise is pointed out', () => {
    const [first] = screen(threeSuppliers, '2024-01-01', periods, [assessment()]).offers;
    expect(first?.warnings).toEqual([
      'Screeningen har ændret sig, siden rådgiveren vurderede: dengang »Under tærskelværdien: vurdér klar grænseoverskridende interesse«, nu »Udbudspligt efter light-ordningen«.',
    ]);
    expect(first?.standing.by).toBe('adviser');
  });

  test('of an offer that is not there is a finding', () => {
    expect(screen(threeSuppliers, '2023-12-31', periods, [assessment({ offer: 'skoven' })]).findings).toEqual(
      [{ pointer: '/assessments/0/offer', message: expect.stringContaining('skoven') }],
    );
  });

  test('needs a reason and a day that exists', () => {
    expect(paths({})).toEqual([]);
    expect(paths({ reason: '   ' })).toEqual(['reason']);
    expect(paths({ assessedOn: '2023-02-30' })).toEqual(['assessedOn']);
  });
});

describe('two screenings compared', () => {
  const before = screen(threeSuppliers, '2024-01-01', periods);

  test('say where a duty falls away', () => {
    const after = screen(threeSuppliers.slice(0, 2), '2024-01-01', periods);
    expect(changedPurposes(before, after).map(({ sentence }) => sentence)).toEqual([
      'Mestring: før Udbudspligt efter light-ordningen (5.584.000 kr.); nu Under tærskelværdien: vurdér klar grænseoverskridende interesse (3.960.000 kr.).',
    ]);
  });

  test('say which purposes come and go', () => {
    const after = screen(
      [offer('bogen', fixedTerm([1_000]), { purpose: upskilling })],
      '2024-01-01',
      periods,
    );
    expect(
      changedPurposes(before, after).map(({ purpose, before, after }) => [
        purpose.name,
        before?.result,
        after?.result,
      ]),
    ).toEqual([
      ['Mestring', 'light-duty', undefined],
      ['Opkvalificering', undefined, 'below-threshold'],
    ]);
  });

  test('say nothing of what is the same', () => {
    expect(changedPurposes(before, screen(threeSuppliers, '2024-01-01', periods))).toEqual([]);
  });
});
