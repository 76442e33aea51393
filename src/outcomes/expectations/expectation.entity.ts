import { defineEntity, p } from '@mikro-orm/core';
import { TargetGroup } from '../../target-groups/target-group.entity.ts';
import { bumpsRevision } from '../../database/revision.entity.ts';
import type { Basis, Source } from '../../shared/source.schema.ts';
import { Area } from '../area.entity.ts';
import type { ExpectationView, NewExpectation } from './expectation.schema.ts';
import { Measure } from '../measure.entity.ts';

const ExpectationSchema = defineEntity({
  name: 'Expectation',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    version: p.integer().version(),
    measure: () => p.manyToOne(Measure).deleteRule('restrict'),
    targetGroup: () => p.manyToOne(TargetGroup).deleteRule('restrict'),
    area: () => p.manyToOne(Area).deleteRule('restrict'),
    period: p.string().length(9),
    /** The expected share, 0–1. */
    share: p.double(),
    reason: p.text(),
    basis: p.enum(['document', 'contract', 'accounts', 'estimate', 'assumption']).$type<Basis>(),
    source: p.json<Source>().nullable(),
  },
  uniques: [{ properties: ['measure', 'targetGroup', 'area', 'period'] }],
  triggers: bumpsRevision('expectation'),
});

/** An expectation somebody has stated, with the reason; it takes the place of the development of the comparison area. */
export class Expectation extends ExpectationSchema.class {
  revise(input: NewExpectation, { measure, targetGroup, area }: Place) {
    this.measure = measure;
    this.targetGroup = targetGroup;
    this.area = area;
    this.period = input.period;
    this.share = input.share;
    this.reason = input.reason;
    this.basis = input.basis;
    this.source = input.source;
  }

  view(): ExpectationView {
    return {
      id: this.id,
      measure: this.measure.code,
      targetGroup: this.targetGroup.code,
      area: this.area.code,
      period: this.period,
      share: Number(this.share),
      reason: this.reason,
      basis: this.basis,
      source: this.source ?? null,
    };
  }
}

type Place = { measure: Measure; targetGroup: TargetGroup; area: Area };

ExpectationSchema.setClass(Expectation);
