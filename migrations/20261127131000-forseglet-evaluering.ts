import { Migration } from '@mikro-orm/migrations';

export class ForsegletEvaluering extends Migration {
  override up() {
    this.addSql(
      `alter table "tender" add column "options" jsonb not null default '[]', add column "framework" boolean not null default false, add column "retender_of" varchar(255) null`,
    );
    this.addSql(
      `alter table "lot" add column "winners" int not null default 1, add column "contract_months" int null, add column "options" jsonb null, add column "variants_allowed" boolean not null default false, add column "orders" text null`,
    );
    this.addSql('alter table "bid" add column "received_on" date null');
    this.addSql(
      `create table "bid_event" ("id" uuid not null default gen_random_uuid(), "bid_id" uuid not null, "number" serial, "kind" text not null, "day" date not null, "known_on" date not null, "reason" text null, "recorded_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(
      `create table "bid_version" ("id" uuid not null default gen_random_uuid(), "bid_id" uuid not null, "number" serial, "bidder" varchar(255) not null, "prices" jsonb not null, "scores" jsonb not null, "known_until" date not null, "reason" text null, "recorded_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(
      `create table "lot_award" ("id" uuid not null default gen_random_uuid(), "lot_id" uuid not null, "number" serial, "known_on" date not null, "frozen" jsonb not null, "recorded_at" timestamptz not null default now(), primary key ("id"))`,
    );
    for (const [table, of] of [
      ['bid_event', 'bid'],
      ['bid_version', 'bid'],
      ['lot_award', 'lot'],
    ]) {
      this.addSql(`create index "${table}_${of}_id_index" on "${table}" ("${of}_id")`);
      this.addSql(
        `alter table "${table}" add constraint "${table}_${of}_id_foreign" foreign key ("${of}_id") references "${of}" ("id") on delete restrict`,
      );
      this.addSql(
        `create constraint trigger "${table}_bumps_revision" after insert or update or delete on "${table}" deferrable initially deferred for each row execute function bump_data_revision()`,
      );
      this.addSql(
        `create trigger "${table}_is_a_record" before update or delete on "${table}" for each row execute function refuse_change()`,
      );
    }
  }
}
