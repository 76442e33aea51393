import { defineEntity, p } from '@mikro-orm/core';
import { TargetGroup } from '../target-groups/target-group.entity.ts';
import { appendOnly } from '../database/append-only.ts';
import { bumpsRevision } from '../database/revision.entity.ts';
import type { Basis, Source } from '../shared/source.schema.ts';
import { Area } from './area.entity.ts';
import { Measure } from './measure.entity.ts';

const SeriesSchema = defineEntity({
  name: 'Series',
  properties: {
    id: p.integer().primary(),
    measure: () => p.manyToOne(Measure).deleteRule('restrict'),
    targetGroup: () => p.manyToOne(TargetGroup).deleteRule('restrict'),
    area: () => p.manyToOne(Area).deleteRule('restrict'),
  },
  uniques: [{ properties: ['measure', 'targetGroup', 'area'] }],
});

/** What is observed over time: one measure for one group in one area. */
export class Series extends SeriesSchema.class {}
SeriesSchema.setClass(Series);

/** Words of a file whose rows were added into one figure of ours. */
export type Merged = {
  /** What told the rows apart: a label of ours, or a column of parts. */
  by: string;
  into: string;
  words: string[];
  /** `add`: numerators and denominators; `add-numerators`: numerators among the same persons. */
  how: 'add' | 'add-numerators';
  cells: number;
};

const ObservationImportSchema = defineEntity({
  name: 'ObservationImport',
  properties: {
    id: p.integer().primary(),
    importedAt: p.datetime().defaultRaw('now()'),
    /** The draft it was confirmed from, if any; by then it is gone. */
    draft: p.uuid().nullable(),
    fileName: p.text().nullable(),
    checksum: p.string(),
    format: p.enum(['csv', 'jobindsats', 'fixture']),
    basis: p.enum(['document', 'contract', 'accounts', 'estimate', 'assumption']).$type<Basis>(),
    source: p.json<Source>(),
    rows: p.integer(),
    added: p.integer(),
    changed: p.integer(),
    unchanged: p.integer(),
    /** Rows that were put together, and how. */
    merges: p.json<Merged[]>().defaultRaw("'[]'"),
  },
  triggers: [...bumpsRevision('observation_import'), ...appendOnly('observation_import')],
});

/** The record of one file taken in. Every change to an observation belongs to one, so its trigger speaks for all of them. */
export class ObservationImport extends ObservationImportSchema.class {}
ObservationImportSchema.setClass(ObservationImport);

const ObservationSchema = defineEntity({
  name: 'Observation',
  properties: {
    seriesId: p.integer().primary(),
    /** As `period.ts` writes it: 2023M03, 2023Q1, 2023QMAT1, 2023YTD05 or 2023. */
    period: p.string().length(9).primary(),
    numerator: p.integer().nullable(),
    denominator: p.integer().nullable(),
    /** The published share, 0–1, where the counts are not known. */
    share: p.double().nullable(),
    /** The source held the figure back; that is neither missing nor zero. */
    suppressed: p.boolean(),
    /** Summed at import from the group's parts, because nobody publishes the group itself. */
    summed: p.boolean(),
    /** Whether it must be hidden, for its own sake or another's; null until that is decided, and hidden until then. */
    hidden: p.boolean().nullable(),
    importId: p.integer(),
  },
});

/**
 * The value that stands for a series in a period. References are whole numbers without foreign keys: a million rows are taken
 * in at a time, and only imports write here.
 */
export class Observation extends ObservationSchema.class {}
ObservationSchema.setClass(Observation);

const ReplacedObservationSchema = defineEntity({
  name: 'ReplacedObservation',
  properties: {
    seriesId: p.integer().primary(),
    period: p.string().length(9).primary(),
    replacedBy: p.integer().primary(),
    numerator: p.integer().nullable(),
    denominator: p.integer().nullable(),
    share: p.double().nullable(),
    suppressed: p.boolean(),
    /** Whether it was hidden while it stood. */
    hidden: p.boolean().nullable(),
    importId: p.integer(),
  },
  triggers: appendOnly('replaced_observation'),
});

/** What an observation was before the import `replacedBy` corrected it. */
export class ReplacedObservation extends ReplacedObservationSchema.class {}
ReplacedObservationSchema.setClass(ReplacedObservation);

const LabelMappingSchema = defineEntity({
  name: 'LabelMapping',
  properties: {
    kind: p.enum(['target-group', 'measure', 'area', 'period']).primary(),
    label: p.string().length(400).primary(),
    /** Null when its figures are left out. */
    code: p.string().nullable(),
  },
});

/** A source's label that a person has said belongs to one of our codes; the next import proposes it. */
export class LabelMapping extends LabelMappingSchema.class {}
LabelMappingSchema.setClass(LabelMapping);
