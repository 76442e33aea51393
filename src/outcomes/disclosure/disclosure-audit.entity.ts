import { defineEntity, p } from '@mikro-orm/core';
import { appendOnly } from '../../database/append-only.ts';
import { bumpsRevision } from '../../database/revision.entity.ts';

const DisclosureAuditSchema = defineEntity({
  name: 'DisclosureAudit',
  properties: {
    id: p.integer().primary(),
    at: p.datetime().defaultRaw('now()'),
    /** How many cells were decided together. */
    cells: p.integer(),
    hidden: p.integer(),
    /** Counts that what was told before gives away whatever is hidden now. */
    unsure: p.integer(),
  },
  triggers: [...bumpsRevision('disclosure_audit'), ...appendOnly('disclosure_audit')],
});

/** The record of one decision on what may be shown. Every verdict belongs to one, so its trigger speaks for all of them. */
export class DisclosureAudit extends DisclosureAuditSchema.class {}
DisclosureAuditSchema.setClass(DisclosureAudit);
