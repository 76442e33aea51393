import { Migration } from '@mikro-orm/migrations';

export class Bortfald extends Migration {
  override up() {
    this.addSql('alter table "offer" add column "dropped_on" date null');
  }
}
