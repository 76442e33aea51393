import { defineEntity, p } from '@mikro-orm/core';
import { bumpsRevision } from '../database/revision.entity.ts';
import type { CommitteeView, NewCommittee } from './committee.schema.ts';

const CommitteeSchema = defineEntity({
  name: 'Committee',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    version: p.integer().version(),
    code: p.string().unique(),
    name: p.string(),
    kind: p.enum(['committee', 'council']),
    paperDays: p.integer(),
  },
  triggers: bumpsRevision('committee'),
});

export class Committee extends CommitteeSchema.class {
  revise(input: NewCommittee) {
    this.name = input.name;
    this.kind = input.kind;
    this.paperDays = input.paperDays;
  }

  view(): CommitteeView {
    return { code: this.code, name: this.name, kind: this.kind, paperDays: this.paperDays };
  }
}
CommitteeSchema.setClass(Committee);

const ClosingDaySchema = defineEntity({
  name: 'ClosingDay',
  properties: {
    day: p.date().primary(),
    name: p.string(),
    basis: p.enum(['document', 'assumption']),
  },
  triggers: bumpsRevision('closing_day'),
});

/** A day the municipality is closed although it is no public holiday. */
export class ClosingDay extends ClosingDaySchema.class {}
ClosingDaySchema.setClass(ClosingDay);
