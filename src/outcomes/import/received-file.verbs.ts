import { createHash } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRaw, inflateRaw, constants } from 'node:zlib';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Database } from '../../database/database.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import type { Session } from '../../database/connection.verbs.ts';
import { LineDecoder } from '../reading/csv-lines.ts';
import type { Findings } from '../reading/import-findings.ts';
import { jobindsatsTable } from '../reading/jobindsats-answer.ts';
import { PersonalNumberGuard } from '../reading/personal-number-guard.ts';

/** Largest files, in bytes: CSV is read as it comes, an answer from jobindsats as a whole. */
const largestCsv = 250_000_000;
const largestAnswer = 20_000_000;

export type FileFormat = 'csv' | 'jobindsats';

/** A file that has come and been looked through for personal numbers: whole lines of text, to be read once or more. */
export type ReceivedFile = {
  format: FileFormat;
  /** SHA-256 of the bytes sent, in hex. */
  checksum: string;
  size: number;
  encoding: string;
  pieces: (session: Session) => AsyncIterable<string>;
  count: number;
};

/** `askedColumns`: of a file refused only for what looks like personal numbers, the columns a person may speak for. */
type Came = Omit<ReceivedFile, 'pieces' | 'count'> & { personalNumbers: Findings; askedColumns: string[] };

/**
 * Reads what is sent to its end, and hands on the text as UTF-8 so long as nothing in it looks like a personal number.
 * @throws RuleBroken `too-large`, `empty-file`, `not-text`, `malformed`, `invalid-input`
 */
async function receive(
  bytes: AsyncIterable<Uint8Array>,
  format: FileFormat,
  cleared: readonly string[],
  keep: (text: string) => Promise<void>,
): Promise<Came> {
  const hash = createHash('sha256');
  const guard = new PersonalNumberGuard(cleared);
  let size = 0;
  const counted = async function* () {
    for await (const piece of limited(bytes, format === 'csv' ? largestCsv : largestAnswer)) {
      hash.update(piece);
      size += piece.length;
      yield piece;
    }
  };
  const encoding =
    format === 'csv' ? await readLines(counted(), guard, keep) : await readAnswer(counted(), guard, keep);
  return {
    format,
    checksum: hash.digest('hex'),
    size,
    encoding,
    personalNumbers: guard.refusal(),
    askedColumns: guard.askedColumns(),
  };
}

async function readLines(
  bytes: AsyncIterable<Uint8Array>,
  guard: PersonalNumberGuard,
  keep: (text: string) => Promise<void>,
): Promise<string> {
  const decoder = new LineDecoder();
  let isEmpty = true;
  const take = async (text: string) => {
    if (text === '') return;
    requireText(text);
    if (isEmpty) requireNoJson(text);
    if (isEmpty) isEmpty = isBlank(text);
    guard.checkText(text);
    if (guard.isClean) await keep(text);
  };
  for await (const piece of gathered(bytes)) await take(decoder.push(piece));
  await take(decoder.end());
  if (isEmpty) throw emptyFile();
  return decoder.encoding;
}

/** Only columns and rows are kept, whatever else the answer holds. */
async function readAnswer(
  bytes: AsyncIterable<Uint8Array>,
  guard: PersonalNumberGuard,
  keep: (text: string) => Promise<void>,
): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  const text = Buffer.concat(pieces).toString('utf8');
  if (isBlank(text)) throw emptyFile();
  const { columns, rows } = jobindsatsTable(text);
  guard.checkTable(columns, rows);
  if (guard.isClean) await keep(JSON.stringify({ columns, rows }));
  return 'UTF-8';
}

/**
 * For as long as `work` takes, the file lies on disk without a name, so that nothing is left of it however it ends. A slow sender
 * keeps no connection and no transaction waiting.
 */
