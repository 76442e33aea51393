import { defineEntity, p } from '@mikro-orm/core';
import { appendOnly } from '../database/append-only.ts';
import { known } from '../shared/known.ts';
import { bumpsRevision } from '../database/revision.entity.ts';
import type { Source } from '../shared/source.schema.ts';
import { Committee } from './committee.entity.ts';
import type { CaseView, DecisionView, NewCase, NextStep } from './committee.schema.ts';
import { Meeting } from './meeting.entity.ts';

const CaseSchema = defineEntity({
  name: 'Case',
  tableName: 'committee_case',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    version: p.integer().version(),
    changedAt: p.datetime().defaultRaw('now()'),
    code: p.string().unique(),
    committee: () => p.manyToOne(Committee).deleteRule('restrict'),
    kind: p.enum(['decision', 'discussion', 'briefing', 'closed']),
    journalNumber: p.string().nullable(),
    title: p.text(),
    summary: p.text().nullable(),
    recommendations: p.json<string[]>(),
    economy: p.text().nullable(),
    nextSteps: p.json<NextStep[]>(),
    agenda: () => p.oneToMany(AgendaItem).mappedBy('case').orphanRemoval(),
    decisions: () => p.oneToMany(Decision).mappedBy('case'),
    sources: p.json<Source[]>(),
  },
  triggers: bumpsRevision('committee_case'),
});

export class Case extends CaseSchema.class {
  revise(input: NewCase, meetings: ReadonlyMap<string, Meeting>) {
    this.kind = input.kind;
    this.journalNumber = input.journalNumber;
    this.title = input.title;
    this.summary = input.summary;
    this.recommendations = input.recommendations;
    this.economy = input.economy;
    this.nextSteps = input.nextSteps;
    this.sources = input.sources;
    this.touch();
    const rows = new Map(this.agenda.getItems().map(item => [item.meeting.code, item]));
    this.agenda.set(
      input.agenda.map(({ meeting, number }) =>
        Object.assign(rows.get(meeting) ?? new AgendaItem(), {
          case: this,
          meeting: known(meetings, meeting),
          number,
        }),
      ),
    );
  }

  /** A new version, so that what somebody read of its agenda and decisions before is told apart from what stands now. */
  touch() {
    this.changedAt = new Date();
  }

  /** With its whole path: each agenda it stood on, each decision in the order recorded. */
  view(): CaseView {
    const agenda = this.agenda.getItems().toSorted((a, b) => (a.meeting.day < b.meeting.day ? -1 : 1));
    const decisions = this.decisions.getItems().toSorted((a, b) => a.number - b.number);
    return {
      code: this.code,
      committee: this.committee.code,
      kind: this.kind,
      journalNumber: this.journalNumber ?? null,
      title: this.title,
      summary: this.summary ?? null,
      recommendations: this.recommendations,
      economy: this.economy ?? null,
      nextSteps: this.nextSteps,
      agenda: agenda.map(({ meeting, number }) => ({ meeting: meeting.code, number: number ?? null })),
      sources: this.sources,
      decisions: decisions.map(decision => decision.view()),
    };
  }
}
CaseSchema.setClass(Case);

const AgendaItemSchema = defineEntity({
  name: 'AgendaItem',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    case: () => p.manyToOne(Case).deleteRule('cascade'),
    meeting: () => p.manyToOne(Meeting).deleteRule('restrict').index(),
    number: p.integer().nullable(),
  },
  uniques: [{ properties: ['case', 'meeting'] }],
  triggers: bumpsRevision('agenda_item'),
});

/** A case on a meeting's agenda; one that was postponed stands on several. */
export class AgendaItem extends AgendaItemSchema.class {}
AgendaItemSchema.setClass(AgendaItem);

const DecisionSchema = defineEntity({
  name: 'Decision',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    /** Counts up as decisions are recorded: the later one follows the earlier. */
    number: p.integer().autoincrement(),
    case: () => p.manyToOne(Case).deleteRule('restrict').index(),
    recommendation: p.integer(),
    meeting: () => p.manyToOne(Meeting).deleteRule('restrict').index(),
    outcome: p.enum([
      'approved',
      'discussed',
      'noted',
      'approved-with-conditions',
      'postponed',
      'rejected',
      'stopped',
    ]),
    reason: p.text().nullable(),
    absent: p.integer().nullable(),
    recordedAt: p.datetime().defaultRaw('now()'),
    conditions: () => p.oneToMany(Condition).mappedBy('decision').orderBy({ position: 'asc' }),
  },
  triggers: [...bumpsRevision('decision'), ...appendOnly('decision')],
});

/** What a committee decided on one recommendation at one meeting; never edited, only followed by another. */
export class Decision extends DecisionSchema.class {
  view(): DecisionView {
    return {
      meeting: this.meeting.code,
      day: this.meeting.day,
      recommendation: this.recommendation,
      outcome: this.outcome,
      reason: this.reason ?? null,
      absent: this.absent ?? null,
      conditions: this.conditions.getItems().map(({ id, text, dueOn, met }) => ({
        id,
        text,
        dueOn,
        metOn: met?.day ?? null,
        metNote: met?.note ?? null,
      })),
      recordedAt: this.recordedAt.toISOString(),
    };
  }
}
DecisionSchema.setClass(Decision);

const ConditionSchema = defineEntity({
  name: 'Condition',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    decision: () => p.manyToOne(Decision).deleteRule('restrict'),
    position: p.integer(),
    text: p.text(),
    dueOn: p.date(),
    met: () => p.oneToOne(ConditionMet).mappedBy('condition').nullable(),
  },
  uniques: [{ properties: ['decision', 'position'] }],
  triggers: [...bumpsRevision('condition'), ...appendOnly('condition')],
});

export class Condition extends ConditionSchema.class {}
ConditionSchema.setClass(Condition);

const ConditionMetSchema = defineEntity({
  name: 'ConditionMet',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    condition: () => p.oneToOne(Condition).owner().deleteRule('restrict'),
    day: p.date(),
    note: p.text().nullable(),
    recordedAt: p.datetime().defaultRaw('now()'),
  },
  triggers: [...bumpsRevision('condition_met'), ...appendOnly('condition_met')],
});

/** The record that a condition has been met. */
export class ConditionMet extends ConditionMetSchema.class {}
ConditionMetSchema.setClass(ConditionMet);
