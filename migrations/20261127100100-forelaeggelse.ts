import { Migration } from '@mikro-orm/migrations';

/** Scenarios are presented with a case. What was chosen before stands; what was presented without a case is a draft again. */
export class Forelaeggelse extends Migration {
  override up() {
    this.addSql('alter table "scenario" add column "carried_out_at" timestamptz null');
    this.addSql(
      `update "scenario" set "carried_out_at" = "scenario_choice"."chosen_at" from "scenario_choice" where "scenario_choice"."scenario_id" = "scenario"."id"`,
    );
    this.addSql(`update "scenario" set "status" = 'draft' where "status" = 'presented'`);
    this.addSql(
      `create table "scenario_presentation" ("id" uuid not null default gen_random_uuid(), "scenario_id" uuid not null, "case_id" uuid not null, "recommendation" int not null, "wording" text not null, "presented_on" date not null, "presented_at" timestamptz not null default now(), "dossier" jsonb not null, "checksum" varchar(64) not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "scenario_presentation_scenario_id_index" on "scenario_presentation" ("scenario_id")`,
    );
    this.addSql(`create index "scenario_presentation_case_id_index" on "scenario_presentation" ("case_id")`);
    this.addSql(
      `alter table "scenario_presentation" add constraint "scenario_presentation_scenario_id_foreign" foreign key ("scenario_id") references "scenario" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "scenario_presentation" add constraint "scenario_presentation_case_id_foreign" foreign key ("case_id") references "committee_case" ("id") on delete restrict`,
    );
    this.addSql(
      `create table "scenario_withdrawal" ("id" uuid not null default gen_random_uuid(), "presentation_id" uuid not null, "withdrawn_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(
      `alter table "scenario_withdrawal" add constraint "scenario_withdrawal_presentation_id_unique" unique ("presentation_id")`,
    );
    this.addSql(
      `alter table "scenario_withdrawal" add constraint "scenario_withdrawal_presentation_id_foreign" foreign key ("presentation_id") references "scenario_presentation" ("id") on delete restrict`,
    );
    this.addSql('alter table "scenario_choice" add column "presentation_id" uuid null');
    this.addSql(
      `alter table "scenario_choice" add constraint "scenario_choice_presentation_id_unique" unique ("presentation_id")`,
    );
    this.addSql(
      `alter table "scenario_choice" add constraint "scenario_choice_presentation_id_foreign" foreign key ("presentation_id") references "scenario_presentation" ("id") on delete restrict`,
    );
    this.addSql(
      `create table "scenario_correction" ("id" uuid not null default gen_random_uuid(), "choice_id" uuid not null, "reason" text not null, "recorded_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(`create index "scenario_correction_choice_id_index" on "scenario_correction" ("choice_id")`);
    this.addSql(
      `alter table "scenario_correction" add constraint "scenario_correction_choice_id_foreign" foreign key ("choice_id") references "scenario_choice" ("id") on delete restrict`,
    );
    for (const table of ['scenario_presentation', 'scenario_withdrawal', 'scenario_correction']) {
      this.addSql(
        `create constraint trigger "${table}_bumps_revision" after insert or update or delete on "${table}" deferrable initially deferred for each row execute function bump_data_revision()`,
      );
      this.addSql(
        `create trigger "${table}_is_a_record" before update or delete on "${table}" for each row execute function refuse_change()`,
      );
    }
  }
}
