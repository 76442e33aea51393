import { expect, test } from 'vitest';
import { PersonalNumberGuard } from '../../../src/outcomes/reading/personal-number-guard.ts';
import { holdsPersonalNumber } from '../../../src/outcomes/reading/personal-number.ts';

const heading = 'Målgruppe;Måling;Område;Periode;Tæller;Nævner';

function looked(file: string, cleared: string[] = []) {
  const guard = new PersonalNumberGuard(cleared);
  guard.checkText(file);
  return { found: guard.found.first.map(({ line }) => line), doubtful: [...guard.doubtful.keys()], guard };
}

test.each([
  ['a hyphen', '010190-1234'],
  ['a point', '010190.1234'],
  ['a colon', '010190:1234'],
  ['a slash', '010190/1234'],
  ['hyphens in the last four', '010190-12-34'],
  ['spaces in the last four', '01-01-90 12 34'],
  ['a space between all', '0 1 0 1 9 0 1 2 3 4'],
  ['hyphens between all', '0-1-0-1-9-0-1-2-3-4'],
  ['full-width digits', '０１０１９０１２３４'],
  ['full-width digits and a hyphen', '０１０１９０－１２３４'],
  ['Arabic digits', '٠١٠١٩٠١٢٣٤'],
  ['a zero-width space inside', '0101\u{200b}901234'],
  ['zero-width joiners around the hyphen', '010190\u{200d}-\u{2060}1234'],
  ['a soft hyphen', '010190\u{ad}1234'],
  ['points between thousands', '1.101.901.234'],
  ['spaces between thousands', '1 101 901 234'],
  ['odd groups', '0101 901 234'],
  ['its century', '01.01.1990-1234'],
  ['its century and no points', '01011990 1234'],
  ['no first zero', '10190-1234'],
  ['nothing between', '0101901234'],
  ['a word before', 'cpr:010190-1234'],
  ['a number before', '12 010190-1234'],
  ['brackets', '(010190)1234'],
  ['a replacement number', '610190-1234'],
])('a personal number with %s is one, in a cell and in a text', (_, number) => {
  expect(looked(`${heading}\n${number};i-arbejde;randers;2023Q1;1;2`).found).toEqual([2]);
  expect(holdsPersonalNumber(`rapport ${number} fra maj`)).toBe(true);
});

test.each([
  [
    'a date beside a count',
    '01-05-2025;1203;randers;2024M05;1;2',
    'Startdato;Antal;Område;Periode;Tæller;Nævner',
  ],
  ['a date before a period', '01-05-2024;2024M05;randers;x;1;2', 'Periode sygedagpenge;Periode;Område;a;b;c'],
  ['a date under Periode before a count', 'sygedagpenge;a;randers;01-05-2025;1203;4000', heading],
  ['an old date under Periode before a count', 'sygedagpenge;a;randers;01-05-1999;1203;4000', heading],
  ['a notice number', '2025/S 101-345678;a;b;2024Q1;1203;4000', heading],
  ['an amount', 'x;a;b;2024Q1;312456789 kr.;4000', heading],
  ['an amount under Beløb', 'x;a;b;2024Q1;312456789;4000', 'Konto;Gruppe;Område;Periode;Beløb;Antal'],
  [
    'a municipality beside a count',
    'x;a;b;2024Q1;11223;0730',
    'Gruppe;Måling;Område;Periode;Antal;Kommunekode',
  ],
  ['two counts', 'x;a;b;2024Q1;110190;1234', heading],
  ['a long share', 'x;a;b;2024Q1;0,2808201234;1', heading],
  ['a range of days', '01-05-25 - 31-05-25;a;b;2024Q1;1;2', heading],
  ['a moment', '2011-12-31 12:03:00;a;b;2024Q1;1;2', heading],
  ['a journal number', '15.00.00-G01-96-22;a;b;2024Q1;1;2', heading],
  ['thirteen digits', '5790001234567;a;b;2024Q1;1;2', heading],
  ['a number that is no day', '4711901234;a;b;2024Q1;1;2', heading],
])('%s is none', (_, line, headings) => {
  const { found, doubtful } = looked(`${headings}\n${line}`);
  expect([found, doubtful]).toEqual([[], []]);
});

test.each([
  'rapport 27112026 2032',
  'Udtræk 27-11-2026',
  '2025/S 101-345678',
  'Tabel AUL01, 2024',
  '27.36.04-A00-1-24',
])('%s may stand in a name or a source', text => expect(holdsPersonalNumber(text)).toBe(false));

test.each([
  ['day and number in two cells', 'x;y;randers;2023Q1;010190;1234'],
  ['in two quoted cells', 'x;y;randers;2023Q1;"010190";"1234"'],
  ['day, month, year and number in four', '01;01;90;1234;5;6'],
  ['a day with its century in a cell that is no date', '01-01-1990;1234;randers;2023Q1;5;6'],
])('a number split over cells stays refused: %s', (_, line) => {
  expect(looked(`${heading}\n${line}`).found).toEqual([2]);
});

test('what is told of one names its line and column and never repeats it', () => {
  const { guard } = looked(`Udtræk for maj\n\n${heading}\nsygedagpenge;010190-1234;randers;2023Q1;1;2`);
  expect(guard.found.first).toMatchObject([{ line: 4, column: 'Måling' }]);
  expect(JSON.stringify(guard.found.first)).not.toMatch(/010190|1234/);
});

test('a column of references that look like personal numbers is asked about, and passes when somebody has said what it is', () => {
  // 070761-4285 has the right check digit: 4·0+3·7+2·0+7·7+6·6+5·1+4·4+3·2+2·8+1·5 = 154 = 14·11.
  const file = 'Målgruppe;Område;Periode;Sagsnummer;Tæller\nx;randers;2023Q1;2707614284;1';
  const doubtful = 'Målgruppe;Område;Periode;Sagsnummer;Tæller\nx;randers;2023Q1;070761-4285;1';

  expect(looked(doubtful).doubtful).toEqual(['Sagsnummer']);
  expect(looked(doubtful, ['Sagsnummer']).doubtful).toEqual([]);
  expect(looked(doubtful.replace('Sagsnummer', 'CPR')).found).toEqual([2]);
  expect(looked(file).found).toEqual([]);
});
