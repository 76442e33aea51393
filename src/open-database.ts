import { slices } from './app.ts';
import { openWith, type Database, type Progress, type Schema, type Where } from './database/database.ts';
import { LoadedFixture } from './database/loaded-fixture.entity.ts';
import { DataRevision } from './database/revision.entity.ts';
import { migrations } from './migrations.ts';
import { IdempotencyKey } from './shared/http/idempotency.entity.ts';

const entities = [
  DataRevision,
  IdempotencyKey,
  LoadedFixture,
  ...slices.flatMap(({ entities = [] }) => entities),
];

/** The database with what all slices keep in it, its schema brought up to date; whatever stops it is a RuleBroken. */
export function openDatabase(
  where: Where,
  options: { progress?: Progress; migrations?: Schema['migrations'] } = {},
): Promise<Database> {
  return openWith({ entities, migrations, ...options }, where, options.progress);
}
