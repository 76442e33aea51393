import { Migration } from '@mikro-orm/migrations';

export class Skjul extends Migration {
  override up() {
    this.addSql('alter table "observation" add column "hidden" boolean null');
    this.addSql('alter table "replaced_observation" add column "hidden" boolean null');
    this.addSql('alter table "area" add column "within" varchar(255) null');
    this.addSql(`alter table "target_group" add column "comprises" jsonb not null default '[]'`);
    this.addSql(
      `create table "disclosure_audit" ("id" serial primary key, "at" timestamptz not null default now(), "cells" int not null, "hidden" int not null, "unsure" int not null)`,
    );
    this.addSql(
      `create table "former_sum" ("id" serial primary key, "at" timestamptz not null default now(), "whole" varchar(255) not null, "parts" jsonb not null)`,
    );
    this.addSql(
      'create constraint trigger "disclosure_audit_bumps_revision" after insert or update or delete on "disclosure_audit" deferrable initially deferred for each row execute function bump_data_revision()',
    );
    this.addSql(
      'create trigger "disclosure_audit_is_a_record" before update or delete on "disclosure_audit" for each row execute function refuse_change()',
    );
    this.addSql(
      'create trigger "former_sum_is_a_record" before update or delete on "former_sum" for each row execute function refuse_change()',
    );
  }
}
