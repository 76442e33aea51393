import { defineEntity, p } from '@mikro-orm/core';
import { bumpsRevision } from '../../database/revision.entity.ts';
import type { Source } from '../../shared/source.schema.ts';
import type { GoalTarget as Stated, Reading } from './goal-target.schema.ts';

const GoalTargetSchema = defineEntity({
  name: 'GoalTarget',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    code: p.string().unique(),
    /** The order in which the plans state them. */
    position: p.integer(),
    title: p.text(),
    kind: p.enum([
      'local',
      'language-centre',
      'supervision',
      'housing-plan',
      'minister',
      'global-goal',
      'policy',
    ]),
    plan: p.string(),
    partOf: p.string().nullable(),
    readings: p.json<Reading[]>(),
    used: p.integer(),
    usedBecause: p.text().nullable(),
    note: p.text().nullable(),
    sources: p.json<Source[]>(),
  },
  triggers: bumpsRevision('goal_target'),
});

/**
 * A goal as a plan states it. Its readings name measures, groups, areas and figures by code: what has gone since is told as
 * missing. Whether it is met is never stored.
 */
export class GoalTarget extends GoalTargetSchema.class {
  stated(): Stated {
    return {
      code: this.code,
      title: this.title,
      kind: this.kind,
      plan: this.plan,
      partOf: this.partOf ?? null,
      readings: this.readings,
      used: this.used,
      usedBecause: this.usedBecause ?? null,
      note: this.note ?? null,
      sources: this.sources,
    };
  }
}
GoalTargetSchema.setClass(GoalTarget);
