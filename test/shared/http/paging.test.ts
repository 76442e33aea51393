import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { page, type Order } from '../../../src/shared/http/paging.ts';
import { RuleBroken } from '../../../src/shared/rule-broken.ts';

type Town = { code: string; name: string; persons: number | null };

const towns: Town[] = [
  { code: 'o', name: 'Ørum', persons: 900 },
  { code: 'z', name: 'Zealand', persons: null },
  { code: 'a', name: 'Assentoft', persons: 3900 },
  { code: 'ae', name: 'Æbelø', persons: 900 },
  { code: 'aa', name: 'Ålum', persons: 600 },
  { code: 's', name: 'stevnstrup', persons: null },
];

const byName: Order<Town> = {
  name: 'name',
  of: 'text',
  descending: false,
  value: town => town.name,
  code: town => town.code,
};
const byPersons: Order<Town> = { ...byName, name: 'persons', of: 'number', value: town => town.persons };

function codes(order: Order<Town>): string[] {
  return page(towns, order, null, 10).items.map(town => town.code);
}

/** Every page from the first to the last, `limit` items at a time. */
function pages(items: readonly Town[], order: Order<Town>, limit: number): string[][] {
  const all: string[][] = [];
  let cursor: string | null = null;
  do {
    const one: ReturnType<typeof page<Town>> = page(items, order, cursor, limit);
    all.push(one.items.map(town => town.code));
    cursor = one.next;
  } while (cursor !== null);
  return all;
}

describe('a list stands in order', () => {
  test('æ, ø and å come last, small letters among the large', () => {
    expect(codes(byName)).toEqual(['a', 's', 'z', 'ae', 'o', 'aa']);
  });
  test('the unknown comes last, also in falling order, and equal ones stand by code', () => {
    expect(codes(byPersons)).toEqual(['aa', 'ae', 'o', 'a', 's', 'z']);
    expect(codes({ ...byPersons, descending: true })).toEqual(['a', 'ae', 'o', 'aa', 's', 'z']);
  });
});

describe('a list is read page by page', () => {
  test('each page says how many there are, and all but the last where the next begins', () => {
    const first = page(towns, byName, null, 4);
    expect(first).toMatchObject({ total: 6, next: expect.stringMatching(/^[\w-]+$/) });
    const second = page(towns, byName, first.next, 4);
    expect(second.items.map(town => town.code)).toEqual(['o', 'aa']);
    expect(second.next).toBeNull();
  });
  test('a last page that is just full has no next', () => {
    expect(pages(towns, byName, 3)).toEqual([
      ['a', 's', 'z'],
      ['ae', 'o', 'aa'],
    ]);
  });
  test('an empty list has one empty page', () => {
    expect(page<Town>([], byName, null, 5)).toEqual({ items: [], total: 0, next: null });
  });
  test('what was shown may go, and what comes before it may come, without shifting the next page', () => {
    const { next } = page(towns, byName, null, 3); // a, s, z
    const others = towns.filter(town => town.code !== 'z');
    const grown = [...others, { code: 'b', name: 'Bjerregrav', persons: 1 }];
    expect(page(grown, byName, next, 2).items.map(town => town.code)).toEqual(['ae', 'o']);
  });
  test('also when the unknown have been reached', () => {
    const { next } = page(towns, byPersons, null, 5); // ... s
    expect(page(towns, byPersons, next, 5).items.map(town => town.code)).toEqual(['z']);
  });
  test('a cursor past everything that is left shows nothing', () => {
    const { next } = page(towns, byName, null, 5);
    expect(page(towns.slice(2, 3), byName, next, 5)).toEqual({ items: [], total: 1, next: null });
  });

  const anyTowns = fc
    .array(
      fc.record({
        name: fc.constantFrom('Ål', 'Aal', 'ål', 'Øl', 'Æg', 'zoo', 'Abe', 'é', 'e', ''),
        persons: fc.option(fc.integer({ min: -2, max: 2 })),
      }),
      { maxLength: 30 },
    )
    .map(towns => towns.map((town, index) => ({ ...town, code: `by-${index}` })));
  const anyOrder = fc
    .tuple(fc.constantFrom(byName, byPersons), fc.boolean())
    .map(([order, descending]) => ({ ...order, descending }));

  test('all pages together are the list, each item once and in order', () => {
    fc.assert(
      fc.property(anyTowns, anyOrder, fc.integer({ min: 1, max: 7 }), (towns, order, limit) => {
        const whole = page(towns, order, null, 1000).items.map(town => town.code);
        expect(whole.toSorted()).toEqual(towns.map(town => town.code).toSorted());
        const parts = pages(towns, order, limit);
        expect(parts.flat()).toEqual(whole);
        expect(parts.slice(0, -1).every(part => part.length === limit)).toBe(true);
      }),
    );
  });

  test('the order of the rows in the database makes no difference', () => {
    const shuffled = anyTowns.chain(towns =>
      fc.tuple(fc.constant(towns), fc.shuffledSubarray(towns, { minLength: towns.length })),
    );
    fc.assert(
      fc.property(shuffled, anyOrder, ([towns, other], order) => {
        expect(pages(other, order, 4)).toEqual(pages(towns, order, 4));
      }),
    );
  });
});

describe('a cursor that cannot be used is refused', () => {
  test.each([
    ['nonsense', 'hej'],
    ['nothing', ''],
    ['signs that do not belong', `${cursorOf(['name', 'Ørum', 'o'])}!`],
    ['cut off', cursorOf(['name', 'Ørum', 'o']).slice(0, -4)],
    ['not a list', cursorOf({ sort: 'name' })],
    ['null', cursorOf(null)],
    ['too short', cursorOf(['name', 'Ørum'])],
    ['a code that is none', cursorOf(['name', 'Ørum', 7])],
    ['a number for a name', cursorOf(['name', 7, 'o'])],
    ['an object for a name', cursorOf(['name', {}, 'o'])],
  ])('%s', (_, cursor) => {
    expect(() => page(towns, byName, cursor, 3)).toThrow(
      new RuleBroken('cursor-damaged', 'Markøren kan ikke læses. Begynd forfra uden "cursor".', {
        status: 400,
      }),
    );
  });

  test('from another order, or from the same one the other way', () => {
    const { next } = page(towns, byName, null, 3);
    const refusal = /hører til en anden sortering/;
    expect(() => page(towns, byPersons, next, 3)).toThrow(refusal);
    expect(() => page(towns, { ...byName, descending: true }, next, 3)).toThrow(refusal);
  });

  test('as a mistake in the request', () => {
    const broken = refusalOf(() => page(towns, byName, 'hej', 3));
    expect(broken).toMatchObject({ status: 400, rule: 'cursor-damaged' });
  });

  test('whatever it says, it never does worse', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.jsonValue().map(cursorOf)), anything => {
        const broken = refusalOf(() => page(towns, byPersons, anything, 3));
        expect(broken).toBeInstanceOf(RuleBroken);
      }),
    );
  });
});

function cursorOf(content: unknown): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

function refusalOf(act: () => unknown): unknown {
  try {
    act();
    return undefined;
  } catch (error) {
    return error;
  }
}
