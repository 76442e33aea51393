import { LockMode, type EntityManager } from '@mikro-orm/core';
import type { Portfolio } from '../offers/portfolio.entity.ts';
import { findPortfolio } from '../offers/portfolio.query.ts';
import { readPortfolio } from '../offers/whole-portfolio.query.ts';
import { RuleBroken, refuseIf, type Finding } from '../shared/rule-broken.ts';
import { codeTaken, requireMatch, transaction } from '../database/transaction.ts';
import { Scenario, ScenarioEdit, ScenarioWithdrawal, withItsDecision } from './scenario.entity.ts';
import { changeFindings } from './scenario-findings.ts';
import {
  mostChanges,
  type NewScenario,
  type ScenarioChange,
  type ScenarioRevision,
} from './scenario.schema.ts';
import { seenOf } from './scenario-seen.ts';
import { idleChanges, isEditable, offerOf } from './scenario.ts';

const mostScenarios = 200;
const mostEdits = 100;

/** Made as a draft on the vifte as it stands; the changes of `copiedFrom` come before those sent. */
export function createScenario(
  em: EntityManager,
  portfolioCode: string,
  input: NewScenario,
): Promise<Scenario> {
  return transaction(em, async em => {
    const portfolio = await findPortfolio(em, portfolioCode, LockMode.PESSIMISTIC_WRITE);
    const others = await em.find(Scenario, { portfolio });
    if (others.some(({ code }) => code === input.code)) throw taken(input.name, others);
    if (others.length >= mostScenarios)
      throw new RuleBroken('too-many-scenarios', `En vifte kan højst have ${mostScenarios} scenarier.`);
    const copied = others.find(({ code }) => code === input.copiedFrom);
    const changes = merged(copied?.changes ?? [], input.changes);
    const whole = await readPortfolio(em, portfolioCode);
    const findings = [
      ...codeFindings(input.code),
      ...nameFindings(input.name, others),
      ...changeFindings(whole, input.changes),
    ];
    if (input.copiedFrom !== null && !copied)
      findings.push({
        pointer: '/copiedFrom',
        message: `Scenariet ${input.copiedFrom} findes ikke i ${portfolio.title}.`,
      });
    else if (findings.length === 0) {
      const all = [...changeFindings(whole, changes), ...tooMany(changes)];
      findings.push(...all.map(({ message }) => ({ pointer: '/copiedFrom', message })));
    }
    refuseIf(findings);
    const { code, name, reason, copiedFrom } = input;
    const scenario = em.create(
      Scenario,
      { portfolio, code, name, reason, copiedFrom, status: 'draft', changes, seen: seenOf(whole) },
      { partial: true },
    );
    await em.flush();
    return findScenario(em, portfolioCode, scenario.code);
  });
}

/**
 * `seen` is the tag of the version the change was made on. Changes are edited in a draft only, and can be taken back; one that is
 * presented is first taken back from its case.
 */
export function reviseScenario(
  em: EntityManager,
  portfolioCode: string,
  code: string,
  revision: ScenarioRevision,
  seen: string | undefined,
): Promise<Scenario> {
  return transaction(em, async em => {
    const portfolio = await findPortfolio(em, portfolioCode, LockMode.PESSIMISTIC_READ);
    const scenario = await scenarioOf(em, portfolio, code, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, scenario);
    refuseChosen(scenario);
    const { name, reason, status, changes } = revision;
    if (scenario.status === 'presented' && (name ?? reason ?? changes) !== undefined) throw notADraft();
    const findings: Finding[] = [];
    if (name !== undefined) {
      const others = await em.find(Scenario, { portfolio, id: { $ne: scenario.id } });
      findings.push(...nameFindings(name, others));
    }
    if (changes !== undefined) {
      if (!isEditable({ status: status ?? scenario.status })) throw notADraft();
      findings.push(...changeFindings(await readPortfolio(em, portfolioCode), changes, scenario.changes));
    }
    refuseIf(findings);
    const presentation = scenario.presentation();
    if (scenario.status === 'presented' && status !== undefined && presentation)
      em.create(ScenarioWithdrawal, { presentation });
    scenario.move(status ?? scenario.status);
    if (name !== undefined) scenario.name = name;
    if (reason !== undefined) scenario.reason = reason;
    if (changes !== undefined) await edit(em, scenario, changes);
    await em.flush();
    return scenarioOf(em, portfolio, code);
  });
}

/** Puts the changes back as they were before the last edit. */
export function undoEdit(
  em: EntityManager,
  portfolioCode: string,
  code: string,
  seen: string | undefined,
): Promise<Scenario> {
  return transaction(em, async em => {
    const portfolio = await findPortfolio(em, portfolioCode, LockMode.PESSIMISTIC_READ);
    const scenario = await scenarioOf(em, portfolio, code, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, scenario);
    if (!isEditable(scenario)) throw notADraft();
    const [last] = await em.find(ScenarioEdit, { scenario }, { orderBy: { number: 'desc' }, limit: 1 });
    if (!last) throw new RuleBroken('nothing-to-undo', 'Der er ingen ændring at fortryde i scenariet.');
    scenario.changes = last.before;
    scenario.undoable -= 1;
    scenario.move('draft');
    em.remove(last);
    await em.flush();
    return scenario;
  });
}