export async function received<Result>(
  bytes: AsyncIterable<Uint8Array>,
  format: FileFormat,
  cleared: readonly string[],
  work: (file: ReceivedFile) => Promise<Result>,
  refuse: (personalNumbers: Findings) => Result,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'tilbudsvifte-'));
  const file = await open(join(folder, 'fil'), 'wx+');
  try {
    if (process.platform !== 'win32') await rm(folder, { recursive: true });
    const lengths: number[] = [];
    const {
      personalNumbers,
      askedColumns: _asked,
      ...came
    } = await receive(bytes, format, cleared, async text => {
      const { bytesWritten } = await file.write(text);
      lengths.push(bytesWritten);
    });
    if (personalNumbers.count > 0) return refuse(personalNumbers);
    const pieces = async function* () {
      let position = 0;
      for (const length of lengths) {
        const { buffer } = await file.read(Buffer.alloc(length), 0, length, position);
        position += length;
        yield buffer.toString('utf8');
      }
    };
    return await work({ ...came, pieces, count: lengths.length });
  } finally {
    await file.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const deflate = promisify<string, { level: number }, Buffer>(deflateRaw);
const inflate = promisify<Uint8Array, Buffer>(inflateRaw);

/** Keeps the file with a draft, deflated, a piece in a row of its own. */
export async function keepInDraft(
  database: Database,
  draft: string,
  bytes: AsyncIterable<Uint8Array>,
  format: FileFormat,
  cleared: readonly string[],
): Promise<Came> {
  let number = 0;
  return receive(bytes, format, cleared, async text => {
    const content = await deflate(text, { level: constants.Z_BEST_SPEED });
    await database.orm.em
      .getConnection()
      .execute(
        "insert into import_draft_part (draft_id, number, content) values (?, ?, decode(?, 'base64'))",
        [draft, number, content.toString('base64')],
      );
    number += 1;
  });
}

/** The file of a draft. It is read in the transaction that takes it in, since PGlite has no other connection. */
export function fileOfDraft(
  { id, format, checksum, size }: { id: string; format: FileFormat; checksum: string; size: number },
  count: number,
): ReceivedFile {
  const pieces = async function* (session: Session) {
    for (let number = 0; number < count; number += 1) {
      const [row] = await session.query(
        "select encode(content, 'base64') as content from import_draft_part where draft_id = ? and number = ?",
        [id, number],
      );
      const { content } = Part.parse(row);
      yield (await inflate(Buffer.from(content, 'base64'))).toString('utf8');
    }
  };
  return { format, checksum, size, encoding: 'UTF-8', pieces, count };
}

const Part = z.object({ content: z.string() });

function isBlank(text: string): boolean {
  return !/[^\s\u{feff}]/u.test(text);
}

function emptyFile(): RuleBroken {
  return new RuleBroken('empty-file', 'Filen er tom. Vælg den fil, der har tallene i, og send den igen.', {
    status: 422,
  });
}

function requireNoJson(text: string): void {
  if (!/^\s*[{[]/.test(text)) return;
  throw new RuleBroken(
    'not-csv',
    'Filen er JSON og ikke CSV. Giv den et navn, der ender på .json, og send den igen.',
    { status: 422 },
  );
}

/** @throws RuleBroken where the bytes are no text, as of a spreadsheet or an archive */
function requireText(text: string): void {
  if (!text.includes('\0')) return;
  throw new RuleBroken(
    'not-text',
    'Filen er ikke en tekstfil. Gem regnearket som CSV (UTF-8, semikolonsepareret), og send den.',
    { status: 422 },
  );
}

/**
 * Small pieces put together, since each costs as much to begin on as a large one; but no larger than what the collector sweeps
 * while it is young, or a file of hundreds of megabytes leaves as much behind.
 */
async function* gathered(bytes: AsyncIterable<Uint8Array>) {
  let pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    pieces.push(piece);
    size += piece.length;
    if (size < 64_000) continue;
    yield Buffer.concat(pieces);
    pieces = [];
    size = 0;
  }
  yield Buffer.concat(pieces);
}

async function* limited(bytes: AsyncIterable<Uint8Array>, largest: number) {
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > largest) {
      throw new RuleBroken(
        'too-large',
        `Filen er større end ${largest / 1_000_000} MB. Del den, og send den i flere omgange.`,
        { status: 413 },
      );
    }
    yield piece;
  }
}
