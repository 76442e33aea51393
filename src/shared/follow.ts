import type { EntityManager } from '@mikro-orm/core';
import type { Day } from './days/day.ts';

/** What a recorded decision brings about elsewhere, done in the transaction that records it; whoever records knows nothing of it. */
export type Follow = (em: EntityManager, decision: { id: string }, today: Day) => Promise<void>;
