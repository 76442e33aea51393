import { Migration } from '@mikro-orm/migrations';

export class Sammenlaegninger extends Migration {
  override up() {
    this.addSql(`alter table "observation_import" add column "merges" jsonb not null default '[]'`);
  }
}
