import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { router, type Env } from '../../shared/http/http.ts';
import { invalidInput, parsed } from '../../shared/http/invalid-input.ts';
import { problems } from '../../shared/http/problem.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { Basis, type Source } from '../../shared/source.schema.ts';
import type { ImportFinding } from '../reading/import-findings.ts';
import { ImportBody, ImportQuery, ImportReport, Mapping } from './import.schema.ts';
import { refused, takeInFile, type Reading, type Report } from './import.verbs.ts';
import { jsonFrom } from '../reading/jobindsats-answer.ts';
import { requireNoPersonalNumber } from '../reading/personal-number-guard.ts';
import { received, type FileFormat } from './received-file.verbs.ts';
import { bytesOf, uploadOf } from './upload.query.ts';

const importing = createRoute({
  method: 'post',
  path: '/observations/import',
  operationId: 'importObservations',
  summary: 'Tag tal ind fra en fil, hele filen eller intet af den',
  description:
    'CSV (semikolon, komma eller tabulator, decimalkomma eller -punktum, UTF-8 eller Windows-1252) med overskrifterne Målgruppe, Måling, ' +
    'Område, Periode og Tæller, Nævner, Andel, Andel i pct., Tilbageholdt eller Kilde i vilkårlig rækkefølge; eller et svar fra jobindsats v3. ' +
    'Samme fil to gange ændrer intet. En fil, der nævner et tilbud eller har noget, der ligner et CPR-nummer, afvises.',
  tags: ['Effekt'],
  request: {
    query: ImportQuery,
    body: {
      required: true,
      content: {
        'application/json': { schema: ImportBody },
        'text/csv': { schema: z.string().meta({ title: 'CSV-fil' }) },
        'multipart/form-data': {
          schema: z
            .object({
              document: z.string().optional().meta({ title: 'Kilde: dokument' }),
              section: z.string().optional().meta({ title: 'Kilde: afsnit' }),
              basis: z.string().optional().meta({ title: 'Grundlag' }),
              mapping: z.string().optional().meta({ title: 'Kobling som JSON' }),
              file: z.string().meta({ title: 'Fil', format: 'binary', description: 'Sidst i formularen.' }),
            })
            .meta({ title: 'Formular med fil' }),
        },
      },
    },
  },
  responses: {
    200: {
      description: 'Taget ind, eller hvad der ville ske',
      content: { 'application/json': { schema: ImportReport } },
    },
    ...problems(400, 403, 413, 415, 421, 422, 503),
  },
});

export const imports = router();
// Not `openapi`: that would read the whole file into memory to look at it.
imports.openAPIRegistry.registerPath(importing);
imports.post('/observations/import', async c => {
  const query = queryOf(c);
  const sent = await sentIn(c, query);
  requireNoPersonalNumber([sent.fileName]);
  const store = query.preview !== 'true';
  const report = await received(
    sent.bytes,
    sent.format,
    sent.reading.mapping.notPersonalNumbers ?? [],
    file =>
      takeInFile(
        c.var.database,
        { ...sent.reading, file, fileName: sent.fileName, draft: null },
        { store, today: c.var.today() },
      ),
    personalNumbers => refuse('personal-number', refused(personalNumbers)),
  );
  if (store && !report.stored) refuse('invalid-import', report);
  return c.json(report, 200);
});

function refuse(rule: string, { findings, more, unsaid }: Report): never {
  const all: ImportFinding[] = [...findings, ...unsaid.slice(0, 200)];
  const beyond = more + Math.max(0, unsaid.length - 200);
  throw new RuleBroken(
    rule,
    `Filen er afvist, og intet er gemt.${beyond > 0 ? ` Der er ${beyond} fejl mere end de viste.` : ''} Ret den, og send den igen.`,
    { status: 422, findings: all },
  );
}

type Sent = {
  format: FileFormat;
  fileName: string | null;
  bytes: AsyncIterable<Uint8Array>;
  reading: Pick<Reading, 'table' | 'mapping' | 'source' | 'basis'>;
};

async function sentIn(c: Context<Env>, query: z.infer<typeof ImportQuery>): Promise<Sent> {
  const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const table = query.table ?? null;
  const source = sourceOf(query.document, query.section);
  const basis = query.basis ?? 'document';
  switch (type) {
    case 'text/csv':
      return {
        format: 'csv',
        fileName: null,
        bytes: bytesOf(c.req.raw),
        reading: { table, source, basis, mapping: parsed(Mapping, jsonFrom(query.mapping || '{}')) },
      };
    case 'application/json': {
      const body = parsed(ImportBody, jsonFrom(await wholeText(bytesOf(c.req.raw))));
      const { columns, rows, mapping = {} } = body;
      return {
        format: 'jobindsats',
        fileName: null,
        bytes: piece(JSON.stringify({ columns, rows })),
        reading: {
          table,
          source: body.source ?? source ?? jobindsatsSource(table),
          basis: body.basis ?? basis,
          mapping,
        },
      };
    }
    case 'multipart/form-data': {
      const { fields, fileName, bytes, type } = await uploadOf(c.req.raw);
      const format = formatOf(fileName, type);
      const given = sourceOf(fields.get('document'), fields.get('section')) ?? source;
      return {
        format,
        fileName: fileName.slice(0, 200),
        bytes,
        reading: {
          table,
          source: given ?? (format === 'jobindsats' ? jobindsatsSource(table) : null),
          basis: Basis.safeParse(fields.get('basis')).data ?? basis,
          mapping: parsed(Mapping, jsonFrom(fields.get('mapping') || '{}')),
        },
      };
    }
    default:
      throw new RuleBroken(
        'unsupported-content-type',
        'Send filen som text/csv, application/json eller multipart/form-data.',
        { status: 415 },
      );
  }
}

export function formatOf(fileName: string, type: string): FileFormat {
  return /\.json$/i.test(fileName) || type === 'application/json' ? 'jobindsats' : 'csv';
}

export function sourceOf(document: string | undefined, section: string | undefined): Source | null {
  const trimmed = document?.trim().slice(0, 200) ?? '';
  if (trimmed === '') return null;
  return { document: trimmed, section: section?.trim().slice(0, 200) || null };
}

export function jobindsatsSource(table: string | null): Source {
  return { document: 'jobindsats.dk', section: table === null ? null : `tabel ${table}` };
}

function queryOf(c: Context<Env>): z.infer<typeof ImportQuery> {
  const read = ImportQuery.safeParse(c.req.query());
  if (!read.success) throw invalidInput(read.error, 'parameter');
  return read.data;
}

const longestJson = 20_000_000;

async function wholeText(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const each of bytes) {
    size += each.length;
    if (size > longestJson)
      throw new RuleBroken('too-large', 'Svaret er større end 20 MB. Hent færre perioder ad gangen.', {
        status: 413,
      });
    pieces.push(each);
  }
  return Buffer.concat(pieces).toString('utf8');
}

async function* piece(text: string) {
  yield Buffer.from(text);
}
