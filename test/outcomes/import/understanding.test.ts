import { describe, expect, test } from 'vitest';
import { readTable } from './table.ts';

const two =
  'Køn;Område;Periode;Personer;I job\nKvinder;Randers Kommune;2026Q1;400;180\nMænd;Randers Kommune;2026Q1;400;180\n';
const columns = [{ measure: 'i-arbejde', numerator: 'I job', denominator: 'Personer', share: null }];
const asOne = { targetGroups: { Kvinder: 'sygedagpenge', Mænd: 'sygedagpenge' }, columns };
const long = 'Målgruppe;Måling;Område;Periode;Tæller;Nævner';
const status = {
  columns: ['Periode', 'Område', 'Arbejdsmarkedsstatus', 'Antal afsluttede forløb', 'Antal efter 3 mdr.'],
  rows: [
    ['2025Q4', 'Randers Kommune', 'Lønmodtagerbeskæftigelse', 412, 171],
    ['2025Q4', 'Randers Kommune', 'Uddannelse', 412, 23],
  ],
};
const ofStatus = [
  {
    measure: 'i-arbejde',
    numerator: 'Antal efter 3 mdr.',
    denominator: 'Antal afsluttede forløb',
    share: null,
  },
];

const month = (number: number) => `sygedagpenge;i-arbejde;Randers Kommune;2024M0${number};10;20`;

