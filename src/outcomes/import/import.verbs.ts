import type { EntityManager } from '@mikro-orm/core';
import type { Database } from '../../database/database.ts';
import { Offer } from '../../offers/offer.entity.ts';
import { TargetGroup } from '../../target-groups/target-group.entity.ts';
import type { Day } from '../../shared/days/day.ts';
import type { Basis, Source } from '../../shared/source.schema.ts';
import { Area } from '../area.entity.ts';
import { inSession, type Session } from '../../database/connection.verbs.ts';
import type { Findings, ImportFinding } from '../reading/import-findings.ts';
import type { Mapping } from './import.schema.ts';
import { Measure } from '../measure.entity.ts';
import { LabelMapping } from '../observation.entity.ts';
import { Staging, type Compared, type Taken } from './observation.verbs.ts';
import { requireNoPersonalNumber } from '../reading/personal-number-guard.ts';
import type { ReceivedFile } from './received-file.verbs.ts';
import { besideLast, type UnderstoodFigure } from './understood.query.ts';
import type { KnownThings, SeenLabel } from '../reading/labels.ts';
import { exampleText, mergedWords, type Merge } from '../reading/merging.ts';
import { MustMerge, type TakeIn, type Understood } from './take-in.ts';
import { plain, type Layout } from '../reading/table-layout.ts';
import { TableReading } from './table-reading.verbs.ts';

/** How a file is to be read. */
export type Reading = {
  file: ReceivedFile;
  fileName: string | null;
  /** The source's name of the table, where it has one. */
  table: string | null;
  mapping: Mapping;
  source: Source | null;
  basis: Basis;
  draft: string | null;
};

/** What a file holds, what is wrong with it, and what taking it in did or would do. */
export type Report = Compared & {
  stored: boolean;
  /** Of the known ones, how many were corrected; null until it is done. */
  changed: number | null;
  unchanged: number | null;
  rows: number;
  cells: number;
  suppressed: number;
  leftOut: number;
  encoding: string | null;
  source: Source | null;
  labels: SeenLabel[];
  /** Of a file with a column for each count: those columns, and which are whose so far. */
  valueColumns: string[];
  columns: NonNullable<Mapping['columns']>;
  layout: Layout['columns'];
  headingLine: number | null;
  notes: string[];
  understood: UnderstoodFigure[];
  merges: (Omit<Merge, 'example'> & { example: string })[];
  units: ReturnType<TakeIn['shareUnits']>;
  signs: { sign: string; count: number }[];
  periodForms: ReturnType<TakeIn['periodForms']>;
  findings: ImportFinding[];
  /** Findings beyond those told. */
  more: number;
  /** What a person must say before it can be taken in. */
  unsaid: ImportFinding[];
};

/** While the file is read the figures are as they are in it. */
type RawReport = Omit<Report, 'understood'> & { understood: Understood[] };

type Options = {
  store: boolean;
  today: Day;
  progress?: (rows: number) => void;
  /** Done in the transaction that stores. */
  also?: (session: Session) => Promise<void>;
};

/** Carries what was found out of a transaction that is not to be kept. */
class RolledBack extends Error {
  readonly report: RawReport;

  constructor(report: RawReport) {
    super('rolled back');
    this.report = report;
  }
}

/** Reads a file from its first line to its last, and takes it in whole or not at all. */
export async function takeInFile(database: Database, reading: Reading, options: Options): Promise<Report> {
  const { fileName, source, mapping } = reading;
  requireNoPersonalNumber([fileName, source?.document, source?.section, JSON.stringify(mapping)]);
  const known = await knownThings(database.orm.em.fork(), options.today);
  const read = (merge: boolean) =>
    inSession(database, async session => {
      const staging = await Staging.open(session, options.store ? 'store' : 'compare');
      const { file, table, mapping } = reading;
      const { progress } = options;
      const tableReading = new TableReading({ file, table, mapping, known, sink: staging, merge, progress });
      await tableReading.read(session);
      const report = await concluded(tableReading, staging, session, reading, options);
      if (!report.stored) throw new RolledBack(report);
      return report;
    }).catch((error: unknown) => {
      if (error instanceof RolledBack) return error.report;
      throw error;
    });
  const report = await inTurn(() =>
    read(false).catch((error: unknown) => {
      if (error instanceof MustMerge) return read(true);
      throw error;
    }),
  );
  return { ...report, understood: await besideLast(database, report.understood) };
}

