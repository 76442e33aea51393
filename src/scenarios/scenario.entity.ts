import { defineEntity, p } from '@mikro-orm/core';
import { Decision } from '../committees/case.entity.ts';
import { Portfolio } from '../offers/portfolio.entity.ts';
import { appendOnly } from '../database/append-only.ts';
import { bumpsRevision } from '../database/revision.entity.ts';
import type {
  FrozenPortfolio,
  ScenarioChange,
  ScenarioView,
  SeenPortfolio,
  Status,
} from './scenario.schema.ts';

const ScenarioSchema = defineEntity({
  name: 'Scenario',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    version: p.integer().version(),
    changedAt: p.datetime().defaultRaw('now()'),
    madeAt: p.datetime().defaultRaw('now()'),
    portfolio: () => p.manyToOne(Portfolio).deleteRule('restrict'),
    code: p.string(),
    name: p.string(),
    reason: p.text().nullable(),
    copiedFrom: p.string().nullable(),
    status: p.enum(['draft', 'presented', 'chosen', 'rejected']),
    changes: p.json<ScenarioChange[]>(),
    /** The vifte the changes were made on, and when it was looked at. */
    seen: p.json<SeenPortfolio>(),
    seenAt: p.datetime().defaultRaw('now()'),
    /** How many edits can be taken back: those kept as `ScenarioEdit`. */
    undoable: p.integer().default(0),
    choice: () => p.oneToOne(ScenarioChoice).mappedBy('scenario').nullable(),
  },
  uniques: [{ properties: ['portfolio', 'code'] }, { properties: ['portfolio', 'name'] }],
  triggers: bumpsRevision('scenario'),
});

/** A named set of changes to a portfolio. */
export class Scenario extends ScenarioSchema.class {
  view(): ScenarioView {
    return {
      code: this.code,
      name: this.name,
      reason: this.reason ?? null,
      copiedFrom: this.copiedFrom ?? null,
      changes: this.changes,
      status: this.status,
      madeAt: this.madeAt.toISOString(),
      seenAt: this.seenAt.toISOString(),
      undoable: this.undoable,
      choice: this.choice?.view() ?? null,
    };
  }

  move(status: Status) {
    this.status = status;
    this.changedAt = new Date();
  }
}
ScenarioSchema.setClass(Scenario);

const ScenarioEditSchema = defineEntity({
  name: 'ScenarioEdit',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    scenario: () => p.manyToOne(Scenario).deleteRule('cascade'),
    /** Counts up within the scenario. */
    number: p.integer(),
    before: p.json<ScenarioChange[]>(),
  },
  uniques: [{ properties: ['scenario', 'number'] }],
});

/** What the changes of a scenario were before an edit, so that it can be taken back. */
export class ScenarioEdit extends ScenarioEditSchema.class {}
ScenarioEditSchema.setClass(ScenarioEdit);

const ScenarioChoiceSchema = defineEntity({
  name: 'ScenarioChoice',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    scenario: () => p.oneToOne(Scenario).owner().deleteRule('restrict'),
    decision: () => p.manyToOne(Decision).deleteRule('restrict').index(),
    chosenAt: p.datetime().defaultRaw('now()'),
    /** The whole vifte as it was decided, with the ratings and prices it was decided on. */
    frozen: p.json<FrozenPortfolio>(),
  },
  triggers: [...bumpsRevision('scenario_choice'), ...appendOnly('scenario_choice')],
});

/** That a committee's decision made a scenario the vifte, with what it was decided on; never edited. */
export class ScenarioChoice extends ScenarioChoiceSchema.class {
  view(): NonNullable<ScenarioView['choice']> {
    return {
      case: this.decision.case.code,
      recommendation: this.decision.recommendation,
      meeting: this.decision.meeting.code,
      decidedOn: this.decision.meeting.day,
      chosenAt: this.chosenAt.toISOString(),
    };
  }
}
ScenarioChoiceSchema.setClass(ScenarioChoice);
