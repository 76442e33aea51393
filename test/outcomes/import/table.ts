import type { Session } from '../../../src/database/connection.verbs.ts';
import type { Mapping } from '../../../src/outcomes/import/import.schema.ts';
import type { KnownThings } from '../../../src/outcomes/reading/labels.ts';
import type { ReceivedFile } from '../../../src/outcomes/import/received-file.verbs.ts';
import { TableReading } from '../../../src/outcomes/import/table-reading.verbs.ts';
import { MustMerge, type Sink } from '../../../src/outcomes/import/take-in.ts';

const named = (code: string, name: string) => ({ id: code, code, name });

const known: KnownThings = {
  targetGroups: [
    named('forsikrede-ledige', 'Forsikrede ledige'),
    named('sygedagpenge', 'Sygedagpengemodtagere'),
    named('jobafklaring', 'Jobafklaring'),
  ],
  measures: [
    named('i-arbejde', 'I arbejde eller uddannelse'),
    named('job-eller-uddannelse-3-mdr', 'I job eller uddannelse 3 måneder efter'),
  ],
  areas: [
    named('randers', 'Randers Kommune'),
    named('favrskov', 'Favrskov Kommune'),
    named('hele-landet', 'Hele landet'),
  ],
  offers: new Set(['jobklub']),
  remembered: [],
  today: '2026-11-27',
};

const noDatabase: Session = {
  query: () => Promise.reject(new Error('There is no database here')),
  run: () => Promise.reject(new Error('There is no database here')),
  copy: () => Promise.reject(new Error('There is no database here')),
};

/** What would be stored of a file, and what is wrong with it or left to say, without a database. */
export async function readTable(
  content: string | { columns: string[]; rows: (string | number | null)[][] },
  mapping: Mapping = {},
) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const file: ReceivedFile = {
    format: typeof content === 'string' ? 'csv' : 'jobindsats',
    checksum: '',
    size: text.length,
    encoding: 'UTF-8',
    count: 1,
    pieces: async function* () {
      yield text;
    },
  };
  const read = async (merge: boolean) => {
    const series: string[] = [];
    const cells: string[] = [];
    const sink = {
      isFull: false,
      flush: () => Promise.resolve(),
      seriesOf: (measure: string, group: string, area: string) =>
        series.push(`${group} ${measure} ${area}`) - 1,
      addTo: (
        place: number,
        { period, numerator, denominator, share, suppressed }: Parameters<Sink['addTo']>[1],
      ) => {
        cells.push(
          `${series[place]} ${period} ${suppressed ? 'skjult' : (numerator ?? share)}/${denominator ?? '?'}`,
        );
      },
    };
    const table = new TableReading({ file, table: null, mapping, known, sink, merge });
    await table.read(noDatabase);
    return {
      cells,
      findings: table.findings.first.map(({ message }) => message),
      unsaid: [...table.unsaid, ...(table.takeIn?.unsaid() ?? [])].map(({ message }) => message),
      at: [...table.findings.first, ...table.unsaid, ...(table.takeIn?.unsaid() ?? [])],
      table,
    };
  };
  return read(false).catch((error: unknown) => {
    if (error instanceof MustMerge) return read(true);
    throw error;
  });
}
