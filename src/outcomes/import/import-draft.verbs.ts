import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/core';
import type { Database } from '../../database/database.ts';
import type { Day } from '../../shared/days/day.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import type { Basis, Source } from '../../shared/source.schema.ts';
import type { Session } from '../../database/connection.verbs.ts';
import { ImportDraft, ImportDraftPart } from './import-draft.entity.ts';
import type { ImportFinding } from '../reading/import-findings.ts';
import type { Mapping } from './import.schema.ts';
import { takeInFile, type Report } from './import.verbs.ts';
import { requireNoPersonalNumber } from '../reading/personal-number-guard.ts';
import { fileOfDraft, keepInDraft, type FileFormat } from './received-file.verbs.ts';
import { wholeFile } from '../reading/labels.ts';
import { columnsLabel } from './value-columns.ts';

/** A file that has come to its end: while it comes, and where it was cut off, it has no checksum. */
export const whole = { checksum: { $ne: '' } };

/** A file left without an answer is thrown away after a day. */
const longestKept = "interval '1 day'";

export type NewDraft = {
  fileName: string | null;
  format: FileFormat;
  table: string | null;
  source: Source | null;
  basis: Basis;
  bytes: AsyncIterable<Uint8Array>;
  /** Headings of columns somebody has said are no personal numbers. */
  cleared: readonly string[];
};

/** Keeps a file to be looked at; one with personal numbers is not kept, and the places are told. */
export async function createDraft(
  database: Database,
  { fileName, format, table, source, basis, bytes, cleared }: NewDraft,
): Promise<{ id: string } | { findings: ImportFinding[]; more: number; askedColumns: string[] }> {
  requireNoPersonalNumber([fileName, source?.document, source?.section]);
  const em = database.orm.em.fork();
  await em.getConnection().execute(`delete from import_draft where started_at < now() - ${longestKept}`);
  const draft = em.create(ImportDraft, {
    fileName,
    format,
    table,
    source,
    basis,
    checksum: '',
    size: 0,
    mapping: {},
  });
  await em.flush();
  const { id } = draft;
  try {
    const { personalNumbers, askedColumns, checksum, size } = await keepInDraft(
      database,
      id,
      bytes,
      format,
      cleared,
    );
    if (personalNumbers.count > 0) {
      await deleteDraft(database.orm.em.fork(), id);
      return { findings: personalNumbers.first, more: personalNumbers.more, askedColumns };
    }
    draft.checksum = checksum;
    draft.size = size;
    await em.flush();
    return { id };
  } catch (error) {
    await deleteDraft(database.orm.em.fork(), id);
    throw error;
  }
}

export async function deleteDraft(em: EntityManager, id: string): Promise<void> {
  await em.nativeDelete(ImportDraft, { id });
}

/** What a person says of the file; what is not said again stands. Answers whether the figures are read otherwise by it. */
export async function reviseDraft(
  em: EntityManager,
  id: string,
  change: { mapping: Mapping; source: Source | null; basis: Basis },
): Promise<boolean> {
  requireNoPersonalNumber([change.source?.document, change.source?.section, JSON.stringify(change.mapping)]);
  const draft = (await em.findOne(ImportDraft, { id, ...whole })) ?? draftGone();
  const mapping = merged(draft.mapping, change.mapping);
  const changed = asText(mapping) !== asText(merged({}, draft.mapping));
  draft.mapping = mapping;
  draft.source = change.source;
  draft.basis = change.basis;
  await em.flush();
  return changed;
}

/** The same whatever the order of its parts. */
function asText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function merged(before: Mapping, said: Mapping): Mapping {
  const columns = said.columns ?? before.columns;
  return {
    targetGroups: { ...before.targetGroups, ...said.targetGroups },
    measures: { ...before.measures, ...said.measures },
    areas: { ...before.areas, ...said.areas },
    periods: { ...before.periods, ...said.periods },
    roles: said.roles ?? before.roles ?? {},
    units: said.units ?? before.units ?? {},
    signs: said.signs ?? before.signs ?? {},
    periodForms: said.periodForms ?? before.periodForms ?? {},
    merges: said.merges ?? before.merges ?? {},
    ...(columns && { columns }),
  };
}

