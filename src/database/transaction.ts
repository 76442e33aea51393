import {
  DeadlockException,
  DriverException,
  ForeignKeyConstraintViolationException,
  LockWaitTimeoutException,
  OptimisticLockError,
  UniqueConstraintViolationException,
  type EntityManager,
} from '@mikro-orm/core';
import { RuleBroken } from '../shared/rule-broken.ts';

/**
 * Everything `work` does, or nothing of it, on rows read afresh. What the database refuses because somebody else was quicker
 * comes out as a RuleBroken. Within another transaction it becomes a part of that.
 */
export async function transaction<Result>(
  em: EntityManager,
  work: (em: EntityManager) => Promise<Result>,
): Promise<Result> {
  try {
    return await em.transactional(work, { clear: true });
  } catch (error) {
    throw conflictOf(error) ?? error;
  }
}

/** What a database error means to the one who wrote, where it is no fault of ours. */
export function conflictOf(error: unknown): RuleBroken | undefined {
  if (error instanceof OptimisticLockError) return changedMeanwhile();
  if (error instanceof UniqueConstraintViolationException) return codeTaken();
  if (error instanceof DriverException && error.code === restrictViolation) return inUse();
  if (error instanceof ForeignKeyConstraintViolationException) {
    return error.message.includes('update or delete on table')
      ? inUse()
      : new RuleBroken(
          'reference-gone',
          'Noget af det, der henvises til, er slettet imens. Læs det igen, og vælg noget andet.',
        );
  }
  if (error instanceof DeadlockException || error instanceof LockWaitTimeoutException) {
    return new RuleBroken('busy', 'Andre gemmer i det samme lige nu. Prøv igen om et øjeblik.', {
      status: 503,
    });
  }
  return undefined;
}

/** What PostgreSQL 18, and PGlite with it, says of a row that something refers to; older ones call it a foreign key violation. */
const restrictViolation = '23001';

function inUse(): RuleBroken {
  return new RuleBroken('in-use', 'Det bruges stadig andre steder og kan derfor ikke slettes.');
}

export function codeTaken(): RuleBroken {
  const message = 'Koden er allerede brugt. Vælg en anden.';
  return new RuleBroken('already-exists', message, { findings: [{ pointer: '/code', message }] });
}

/** The entity tag of one version of a thing; the id keeps a thing deleted and made again apart from its predecessor. */
export function etagOf(entity: { id: string; version: number }): string {
  return `"${entity.id.slice(0, 8)}-${entity.version}"`;
}

/** Refuses a write that was not made on the version now stored: 428 when it does not say which, 412 when somebody was first. */
export function requireMatch(seen: string | undefined, entity: { id: string; version: number }): void {
  if (seen === undefined) {
    throw new RuleBroken(
      'precondition-required',
      'Send If-Match med den ETag, du læste, så ingen andres ændring går tabt.',
      { status: 428 },
    );
  }
  if (!tagsInclude(seen, etagOf(entity))) throw changedMeanwhile();
}

/** Whether an `If-Match` or `If-None-Match` names the tag; tags made weak on the way still name their version. */
export function tagsInclude(header: string, etag: string): boolean {
  return (
    header.trim() === '*' ||
    header.split(',').some(tag => {
      const sent = tag.trim();
      return sent === etag || (sent.startsWith('W/') && sent.slice(2) === etag);
    })
  );
}

function changedMeanwhile(): RuleBroken {
  return new RuleBroken(
    'changed-meanwhile',
    'En anden har ændret det, siden du læste det. Læs det igen, og lav din ændring på den nye udgave.',
    { status: 412 },
  );
}
