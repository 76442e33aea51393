import { createHash } from 'node:crypto';
import { LockMode, type EntityManager } from '@mikro-orm/core';
import { standing } from '../../committees/case-path.ts';
import { findCase } from '../../committees/case.verbs.ts';
import { outcomeLabels, type CaseView } from '../../committees/committee.schema.ts';
import { requireMatch, transaction } from '../../database/transaction.ts';
import { findPortfolio } from '../../offers/portfolio.query.ts';
import { formatDay, type Day } from '../../shared/days/day.ts';
import { RuleBroken, placeOf, refuseIf, type Finding } from '../../shared/rule-broken.ts';
import { version as program } from '../../shared/version.ts';
import type { DecideBy } from '../comparison/decide-by.ts';
import { readVifteFacts } from '../scenario-facts.query.ts';
import { changeFindings } from '../scenario-findings.ts';
import { movedUnder } from '../scenario-seen.ts';
import { Scenario, ScenarioPresentation } from '../scenario.entity.ts';
import type { NewPresentation } from '../scenario.schema.ts';
import { scenarioOf } from '../scenario.verbs.ts';
import { canonical, dossierOf } from './dossier.ts';

/** What the dossier rests on beside the vifte: seen from `day`, the notice of a tender, the last meeting that can decide. */
export type PresentedOn = { day: Day; noticeDate: Day; decideBy: DecideBy | null };

/**
 * Binds a draft to a recommendation of a case and writes down all it is to be decided on, as of now. From then on the scenario
 * is not edited; it is chosen by the competent body's decision on that recommendation at a later meeting, and by nothing else.
 */
export function presentScenario(
  em: EntityManager,
  portfolioCode: string,
  code: string,
  input: NewPresentation,
  seen: string | undefined,
  on: PresentedOn,
): Promise<Scenario> {
  return transaction(em, async em => {
    const about = await caseOf(em, input.case);
    const portfolio = await findPortfolio(em, portfolioCode, LockMode.PESSIMISTIC_WRITE);
    const scenario = await scenarioOf(em, portfolio, code, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, scenario);
    if (scenario.status !== 'draft') throw notADraft(scenario);
    const facts = await readVifteFacts(em, portfolioCode);
    refuseUnready(scenario, facts.whole);
    const view = about.view();
    refuseIf(await bindingFindings(em, view, input));
    const wording = view.recommendations[input.recommendation - 1] ?? '';
    const dossier = dossierOf({
      facts: {
        ...facts,
        scenarios: [{ ...scenario.view(), status: 'presented', seen: scenario.seen }],
        noticeDate: on.noticeDate,
        decideBy: on.decideBy,
      },
      case: { code: view.code, title: view.title, recommendation: input.recommendation, wording },
      seenFrom: on.day,
      program,
    });
    em.create(ScenarioPresentation, {
      scenario,
      case: about,
      recommendation: input.recommendation,
      wording,
      presentedOn: on.day,
      dossier,
      checksum: checksumOf(dossier),
    });
    scenario.move('presented');
    await em.flush();
    return scenarioOf(em, portfolio, code);
  });
}

export function checksumOf(dossier: object): string {
  return createHash('sha256').update(canonical(dossier)).digest('hex');
}

async function caseOf(em: EntityManager, code: string) {
  try {
    return await findCase(em, code, LockMode.PESSIMISTIC_READ);
  } catch (error) {
    if (!(error instanceof RuleBroken && error.rule === 'not-found')) throw error;
    const message = `Sagen ${code} findes ikke. Opret den under Udvalg.`;
    throw new RuleBroken('invalid-input', message, {
      status: 422,
      findings: [{ pointer: '/case', message }],
    });
  }
}

/** One recommendation carries one scenario, and is not decided yet. */
async function bindingFindings(
  em: EntityManager,
  view: CaseView,
  { case: code, recommendation }: NewPresentation,
): Promise<Finding[]> {
  if (view.kind !== 'decision' && view.kind !== 'closed')
    return found('/case', `${view.title} er ikke en beslutningssag. Vælg en sag, udvalget skal beslutte.`);
  if (recommendation > view.recommendations.length) {
    const many = view.recommendations.length;
    return found(
      '/recommendation',
      `Sagen har ${many === 0 ? 'ingen indstillinger' : `kun ${many} indstilling${many === 1 ? '' : 'er'}`}.`,
    );
  }
  const decided = decidedOn(view, recommendation);
  if (decided)
    return found(
      '/recommendation',
      `Indstillingen er allerede afgjort ${formatDay(decided.day)}: ${outcomeLabels[decided.outcome]}. Et scenarie skal forelægges før beslutningen.`,
    );
  const others = await em.find(
    ScenarioPresentation,
    { case: { code }, recommendation, withdrawal: null },
    { populate: ['scenario', 'withdrawal'] },
  );
  const other = others.find(({ withdrawal }) => !withdrawal);
  return other
    ? found('/recommendation', `Indstillingen bærer allerede scenariet ${other.scenario.name}.`)
    : [];
}

/** What has been decided on a recommendation, whatever the day it is seen from; a postponement leaves it open. */
export function decidedOn(view: CaseView, recommendation: number) {
  const decision = standing(view, '9999-12-31')[recommendation - 1];
  return decision && decision.outcome !== 'postponed' ? decision : null;
}

function notADraft({ name, status }: Scenario): RuleBroken {
  const message = {
    draft: '',
    presented: `${name} er allerede forelagt. Tag det tilbage til kladde, hvis det skal på en anden sag.`,
    chosen: `${name} er allerede valgt.`,
    rejected: `${name} er forkastet. Gør det til kladde igen, før det forelægges.`,
  }[status];
  return new RuleBroken('not-a-draft', message);
}

function refuseUnready(scenario: Scenario, whole: Parameters<typeof changeFindings>[0]): void {
  if (scenario.changes.length === 0)
    throw new RuleBroken(
      'scenario-empty',
      `${scenario.name} ændrer intet i viften. Lav en ændring, før det forelægges.`,
    );
  const moved = movedUnder(scenario, whole).map(({ sentence }) => sentence);
  if (moved.length > 0)
    throw new RuleBroken(
      'portfolio-changed',
      `Viften er ændret, siden ${scenario.name} blev lavet: ${moved.slice(0, 5).join(' ')} Se ændringerne på scenariets side, og godkend dem, før det forelægges.`,
    );
  const findings = changeFindings(whole, scenario.changes);
  if (findings.length > 0)
    throw new RuleBroken(
      'scenario-not-whole',
      `${scenario.name} kan ikke blive viften: ${findings.map(finding => `${finding.message} (${placeOf(finding)})`).join(' ')}`,
    );
}

function found(pointer: string, message: string): Finding[] {
  return [{ pointer, message }];
}
