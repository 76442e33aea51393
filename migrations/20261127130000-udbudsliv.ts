import { Migration } from '@mikro-orm/migrations';

export class Udbudsliv extends Migration {
  override up() {
    this.addSql('alter table "milestone" drop constraint "milestone_kind_check"');
    this.addSql(
      `alter table "milestone" add constraint "milestone_kind_check" check ("kind" in ('market-dialogue', 'notice', 'questions', 'answers', 'applications', 'selection', 'bids', 'opening', 'negotiation', 'final-bids', 'evaluation', 'award-letter', 'standstill-ends', 'contract-signed', 'award-notice'))`,
    );
    this.addSql('alter table "milestone" add column "known_on" date null');
    this.addSql('alter table "tender" drop constraint "tender_procedure_check"');
    this.addSql(
      `alter table "tender" add constraint "tender_procedure_check" check ("procedure" in ('light-regime', 'open', 'restricted', 'negotiated', 'below-threshold', 'below-threshold-cross-border', 'own', 'undecided'))`,
    );
    this.addSql(
      `create table "tender_event" ("id" uuid not null default gen_random_uuid(), "tender_id" uuid not null, "number" serial, "kind" text not null, "lot" varchar(255) null, "day" date not null, "known_on" date not null, "electronic" boolean null, "by" text null, "reason" text null, "retracts" int null, "recorded_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql('create index "tender_event_tender_id_index" on "tender_event" ("tender_id")');
    this.addSql(
      'alter table "tender_event" add constraint "tender_event_tender_id_foreign" foreign key ("tender_id") references "tender" ("id") on delete restrict',
    );
    this.addSql(
      `create table "milestone_version" ("id" uuid not null default gen_random_uuid(), "tender_id" uuid not null, "kind" text not null, "phase" int not null, "due_on" date not null, "met_on" date null, "basis" text not null, "note" text null, "known_on" date null, "known_until" date not null, "recorded_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql('create index "milestone_version_tender_id_index" on "milestone_version" ("tender_id")');
    this.addSql(
      'alter table "milestone_version" add constraint "milestone_version_tender_id_foreign" foreign key ("tender_id") references "tender" ("id") on delete restrict',
    );
    for (const table of ['tender_event', 'milestone_version']) {
      this.addSql(
        `create constraint trigger "${table}_bumps_revision" after insert or update or delete on "${table}" deferrable initially deferred for each row execute function bump_data_revision()`,
      );
      this.addSql(
        `create trigger "${table}_is_a_record" before update or delete on "${table}" for each row execute function refuse_change()`,
      );
    }
  }
}
