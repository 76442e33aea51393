import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  Observation,
  ObservationImport,
  ReplacedObservation,
  Series,
} from '../../../src/outcomes/observation.entity.ts';
import { jobklub } from '../../api/world.ts';
import { importWorld } from './import-world.ts';
import real from './jobindsats-svar.json' with { type: 'json' };

const two = [
  'Målgruppe;Måling;Område;Periode;Tæller;Nævner',
  'forsikrede-ledige;i-arbejde;randers;2023Q1;48;80',
  'Sygedagpengemodtagere;I arbejde eller uddannelse;Hele landet;2. kvartal 2023;1.200;4.000',
].join('\n');
const asTwo = [
  'forsikrede-ledige i-arbejde randers 2023Q1 48/80',
  'sygedagpenge i-arbejde hele-landet 2023Q2 1200/4000',
];

function windows1252(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

const label = (who: string) =>
  `A-kasse: A-kasse i alt · Dimittend: ${who} · Forlængelser af dagpengeperioden: Personer i alt`;

describe('a file is read', () => {
  test.each<[string, string | Uint8Array<ArrayBuffer>]>([
    ['in UTF-8', two],
    ['with a byte order mark', `\u{feff}${two}`],
    ['in Windows-1252', windows1252(two)],
    ['with Windows line breaks', `${two.replaceAll('\n', '\r\n')}\r\n`],
    ['with the line breaks of an old Macintosh', two.replaceAll('\n', '\r')],
    ['with a blank line last', `${two}\n\n`],
    ['with what Excel puts first', `sep=;\n${two}`],
    ['with tabs between', two.replaceAll(';', '\t')],
    [
      'with commas between and no grouped thousands',
      two.replaceAll('.200', '200').replaceAll('.000', '000').replaceAll(';', ','),
    ],
    ['with everything quoted', two.replaceAll(/[^;\n]+/g, '"$&"')],
    [
      'with its columns in another order and other letters',
      'NÆVNER;tæller;periode;OMRÅDE;maaling;Maalgruppe\n80;48;2023K1;randers;i-arbejde;forsikrede-ledige\n4000;1200;2023-Q2;hele-landet;i-arbejde;sygedagpenge',
    ],
  ])('%s', async (_, file) => {
    const { send, stored } = await importWorld();

    const { status, body } = await send(file);

    expect([status, body.findings ?? body]).toEqual([200, []]);
    expect(body).toMatchObject({ stored: true, rows: 2, added: 2, changed: 0, unchanged: 0 });
    expect(await stored()).toEqual(asTwo);
  });

  test('with published shares, decimal commas and points, figures held back and a source of its own', async () => {
    const { send, stored, em } = await importWorld();
    const file = [
      'Målgruppe;Måling;Område;Periode;Andel i pct.;Kilde',
      'forsikrede-ledige;i-arbejde;randers;2021;62,5;Årsberetning 2023',
      'forsikrede-ledige;i-arbejde;randers;2022;64.25;Årsberetning 2023',
      'forsikrede-ledige;i-arbejde;randers;2023;*;Årsberetning 2023',
    ].join('\n');

    expect((await send(file, { query: '' })).status).toBe(200);

    expect(await stored()).toEqual([
      'forsikrede-ledige i-arbejde randers 2021 0.625/?',
      'forsikrede-ledige i-arbejde randers 2022 0.6425/?',
      'forsikrede-ledige i-arbejde randers 2023 skjult/?',
    ]);
    expect(await em.findAll(ObservationImport)).toMatchObject([
      { source: { document: 'Årsberetning 2023', section: null } },
    ]);
  });

  test('a look at it says what would happen and stores nothing', async () => {
    const { send, stored } = await importWorld();

    const { body } = await send(two, { query: '?document=Udtr%C3%A6k&preview=true' });

    expect(body).toMatchObject({ stored: false, added: 2, findings: [], unsaid: [] });
    expect(await stored()).toEqual([]);
  });

  test('a look at it is the same whether a hidden figure is guessed or missed', async () => {
    const { send } = await importWorld();
    const heading = 'Målgruppe;Måling;Område;Periode;Tæller;Nævner\n';
    await send(`${heading}sygedagpenge;i-arbejde;randers;2023Q1;3;80`);
    const looked = async (guess: string) => {
      const file = `${heading}sygedagpenge;i-arbejde;randers;2023Q1;${guess}`;
      const { text } = await send(file, { query: '?document=Udtr%C3%A6k&preview=true' });
      // What was sent is shown as it was sent; beside it nothing may differ.
      return text.replaceAll(`:"${guess.split(';')[0]}"`, ':"?"');
    };

    const [right, wrong] = [await looked('3;80'), await looked('2;80')];

    expect(right).toBe(wrong);
    expect(JSON.parse(right)).toMatchObject({ added: 0, known: 1, changed: null, unchanged: null });
  });

  test('the same twice changes nothing, and a correction keeps what stood', async () => {
    const { send, stored, em, database } = await importWorld();
    await send(two);
    const revision = await database.revision();
    expect((await send(two)).body).toMatchObject({ stored: true, added: 0, changed: 0, unchanged: 2 });
    expect(await database.revision()).toBe(revision);
    expect(await em.count(ObservationImport)).toBe(1);

    expect((await send(two.replace(';48;', ';49;'))).body).toMatchObject({
      added: 0,
      changed: 1,
      unchanged: 1,
    });

    expect(await stored()).toContain('forsikrede-ledige i-arbejde randers 2023Q1 49/80');
    expect(await em.findAll(ReplacedObservation)).toMatchObject([{ numerator: 48, denominator: 80 }]);
    expect(await database.revision()).toBeGreaterThan(revision);
  });

  test('from jobindsats, with a mapping that says what its words mean', async () => {
    const { send, stored } = await importWorld();
    const { columns, rows } = real.expired_graduates;
    const mapping = {
      targetGroups: {
        [label('Ledige i alt')]: 'forsikrede-ledige',
        [label('Øvrige ledige')]: null,
        [label('1 års dimittendret')]: null,
        [label('Øvrige dimittender')]: null,
      },
      columns: [{ measure: 'i-arbejde', numerator: columns[6], denominator: columns[5], share: null }],
    };
    const type = 'application/json';

    const unsaid = await send(JSON.stringify({ columns, rows }), { query: '', type });
    const taken = await send(JSON.stringify({ columns, rows, mapping }), { query: '', type });

    expect(unsaid.status).toBe(422);
    expect(unsaid.text).toContain('Øvrige dimittender');
    expect(taken.body).toMatchObject({ stored: true, rows: 16, added: 4, leftOut: 12 });
    // The first row of each month: 195 of 487, 171 of 427, 172 of 415, 253 of 604.
    expect(await stored()).toEqual([
      'forsikrede-ledige i-arbejde hele-landet 2025M03 195/487',
      'forsikrede-ledige i-arbejde hele-landet 2025M04 171/427',
      'forsikrede-ledige i-arbejde hele-landet 2025M05 172/415',
      'forsikrede-ledige i-arbejde hele-landet 2025M06 253/604',
    ]);
  });

  test('from jobindsats with null, which is held back or missing, never zero', async () => {
    const { send, stored } = await importWorld();
    const columns = ['Periode', 'Område', 'Antal personer', 'Antal i arbejde'];
    const rows = [
      ['2025M03', 'Randers', 17, null],
      ['2025M04', 'Randers', 17, 0],
    ];
    const mapping = {
      targetGroups: { 'Hele tabel y01b15': 'forsikrede-ledige' },
      columns: [
        { measure: 'i-arbejde', numerator: 'Antal i arbejde', denominator: 'Antal personer', share: null },
      ],
    };

    const taken = await send(`\u{feff}${JSON.stringify({ columns, rows, mapping })}`, {
      query: '?table=y01b15',
      type: 'application/json',
    });

    expect(taken.body).toMatchObject({ added: 2, suppressed: 1 });
    expect(await stored()).toEqual([
      'forsikrede-ledige i-arbejde randers 2025M03 skjult/17',
      'forsikrede-ledige i-arbejde randers 2025M04 0/17',
    ]);
  });

  test('as a form, the way a browser sends it', async () => {
    const { app, stored } = await importWorld();
    const form = new FormData();
    form.set('document', 'Udtræk');
    form.set('file', new File([windows1252(two)], 'maalinger.csv', { type: 'text/csv' }));

    const reply = await app.request('/api/observations/import', {
      method: 'POST',
      headers: { Host: 'localhost' },
      body: form,
    });

    expect(reply.status).toBe(200);
    expect(await stored()).toEqual(asTwo);
  });
});

describe('a file is refused whole', () => {
  const heading = 'Målgruppe;Måling;Område;Periode;Tæller;Nævner';
  const good = 'forsikrede-ledige;i-arbejde;randers;2023Q1;48;80';
  test.each<[what: string, file: string, line: number | null, column: string | null, message: RegExp]>([
    ['for a column of offers', `${heading};Tilbud\n${good};Jobklub`, 1, 'Tilbud', /enkelt tilbud/],
    [
      'for a column of suppliers',
      `${heading};Leverandørnavn\n${good};x`,
      1,
      'Leverandørnavn',
      /enkelt tilbud/,
    ],
    ['for a column of indsats-id', `${heading};indsats-id\n${good};7`, 1, 'indsats-id', /enkelt tilbud/],
    [
      'for the name of an offer among the groups',
      `${heading}\n${good}\nJobklub;i-arbejde;randers;2023Q1;1;2`,
      3,
      'Målgruppe',
      /enkelt tilbud/,
    ],
    [
      'for an unknown group',
      `${heading}\n${good}\nukendt-gruppe;i-arbejde;randers;2023Q1;1;2`,
      3,
      'Målgruppe',
      /ukendt-gruppe.*kendes ikke/,
    ],
    [
      'for an unknown measure',
      `${heading}\nforsikrede-ledige;x;randers;2023Q1;1;2`,
      2,
      'Måling',
      /kendes ikke/,
    ],
    [
      'for a numerator above its denominator',
      `${heading}\n${good}\nforsikrede-ledige;i-arbejde;randers;2023Q2;81;80`,
      3,
      'Tæller',
      /større end nævneren/,
    ],
    [
      'for a negative count',
      `${heading}\n${good}\nforsikrede-ledige;i-arbejde;randers;2023Q2;-1;80`,
      3,
      'Tæller',
      /under nul/,
    ],
    [
      'for a period in the future',
      `${heading}\nforsikrede-ledige;i-arbejde;randers;2027Q1;1;80`,
      2,
      'Periode',
      /fremtiden/,
    ],
    [
      'for a rolling year whose last quarter is in the future',
      `${heading}\nforsikrede-ledige;i-arbejde;randers;2027QMAT1;1;80`,
      2,
      'Periode',
      /fremtiden/,
    ],
    [
      'for half a person',
      `${heading}\nforsikrede-ledige;i-arbejde;randers;2023Q1;1,5;80`,
      2,
      'Tæller',
      /helt antal/,
    ],
    [
      'for a figure that is none',
      `${heading}\nforsikrede-ledige;i-arbejde;randers;2023Q1;mange;80`,
      2,
      'Tæller',
      /helt antal/,
    ],
    [
      'for two lines that contradict each other',
      `${heading}\n${good}\n${good.replace('48', '47')}`,
      3,
      null,
      /noget andet/,
    ],
    [
      'for a line that is too short',
      `${heading}\n${good}\nforsikrede-ledige;i-arbejde`,
      3,
      null,
      /2 felter.*6 overskrifter/,
    ],
    ['for a column nobody knows', `${heading};Bemærkning\n${good};x`, 1, 'Bemærkning', /kendes ikke/],
    ['for a column that is missing', 'Målgruppe;Måling;Tæller\nx;y;1', 1, null, /Periode/],
    [
      'for a row without a figure',
      `${heading}\n${good}\nforsikrede-ledige;i-arbejde;randers;2023Q2;;80`,
      3,
      null,
      /hverken tæller eller andel/,
    ],
    [
      'for a quote that is never closed',
      `${heading}\n${good}\n"forsikrede-ledige;i-arbejde;randers;2023Q2;1;80`,
      3,
      null,
      /[Cc]itationstegn/,
    ],
    [
      'for a mistake in its very last line',
      `${heading}\n${Array.from({ length: 60_000 }, (_, i) => `forsikrede-ledige;i-arbejde;randers;${2000 + (i % 20)}Q${1 + (Math.floor(i / 20) % 4)};1;2`).join('\n')}\n${good.replace('80', '8')}`,
      60_002,
      'Tæller',
      /større end nævneren/,
    ],
  ])('%s', async (_, file, line, column, message) => {
    const { send, em, database } = await importWorld();
    const revision = await database.revision();

    const { status, body } = await send(file);

    expect(status).toBe(422);
    expect(body.findings).toContainEqual({ line, column, message: expect.stringMatching(message) });
    expect([await em.count(Observation), await em.count(ObservationImport), await em.count(Series)]).toEqual([
      0, 0, 0,
    ]);
    expect(await database.revision()).toBe(revision);
  });

  test.each([
    ['nothing', ''],
    ['nothing to see', '\u{feff} \n\n'],
  ])('with %s in it, and told to be empty', async (_, file) => {
    const { send } = await importWorld();

    expect((await send(file)).body).toMatchObject({ rule: 'empty-file', status: 422 });
  });

  test('as JSON where CSV was promised', async () => {
    const { send } = await importWorld();

    expect((await send('{"columns":["Periode"],"rows":[]}')).body.detail).toContain('.json');
  });

  test('for a label with the name of an offer in it, though it were said to be a group', async () => {
    const { send, api } = await importWorld();
    await api.post('/api/portfolios/vifte/offers', {
      ...jobklub,
      code: 'mit-job',
      name: 'Vejen til job: Mit job',
    });
    const label = 'Forsikrede ledige i Vejen til job – mit job';
    const columns = ['Periode', 'Område', 'Gruppe', 'Antal', 'Personer i alt'];
    const body = {
      columns,
      rows: [['2023Q1', 'Randers', label, 48, 80]],
      mapping: { targetGroups: { [label]: 'forsikrede-ledige' }, measures: { 'Hele filen': 'i-arbejde' } },
    };

    const { status, text } = await send(JSON.stringify(body), { query: '', type: 'application/json' });

    expect(status).toBe(422);
    expect(text).toContain('enkelt tilbud');
  });

  test('for a negative count beside other columns of counts, which is no label', async () => {
    const { send } = await importWorld();
    const columns = ['Periode', 'Område', 'Antal personer', 'Antal i job'];
    const body = {
      columns,
      rows: [
        ['2023Q1', 'Randers', 80, 48],
        ['2023Q2', 'Randers', 80, -1],
      ],
      mapping: {
        targetGroups: { 'Hele filen': 'forsikrede-ledige' },
        columns: [{ measure: 'i-arbejde', numerator: columns[3], denominator: columns[2], share: null }],
      },
    };

    const answer = await send(JSON.stringify(body), { query: '', type: 'application/json' });

    expect(answer.body.findings).toEqual([
      { line: 2, column: 'Antal i job', message: 'Antal i job er under nul.' },
    ]);
  });

  test('with everything that is wrong with it at once, the first hundred and how many more', async () => {
    const { send } = await importWorld();
    const rows = Array.from({ length: 130 }, () => 'forsikrede-ledige;i-arbejde;randers;2023Q1;-1;2');

    const { body } = await send([heading, ...rows].join('\n'));

    expect(body.findings).toHaveLength(100);
    expect(body.detail).toContain('30 fejl mere');
  });

  test('where no source is said', async () => {
    const { send } = await importWorld();
    expect((await send(two, { query: '' })).text).toContain('hvor tallene kommer fra');
  });
});

describe('a personal number', () => {
  const heading = 'Målgruppe;Måling;Område;Periode;Tæller;Nævner';
  const good = 'forsikrede-ledige;i-arbejde;randers;2023Q1;48;80';
  const type = 'application/json';
  test.each<[where: string, file: string, options: { query?: string; type?: string }, line: number | null]>([
    ['in a label', `${heading}\n${good}\n010190-1234;i-arbejde;randers;2023Q1;1;2`, {}, 3],
    ['without a hyphen', `${heading}\nforsikrede-ledige;i-arbejde;randers 0101901234;2023Q1;1;2`, {}, 2],
    ['as a count', `${heading}\n${good}\nforsikrede-ledige;i-arbejde;randers;2023Q2;0101901234;2`, {}, 3],
    ['without its first zero', `${heading}\nforsikrede-ledige;i-arbejde;randers;2023Q1;1;101901234`, {}, 2],
    ['with its century', `${heading}\n01.01.1990-1234;i-arbejde;randers;2023Q1;1;2`, {}, 2],
    ['with another sign between', `${heading}\n010190/1234;i-arbejde;randers;2023Q1;1;2`, {}, 2],
    ['with a sign that is not seen', `${heading}\n010190\u{ad}1234;i-arbejde;randers;2023Q1;1;2`, {}, 2],
    ['over two cells', `${heading}\nforsikrede-ledige;i-arbejde;randers;2023Q1;010190;1234`, {}, 2],
    [
      'over two quoted cells with commas between',
      `${heading}\nforsikrede-ledige;i-arbejde;randers;2023Q1;"010190";"1234"`.replaceAll(';', ','),
      {},
      2,
    ],
    [
      'over two cells of JSON',
      '{"columns":["Periode","A","B"],"rows":[["2023Q1","010190","1234"]]}',
      { type },
      1,
    ],
    ['of a replacement number', `${heading}\n610190-1234;i-arbejde;randers;2023Q1;1;2`, {}, 2],
    ['in the headings', `${heading};010190-1234\n${good};x`, {}, 1],
    [
      'with commas between the columns',
      `${heading};\n${good};5\n${good};0101901234`.replaceAll(';', ','),
      {},
      3,
    ],
    ['in the last line of many', `${heading}\n${`${good}\n`.repeat(30_000)}010190-1234;;;;;`, {}, 30_002],
    [
      'in a cell of JSON',
      '{"columns":["Periode","Antal"],"rows":[["2023Q1",1],["010190-1234",2]]}',
      { type },
      2,
    ],
    ['as a number of JSON', '{"columns":["Periode","Antal"],"rows":[["2023Q1",3112901234]]}', { type }, 1],
    ['as a heading of JSON', '{"columns":["Periode","010190-1234"],"rows":[["2023Q1",1]]}', { type }, null],
    ['in the source', `${heading}\n${good}`, { query: '?document=010190-1234' }, null],
  ])('%s is refused and neither answered nor stored', async (_, file, options, line) => {
    const { send, em } = await importWorld();

    const { status, body, text } = await send(file, options);

    expect(status).toBe(422);
    expect(body.rule).toBe('personal-number');
    expect(body.findings[0]?.line ?? null).toBe(line);
    expect(text).not.toMatch(/0?101901234|010190|610190|311290/);
    const tables: { name: string }[] = await em
      .getConnection()
      .execute("select table_name as name from information_schema.tables where table_schema = 'public'");
    for (const { name } of tables) {
      const rows = await em.getConnection().execute(`select * from "${name}"`);
      expect(JSON.stringify(rows)).not.toMatch(/010190|610190|3112901234/);
    }
  });

  test.each([
    ['a number of ten digits that is no date', '4711901234'],
    ['a number of nine digits that is no date', '999901234'],
  ])('%s is none', async (_, number) => {
    const { send } = await importWorld();
    const { body } = await send(`${heading}\nforsikrede-ledige;i-arbejde;randers;2023Q1;1;${number}`);
    expect(body.rule).not.toBe('personal-number');
  });

  test('two counts beside each other are none, nor decimals beside a count', async () => {
    const { send, stored } = await importWorld();
    // 11-01-90 and 1234; 01-01-90 and 1234 after a decimal comma.
    const counts = `${heading.replace('Tæller;Nævner', 'Nævner;Tæller')}\nforsikrede-ledige;i-arbejde;randers;2023Q1;110190;1234`;
    const share =
      'Målgruppe;Måling;Område;Periode;Andel (0-1);Nævner\nforsikrede-ledige;i-arbejde;randers;2023Q2;0,010190;1234';

    expect([(await send(counts)).status, (await send(share)).status]).toEqual([200, 200]);
    expect(await stored()).toEqual([
      'forsikrede-ledige i-arbejde randers 2023Q1 1234/110190',
      'forsikrede-ledige i-arbejde randers 2023Q2 0.01019/1234',
    ]);
  });

  test('a share with ten decimals is none', async () => {
    const { send, stored } = await importWorld();
    const file =
      'Målgruppe;Måling;Område;Periode;Andel (0-1)\nforsikrede-ledige;i-arbejde;randers;2023Q1;0,2808201234';
    expect((await send(file)).status).toBe(200);
    expect(await stored()).toEqual(['forsikrede-ledige i-arbejde randers 2023Q1 0.2808201234/?']);
  });
});

test('junk is refused, never an error of ours', { timeout: 60_000 }, async () => {
  const { send, em } = await importWorld();
  const cell = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'Målgruppe',
      'Periode',
      'Tæller',
      'Andel',
      '2023Q1',
      '1',
      '"',
      '0',
      'randers',
      'i-arbejde',
      ';;',
      '\r',
    ),
  );
  const lines = fc.array(
    fc.array(cell, { maxLength: 8 }).map(cells => cells.join(';')),
    { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        lines.map(all => new TextEncoder().encode(all.join('\n'))),
        fc.uint8Array({ maxLength: 500 }).map(bytes => new Uint8Array(bytes)),
      ),
      fc.constantFrom(
        'text/csv',
        'application/json',
        'multipart/form-data; boundary=x',
        'multipart/form-data',
        'text/plain',
      ),
      async (file, type) => {
        const { status } = await send(new Uint8Array(file), { type });
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      },
    ),
    { numRuns: 150 },
  );
  expect(await em.count(Observation)).toBe(0);
});
