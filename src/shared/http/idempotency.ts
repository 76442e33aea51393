import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/core';
import { IdempotencyKey } from './idempotency.entity.ts';
import { RuleBroken } from '../rule-broken.ts';

export type Created = { location: string; etag: string; body: object };

/**
 * Must run in the transaction that creates. The first answer is stored in it and given again to a repetition; the same key with
 * another body is refused with 422. Of two at once the second waits on the key until the first has ended; when that one
 * failed, nothing of it is left and the second is the first. A key lasts a day.
 */
export async function createdOnce(
  em: EntityManager,
  { key, address, body }: { key: string; address: string; body: string },
  create: () => Promise<Created>,
): Promise<Created> {
  const requestHash = createHash('sha256').update(body).digest('hex');
  await forgetOld(em);
  if (!(await isFirst(em, key, address, requestHash))) return repeated(em, key, address, requestHash);
  const made = await create();
  const stored = await em.findOneOrFail(IdempotencyKey, { key, path: address });
  stored.answer = made;
  await em.flush();
  return made;
}

/** Takes the key, or over a key whose day is gone. */
async function isFirst(
  em: EntityManager,
  key: string,
  address: string,
  requestHash: string,
): Promise<boolean> {
  const rows = await em
    .getConnection()
    .execute(
      'insert into idempotency_key (key, path, request_hash) values (?, ?, ?) ' +
        'on conflict (key, path) do update ' +
        'set request_hash = excluded.request_hash, answer = null, created_at = excluded.created_at ' +
        `where ${isOld} returning id`,
      [key, address, requestHash],
      'all',
      em.getTransactionContext(),
    );
  return rows.length > 0;
}

const isOld = "idempotency_key.created_at < now() - interval '24 hours'";

/** Those another request is about to forget are left to it, so that nobody waits. */
async function forgetOld(em: EntityManager): Promise<void> {
  await em
    .getConnection()
    .execute(
      `delete from idempotency_key where id in (select id from idempotency_key where ${isOld} for update skip locked)`,
      [],
      'run',
      em.getTransactionContext(),
    );
}

async function repeated(
  em: EntityManager,
  key: string,
  address: string,
  requestHash: string,
): Promise<Created> {
  const stored = await em.findOneOrFail(IdempotencyKey, { key, path: address });
  if (stored.requestHash !== requestHash || !stored.answer) {
    throw new RuleBroken(
      'idempotency-key-reused',
      'Den Idempotency-Key er brugt til en anden forespørgsel. Brug en ny.',
      { status: 422 },
    );
  }
  return stored.answer;
}
