import { Migration } from '@mikro-orm/migrations';

export class Vifte extends Migration {
  override up() {
    this.addSql(`create function bump_data_revision() returns trigger language plpgsql as $$
begin
  update data_revision set revision = revision + 1, moved_by = pg_current_xact_id()
  where moved_by is distinct from pg_current_xact_id();
  return null;
end $$`);
    this.addSql(
      `create table "data_revision" ("id" smallint not null, "revision" bigint not null, "moved_by" xid8 null, primary key ("id"))`,
    );
    this.addSql(`alter table "data_revision" add constraint "data_revision_single_row" check (id = 1)`);
    this.addSql(
      `create table "goal" ("id" uuid not null default gen_random_uuid(), "code" varchar(255) not null, "title" text not null, "kind" text not null, "sources" jsonb not null, primary key ("id"))`,
    );
    this.addSql(`alter table "goal" add constraint "goal_code_unique" unique ("code")`);
    this.addSql(
      `alter table "goal" add constraint "goal_kind_check" check ("kind" in ('minister', 'global-goal', 'local', 'policy'))`,
    );
    this.addSql(
      `create constraint trigger "goal_bumps_revision" after insert or update or delete on "goal" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `create table "idempotency_key" ("id" uuid not null default gen_random_uuid(), "key" varchar(200) not null, "path" varchar(500) not null, "request_hash" varchar(64) not null, "answer" jsonb null, "created_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(
      `alter table "idempotency_key" add constraint "idempotency_key_key_path_unique" unique ("key", "path")`,
    );
    this.addSql(
      `create table "loaded_fixture" ("name" varchar(255) not null, "checksum" varchar(64) not null, "loaded_at" timestamptz not null default now(), primary key ("name"))`,
    );
    this.addSql(
      `create table "portfolio" ("id" uuid not null default gen_random_uuid(), "version" int not null default 1, "changed_at" timestamptz not null default now(), "code" varchar(255) not null, "title" varchar(255) not null, "municipality" varchar(255) not null, "count_basis" jsonb not null, "note" text null, primary key ("id"))`,
    );
    this.addSql(`alter table "portfolio" add constraint "portfolio_code_unique" unique ("code")`);
    this.addSql(
      `create constraint trigger "portfolio_bumps_revision" after insert or update or delete on "portfolio" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `create table "budget_frame" ("id" uuid not null default gen_random_uuid(), "portfolio_id" uuid not null, "year" int not null, "amount_oere" bigint not null, "basis" text not null, "source" jsonb null, "note" text null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "budget_frame" add constraint "budget_frame_portfolio_id_year_unique" unique ("portfolio_id", "year")`,
    );
    this.addSql(
      `alter table "budget_frame" add constraint "budget_frame_amount_not_negative" check (amount_oere >= 0)`,
    );
    this.addSql(
      `alter table "budget_frame" add constraint "budget_frame_basis_check" check ("basis" in ('document', 'contract', 'accounts', 'estimate', 'assumption'))`,
    );
    this.addSql(
      `create constraint trigger "budget_frame_bumps_revision" after insert or update or delete on "budget_frame" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `create table "supplier" ("id" uuid not null default gen_random_uuid(), "version" int not null default 1, "code" varchar(255) not null, "name" varchar(255) not null, "kind" text not null, "note" text null, "sources" jsonb not null, primary key ("id"))`,
    );
    this.addSql(`alter table "supplier" add constraint "supplier_code_unique" unique ("code")`);
    this.addSql(
      `alter table "supplier" add constraint "supplier_kind_check" check ("kind" in ('municipal', 'public', 'company', 'civil-society', 'education'))`,
    );
    this.addSql(
      `create constraint trigger "supplier_bumps_revision" after insert or update or delete on "supplier" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `create table "offer" ("id" uuid not null default gen_random_uuid(), "version" int not null default 1, "changed_at" timestamptz not null default now(), "portfolio_id" uuid not null, "code" varchar(255) not null, "name" varchar(255) not null, "years" jsonb not null, "purpose_type" text not null, "expected_outcome" text not null, "certainty" text not null, "direction" text not null, "grounds" text not null, "evidence_reason" text null, "why_not_higher" text null, "evidence_sources" jsonb not null, "rated_on" date null, "breadth" text not null, "delivery" text not null, "supplier_id" uuid null, "statutory" boolean not null, "legal_basis" text null, "contract_until" date null, "assumptions" jsonb not null, "sources" jsonb not null, "note" text null, primary key ("id"))`,
    );
    this.addSql(`create index "offer_supplier_id_index" on "offer" ("supplier_id")`);
    this.addSql(
      `alter table "offer" add constraint "offer_portfolio_id_code_unique" unique ("portfolio_id", "code")`,
    );
    this.addSql(
      `alter table "offer" add constraint "offer_purpose_type_check" check ("purpose_type" in ('employment', 'education', 'upskilling', 'clarification', 'coping', 'retention', 'integration'))`,
    );
    this.addSql(
      `alter table "offer" add constraint "offer_certainty_check" check ("certainty" in ('strong', 'moderate', 'indication', 'conflicting', 'uncertain', 'not-assessed'))`,
    );
    this.addSql(
      `alter table "offer" add constraint "offer_direction_check" check ("direction" in ('positive', 'none', 'negative', 'unknown'))`,
    );
    this.addSql(
      `alter table "offer" add constraint "offer_grounds_check" check ("grounds" in ('scientific', 'professional', 'both', 'none'))`,
    );
    this.addSql(
      `alter table "offer" add constraint "offer_breadth_check" check ("breadth" in ('general', 'specialised'))`,
    );
    this.addSql(
      `alter table "offer" add constraint "offer_delivery_check" check ("delivery" in ('internal', 'external'))`,
    );
    this.addSql(
      `create constraint trigger "offer_bumps_revision" after insert or update or delete on "offer" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `create table "served_goal" ("id" uuid not null default gen_random_uuid(), "offer_id" uuid not null, "goal_id" uuid not null, "position" int not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "served_goal" add constraint "served_goal_offer_id_goal_id_unique" unique ("offer_id", "goal_id")`,
    );
    this.addSql(
      `create constraint trigger "served_goal_bumps_revision" after insert or update or delete on "served_goal" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `create table "price_line" ("id" uuid not null default gen_random_uuid(), "offer_id" uuid not null, "position" int not null, "year" int not null, "kind" text not null, "amount_oere" bigint null, "price_per_week_oere" bigint null, "weeks" int null, "participants" int null, "basis" text not null, "source" jsonb null, "note" text null, primary key ("id"))`,
    );
    this.addSql(`create index "price_line_offer_id_index" on "price_line" ("offer_id")`);
    this.addSql(
      `alter table "price_line" add constraint "price_line_is_whole" check ((kind = 'fixed' and amount_oere >= 0 and num_nonnulls(price_per_week_oere, weeks, participants) = 0) or (kind = 'activity' and amount_oere is null and price_per_week_oere >= 0 and weeks >= 1 and participants >= 0))`,
    );
    this.addSql(
      `alter table "price_line" add constraint "price_line_kind_check" check ("kind" in ('fixed', 'activity'))`,
    );
    this.addSql(
      `alter table "price_line" add constraint "price_line_basis_check" check ("basis" in ('document', 'contract', 'accounts', 'estimate', 'assumption'))`,
    );
    this.addSql(
      `create constraint trigger "price_line_bumps_revision" after insert or update or delete on "price_line" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `create table "target_group" ("id" uuid not null default gen_random_uuid(), "version" int not null default 1, "code" varchar(255) not null, "name" varchar(255) not null, "kind" text not null, "parent_id" uuid null, "distance" text null, "description" text null, "headcounts" jsonb not null, "sources" jsonb not null, primary key ("id"))`,
    );
    this.addSql(`alter table "target_group" add constraint "target_group_code_unique" unique ("code")`);
    this.addSql(
      `alter table "target_group" add constraint "target_group_kind_check" check ("kind" in ('benefit', 'part', 'cross-cutting'))`,
    );
    this.addSql(
      `alter table "target_group" add constraint "target_group_distance_check" check ("distance" in ('near', 'further'))`,
    );
    this.addSql(
      `create constraint trigger "target_group_bumps_revision" after insert or update or delete on "target_group" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `create table "served_group" ("id" uuid not null default gen_random_uuid(), "offer_id" uuid not null, "group_id" uuid not null, "position" int not null, "places_per_year" int null, "basis" text not null, "source" jsonb null, primary key ("id"))`,
    );
    this.addSql(`create index "served_group_group_id_index" on "served_group" ("group_id")`);
    this.addSql(
      `alter table "served_group" add constraint "served_group_offer_id_group_id_unique" unique ("offer_id", "group_id")`,
    );
    this.addSql(
      `alter table "served_group" add constraint "served_group_places_not_negative" check (places_per_year >= 0)`,
    );
    this.addSql(
      `alter table "served_group" add constraint "served_group_basis_check" check ("basis" in ('document', 'contract', 'accounts', 'estimate', 'assumption'))`,
    );
    this.addSql(
      `create constraint trigger "served_group_bumps_revision" after insert or update or delete on "served_group" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `create table "addressed_group" ("id" uuid not null default gen_random_uuid(), "portfolio_id" uuid not null, "group_id" uuid not null, "position" int not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "addressed_group" add constraint "addressed_group_portfolio_id_group_id_unique" unique ("portfolio_id", "group_id")`,
    );
    this.addSql(
      `create constraint trigger "addressed_group_bumps_revision" after insert or update or delete on "addressed_group" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `alter table "budget_frame" add constraint "budget_frame_portfolio_id_foreign" foreign key ("portfolio_id") references "portfolio" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "offer" add constraint "offer_portfolio_id_foreign" foreign key ("portfolio_id") references "portfolio" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "offer" add constraint "offer_supplier_id_foreign" foreign key ("supplier_id") references "supplier" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "served_goal" add constraint "served_goal_offer_id_foreign" foreign key ("offer_id") references "offer" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "served_goal" add constraint "served_goal_goal_id_foreign" foreign key ("goal_id") references "goal" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "price_line" add constraint "price_line_offer_id_foreign" foreign key ("offer_id") references "offer" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "target_group" add constraint "target_group_parent_id_foreign" foreign key ("parent_id") references "target_group" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "served_group" add constraint "served_group_offer_id_foreign" foreign key ("offer_id") references "offer" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "served_group" add constraint "served_group_group_id_foreign" foreign key ("group_id") references "target_group" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "addressed_group" add constraint "addressed_group_portfolio_id_foreign" foreign key ("portfolio_id") references "portfolio" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "addressed_group" add constraint "addressed_group_group_id_foreign" foreign key ("group_id") references "target_group" ("id") on delete restrict`,
    );
    this.addSql(`insert into "data_revision" ("id", "revision") values (1, 1)`);
  }
}
