import { Migration } from '@mikro-orm/migrations';

export class Effekt extends Migration {
  override up() {
    this.addSql(`alter table "target_group" add "in_partition" boolean not null default false`);
    this.addSql(
      `create table "import_draft" ("id" uuid not null default gen_random_uuid(), "started_at" timestamptz not null default now(), "file_name" text null, "source_table" varchar(255) null, "checksum" varchar(255) not null, "format" text not null, "size" int not null, "basis" text not null, "source" jsonb null, "mapping" jsonb not null, primary key ("id"))`,
    );
    this.addSql(
      `create table "import_draft_part" ("draft_id" uuid not null, "number" int not null, "content" bytea not null, primary key ("draft_id", "number"))`,
    );
    this.addSql(
      `alter table "import_draft" add constraint "import_draft_format_check" check ("format" in ('csv', 'jobindsats'))`,
    );
    this.addSql(
      `alter table "import_draft" add constraint "import_draft_basis_check" check ("basis" in ('document', 'contract', 'accounts', 'estimate', 'assumption'))`,
    );
    this.addSql(
      `alter table "import_draft_part" add constraint "import_draft_part_draft_id_foreign" foreign key ("draft_id") references "import_draft" ("id") on delete cascade`,
    );
    this.addSql(
      `create table "area" ("id" uuid not null default gen_random_uuid(), "version" int not null default 1, "code" varchar(255) not null, "title" varchar(255) not null, "kind" text not null, primary key ("id"))`,
    );
    this.addSql(`alter table "area" add constraint "area_code_unique" unique ("code")`);
    this.addSql(
      `create table "label_mapping" ("kind" text not null, "label" varchar(400) not null, "code" varchar(255) null, primary key ("kind", "label"))`,
    );
    this.addSql(
      `create table "measure" ("id" uuid not null default gen_random_uuid(), "version" int not null default 1, "code" varchar(255) not null, "title" text not null, "counted" text not null, "better" text not null, "lag_months" int not null, "distance" text null, "sources" jsonb not null, primary key ("id"))`,
    );
    this.addSql(`alter table "measure" add constraint "measure_code_unique" unique ("code")`);
    this.addSql(
      `create table "observation" ("series_id" int not null, "period" varchar(9) not null, "numerator" int null, "denominator" int null, "share" double precision null, "suppressed" boolean not null, "summed" boolean not null, "import_id" int not null, primary key ("series_id", "period"))`,
    );
    this.addSql(
      `create table "observation_import" ("id" serial primary key, "imported_at" timestamptz not null default now(), "draft" uuid null, "file_name" text null, "checksum" varchar(255) not null, "format" text not null, "basis" text not null, "source" jsonb not null, "rows" int not null, "added" int not null, "changed" int not null, "unchanged" int not null)`,
    );
    this.addSql(
      `create table "replaced_observation" ("series_id" int not null, "period" varchar(9) not null, "replaced_by" int not null, "numerator" int null, "denominator" int null, "share" double precision null, "suppressed" boolean not null, "import_id" int not null, primary key ("series_id", "period", "replaced_by"))`,
    );
    this.addSql(
      `create table "series" ("id" serial primary key, "measure_id" uuid not null, "target_group_id" uuid not null, "area_id" uuid not null)`,
    );
    this.addSql(
      `alter table "series" add constraint "series_measure_id_target_group_id_area_id_unique" unique ("measure_id", "target_group_id", "area_id")`,
    );
    this.addSql(
      `create table "published_figure" ("id" uuid not null default gen_random_uuid(), "code" varchar(255) not null, "target_group_id" uuid not null, "title" text not null, "kind" text not null, "period" varchar(255) not null, "area" varchar(255) not null, "value" double precision null, "unit" varchar(255) not null, "numerator" int null, "denominator" int null, "stated_share" double precision null, "project_report" boolean not null, "note" text null, "sources" jsonb not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "published_figure" add constraint "published_figure_code_unique" unique ("code")`,
    );
    this.addSql(
      `create index "published_figure_target_group_id_index" on "published_figure" ("target_group_id")`,
    );
    this.addSql(
      `create table "expectation" ("id" uuid not null default gen_random_uuid(), "version" int not null default 1, "measure_id" uuid not null, "target_group_id" uuid not null, "area_id" uuid not null, "period" varchar(9) not null, "share" double precision not null, "reason" text not null, "basis" text not null, "source" jsonb null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "expectation" add constraint "expectation_measure_id_target_group_id_area_id_period_unique" unique ("measure_id", "target_group_id", "area_id", "period")`,
    );
    this.addSql(
      `create table "goal_target" ("id" uuid not null default gen_random_uuid(), "code" varchar(255) not null, "position" int not null, "title" text not null, "kind" text not null, "plan" varchar(255) not null, "part_of" varchar(255) null, "readings" jsonb not null, "used" int not null, "used_because" text null, "note" text null, "sources" jsonb not null, primary key ("id"))`,
    );
    this.addSql(`alter table "goal_target" add constraint "goal_target_code_unique" unique ("code")`);
    this.addSql(
      `alter table "goal_target" add constraint "goal_target_kind_check" check ("kind" in ('local', 'language-centre', 'supervision', 'housing-plan', 'minister', 'global-goal', 'policy'))`,
    );
    this.addSql(
      `create constraint trigger "goal_target_bumps_revision" after insert or update or delete on "goal_target" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `alter table "area" add constraint "area_kind_check" check ("kind" in ('municipality', 'region', 'country', 'other'))`,
    );
    this.addSql(
      `create constraint trigger "area_bumps_revision" after insert or update or delete on "area" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `alter table "label_mapping" add constraint "label_mapping_kind_check" check ("kind" in ('target-group', 'measure', 'area', 'period'))`,
    );
    this.addSql(
      `alter table "measure" add constraint "measure_better_check" check ("better" in ('higher', 'lower'))`,
    );
    this.addSql(
      `alter table "measure" add constraint "measure_distance_check" check ("distance" in ('near', 'further'))`,
    );
    this.addSql(
      `create constraint trigger "measure_bumps_revision" after insert or update or delete on "measure" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `alter table "observation_import" add constraint "observation_import_format_check" check ("format" in ('csv', 'jobindsats', 'fixture'))`,
    );
    this.addSql(
      `alter table "observation_import" add constraint "observation_import_basis_check" check ("basis" in ('document', 'contract', 'accounts', 'estimate', 'assumption'))`,
    );
    this.addSql(
      `create constraint trigger "observation_import_bumps_revision" after insert or update or delete on "observation_import" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `create trigger "observation_import_is_a_record" before update or delete on "observation_import" for each row execute function refuse_change()`,
    );
    this.addSql(
      `create trigger "replaced_observation_is_a_record" before update or delete on "replaced_observation" for each row execute function refuse_change()`,
    );
    this.addSql(
      `alter table "series" add constraint "series_measure_id_foreign" foreign key ("measure_id") references "measure" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "series" add constraint "series_target_group_id_foreign" foreign key ("target_group_id") references "target_group" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "series" add constraint "series_area_id_foreign" foreign key ("area_id") references "area" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "published_figure" add constraint "published_figure_target_group_id_foreign" foreign key ("target_group_id") references "target_group" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "published_figure" add constraint "published_figure_kind_check" check ("kind" in ('result', 'expectation', 'benchmark', 'target', 'context', 'calculation'))`,
    );
    this.addSql(
      `create constraint trigger "published_figure_bumps_revision" after insert or update or delete on "published_figure" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `alter table "expectation" add constraint "expectation_measure_id_foreign" foreign key ("measure_id") references "measure" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "expectation" add constraint "expectation_target_group_id_foreign" foreign key ("target_group_id") references "target_group" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "expectation" add constraint "expectation_area_id_foreign" foreign key ("area_id") references "area" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "expectation" add constraint "expectation_basis_check" check ("basis" in ('document', 'contract', 'accounts', 'estimate', 'assumption'))`,
    );
    this.addSql(
      `create constraint trigger "expectation_bumps_revision" after insert or update or delete on "expectation" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
  }
}