describe('rows that belong together are added or refused, never picked', () => {
  test('two labels for one group are asked about with both sums, though their figures are the same', async () => {
    const { cells, unsaid } = await readTable(two, asOne);
    expect(cells).toEqual([]);
    expect(unsaid).toEqual([
      expect.stringMatching(/«Kvinder», «Mænd».*360 af 800 \(45,0 %\).*360 af 400 \(90,0 %\)/),
    ]);
  });

  test('parts of the group: numerators and denominators are added', async () => {
    const { cells, unsaid } = await readTable(two, {
      ...asOne,
      merges: { 'target-group:sygedagpenge': 'add' },
    });
    expect([cells, unsaid]).toEqual([['sygedagpenge i-arbejde randers 2026Q1 360/800'], []]);
  });

  test('the status rows of jobindsats as parts of the measure: numerators are added, the denominator is one', async () => {
    const said = {
      columns: ofStatus,
      targetGroups: { 'Hele filen': 'jobafklaring' },
      roles: { Arbejdsmarkedsstatus: 'part-of-measure' as const },
    };
    // 171 + 23 = 194 of 412, which is 47.1 %; never 171 of 412, which is 41.5 %.
    expect((await readTable(status, said)).cells).toEqual(['jobafklaring i-arbejde randers 2025Q4 194/412']);
  });

  test('the status rows said to be groups are asked about, and become the same', async () => {
    const said = {
      columns: ofStatus,
      targetGroups: { Lønmodtagerbeskæftigelse: 'jobafklaring', Uddannelse: 'jobafklaring' },
    };
    expect((await readTable(status, said)).unsaid[0]).toContain('194 af 412 (47,1 %)');
    const merges = { 'target-group:jobafklaring': 'add-numerators' as const };
    expect((await readTable(status, { ...said, merges })).cells).toEqual([
      'jobafklaring i-arbejde randers 2025Q4 194/412',
    ]);
  });

  test('a column set to noise that alone tells two rows apart is refused', async () => {
    const { cells, findings } = await readTable(two, {
      columns,
      targetGroups: { 'Hele filen': 'sygedagpenge' },
      roles: { Køn: 'noise' },
    });
    expect(cells).toEqual([]);
    expect(findings).toEqual([expect.stringMatching(/skilles kun ad af Køn/)]);
  });

  test('two areas of the file in one of ours', async () => {
    const file = `${long}\nsygedagpenge;i-arbejde;Favrskov Kommune;2024Q1;10;20\nsygedagpenge;i-arbejde;Norddjurs;2024Q1;30;40`;
    const areas = { 'Favrskov Kommune': 'favrskov', Norddjurs: 'favrskov' };
    expect((await readTable(file, { areas })).unsaid[0]).toContain('40 af 60');
    expect((await readTable(file, { areas, merges: { 'area:favrskov': 'add' } })).cells).toEqual([
      'sygedagpenge i-arbejde favrskov 2024Q1 40/60',
    ]);
  });

  test('three months make a quarter when somebody says so, and two do not', async () => {
    const periods = { '2024M01': '2024Q1', '2024M02': '2024Q1', '2024M03': '2024Q1' };
    const merges = { 'period:2024Q1': 'add' as const };
    const whole = [long, month(1), month(2), month(3)].join('\n');
    expect((await readTable(whole, { periods })).unsaid[0]).toContain('30 af 60');
    expect((await readTable(whole, { periods, merges })).cells).toEqual([
      'sygedagpenge i-arbejde randers 2024Q1 30/60',
    ]);
    const half = await readTable([long, month(1), month(2)].join('\n'), { periods, merges });
    expect([half.cells, half.findings]).toEqual([[], [expect.stringContaining('marts 2024 mangler')]]);
  });

  test('a part that is missing in one period is told of, and no sum of the rest is stored', async () => {
    const file = `${two}Kvinder;Randers Kommune;2026Q2;400;170\n`;
    const { findings } = await readTable(file, { ...asOne, merges: { 'target-group:sygedagpenge': 'add' } });
    expect(findings).toEqual([expect.stringMatching(/2\. kvartal 2026 mangler «Mænd»/)]);
  });

  test('a part the source holds back makes the sum unknown, never the rest', async () => {
    const { cells } = await readTable(
      two.replace('Mænd;Randers Kommune;2026Q1;400;180', 'Mænd;Randers Kommune;2026Q1;400;<5'),
      {
        ...asOne,
        merges: { 'target-group:sygedagpenge': 'add' },
      },
    );
    expect(cells).toEqual(['sygedagpenge i-arbejde randers 2026Q1 skjult/800']);
  });

  test('shares without counts are not added', async () => {
    const file =
      'Køn;Område;Periode;Andel i pct.\nKvinder;Randers Kommune;2026Q1;40\nMænd;Randers Kommune;2026Q1;50\n';
    const { cells, findings } = await readTable(file, {
      targetGroups: { Kvinder: 'sygedagpenge', Mænd: 'sygedagpenge' },
      columns: [{ measure: 'i-arbejde', numerator: null, denominator: null, share: 'Andel i pct.' }],
      merges: { 'target-group:sygedagpenge': 'add' },
    });
    expect([cells, findings]).toEqual([[], [expect.stringContaining('Andele kan ikke lægges sammen')]]);
  });

  test('the same row twice is a repetition, and nothing is added', async () => {
    const row = 'sygedagpenge;i-arbejde;Randers Kommune;2024Q1;10;20';
    const { cells } = await readTable(`${long};Note\n${row};a\n${row};a\n`, { roles: { Note: 'noise' } });
    expect(cells).toEqual(['sygedagpenge i-arbejde randers 2024Q1 10/20']);
  });

  test('a row that says i alt is checked against the others and left out', async () => {
    const rows = [
      'sygedagpenge;i-arbejde;Randers Kommune;2024Q1;10;20',
      'forsikrede-ledige;i-arbejde;Randers Kommune;2024Q1;30;40',
    ];
    const total = (sum: string) =>
      [long, ...rows, `I alt;i-arbejde;Randers Kommune;2024Q1;${sum}`].join('\n');
    const right = await readTable(total('40;60'));
    expect([right.cells.length, right.unsaid]).toEqual([2, []]);
    expect((await readTable(total('41;60'))).unsaid).toEqual([
      expect.stringContaining('er ikke summen af de andre'),
    ]);
  });
});

