import { Migration } from '@mikro-orm/migrations';

export class Udbud extends Migration {
  override up() {
    this.addSql(`create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are records: they are added to, never changed', tg_table_name;
end $$`);
    this.addSql(
      `create table "closing_day" ("day" date not null, "name" varchar(255) not null, "basis" text not null, primary key ("day"))`,
    );
    this.addSql(
      `create table "committee" ("id" uuid not null default gen_random_uuid(), "version" int not null default 1, "code" varchar(255) not null, "name" varchar(255) not null, "kind" text not null, "paper_days" int not null, primary key ("id"))`,
    );
    this.addSql(`alter table "committee" add constraint "committee_code_unique" unique ("code")`);
    this.addSql(
      `create table "committee_case" ("id" uuid not null default gen_random_uuid(), "version" int not null default 1, "changed_at" timestamptz not null default now(), "code" varchar(255) not null, "committee_id" uuid not null, "kind" text not null, "journal_number" varchar(255) null, "title" text not null, "summary" text null, "recommendations" jsonb not null, "economy" text null, "next_steps" jsonb not null, "sources" jsonb not null, primary key ("id"))`,
    );
    this.addSql(`alter table "committee_case" add constraint "committee_case_code_unique" unique ("code")`);
    this.addSql(
      `create table "meeting" ("id" uuid not null default gen_random_uuid(), "version" int not null default 1, "code" varchar(255) not null, "committee_id" uuid not null, "day" date not null, "starts_at" varchar(5) null, "place" varchar(255) null, "status" text not null, "basis" text not null, "note" text null, "sources" jsonb not null, primary key ("id"))`,
    );
    this.addSql(`alter table "meeting" add constraint "meeting_code_unique" unique ("code")`);
    this.addSql(
      `alter table "meeting" add constraint "meeting_committee_id_day_unique" unique ("committee_id", "day")`,
    );
    this.addSql(
      `create table "decision" ("id" uuid not null default gen_random_uuid(), "number" serial, "case_id" uuid not null, "recommendation" int not null, "meeting_id" uuid not null, "outcome" text not null, "reason" text null, "absent" int null, "recorded_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(`create index "decision_case_id_index" on "decision" ("case_id")`);
    this.addSql(`create index "decision_meeting_id_index" on "decision" ("meeting_id")`);
    this.addSql(
      `create table "condition" ("id" uuid not null default gen_random_uuid(), "decision_id" uuid not null, "position" int not null, "text" text not null, "due_on" date not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "condition" add constraint "condition_decision_id_position_unique" unique ("decision_id", "position")`,
    );
    this.addSql(
      `create table "condition_met" ("id" uuid not null default gen_random_uuid(), "condition_id" uuid not null, "day" date not null, "note" text null, "recorded_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(
      `alter table "condition_met" add constraint "condition_met_condition_id_unique" unique ("condition_id")`,
    );
    this.addSql(
      `create table "agenda_item" ("id" uuid not null default gen_random_uuid(), "case_id" uuid not null, "meeting_id" uuid not null, "number" int null, primary key ("id"))`,
    );
    this.addSql(`create index "agenda_item_meeting_id_index" on "agenda_item" ("meeting_id")`);
    this.addSql(
      `alter table "agenda_item" add constraint "agenda_item_case_id_meeting_id_unique" unique ("case_id", "meeting_id")`,
    );
    this.addSql(
      `create table "recorded_assessment" ("id" uuid not null default gen_random_uuid(), "number" serial, "offer_id" uuid not null, "outcome" text not null, "reason" text not null, "assessed_on" date not null, "screened_as" text not null, "recorded_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(`create index "recorded_assessment_offer_id_index" on "recorded_assessment" ("offer_id")`);
    this.addSql(
      `create table "offer_contract" ("id" uuid not null default gen_random_uuid(), "version" int not null default 1, "offer_id" uuid not null, "category" text not null, "terms" jsonb not null, "note" text null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "offer_contract" add constraint "offer_contract_offer_id_unique" unique ("offer_id")`,
    );
    this.addSql(
      `create table "insourcing_plan" ("id" uuid not null default gen_random_uuid(), "version" int not null default 1, "offer_id" uuid not null, "terms" jsonb not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "insourcing_plan" add constraint "insourcing_plan_offer_id_unique" unique ("offer_id")`,
    );
    this.addSql(
      `create table "tender" ("id" uuid not null default gen_random_uuid(), "version" int not null default 1, "changed_at" timestamptz not null default now(), "code" varchar(255) not null, "title" text not null, "portfolio_id" uuid not null, "committee_id" uuid not null, "adviser" varchar(255) null, "procedure" text not null, "contract_months" int null, "option_months" int not null, "note" text null, "sources" jsonb not null, primary key ("id"))`,
    );
    this.addSql(`alter table "tender" add constraint "tender_code_unique" unique ("code")`);
    this.addSql(`create index "tender_portfolio_id_index" on "tender" ("portfolio_id")`);
    this.addSql(`create index "tender_committee_id_index" on "tender" ("committee_id")`);
    this.addSql(
      `create table "plan" ("id" uuid not null default gen_random_uuid(), "tender_id" uuid not null, "number" int not null, "reason" text not null, "made_on" date not null, "contract_start" date not null, "recorded_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(
      `alter table "plan" add constraint "plan_tender_id_number_unique" unique ("tender_id", "number")`,
    );
    this.addSql(
      `create table "plan_approval" ("id" uuid not null default gen_random_uuid(), "plan_id" uuid not null, "case_id" uuid not null, "recommendation" int not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "plan_approval" add constraint "plan_approval_plan_id_unique" unique ("plan_id")`,
    );
    this.addSql(`create index "plan_approval_case_id_index" on "plan_approval" ("case_id")`);
    this.addSql(
      `create table "phase" ("id" uuid not null default gen_random_uuid(), "plan_id" uuid not null, "number" int not null, "title" text not null, "owner" text not null, "kind" text not null, "predecessors" jsonb not null, "planned_from" date null, "planned_to" date null, "meeting_id" uuid null, "needed_working_days" int not null, "needed_basis" text not null, "note" text null, "sources" jsonb not null, primary key ("id"))`,
    );
    this.addSql(`create index "phase_meeting_id_index" on "phase" ("meeting_id")`);
    this.addSql(
      `alter table "phase" add constraint "phase_plan_id_number_unique" unique ("plan_id", "number")`,
    );
    this.addSql(
      `create table "phase_record" ("id" uuid not null default gen_random_uuid(), "tender_id" uuid not null, "number" serial, "phase" int not null, "kind" text not null, "day" date not null, "note" text null, "recorded_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(`create index "phase_record_tender_id_index" on "phase_record" ("tender_id")`);
    this.addSql(
      `create table "milestone" ("id" uuid not null default gen_random_uuid(), "version" int not null default 1, "tender_id" uuid not null, "phase" int not null, "kind" text not null, "due_on" date not null, "met_on" date null, "basis" text not null, "note" text null, primary key ("id"))`,
    );
    this.addSql(`create index "milestone_tender_id_index" on "milestone" ("tender_id")`);
    this.addSql(
      `alter table "milestone" add constraint "milestone_tender_id_kind_unique" unique ("tender_id", "kind")`,
    );
    this.addSql(
      `create table "lot" ("id" uuid not null default gen_random_uuid(), "version" int not null default 1, "changed_at" timestamptz not null default now(), "tender_id" uuid not null, "code" varchar(255) not null, "title" text not null, "award_model" jsonb null, "note" text null, primary key ("id"))`,
    );
    this.addSql(`alter table "lot" add constraint "lot_tender_id_code_unique" unique ("tender_id", "code")`);
    this.addSql(
      `create table "lot_offer" ("id" uuid not null default gen_random_uuid(), "lot_id" uuid not null, "offer_id" uuid not null, "position" int not null, primary key ("id"))`,
    );
    this.addSql(`create index "lot_offer_offer_id_index" on "lot_offer" ("offer_id")`);
    this.addSql(
      `alter table "lot_offer" add constraint "lot_offer_lot_id_offer_id_unique" unique ("lot_id", "offer_id")`,
    );
    this.addSql(
      `create table "bid" ("id" uuid not null default gen_random_uuid(), "version" int not null default 1, "lot_id" uuid not null, "code" varchar(255) not null, "bidder" varchar(255) not null, "prices" jsonb not null, "scores" jsonb not null, primary key ("id"))`,
    );
    this.addSql(`alter table "bid" add constraint "bid_lot_id_code_unique" unique ("lot_id", "code")`);
    this.addSql(
      `create table "gate" ("id" uuid not null default gen_random_uuid(), "tender_id" uuid not null, "phase" int not null, "case_id" uuid not null, "recommendation" int not null, primary key ("id"))`,
    );
    this.addSql(`create index "gate_case_id_index" on "gate" ("case_id")`);
    this.addSql(
      `alter table "gate" add constraint "gate_tender_id_phase_unique" unique ("tender_id", "phase")`,
    );
    this.addSql(
      `alter table "closing_day" add constraint "closing_day_basis_check" check ("basis" in ('document', 'assumption'))`,
    );
    this.addSql(
      `create constraint trigger "closing_day_bumps_revision" after insert or update or delete on "closing_day" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `alter table "committee" add constraint "committee_kind_check" check ("kind" in ('committee', 'council'))`,
    );
    this.addSql(
      `create constraint trigger "committee_bumps_revision" after insert or update or delete on "committee" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `alter table "committee_case" add constraint "committee_case_committee_id_foreign" foreign key ("committee_id") references "committee" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "committee_case" add constraint "committee_case_kind_check" check ("kind" in ('decision', 'discussion', 'briefing', 'closed'))`,
    );
    this.addSql(
      `create constraint trigger "committee_case_bumps_revision" after insert or update or delete on "committee_case" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `alter table "meeting" add constraint "meeting_committee_id_foreign" foreign key ("committee_id") references "committee" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "meeting" add constraint "meeting_status_check" check ("status" in ('planned', 'held', 'cancelled', 'moved'))`,
    );
    this.addSql(
      `alter table "meeting" add constraint "meeting_basis_check" check ("basis" in ('document', 'assumption'))`,
    );
    this.addSql(
      `create constraint trigger "meeting_bumps_revision" after insert or update or delete on "meeting" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `alter table "decision" add constraint "decision_case_id_foreign" foreign key ("case_id") references "committee_case" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "decision" add constraint "decision_meeting_id_foreign" foreign key ("meeting_id") references "meeting" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "decision" add constraint "decision_outcome_check" check ("outcome" in ('approved', 'discussed', 'noted', 'approved-with-conditions', 'postponed', 'rejected', 'stopped'))`,
    );
    this.addSql(
      `create constraint trigger "decision_bumps_revision" after insert or update or delete on "decision" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `create trigger "decision_is_a_record" before update or delete on "decision" for each row execute function refuse_change()`,
    );
    this.addSql(
      `alter table "condition" add constraint "condition_decision_id_foreign" foreign key ("decision_id") references "decision" ("id") on delete restrict`,
    );
    this.addSql(
      `create constraint trigger "condition_bumps_revision" after insert or update or delete on "condition" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `create trigger "condition_is_a_record" before update or delete on "condition" for each row execute function refuse_change()`,
    );
    this.addSql(
      `alter table "condition_met" add constraint "condition_met_condition_id_foreign" foreign key ("condition_id") references "condition" ("id") on delete restrict`,
    );
    this.addSql(
      `create constraint trigger "condition_met_bumps_revision" after insert or update or delete on "condition_met" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `create trigger "condition_met_is_a_record" before update or delete on "condition_met" for each row execute function refuse_change()`,
    );
    this.addSql(
      `alter table "agenda_item" add constraint "agenda_item_case_id_foreign" foreign key ("case_id") references "committee_case" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "agenda_item" add constraint "agenda_item_meeting_id_foreign" foreign key ("meeting_id") references "meeting" ("id") on delete restrict`,
    );
    this.addSql(
      `create constraint trigger "agenda_item_bumps_revision" after insert or update or delete on "agenda_item" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `alter table "recorded_assessment" add constraint "recorded_assessment_offer_id_foreign" foreign key ("offer_id") references "offer" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "recorded_assessment" add constraint "recorded_assessment_outcome_check" check ("outcome" in ('light-duty', 'general-duty', 'cross-border-interest', 'no-duty'))`,
    );
    this.addSql(
      `alter table "recorded_assessment" add constraint "recorded_assessment_screened_as_check" check ("screened_as" in ('light-duty', 'general-duty', 'below-threshold', 'internal', 'unknown-price', 'no-threshold'))`,
    );
    this.addSql(
      `create constraint trigger "recorded_assessment_bumps_revision" after insert or update or delete on "recorded_assessment" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `create trigger "recorded_assessment_is_a_record" before update or delete on "recorded_assessment" for each row execute function refuse_change()`,
    );
    this.addSql(
      `alter table "offer_contract" add constraint "offer_contract_offer_id_foreign" foreign key ("offer_id") references "offer" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "offer_contract" add constraint "offer_contract_category_check" check ("category" in ('light', 'general'))`,
    );
    this.addSql(
      `create constraint trigger "offer_contract_bumps_revision" after insert or update or delete on "offer_contract" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `alter table "insourcing_plan" add constraint "insourcing_plan_offer_id_foreign" foreign key ("offer_id") references "offer" ("id") on delete cascade`,
    );
    this.addSql(
      `create constraint trigger "insourcing_plan_bumps_revision" after insert or update or delete on "insourcing_plan" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `alter table "tender" add constraint "tender_portfolio_id_foreign" foreign key ("portfolio_id") references "portfolio" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "tender" add constraint "tender_committee_id_foreign" foreign key ("committee_id") references "committee" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "tender" add constraint "tender_procedure_check" check ("procedure" in ('light-regime', 'open', 'restricted', 'negotiated', 'below-threshold', 'undecided'))`,
    );
    this.addSql(
      `create constraint trigger "tender_bumps_revision" after insert or update or delete on "tender" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `alter table "plan" add constraint "plan_tender_id_foreign" foreign key ("tender_id") references "tender" ("id") on delete restrict`,
    );
    this.addSql(
      `create constraint trigger "plan_bumps_revision" after insert or update or delete on "plan" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `create trigger "plan_is_a_record" before update or delete on "plan" for each row execute function refuse_change()`,
    );
    this.addSql(
      `alter table "plan_approval" add constraint "plan_approval_plan_id_foreign" foreign key ("plan_id") references "plan" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "plan_approval" add constraint "plan_approval_case_id_foreign" foreign key ("case_id") references "committee_case" ("id") on delete restrict`,
    );
    this.addSql(
      `create constraint trigger "plan_approval_bumps_revision" after insert or update or delete on "plan_approval" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `alter table "phase" add constraint "phase_plan_id_foreign" foreign key ("plan_id") references "plan" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "phase" add constraint "phase_meeting_id_foreign" foreign key ("meeting_id") references "meeting" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "phase" add constraint "phase_ends_after_it_begins" check (planned_to >= planned_from)`,
    );
    this.addSql(
      `alter table "phase" add constraint "phase_owner_check" check ("owner" in ('committee', 'administration', 'adviser', 'unknown'))`,
    );
    this.addSql(
      `alter table "phase" add constraint "phase_kind_check" check ("kind" in ('decision', 'discussion', 'presentation', 'work'))`,
    );
    this.addSql(
      `alter table "phase" add constraint "phase_needed_basis_check" check ("needed_basis" in ('document', 'contract', 'accounts', 'estimate', 'assumption'))`,
    );
    this.addSql(
      `create constraint trigger "phase_bumps_revision" after insert or update or delete on "phase" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `create trigger "phase_is_a_record" before update or delete on "phase" for each row execute function refuse_change()`,
    );
    this.addSql(
      `alter table "phase_record" add constraint "phase_record_tender_id_foreign" foreign key ("tender_id") references "tender" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "phase_record" add constraint "phase_record_kind_check" check ("kind" in ('started', 'ended', 'reopened'))`,
    );
    this.addSql(
      `create constraint trigger "phase_record_bumps_revision" after insert or update or delete on "phase_record" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `create trigger "phase_record_is_a_record" before update or delete on "phase_record" for each row execute function refuse_change()`,
    );
    this.addSql(
      `alter table "milestone" add constraint "milestone_tender_id_foreign" foreign key ("tender_id") references "tender" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "milestone" add constraint "milestone_kind_check" check ("kind" in ('notice', 'questions', 'bids', 'award-letter', 'standstill-ends', 'contract-signed', 'award-notice'))`,
    );
    this.addSql(
      `alter table "milestone" add constraint "milestone_basis_check" check ("basis" in ('document', 'contract', 'accounts', 'estimate', 'assumption'))`,
    );
    this.addSql(
      `create constraint trigger "milestone_bumps_revision" after insert or update or delete on "milestone" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `alter table "lot" add constraint "lot_tender_id_foreign" foreign key ("tender_id") references "tender" ("id") on delete restrict`,
    );
    this.addSql(
      `create constraint trigger "lot_bumps_revision" after insert or update or delete on "lot" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `alter table "lot_offer" add constraint "lot_offer_lot_id_foreign" foreign key ("lot_id") references "lot" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "lot_offer" add constraint "lot_offer_offer_id_foreign" foreign key ("offer_id") references "offer" ("id") on delete restrict`,
    );
    this.addSql(
      `create constraint trigger "lot_offer_bumps_revision" after insert or update or delete on "lot_offer" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `alter table "bid" add constraint "bid_lot_id_foreign" foreign key ("lot_id") references "lot" ("id") on delete restrict`,
    );
    this.addSql(
      `create constraint trigger "bid_bumps_revision" after insert or update or delete on "bid" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
    this.addSql(
      `alter table "gate" add constraint "gate_tender_id_foreign" foreign key ("tender_id") references "tender" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "gate" add constraint "gate_case_id_foreign" foreign key ("case_id") references "committee_case" ("id") on delete restrict`,
    );
    this.addSql(
      `create constraint trigger "gate_bumps_revision" after insert or update or delete on "gate" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
  }
}
