import { defineEntity, p } from '@mikro-orm/core';

/** What was answered to a POST that carried an `Idempotency-Key`, so that a repetition creates nothing twice. */
const IdempotencyKeySchema = defineEntity({
  name: 'IdempotencyKey',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    key: p.string().length(200),
    path: p.string().length(500),
    requestHash: p.string().length(64),
    answer: p.json<{ location: string; etag: string; body: object } | null>().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  uniques: [{ properties: ['key', 'path'] }],
});

export class IdempotencyKey extends IdempotencyKeySchema.class {}
IdempotencyKeySchema.setClass(IdempotencyKey);
