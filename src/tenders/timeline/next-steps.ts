import { addDays, type Day } from '../../shared/days/day.ts';
import { awardedOn } from './award.ts';
import type { Planned } from './life.ts';
import { stageLabels, type StageKind } from './stage.ts';
import { conditions } from './conditions.ts';
import type { Phase } from './phase.ts';
import type { ContractForecast, Situation, TimelinePhase } from './laid-phase.ts';

/** What is to be done now, and by whom. */
export type NextStep = {
  /** The phase it lies in; null for what follows the last of them. */
  phase: number | null;
  owner: Phase['owner'] | 'council' | 'complaints-board';
  step:
    | 'hand-in-papers'
    | 'decide'
    | 'finish-work'
    /** A stage with a day of its own: `about` is its kind. */
    | 'reach-stage'
    | 'send-letter'
    | 'await-standstill'
    | 'await-ruling'
    | 'sign-contract'
    | 'send-award-notice'
    /** A condition of a decision: `about` is its text. */
    | 'meet-condition';
  due: Day | null;
  about: string | null;
};

/**
 * The phases whose predecessors are all over, the stages with a day that has not been reached, open conditions, and, once every
 * phase is over, the way to the contract; soonest first. A tender that is called off has nothing left to do.
 */
export function nextSteps(
  phases: readonly TimelinePhase[],
  contract: ContractForecast,
  situation: Situation,
): NextStep[] {
  if (contract.because?.by === 'called-off') return [];
  const halting = phases.find(({ gate }) => gate?.state === 'halted');
  const ahead = halting
    ? [step({ phase: halting.number, owner: 'council', step: 'decide', due: null })]
    : [
        ...phaseSteps(phases, situation),
        ...stageSteps(situation),
        ...awardSteps(phases, contract, situation),
      ];
  return [...ahead, ...conditionSteps(situation)].toSorted(
    (a, b) => compare(a.due, b.due) || (a.phase ?? 100) - (b.phase ?? 100),
  );
}

function phaseSteps(phases: readonly TimelinePhase[], { plan, today }: Situation): NextStep[] {
  const over = new Set(phases.filter(({ state }) => state === 'ended').map(({ number }) => number));
  const known = new Set(phases.map(({ number }) => number));
  const open = new Set(
    plan.phases
      .filter(({ predecessors }) => predecessors.every(number => over.has(number) || !known.has(number)))
      .map(({ number }) => number),
  );
  return phases
    .filter(({ number, state }) => state !== 'ended' && open.has(number))
    .map(phase => phaseStep(phase, today));
}

function phaseStep({ number, owner, kind, forecast }: TimelinePhase, today: Day): NextStep {
  if (kind === 'work') return step({ phase: number, owner, step: 'finish-work', due: forecast.to });
  if (forecast.toBound.by !== 'meeting') return step({ phase: number, owner, step: 'decide', due: null });
  const { paperDeadline } = forecast.toBound;
  return paperDeadline >= today
    ? step({ phase: number, owner: 'administration', step: 'hand-in-papers', due: paperDeadline })
    : step({ phase: number, owner: 'committee', step: 'decide', due: forecast.to });
}

/** How long before its day a stage is worth naming, in calendar days; what is overdue is named until it is reached. */
const stageAhead = 31;

const ofTheAward: ReadonlySet<StageKind> = new Set<StageKind>([
  'award-letter',
  'standstill-ends',
  'contract-signed',
  'award-notice',
]);

const order: readonly string[] = Object.keys(stageLabels);

function stageSteps({ life: { planned }, today }: Situation): NextStep[] {
  const isMet = ({ metOn }: Planned) => metOn !== null && metOn <= today;
  const reached = planned.filter(isMet).map(({ kind }) => order.indexOf(kind));
  const furthest = Math.max(-1, ...reached);
  return planned
    .filter(
      one =>
        !ofTheAward.has(one.kind) &&
        !isMet(one) &&
        // what a later stage has overtaken is over, whether somebody wrote it down or not
        order.indexOf(one.kind) > furthest &&
        one.dueOn <= addDays(today, stageAhead),
    )
    .map(({ kind, dueOn }) =>
      step({ phase: null, owner: 'administration', step: 'reach-stage', due: dueOn, about: kind }),
    );
}

function awardSteps(
  phases: readonly TimelinePhase[],
  { expected, last, because }: ContractForecast,
  { life, today }: Situation,
): NextStep[] {
  const done = awardedOn(life.awarded, today);
  const step = (step: NextStep['step'], due: Day | null, owner: NextStep['owner'] = 'administration') => ({
    phase: null,
    owner,
    step,
    due,
    about: null,
  });
  if (done.noticeSent !== null) return [];
  if (done.contractSigned !== null)
    return life.terms.awardNoticeDays > 0 ? [step('send-award-notice', expected?.noticeBy ?? null)] : [];
  if (phases.some(({ state }) => state !== 'ended') && done.letterSent === null) return [];
  if (done.letterSent === null) return [step('send-letter', last.letterBy)];
  if (because?.by === 'complaint') return [step('await-ruling', null, 'complaints-board')];
  if (expected !== null && expected.standstillEnds >= today)
    return [step('await-standstill', expected.standstillEnds)];
  return [step('sign-contract', last.signBy)];
}

function conditionSteps({ facts, today }: Situation): NextStep[] {
  return conditions(facts, today)
    .filter(({ status }) => status !== 'met')
    .map(({ phase, text, dueOn }) =>
      step({ phase, owner: 'administration', step: 'meet-condition', due: dueOn, about: text }),
    );
}

function step(given: Omit<NextStep, 'about'> & { about?: string }): NextStep {
  return { about: null, ...given };
}

/** Days in order, none last. */
function compare(a: Day | null, b: Day | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}