async function concluded(
  table: TableReading,
  staging: Staging,
  session: Session,
  reading: Reading,
  { store, also }: Options,
): Promise<RawReport> {
  const { findings, takeIn } = table;
  const source = reading.source ?? sourceFrom(takeIn, table);
  if (takeIn) {
    const contradictions = await staging.contradictions(100);
    for (const { line, firstLine } of contradictions.first) {
      const other = firstLine === null ? 'en tidligere linje' : `linje ${firstLine}`;
      findings.add(
        line,
        null,
        `Linjen siger noget andet end ${other} om det samme. Se i kilden, hvilken der gælder.`,
      );
    }
    findings.count += contradictions.count - contradictions.first.length;
    if (takeIn.rows === 0) findings.add(null, null, 'Filen har ingen rækker med tal.');
    if (source === null) {
      findings.add(
        null,
        null,
        'Skriv, hvor tallene kommer fra: et dokument, eller en kolonne med overskriften Kilde.',
      );
    }
  }
  requireNoPersonalNumber([source?.document]);
  const unsaid = [...table.unsaid, ...(takeIn?.unsaid() ?? [])];
  const ready = takeIn !== null && findings.count === 0 && unsaid.length === 0;
  let compared: Compared = { added: 0, known: 0 };
  let taken: Taken | null = null;
  if (ready && store && source !== null) {
    const { file, fileName, basis, draft } = reading;
    const { format, checksum } = file;
    const merges = mergedWords(takeIn.merges());
    taken = await staging.store({ format, fileName, basis, draft, checksum, source, merges });
    compared = { added: taken.added, known: taken.changed + taken.unchanged };
    await also?.(session);
  } else if (findings.count === 0) {
    compared = await staging.compare();
  }
  return {
    ...compared,
    changed: taken?.changed ?? null,
    unchanged: taken?.unchanged ?? null,
    stored: ready && store,
    rows: takeIn?.rows ?? 0,
    cells: staging.rows,
    suppressed: takeIn?.suppressed ?? 0,
    leftOut: takeIn?.leftOut ?? 0,
    encoding: reading.file.encoding,
    source,
    labels: takeIn?.seen() ?? [],
    valueColumns: table.valueColumns(),
    columns: takeIn?.columns() ?? [],
    layout: table.layout?.columns ?? [],
    headingLine: table.shape?.line ?? null,
    notes: table.notes,
    understood: takeIn?.understood ?? [],
    merges: (takeIn?.merges() ?? []).map(({ example, ...merge }) => ({
      ...merge,
      example: exampleText(example, merge.how),
    })),
    units: takeIn?.shareUnits() ?? [],
    signs: (takeIn?.signs() ?? []).map(({ sign, count }) => ({ sign, count })),
    periodForms: takeIn?.periodForms() ?? [],
    findings: findings.first,
    more: findings.more,
    unsaid,
  };
}

/** Of a file with personal numbers nothing is told but where they stand. */
export function refused(found: Findings): Report {
  return {
    added: 0,
    known: 0,
    changed: null,
    unchanged: null,
    stored: false,
    rows: 0,
    cells: 0,
    suppressed: 0,
    leftOut: 0,
    encoding: null,
    source: null,
    labels: [],
    valueColumns: [],
    columns: [],
    layout: [],
    headingLine: null,
    notes: [],
    understood: [],
    merges: [],
    units: [],
    signs: [],
    periodForms: [],
    findings: found.first,
    more: found.more,
    unsaid: [],
  };
}

function sourceFrom(takeIn: TakeIn | null, table: TableReading): Source | null {
  const document = takeIn?.source ?? table.source();
  return document === null ? null : { document, section: null };
}

export async function knownThings(em: EntityManager, today: Day): Promise<KnownThings> {
  const groups = await em.findAll(TargetGroup, { orderBy: { name: 'asc' } });
  const measures = await em.findAll(Measure, { orderBy: { title: 'asc' } });
  const areas = await em.findAll(Area, { orderBy: { title: 'asc' } });
  const offers = await em.findAll(Offer, { fields: ['code', 'name'] });
  const remembered = await em.findAll(LabelMapping, { orderBy: { kind: 'asc', label: 'asc' } });
  return {
    targetGroups: groups.map(({ id, code, name }) => ({ id, code, name })),
    measures: measures.map(({ id, code, title }) => ({ id, code, name: title })),
    areas: areas.map(({ id, code, title }) => ({ id, code, name: title })),
    offers: new Set(offers.flatMap(({ code, name }) => [plain(code), plain(name)])),
    remembered: remembered.map(({ kind, label, code }) => ({ kind, label, code: code ?? null })),
    today,
  };
}

/** Two files at a time: each holds a connection, and the others' readers need theirs. */
const atOnce = 2;
let running = 0;
const queue: (() => void)[] = [];

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= atOnce) await new Promise<void>(resolve => queue.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    queue.shift()?.();
  }
}
