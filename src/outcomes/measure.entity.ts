import { defineEntity, p } from '@mikro-orm/core';
import { bumpsRevision } from '../database/revision.entity.ts';
import type { Source } from '../shared/source.schema.ts';
import type { MeasureView, NewMeasure } from './measure.schema.ts';

const MeasureSchema = defineEntity({
  name: 'Measure',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    version: p.integer().version(),
    code: p.string().unique(),
    title: p.text(),
    /** What the numerator counts among what the denominator counts, in words. */
    counted: p.text(),
    better: p.enum(['higher', 'lower']),
    /** Months from the end of a period until its figures are complete. */
    lagMonths: p.integer(),
    /** The groups it is the right outcome for, by their distance to the labour market; null when it is for all. */
    distance: p.enum(['near', 'further']).nullable(),
    sources: p.json<Source[]>(),
  },
  triggers: bumpsRevision('measure'),
});

export class Measure extends MeasureSchema.class {
  revise(input: NewMeasure) {
    this.title = input.title;
    this.counted = input.counted;
    this.better = input.better;
    this.lagMonths = input.lagMonths;
    this.distance = input.distance;
    this.sources = input.sources;
  }

  view(): MeasureView {
    return {
      code: this.code,
      title: this.title,
      counted: this.counted,
      better: this.better,
      lagMonths: this.lagMonths,
      distance: this.distance ?? null,
      sources: this.sources,
    };
  }
}
MeasureSchema.setClass(Measure);
