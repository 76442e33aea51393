import { defineEntity, p } from '@mikro-orm/core';
import { bumpsRevision } from '../database/revision.entity.ts';
import type { Source } from '../shared/source.schema.ts';
import { Committee } from './committee.entity.ts';
import type { MeetingView, NewMeeting } from './committee.schema.ts';

const MeetingSchema = defineEntity({
  name: 'Meeting',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    version: p.integer().version(),
    code: p.string().unique(),
    committee: () => p.manyToOne(Committee).deleteRule('restrict'),
    day: p.date(),
    startsAt: p.string().length(5).nullable(),
    place: p.string().nullable(),
    status: p.enum(['planned', 'held', 'cancelled', 'moved']),
    basis: p.enum(['document', 'assumption']),
    note: p.text().nullable(),
    sources: p.json<Source[]>(),
  },
  uniques: [{ properties: ['committee', 'day'] }],
  triggers: bumpsRevision('meeting'),
});

export class Meeting extends MeetingSchema.class {
  /** Takes over all but committee and code: a meeting keeps its code when it is moved to another day. */
  revise(input: NewMeeting) {
    this.day = input.day;
    this.startsAt = input.startsAt;
    this.place = input.place;
    this.status = input.status;
    this.basis = input.basis;
    this.note = input.note;
    this.sources = input.sources;
  }

  view(): MeetingView {
    return {
      code: this.code,
      committee: this.committee.code,
      day: this.day,
      startsAt: this.startsAt ?? null,
      place: this.place ?? null,
      status: this.status,
      basis: this.basis,
      note: this.note ?? null,
      sources: this.sources,
    };
  }
}
MeetingSchema.setClass(Meeting);
