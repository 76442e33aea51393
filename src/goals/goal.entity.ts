import { defineEntity, p } from '@mikro-orm/core';
import { bumpsRevision } from '../database/revision.entity.ts';
import type { Source } from '../shared/source.schema.ts';
import type { GoalView } from './goal.schema.ts';

const GoalSchema = defineEntity({
  name: 'Goal',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    code: p.string().unique(),
    title: p.text(),
    kind: p.enum(['minister', 'global-goal', 'local', 'policy']),
    sources: p.json<Source[]>(),
  },
  triggers: bumpsRevision('goal'),
});

export class Goal extends GoalSchema.class {
  view(): GoalView {
    return { code: this.code, title: this.title, kind: this.kind, sources: this.sources };
  }
}
GoalSchema.setClass(Goal);
