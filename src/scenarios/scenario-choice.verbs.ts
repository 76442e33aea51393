import { LockMode, type EntityManager } from '@mikro-orm/core';
import { Decision } from '../committees/case.entity.ts';
import { standing } from '../committees/case-path.ts';
import { findCase } from '../committees/case.verbs.ts';
import { outcomeLabels, type DecisionView } from '../committees/committee.schema.ts';
import { createOffer, dropOffer, reviseOffer } from '../offers/offer.verbs.ts';
import { findPortfolio } from '../offers/portfolio.query.ts';
import { readPortfolio } from '../offers/whole-portfolio.query.ts';
import type { WholePortfolio } from '../offers/whole-portfolio.ts';
import { formatDay, type Day } from '../shared/days/day.ts';
import { known } from '../shared/known.ts';
import { RuleBroken, placeOf, type Finding } from '../shared/rule-broken.ts';
import { requireMatch, transaction } from '../database/transaction.ts';
import { passes } from '../tenders/timeline/gates.ts';
import { changeFindings } from './scenario-findings.ts';
import { movedUnder } from './scenario-seen.ts';
import { Scenario, ScenarioChoice } from './scenario.entity.ts';
import type { NewChoice, ScenarioChange } from './scenario.schema.ts';
import { applyChanges, offerOf } from './scenario.ts';
import { scenarioOf } from './scenario.verbs.ts';

/**
 * Makes a presented scenario the vifte, as a committee has decided, and keeps all it was decided on. Refused where the vifte
 * has changed since the scenario was made on it, until somebody has accepted that. `today` is the day of the one who records.
 */
export function chooseScenario(
  em: EntityManager,
  portfolioCode: string,
  code: string,
  input: NewChoice,
  seen: string | undefined,
  today: Day,
): Promise<Scenario> {
  return transaction(em, async em => {
    const portfolio = await findPortfolio(em, portfolioCode, LockMode.PESSIMISTIC_WRITE);
    const scenario = await scenarioOf(em, portfolio, code, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, scenario);
    if (scenario.status !== 'presented') throw notPresented(scenario);
    const whole = await readPortfolio(em, portfolioCode);
    refuseChanged(scenario, whole);
    const decision = await decisionOn(em, scenario, input, today);
    const after = applyChanges(whole, scenario.changes);
    await makeItSo(em, portfolioCode, scenario.changes, after, today);
    const { frames } = whole.portfolio;
    em.create(ScenarioChoice, { scenario, decision, frozen: { frames, offers: after.offers } });
    scenario.move('chosen');
    await em.flush();
    return scenario;
  });
}

/** The decision that stands on the recommendation; it must have approved it, and have chosen no other scenario. */
async function decisionOn(
  em: EntityManager,
  scenario: Scenario,
  { case: code, recommendation }: NewChoice,
  today: Day,
): Promise<Decision> {
  const decided = await findCase(em, code, LockMode.PESSIMISTIC_READ).catch((error: unknown) => {
    if (!(error instanceof RuleBroken && error.rule === 'not-found')) throw error;
    return null;
  });
  if (!decided) throw refusal('/case', `Sagen ${code} findes ikke. Opret den under Udvalg.`);
  const view = decided.view();
  const standingNow = standing(view, today)[recommendation - 1];
  const problem = problemWith(standingNow, view.recommendations.length, recommendation);
  if (problem !== null || !standingNow) throw refusal('/recommendation', problem ?? '');
  const recorded = decided.decisions
    .getItems()
    .filter(one => one.recommendation === recommendation && one.meeting.code === standingNow.meeting);
  const decision = recorded.toSorted((a, b) => b.number - a.number)[0];
  if (!decision) throw new Error('A standing decision is one of its case');
  const other = await em.findOne(
    ScenarioChoice,
    { decision: { $in: recorded }, scenario: { portfolio: scenario.portfolio } },
    { populate: ['scenario'] },
  );
  if (other) {
    throw refusal(
      '/recommendation',
      `Den beslutning har allerede valgt scenariet ${other.scenario.name}. Vælg en anden indstilling.`,
    );
  }
  return em.findOneOrFail(Decision, { id: decision.id }, { populate: ['case', 'meeting'] });
}

function problemWith(
  decision: DecisionView | undefined,
  count: number,
  recommendation: number,
): string | null {
  if (recommendation > count)
    return `Sagen har ${count === 1 ? 'kun 1 indstilling' : `${count} indstillinger`}. Vælg en af dem.`;
  if (!decision)
    return 'Udvalget har ikke besluttet indstillingen endnu. Skriv beslutningen ind på sagen først.';
  if (passes(decision.outcome, 'decision')) return null;
  return `Indstillingen blev ikke godkendt ${formatDay(decision.day)}, men: ${outcomeLabels[decision.outcome]}. Kun en godkendelse kan vælge et scenarie.`;
}

function refusal(pointer: string, message: string): RuleBroken {
  return new RuleBroken('invalid-input', message, { status: 422, findings: [{ pointer, message }] });
}

function notPresented({ name, status }: Scenario): RuleBroken {
  const message =
    status === 'chosen'
      ? `${name} er allerede valgt.`
      : `${name} er ikke forelagt udvalget. Sæt status til forelagt, før det kan vælges.`;
  return new RuleBroken('not-presented', message);
}

function refuseChanged(scenario: Scenario, whole: WholePortfolio): void {
  const differences = movedUnder(scenario, whole).map(({ sentence }) => sentence);
  if (differences.length > 0) {
    throw new RuleBroken(
      'portfolio-changed',
      `Viften er ændret, siden ${scenario.name} blev lavet: ${differences.slice(0, 5).join(' ')} Se ændringerne på scenariets side, og godkend dem, før det vælges.`,
    );
  }
  const findings = changeFindings(whole, scenario.changes);
  if (findings.length > 0)
    throw new RuleBroken(
      'scenario-not-whole',
      `${scenario.name} kan ikke blive viften: ${messages(findings)}`,
    );
}

function messages(findings: readonly Finding[]): string {
  return findings.map(finding => `${finding.message} (${placeOf(finding)})`).join(' ');
}

/** By the same verbs, and so the same rules, as when a person edits the vifte offer by offer. */
async function makeItSo(
  em: EntityManager,
  portfolio: string,
  changes: readonly ScenarioChange[],
  after: WholePortfolio,
  today: Day,
): Promise<void> {
  const offers = new Map(after.offers.map(offer => [offer.code, offer]));
  const added = new Set(changes.flatMap(change => (change.kind === 'add' ? [change.offer.code] : [])));
  for (const change of changes) {
    if (change.kind === 'drop') {
      await dropOffer(em, portfolio, change.offer, today, '*');
    }
    if (change.kind === 'add') await createOffer(em, portfolio, known(offers, change.offer.code));
  }
  const touched = new Set(changes.filter(({ kind }) => kind === 'scale' || kind === 'reprice').map(offerOf));
  for (const code of touched.difference(added)) {
    const { targetGroups, priceLines } = known(offers, code);
    await reviseOffer(em, portfolio, code, { targetGroups, priceLines }, '*');
  }
}
