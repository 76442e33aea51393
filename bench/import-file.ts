import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${name}-${String(i).padStart(3, '0')}`);

export const groups = numbered('maalgruppe', 50);
export const measures = numbered('beskaeftiget', 4);
export const areas = numbered('kommune', 98);
const periods = Array.from(
  { length: 60 },
  (_, i) => `${2020 + Math.floor(i / 12)}M${String((i % 12) + 1).padStart(2, '0')}`,
).slice(0, 51);
const source = 'Udtræk fra bench';

/** At most so many observations as CSV: a group, measure, area and month each, 60 MB for a million. */
export async function writeObservations(path: string, most: number): Promise<number> {
  const file = createWriteStream(path);
  file.write('Målgruppe;Måling;Område;Periode;Tæller;Nævner;Kilde\n');
  let rows = 0;
  for (const group of groups) {
    for (const measure of measures) {
      let lines = '';
      for (const area of areas) {
        for (const period of periods) {
          if (rows === most) break;
          const denominator = 20 + ((rows * 7919) % 4980);
          lines += `${group};${measure};${area};${period};${(rows * 104_729) % denominator};${denominator};${source}\n`;
          rows += 1;
        }
      }
      if (!file.write(lines)) await once(file, 'drain');
    }
  }
  file.end();
  await once(file, 'finish');
  return rows;
}
