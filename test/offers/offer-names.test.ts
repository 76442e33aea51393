import { expect, test } from 'vitest';
import { randers } from '../../fixtures/randers-2024-2025/index.ts';
import { offerIn } from '../../src/offers/offer-names.ts';

const { offers } = randers;
const found = (text: string) => {
  const named = offerIn(text, offers);
  return named === null || named === 'course' ? named : named.code;
};

test.each([
  ['Kvinder i Job', 'kvinder-i-job'],
  ['kvinder-i-job', 'kvinder-i-job'],
  ['KVINDER  I JOB 2025', 'kvinder-i-job'],
  ['Deltagere i Kvinder i Job', 'kvinder-i-job'],
  ['Vejen til Job', 'vejen-til-job'],
  ['IPS', 'ips'],
  ['Borgere i IPS', 'ips'],
  ['Individuelt planlagt job med støtte', 'ips'],
  ['FVU-kursister', 'fvu'],
  ['Deltagere i jobklub', 'jobklub'],
  ['Daghøjskolen', 'daghoejskolen'],
  ['Kursus i dansk', 'course'],
  ['Deltagere på hold 3', 'course'],
])('%s is about an offer or a course: %s', (text, code) => {
  expect(found(text)).toBe(code);
});

test('no group, measure or area of the example is called after an offer', () => {
  const { targetGroups, measures, areas } = randers;
  const names = [
    ...targetGroups.flatMap(({ code, name }) => [code, name]),
    ...measures.flatMap(({ code, title, counted }) => [code, title, counted]),
    ...areas.flatMap(({ code, title }) => [code, title]),
  ];

  expect(names.filter(name => found(name) !== null)).toEqual([]);
});
