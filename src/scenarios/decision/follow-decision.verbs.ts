import type { EntityManager } from '@mikro-orm/core';
import { Decision } from '../../committees/case.entity.ts';
import { isCompetent } from '../../committees/competent-body.ts';
import type { Day } from '../../shared/days/day.ts';
import { passes } from '../../tenders/timeline/gates.ts';
import { ScenarioPresentation } from '../scenario.entity.ts';
import { choose } from './choice.verbs.ts';

/**
 * What a recorded decision means to the scenario that its recommendation carries. The competent body's approval at a meeting after
 * the presentation chooses it, its rejection rejects it; nothing else does, nor does a recommendation that has been reworded since.
 */
export async function followDecision(em: EntityManager, { id }: { id: string }, today: Day): Promise<void> {
  const decision = await em.findOneOrFail(
    Decision,
    { id },
    { populate: ['case.committee', 'case.agenda.meeting.committee', 'meeting.committee'] },
  );
  const { case: decided, recommendation, meeting, outcome } = decision;
  const presentations = await em.find(
    ScenarioPresentation,
    { case: decided, recommendation, scenario: { status: 'presented' } },
    { populate: ['scenario.portfolio', 'withdrawal', 'dossier'] },
  );
  const bodies = decided.agenda.getItems().map(item => item.meeting.committee);
  if (!isCompetent(meeting.committee, { committee: decided.committee.code, bodies })) return;
  for (const presentation of presentations) {
    const isSame = presentation.wording === decided.recommendations[recommendation - 1];
    if (presentation.withdrawal || !isSame || meeting.day <= presentation.presentedOn) continue;
    if (passes(outcome, 'decision')) await choose(em, presentation, decision, today);
    else if (outcome === 'rejected') presentation.scenario.move('rejected');
  }
  await em.flush();
}
