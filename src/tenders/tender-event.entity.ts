import { defineEntity, p } from '@mikro-orm/core';
import { appendOnly } from '../database/append-only.ts';
import { bumpsRevision } from '../database/revision.entity.ts';
import { Tender } from './tender.entity.ts';
import type { NewMilestone } from './tender.schema.ts';
import type { LifeEvent } from './timeline/event.ts';
import type { EventKind, StageKind } from './timeline/stage.ts';

const TenderEventSchema = defineEntity({
  name: 'TenderEvent',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    tender: () => p.manyToOne(Tender).deleteRule('restrict').index(),
    number: p.integer().autoincrement(),
    kind: p.text().$type<EventKind>(),
    lot: p.string().nullable(),
    day: p.date(),
    knownOn: p.date(),
    electronic: p.boolean().nullable(),
    by: p.text().nullable(),
    reason: p.text().nullable(),
    retracts: p.integer().nullable(),
    recordedAt: p.datetime().defaultRaw('now()'),
  },
  triggers: [...bumpsRevision('tender_event'), ...appendOnly('tender_event')],
});

/** Something that happened to a tender or a lot; never changed, a mistake is taken back by another. */
export class TenderEvent extends TenderEventSchema.class {
  view(): LifeEvent {
    return {
      number: this.number,
      kind: this.kind,
      lot: this.lot ?? null,
      day: this.day,
      knownOn: this.knownOn,
      electronic: this.electronic ?? null,
      by: this.by ?? null,
      reason: this.reason ?? null,
      retracts: this.retracts ?? null,
    };
  }
}
TenderEventSchema.setClass(TenderEvent);

const MilestoneVersionSchema = defineEntity({
  name: 'MilestoneVersion',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    tender: () => p.manyToOne(Tender).deleteRule('restrict').index(),
    kind: p.text().$type<StageKind>(),
    phase: p.integer(),
    dueOn: p.date(),
    metOn: p.date().nullable(),
    basis: p.text().$type<'document' | 'contract' | 'accounts' | 'estimate' | 'assumption'>(),
    note: p.text().nullable(),
    /** From that day until the other, which is not counted; without a first day from the beginning. */
    knownOn: p.date().nullable(),
    knownUntil: p.date(),
    recordedAt: p.datetime().defaultRaw('now()'),
  },
  triggers: [...bumpsRevision('milestone_version'), ...appendOnly('milestone_version')],
});

/** What a milestone said before it was changed or taken away. */
export class MilestoneVersion extends MilestoneVersionSchema.class {
  view(): NewMilestone {
    const { phase, kind, dueOn, metOn, basis, note } = this;
    return { phase, kind, dueOn, metOn: metOn ?? null, basis, note: note ?? null };
  }
}
MilestoneVersionSchema.setClass(MilestoneVersion);
