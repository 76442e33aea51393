import { expect, test } from 'vitest';
import { csv } from '../../src/shared/csv.ts';

test('a Danish spreadsheet opens the file as it is: byte order mark, semicolons, commas, empty where nothing is known', () => {
  expect(
    csv([
      ['Række', 'Beløb'],
      ['Mestring', 12.5],
      ['Ukendt', null],
      ['Nul', 0],
    ]),
  ).toBe('\uFEFFRække;Beløb\r\nMestring;12,5\r\nUkendt;\r\nNul;0\r\n');
});

test('text with separators, quotes or line breaks stays one field', () => {
  expect(csv([['Job; nu', 'kaldet "Jobklub"', 'to\nlinjer']])).toBe(
    '\uFEFF"Job; nu";"kaldet ""Jobklub""";"to\nlinjer"\r\n',
  );
});

test.each(['=1+1', '+45', '-1', '@SUM(A1)', '\t=1+1'])('%j is text and not a formula', text => {
  expect(csv([[text]])).toBe(`\uFEFF'${text}\r\n`);
});

test('a negative amount is a number', () => {
  expect(csv([[-500]])).toBe('\uFEFF-500\r\n');
});
