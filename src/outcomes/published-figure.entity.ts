import { defineEntity, p } from '@mikro-orm/core';
import { TargetGroup } from '../target-groups/target-group.entity.ts';
import { bumpsRevision } from '../database/revision.entity.ts';
import type { Source } from '../shared/source.schema.ts';
import type { PublishedFigureView } from './published-figure.schema.ts';

const PublishedFigureSchema = defineEntity({
  name: 'PublishedFigure',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    code: p.string().unique(),
    targetGroup: () => p.manyToOne(TargetGroup).deleteRule('restrict').index(),
    title: p.text(),
    kind: p.enum(['result', 'expectation', 'benchmark', 'target', 'context', 'calculation']),
    /** As the document says it: 2023-03, 2021-2024, efterår 2022. */
    period: p.string(),
    area: p.string(),
    value: p.double().nullable(),
    unit: p.string(),
    numerator: p.integer().nullable(),
    denominator: p.integer().nullable(),
    /** In percent, as the document states it, also where its own counts give another. */
    statedShare: p.double().nullable(),
    /** From a project's own report: shown as published, never as an effect. */
    projectReport: p.boolean(),
    note: p.text().nullable(),
    sources: p.json<Source[]>(),
  },
  triggers: bumpsRevision('published_figure'),
});

/** A single figure about a group that a public document has printed. Shown as it stands; nothing is worked out from it. */
export class PublishedFigure extends PublishedFigureSchema.class {
  view(): PublishedFigureView {
    return {
      code: this.code,
      targetGroup: this.targetGroup.code,
      title: this.title,
      kind: this.kind,
      period: this.period,
      area: this.area,
      value: numberOf(this.value),
      unit: this.unit,
      numerator: this.numerator ?? null,
      denominator: this.denominator ?? null,
      statedShare: numberOf(this.statedShare),
      projectReport: this.projectReport,
      note: this.note ?? null,
      sources: this.sources,
    };
  }
}

/** The driver may give a double as text. */
function numberOf(value: string | number | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

PublishedFigureSchema.setClass(PublishedFigure);