describe('units are never guessed', () => {
  const file =
    'Målgruppe;Måling;Område;Periode;Andel\nsygedagpenge;i-arbejde;Randers Kommune;2024Q1;0,8\nsygedagpenge;i-arbejde;Randers Kommune;2024Q2;1,0 %\n';

  test('0,8 under Andel is asked about', async () => {
    expect((await readTable(file)).unsaid).toEqual([
      expect.stringContaining('Er 0,8 det samme som 80 %, eller er det 0,8 %?'),
    ]);
  });

  test.each([
    ['percent', '0.008'],
    ['fraction', '0.8'],
  ] as const)('and read as said: %s', async (unit, share) => {
    const { cells, unsaid } = await readTable(file, { units: { Andel: unit } });
    expect(unsaid).toEqual([]);
    expect(cells).toEqual([
      `sygedagpenge i-arbejde randers 2024Q1 ${share}/?`,
      'sygedagpenge i-arbejde randers 2024Q2 0.01/?',
    ]);
  });

  test('62,5 under Andel is asked about too, with the one thing it can be', async () => {
    expect((await readTable(file.replace('0,8', '62,5'))).unsaid).toEqual([
      expect.stringContaining('Er 62,5 det samme som 62,5 %?'),
    ]);
  });

  test('a row of units under the headings says it', async () => {
    const { cells, unsaid } = await readTable(file.replace('Andel\n', 'Andel\n;;;;pct.\n'));
    expect([cells[0], unsaid]).toEqual(['sygedagpenge i-arbejde randers 2024Q1 0.008/?', []]);
  });

  test('a dash is asked about, and is what the source means by it', async () => {
    const dash = `${long}\nsygedagpenge;i-arbejde;Randers Kommune;2024Q1;-;20`;
    const asked = await readTable(dash);
    expect(asked.unsaid).toEqual([expect.stringMatching(/«-».*nul hos Danmarks Statistik/)]);
    expect((await readTable(dash, { signs: { '-': 'zero' } })).cells).toEqual([
      'sygedagpenge i-arbejde randers 2024Q1 0/20',
    ]);
    expect((await readTable(dash, { signs: { '-': 'hidden' } })).cells).toEqual([
      'sygedagpenge i-arbejde randers 2024Q1 skjult/20',
    ]);
  });
});

