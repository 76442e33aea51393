import { defineEntity, p } from '@mikro-orm/core';
import { Case, Decision } from '../committees/case.entity.ts';
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
    /** When what was decided was carried out in the vifte; at once, unless the vifte had moved since it was presented. */
    carriedOutAt: p.datetime().nullable(),
    presentations: () =>
      p.oneToMany(ScenarioPresentation).mappedBy('scenario').orderBy({ presentedAt: 'asc' }),
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
      presentation: this.presentation()?.view() ?? null,
      choice: this.choice?.view() ?? null,
      carriedOutAt: this.carriedOutAt?.toISOString() ?? null,
    };
  }

  /** The one that stands; null where it has not been presented, or has been taken back. */
  presentation(): ScenarioPresentation | null {
    return this.presentations.getItems().find(({ withdrawal }) => !withdrawal) ?? null;
  }

  move(status: Status) {
    this.status = status;
    this.changedAt = new Date();
  }
}
ScenarioSchema.setClass(Scenario);

/** What a scenario's view reads. */
export const withItsDecision = [
  'presentations.case',
  'presentations.withdrawal',
  'choice.decision.case',
  'choice.decision.meeting',
  'choice.corrections',
] as const;

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

const ScenarioPresentationSchema = defineEntity({
  name: 'ScenarioPresentation',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    scenario: () => p.manyToOne(Scenario).deleteRule('restrict').index(),
    case: () => p.manyToOne(Case).deleteRule('restrict').index(),
    recommendation: p.integer(),
    /** The recommendation as it read. */
    wording: p.text(),
    presentedOn: p.date(),
    presentedAt: p.datetime().defaultRaw('now()'),
    /** What it is decided on (`Dossier`), with its checksum: SHA-256 of it as JSON with its keys in order. */
    dossier: p.json<object>().lazy(),
    checksum: p.string().length(64),
    withdrawal: () => p.oneToOne(ScenarioWithdrawal).mappedBy('presentation').nullable(),
  },
  triggers: [...bumpsRevision('scenario_presentation'), ...appendOnly('scenario_presentation')],
});

/** That a scenario was presented with a case, on one of its recommendations, with what it is decided on; never edited. */
export class ScenarioPresentation extends ScenarioPresentationSchema.class {
  view(): NonNullable<ScenarioView['presentation']> {
    return {
      case: this.case.code,
      recommendation: this.recommendation,
      wording: this.wording,
      presentedOn: this.presentedOn,
      presentedAt: this.presentedAt.toISOString(),
      checksum: this.checksum,
    };
  }
}
ScenarioPresentationSchema.setClass(ScenarioPresentation);

const ScenarioWithdrawalSchema = defineEntity({
  name: 'ScenarioWithdrawal',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    presentation: () => p.oneToOne(ScenarioPresentation).owner().deleteRule('restrict'),
    withdrawnAt: p.datetime().defaultRaw('now()'),
  },
  triggers: [...bumpsRevision('scenario_withdrawal'), ...appendOnly('scenario_withdrawal')],
});

/** That a presented scenario was taken back before it was decided on. */
export class ScenarioWithdrawal extends ScenarioWithdrawalSchema.class {}
ScenarioWithdrawalSchema.setClass(ScenarioWithdrawal);

const ScenarioChoiceSchema = defineEntity({
  name: 'ScenarioChoice',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    scenario: () => p.oneToOne(Scenario).owner().deleteRule('restrict'),
    decision: () => p.manyToOne(Decision).deleteRule('restrict').index(),
    /** What it was decided on; null for those chosen before scenarios were presented with a case. */
    presentation: () => p.oneToOne(ScenarioPresentation).owner().nullable().deleteRule('restrict'),
    chosenAt: p.datetime().defaultRaw('now()'),
    /** The whole vifte as it was decided, with the ratings and prices it was decided on. */
    frozen: p.json<FrozenPortfolio>(),
    corrections: () => p.oneToMany(ScenarioCorrection).mappedBy('choice').orderBy({ recordedAt: 'asc' }),
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
      corrections: this.corrections
        .getItems()
        .map(({ reason, recordedAt }) => ({ reason, recordedAt: recordedAt.toISOString() })),
    };
  }
}
ScenarioChoiceSchema.setClass(ScenarioChoice);

const ScenarioCorrectionSchema = defineEntity({
  name: 'ScenarioCorrection',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    choice: () => p.manyToOne(ScenarioChoice).deleteRule('restrict').index(),
    reason: p.text(),
    recordedAt: p.datetime().defaultRaw('now()'),
  },
  triggers: [...bumpsRevision('scenario_correction'), ...appendOnly('scenario_correction')],
});

/** What was wrong with a choice: it stands beside the choice, which is never edited. */
export class ScenarioCorrection extends ScenarioCorrectionSchema.class {}
ScenarioCorrectionSchema.setClass(ScenarioCorrection);