function draftGone(): never {
  throw new RuleBroken('not-found', 'Filen er taget ind eller smidt væk. Send den igen.', { status: 404 });
}

/** Work on a draft that goes on while its page is asked for again and again. */
export type Job = {
  purpose: 'look' | 'store';
  rows: number;
  report: Report | null;
  error: unknown;
  done: Promise<void>;
};

const jobs = new WeakMap<Database, Map<string, Job>>();
const mostJobs = 20;

/** Looks a draft through as it stands, once for each state of draft and database. */
export async function lookAt(database: Database, draft: ImportDraft, today: Day): Promise<Job> {
  const { id, mapping, source, basis } = draft;
  const state = JSON.stringify([mapping, source, basis, await database.revision(), today]);
  const key = `${id} ${createHash('sha256').update(state).digest('hex')}`;
  return jobOf(database, key, 'look', progress => takeIn(database, draft, { store: false, today, progress }));
}

/** Takes a draft in; asked twice it is done once. */
export function storeDraft(database: Database, draft: ImportDraft, today: Day): Job {
  return jobOf(database, draft.id, 'store', progress =>
    takeIn(database, draft, {
      store: true,
      today,
      progress,
      also: async session => {
        await remember(session, draft.mapping);
        await session.run('delete from import_draft where id = ?', [draft.id]);
      },
    }),
  );
}

/** The taking in of a draft that is going on or has just ended. */
export function storingOf(database: Database, id: string): Job | undefined {
  return jobs.get(database)?.get(id);
}

/** A taking in that did not succeed is forgotten, so that it can be tried again. */
export function forgetStoring(database: Database, id: string): void {
  jobs.get(database)?.delete(id);
}

function jobOf(
  database: Database,
  key: string,
  purpose: Job['purpose'],
  work: (progress: (rows: number) => void) => Promise<Report>,
): Job {
  const all = jobs.get(database) ?? new Map<string, Job>();
  jobs.set(database, all);
  const known = all.get(key);
  if (known) return known;
  const job: Job = { purpose, rows: 0, report: null, error: null, done: Promise.resolve() };
  const run = async () => {
    try {
      job.report = await work(rows => {
        job.rows = rows;
      });
    } catch (error) {
      job.error = error;
      if (purpose === 'look') all.delete(key);
    }
  };
  job.done = run();
  all.set(key, job);
  for (const old of [...all.keys()].slice(0, -mostJobs)) all.delete(old);
  return job;
}

async function takeIn(
  database: Database,
  draft: ImportDraft,
  options: Parameters<typeof takeInFile>[2],
): Promise<Report> {
  const { id, format, checksum, size, fileName, table, mapping, source, basis } = draft;
  const count = await database.orm.em.fork().count(ImportDraftPart, { draft: id });
  const file = fileOfDraft({ id, format, checksum, size }, count);
  const reading = { file, fileName: fileName ?? null, table: table ?? null, mapping, basis, draft: id };
  return takeInFile(database, { ...reading, source: source ?? null }, options);
}

/** What a person has chosen is proposed for the next file. */
async function remember(session: Session, mapping: Mapping): Promise<void> {
  const labels = [
    ...Object.entries(mapping.targetGroups ?? {}).map(
      ([label, code]) => ['target-group', label, code] as const,
    ),
    ...Object.entries(mapping.measures ?? {}).map(([label, code]) => ['measure', label, code] as const),
    ...Object.entries(mapping.areas ?? {}).map(([label, code]) => ['area', label, code] as const),
    ...Object.entries(mapping.periods ?? {}).map(([label, code]) => ['period', label, code] as const),
    ...(mapping.columns ?? []).map(columns => ['measure', columnsLabel(columns), columns.measure] as const),
  ];
  for (const [kind, label, code] of labels) {
    if (label === wholeFile || label.length > 400) continue;
    await session.run(
      'insert into label_mapping (kind, label, code) values (?, ?, ?) on conflict (kind, label) do update set code = excluded.code',
      [kind, label, code],
    );
  }
}