describe('a table is found and read', () => {
  const right = ['sygedagpenge i-arbejde randers 2024Q1 1203/4000'];
  const row = 'sygedagpenge;i-arbejde;Randers Kommune;2024Q1;1203;4000';
  test.each([
    ['with title lines before it', `Sygedagpenge: antal personer\nUdtræk 27-11-2026\n\n${long}\n${row}`],
    ['with notes after it', `${long}\n${row}\n\nKilde: Jobindsats.dk\nNote: tal under 5 vises ikke`],
    ['with the separator last on each line', `${long};\n${row};`],
    ['with empty columns and rows', `${long};;\n${row};;\n;;;;;;;\n`],
    ['with bars between', `${long}\n${row}`.replaceAll(';', '|')],
    ['with tabs and a title', `Udtræk, for maj\n${long}\n${row}`.replaceAll(';', '\t')],
    [
      'with thin spaces in its numbers',
      `${long}\n${row.replace('1203', '1\u{202f}203').replace('4000', '4\u{a0}000')}`,
    ],
    [
      'with points and two decimals',
      `${long}\n${row.replace('1203', '1.203,00').replace('4000', '4.000,0')}`,
    ],
    ['with a quarter in Danish', `${long}\n${row.replace('2024Q1', 'K1 2024')}`],
    [
      'with year and quarter apart',
      `${long.replace('Periode', 'År;Kvartal')}\n${row.replace('2024Q1', '2024;1. kvartal')}`,
    ],
    ['with a date beside its period', `Periode dato;${long}\n01-01-2024;${row}`],
  ])('%s', async (_, file) => {
    const { cells, findings, unsaid } = await readTable(file);
    expect({ cells, findings, unsaid }).toEqual({ cells: right, findings: [], unsaid: [] });
  });

  test('with periods as columns', async () => {
    const file = 'Målgruppe;Område;2024M01;2024M02;2024M03\nsygedagpenge;Randers Kommune;1203;1210;1199';
    const { cells, unsaid } = await readTable(file, { measures: { 'Hele filen': 'i-arbejde' } });
    expect(unsaid).toEqual([]);
    expect(cells).toEqual(
      [1203, 1210, 1199].map((count, i) => `sygedagpenge i-arbejde randers 2024M0${i + 1} ${count}/?`),
    );
  });

  test('with two rows of headings, counts over months', async () => {
    const file =
      'Målgruppe;Område;Personer;;I job;\n;;2024M01;2024M02;2024M01;2024M02\nsygedagpenge;Randers Kommune;100;200;30;40';
    expect((await readTable(file, { columns })).cells).toEqual([
      'sygedagpenge i-arbejde randers 2024M01 30/100',
      'sygedagpenge i-arbejde randers 2024M02 40/200',
    ]);
  });

  test("Randers' own table after Excel, with a date before each period", async () => {
    const rows = Array.from({ length: 12 }, (_, i) => {
      const month = String(i + 1).padStart(2, '0');
      return `01-${month}-2024;2024M${month};Randers;${1201 + i}`;
    });
    const { cells, unsaid } = await readTable(
      ['Periode sygedagpenge;Periode;Område;Antal personer', ...rows].join('\n'),
      {
        targetGroups: { 'Hele filen': 'sygedagpenge' },
        areas: { Randers: 'randers' },
        columns: [{ measure: 'i-arbejde', numerator: 'Antal personer', denominator: null, share: null }],
      },
    );
    expect([cells.length, cells[4], unsaid]).toEqual([
      12,
      'sygedagpenge i-arbejde randers 2024M05 1205/?',
      [],
    ]);
  });

  test('known names in other spellings are proposed', async () => {
    const { table } = await readTable(
      `${long}\nSygedagpenge;i-arbejde;730;2024Q1;1;20\nsygedagpenge;i-arbejde;Randers;2024Q2;1;20`,
    );
    expect(
      table.takeIn?.seen().flatMap(({ label, proposed }) => (proposed ? [`${label} → ${proposed}`] : [])),
    ).toEqual(['Sygedagpenge → sygedagpenge', '730 → randers', 'Randers → randers']);
  });

  test.each([
    ['maj-25', '2025M05'],
    ['jan-23', '2023M01'],
    ['K4 2023', '2023Q4'],
    ['2022-09-01', '2022M09'],
    ['01-05-2025', '2025M05'],
    ['09-2022', '2022M09'],
    ['4. kvt. 2023', '2023Q4'],
    ['september 2022', '2022M09'],
    ['apr 2023 - mar 2024', '2024QMAT1'],
    ['2023*', '2023'],
  ])('the period %s is %s', async (word, period) => {
    const { cells, unsaid } = await readTable(`${long}\n${row.replace('2024Q1', word)}`);
    expect([cells, unsaid]).toEqual([[`sygedagpenge i-arbejde randers ${period} 1203/4000`], []]);
  });

  test('a period in doubt is asked once for all that are written like it', async () => {
    const rows = ['2022-3', '2022-4', '2023-1'].map(period => row.replace('2024Q1', period));
    const file = [long, ...rows].join('\n');
    expect((await readTable(file)).unsaid).toEqual([
      expect.stringMatching(/«2022-3» \(3 linjer\).*marts 2022 eller 3\. kvartal 2022/),
    ]);
    const { cells } = await readTable(file, { periodForms: { 'month-or-quarter': 'quarter' } });
    expect(cells.map(cell => cell.split(' ')[3])).toEqual(['2022Q3', '2022Q4', '2023Q1']);
  });

  test.each([
    ['2011-12', /december 2011 eller et skoleår/],
    ['2025MAT05', /et år, der ikke slutter med et kvartal/],
    ['45778', /maj 2025 eller 2\. kvartal 2025/],
    ['2025MYTD05', /År til dato er ikke en periode for sig her/],
    ['01-01-2024', /januar 2024 eller 1\. kvartal 2024/],
  ])('%s is asked about', async (word, message) => {
    const { unsaid } = await readTable(`${long}\n${row.replace('2024Q1', word)}`);
    expect(unsaid).toEqual([expect.stringMatching(message)]);
  });

  test.each(['<5', '<10', '1-4', '3–9', '≤ 4', 'under 5', 'n/a', '*', '..', '…'])(
    '%s is held back',
    async sign => {
      const { cells, unsaid } = await readTable(`${long}\n${row.replace('1203', sign)}`);
      expect([cells, unsaid]).toEqual([['sygedagpenge i-arbejde randers 2024Q1 skjult/4000'], []]);
    },
  );

  test.each([
    ['12,3\u{a0}%', '0.123'],
    ['12,5 %', '0.125'],
    ['12,5%', '0.125'],
    ['12,5\u{202f}pct.', '0.125'],
  ])('%s is a share', async (word, share) => {
    const file = `Målgruppe;Måling;Område;Periode;Andel\nsygedagpenge;i-arbejde;Randers Kommune;2024Q1;${word}`;
    expect((await readTable(file)).cells).toEqual([`sygedagpenge i-arbejde randers 2024Q1 ${share}/?`]);
  });
});