/**
 * Takes the vifte as it now stands for the one the scenario is made on, once somebody has looked at what changed; changes
 * to offers that are gone fall away.
 */
export function acceptPortfolio(
  em: EntityManager,
  portfolioCode: string,
  code: string,
  seen: string | undefined,
): Promise<Scenario> {
  return transaction(em, async em => {
    const portfolio = await findPortfolio(em, portfolioCode, LockMode.PESSIMISTIC_READ);
    const scenario = await scenarioOf(em, portfolio, code, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, scenario);
    refuseChosen(scenario);
    if (!isEditable(scenario)) throw notADraft();
    const whole = await readPortfolio(em, portfolioCode);
    scenario.seen = seenOf(whole);
    scenario.seenAt = new Date();
    const idle = idleChanges(whole, scenario.changes);
    if (idle.length > 0)
      await edit(
        em,
        scenario,
        scenario.changes.filter(change => !idle.includes(change)),
      );
    scenario.move(scenario.status);
    await em.flush();
    return scenario;
  });
}

/** Refused once it has been presented: what was presented stays as a record. */
export function deleteScenario(
  em: EntityManager,
  portfolioCode: string,
  code: string,
  seen: string | undefined,
): Promise<void> {
  return transaction(em, async em => {
    const portfolio = await findPortfolio(em, portfolioCode, LockMode.PESSIMISTIC_READ);
    const scenario = await scenarioOf(em, portfolio, code, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, scenario);
    refuseChosen(scenario);
    if (scenario.presentations.length > 0)
      throw new RuleBroken(
        'scenario-presented',
        `${scenario.name} har været forelagt med en sag og bliver stående. Forkast det i stedet.`,
      );
    em.remove(scenario);
    await em.flush();
  });
}

export async function findScenario(
  em: EntityManager,
  portfolioCode: string,
  code: string,
): Promise<Scenario> {
  return scenarioOf(em, await findPortfolio(em, portfolioCode), code);
}

/** Locked, it stays as it is until the transaction ends. */
export async function scenarioOf(
  em: EntityManager,
  portfolio: Portfolio,
  code: string,
  lockMode = LockMode.NONE,
) {
  const scenario = await em.findOne(Scenario, { portfolio, code }, { lockMode });
  if (!scenario) {
    throw new RuleBroken('not-found', `Scenariet ${code} findes ikke i ${portfolio.title}.`, { status: 404 });
  }
  await em.populate(scenario, withItsDecision);
  return scenario;
}

/** Keeps what the changes were before, the oldest forgotten first. */
async function edit(em: EntityManager, scenario: Scenario, changes: ScenarioChange[]): Promise<void> {
  const edits = await em.find(ScenarioEdit, { scenario }, { orderBy: { number: 'asc' }, fields: ['number'] });
  const number = (edits.at(-1)?.number ?? 0) + 1;
  em.create(ScenarioEdit, { scenario, number, before: scenario.changes });
  const forgotten = edits.slice(0, Math.max(0, edits.length + 1 - mostEdits));
  for (const old of forgotten) em.remove(old);
  scenario.undoable = edits.length + 1 - forgotten.length;
  scenario.changes = changes;
}

/** A later change takes the place of an earlier one of its kind to the same offer; an offer dropped is not changed too. */
function merged(earlier: readonly ScenarioChange[], later: readonly ScenarioChange[]): ScenarioChange[] {
  const replaced = (change: ScenarioChange) =>
    later.some(
      other =>
        offerOf(other) === offerOf(change) &&
        (other.kind === change.kind || other.kind === 'drop' || change.kind === 'drop'),
    );
  return [...earlier.filter(change => !replaced(change)), ...later];
}

/** Names that pages under /scenarier have. */
const pages = new Set(['nyt', 'sammenlign', 'graense']);

function codeFindings(code: string): Finding[] {
  return pages.has(code)
    ? [{ pointer: '/code', message: `Koden ${code} er navnet på en side. Vælg en anden.` }]
    : [];
}

/** Told of the name where it is taken too: whoever let the code be made of the name has seen no code. */
function taken(name: string, others: readonly { name: string }[]): RuleBroken {
  const findings = nameFindings(name, others);
  const [first] = findings;
  return first ? new RuleBroken('already-exists', first.message, { findings }) : codeTaken();
}

function nameFindings(name: string, others: readonly { name: string }[]): Finding[] {
  const same = others.some(other => other.name.toLowerCase() === name.toLowerCase());
  return same
    ? [{ pointer: '/name', message: `Et andet scenarie hedder allerede ${name}. Vælg et andet navn.` }]
    : [];
}

function tooMany(changes: readonly ScenarioChange[]): { message: string }[] {
  return changes.length > mostChanges
    ? [{ message: `Et scenarie kan højst have ${mostChanges} ændringer.` }]
    : [];
}

function refuseChosen({ status, name }: Scenario): void {
  if (status !== 'chosen') return;
  throw new RuleBroken(
    'scenario-chosen',
    `${name} er valgt og er nu viften. Lav et nyt scenarie, hvis viften skal ændres igen.`,
  );
}

function notADraft(): RuleBroken {
  return new RuleBroken(
    'not-a-draft',
    'Kun en kladde kan ændres. Sæt scenariets status tilbage til kladde, og lav så ændringen.',
  );
}
