import { defineEntity, p } from '@mikro-orm/core';
import { appendOnly } from '../database/append-only.ts';

const FormerSumSchema = defineEntity({
  name: 'FormerSum',
  properties: {
    id: p.integer().primary(),
    at: p.datetime().defaultRaw('now()'),
    whole: p.string(),
    parts: p.json<string[]>(),
  },
  triggers: appendOnly('former_sum'),
});

/** A group as it once was the sum of others; what was told then is still known. */
export class FormerSum extends FormerSumSchema.class {}
FormerSumSchema.setClass(FormerSum);
