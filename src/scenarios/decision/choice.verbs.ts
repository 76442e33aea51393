import { LockMode, type EntityManager } from '@mikro-orm/core';
import type { Decision } from '../../committees/case.entity.ts';
import { requireMatch, transaction } from '../../database/transaction.ts';
import { createOffer, dropOffer, reviseOffer } from '../../offers/offer.verbs.ts';
import { findPortfolio } from '../../offers/portfolio.query.ts';
import { readPortfolio } from '../../offers/whole-portfolio.query.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import type { Day } from '../../shared/days/day.ts';
import { known } from '../../shared/known.ts';
import { RuleBroken, placeOf } from '../../shared/rule-broken.ts';
import { changeFindings } from '../scenario-findings.ts';
import { seenDifferences, seenOf } from '../scenario-seen.ts';
import { Scenario, ScenarioChoice, ScenarioCorrection, ScenarioPresentation } from '../scenario.entity.ts';
import type { NewCorrection, ScenarioChange } from '../scenario.schema.ts';
import { applyChanges, idleChanges, offerOf } from '../scenario.ts';
import { scenarioOf } from '../scenario.verbs.ts';
import { Dossier } from './dossier.schema.ts';

/**
 * Records that a decision chose a presented scenario, on what it was presented with. Where the vifte still is as it was presented,
 * what was decided is carried out at once; else it waits until somebody has looked at what moved (`carryOut`).
 */
export async function choose(
  em: EntityManager,
  presentation: ScenarioPresentation,
  decision: Decision,
  today: Day,
): Promise<void> {
  const { scenario } = presentation;
  const { portfolio } = scenario;
  await findPortfolio(em, portfolio.code, LockMode.PESSIMISTIC_WRITE);
  const { before, after, changes } = Dossier.parse(presentation.dossier);
  const { frames } = after.portfolio;
  em.create(ScenarioChoice, {
    scenario,
    decision,
    presentation,
    frozen: { frames, offers: after.offers },
  });
  scenario.move('chosen');
  const whole = await readPortfolio(em, portfolio.code);
  const isAsPresented = seenDifferences(seenOf(before), whole).length === 0;
  if (isAsPresented && changeFindings(whole, changes).length === 0) {
    await makeItSo(em, portfolio.code, changes, applyChanges(whole, changes), today);
    scenario.carriedOutAt = new Date();
  }
  await em.flush();
}

/** Carries out what was decided in a vifte that has moved since it was presented; changes whose offers are gone fall away. */
export function carryOut(
  em: EntityManager,
  portfolioCode: string,
  code: string,
  seen: string | undefined,
  today: Day,
): Promise<Scenario> {
  return transaction(em, async em => {
    const portfolio = await findPortfolio(em, portfolioCode, LockMode.PESSIMISTIC_WRITE);
    const scenario = await scenarioOf(em, portfolio, code, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, scenario);
    if (scenario.status !== 'chosen')
      throw new RuleBroken('not-chosen', `${scenario.name} er ikke valgt med en beslutning.`);
    if (scenario.carriedOutAt)
      throw new RuleBroken('already-carried-out', `${scenario.name} er allerede ført ud i viften.`);
    const whole = await readPortfolio(em, portfolioCode);
    const idle = idleChanges(whole, scenario.changes);
    const changes = scenario.changes.filter(change => !idle.includes(change));
    const findings = changeFindings(whole, changes);
    if (findings.length > 0)
      throw new RuleBroken(
        'scenario-not-whole',
        `${scenario.name} kan ikke føres ud, som viften er nu: ${findings.map(finding => `${finding.message} (${placeOf(finding)})`).join(' ')} Ret det i viften først.`,
      );
    await makeItSo(em, portfolioCode, changes, applyChanges(whole, changes), today);
    scenario.carriedOutAt = new Date();
    scenario.move('chosen');
    await em.flush();
    return scenarioOf(em, portfolio, code);
  });
}

/** Says what was wrong with a choice. The choice stands as it was; the vifte is changed back by a scenario of its own. */
export function recordCorrection(
  em: EntityManager,
  portfolioCode: string,
  code: string,
  { reason }: NewCorrection,
): Promise<Scenario> {
  return transaction(em, async em => {
    const portfolio = await findPortfolio(em, portfolioCode, LockMode.PESSIMISTIC_READ);
    const scenario = await scenarioOf(em, portfolio, code, LockMode.PESSIMISTIC_WRITE);
    const choice = scenario.choice;
    if (!choice) throw new RuleBroken('not-chosen', `${scenario.name} er ikke valgt med en beslutning.`);
    em.create(ScenarioCorrection, { choice, reason });
    scenario.move('chosen');
    await em.flush();
    em.clear();
    return scenarioOf(em, await findPortfolio(em, portfolioCode), code);
  });
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
    if (change.kind === 'drop') await dropOffer(em, portfolio, change.offer, today, '*');
    if (change.kind === 'add') await createOffer(em, portfolio, known(offers, change.offer.code));
  }
  const touched = new Set(changes.filter(({ kind }) => kind === 'scale' || kind === 'reprice').map(offerOf));
  for (const code of touched.difference(added)) {
    const { targetGroups, priceLines } = known(offers, code);
    await reviseOffer(em, portfolio, code, { targetGroups, priceLines }, '*');
  }
}
