import { Migration } from '@mikro-orm/migrations';

export class Scenarier extends Migration {
  override up() {
    this.addSql(
      `create table "scenario" ("id" uuid not null default gen_random_uuid(), "version" int not null default 1, "changed_at" timestamptz not null default now(), "made_at" timestamptz not null default now(), "portfolio_id" uuid not null, "code" varchar(255) not null, "name" varchar(255) not null, "reason" text null, "copied_from" varchar(255) null, "status" text not null, "changes" jsonb not null, "seen" jsonb not null, "seen_at" timestamptz not null default now(), "undoable" int not null default 0, primary key ("id"))`,
    );
    this.addSql(
      `alter table "scenario" add constraint "scenario_portfolio_id_code_unique" unique ("portfolio_id", "code")`,
    );
    this.addSql(
      `alter table "scenario" add constraint "scenario_portfolio_id_name_unique" unique ("portfolio_id", "name")`,
    );
    this.addSql(
      `create table "scenario_choice" ("id" uuid not null default gen_random_uuid(), "scenario_id" uuid not null, "decision_id" uuid not null, "chosen_at" timestamptz not null default now(), "frozen" jsonb not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "scenario_choice" add constraint "scenario_choice_scenario_id_unique" unique ("scenario_id")`,
    );
    this.addSql(`create index "scenario_choice_decision_id_index" on "scenario_choice" ("decision_id")`);
    this.addSql(
      `create table "scenario_edit" ("id" uuid not null default gen_random_uuid(), "scenario_id" uuid not null, "number" int not null, "before" jsonb not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "scenario_edit" add constraint "scenario_edit_scenario_id_number_unique" unique ("scenario_id", "number")`,
    );
    this.addSql(
      `alter table "scenario" add constraint "scenario_portfolio_id_foreign" foreign key ("portfolio_id") references "portfolio" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "scenario" add constraint "scenario_status_check" check ("status" in ('draft', 'presented', 'chosen', 'rejected'))`,
    );
    this.addSql(
      `create constraint trigger "scenario_bumps_revision" after insert or update or delete on "scenario" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `alter table "scenario_choice" add constraint "scenario_choice_scenario_id_foreign" foreign key ("scenario_id") references "scenario" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "scenario_choice" add constraint "scenario_choice_decision_id_foreign" foreign key ("decision_id") references "decision" ("id") on delete restrict`,
    );
    this.addSql(
      `create constraint trigger "scenario_choice_bumps_revision" after insert or update or delete on "scenario_choice" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `create trigger "scenario_choice_is_a_record" before update or delete on "scenario_choice" for each row execute function refuse_change()`,
    );
    this.addSql(
      `alter table "scenario_edit" add constraint "scenario_edit_scenario_id_foreign" foreign key ("scenario_id") references "scenario" ("id") on delete cascade`,
    );
  }
}
