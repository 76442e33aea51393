import { Migration } from '@mikro-orm/migrations';

export class Forpligtelser extends Migration {
  override up() {
    this.addSql(
      `create table "commitment" ("id" uuid not null default gen_random_uuid(), "portfolio_id" uuid not null, "offer" varchar(255) not null, "name" varchar(255) not null, "supplier_id" uuid null, "year" int not null, "from" date not null, "until" date not null, "amount_oere" bigint null, "basis" text not null, "made_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(`create index "commitment_portfolio_id_index" on "commitment" ("portfolio_id")`);
    this.addSql(`create index "commitment_supplier_id_index" on "commitment" ("supplier_id")`);
    this.addSql(
      `alter table "commitment" add constraint "commitment_amount_not_negative" check (amount_oere >= 0)`,
    );
    this.addSql(
      `alter table "commitment" add constraint "commitment_basis_check" check ("basis" in ('document', 'contract', 'accounts', 'estimate', 'assumption'))`,
    );
    this.addSql(
      `alter table "commitment" add constraint "commitment_portfolio_id_foreign" foreign key ("portfolio_id") references "portfolio" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "commitment" add constraint "commitment_supplier_id_foreign" foreign key ("supplier_id") references "supplier" ("id") on delete restrict`,
    );
    this.addSql(
      `create constraint trigger "commitment_bumps_revision" after insert or update or delete on "commitment" deferrable initially deferred for each row execute function bump_data_revision()`,
    );
  }
}
