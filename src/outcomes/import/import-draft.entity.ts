import { defineEntity, p } from '@mikro-orm/core';
import type { Basis, Source } from '../../shared/source.schema.ts';
import type { Mapping } from './import.schema.ts';

const ImportDraftSchema = defineEntity({
  name: 'ImportDraft',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    startedAt: p.datetime().defaultRaw('now()'),
    fileName: p.text().nullable(),
    /** The source's name of the table, where it has one. */
    table: p.string().nullable().fieldName('source_table'),
    checksum: p.string(),
    format: p.enum(['csv', 'jobindsats']),
    /** Bytes, as they were sent. */
    size: p.integer(),
    basis: p.enum(['document', 'contract', 'accounts', 'estimate', 'assumption']).$type<Basis>(),
    source: p.json<Source>().nullable(),
    mapping: p.json<Mapping>(),
  },
});

/** A file somebody looks at before it is taken in or thrown away. */
export class ImportDraft extends ImportDraftSchema.class {}
ImportDraftSchema.setClass(ImportDraft);

const ImportDraftPartSchema = defineEntity({
  name: 'ImportDraftPart',
  properties: {
    draft: () => p.manyToOne(ImportDraft).primary().deleteRule('cascade'),
    number: p.integer().primary(),
    /** A deflated piece of the file. */
    content: p.blob(),
  },
});

/** A piece of the file, which no other table holds. */
export class ImportDraftPart extends ImportDraftPartSchema.class {}
ImportDraftPartSchema.setClass(ImportDraftPart);
