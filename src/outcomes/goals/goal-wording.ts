import type {
  Amount,
  GoalStatus,
  GoalStatusName,
  GoalTargetKind,
  JudgedReading,
} from './goal-target.schema.ts';
import { periodText } from '../period.ts';

const number = new Intl.NumberFormat('da', { maximumFractionDigits: 2 });

/** `85,5 pct.`, `−19 personer`. */
export function amountText(value: number, unit: string): string {
  return `${number.format(value).replace('-', '−')} ${unit}`;
}

/** A period of ours, or one as a document prints it: a month, a span of two, or whatever it says. */
function printedPeriodText(period: string): string {
  return period
    .split('/')
    .map(one => periodText(one.replace(/^(\d{4})-(\d{2})$/, '$1M$2')))
    .join(' til ');
}

/** `71 pct. (2021)`, with the count where it is known and what the document says where that differs. */
export function figureText({ value, unit, period, numerator, denominator, statedShare }: Amount): string {
  const told = [
    ...(numerator !== null && denominator !== null ? [`${numerator} af ${denominator}`] : []),
    ...(period === null ? [] : [printedPeriodText(period)]),
    ...(statedShare !== null && numerator !== null && denominator !== null && statedShare !== value
      ? [`oplyst som ${amountText(statedShare, 'pct.')}`]
      : []),
  ];
  return `${amountText(value, unit)}${told.length === 0 ? '' : ` (${told.join(', ')})`}`;
}

/** `over 70 pct.`, `højst 2,5 pct. (august 2022)`. */
export function targetText({ direction, strict }: JudgedReading, target: Amount): string {
  const word = direction === 'at-least' ? (strict ? 'over' : 'mindst') : strict ? 'under' : 'højst';
  return `${word} ${figureText(target)}`;
}

const manyWords: Record<GoalTargetKind, string> = {
  local: 'lokale mål',
  'language-centre': 'mål for Sprogcenter Randers',
  supervision: 'mål i reglerne om skærpet tilsyn',
  'housing-plan': 'mål i den boligsociale helhedsplan',
  minister: 'ministermål',
  'global-goal': 'verdensmål',
  policy: 'mål i politikken',
};

/** Goals of one kind in one plan, in the order stated; a goal's parts come right after it. */
export type GoalPlan = { kind: GoalTargetKind; plan: string; goals: GoalStatus[] };

export function goalPlans(goals: readonly GoalStatus[]): GoalPlan[] {
  const whole = goals.filter(({ partOf }) => partOf === null || !goals.some(({ code }) => code === partOf));
  const plans = Map.groupBy(whole, ({ kind, plan }) => `${kind} ${plan}`);
  return [...plans.values()].flatMap(([first, ...rest]) => {
    if (!first) return [];
    const { kind, plan } = first;
    return [{ kind, plan, goals: [first, ...rest].flatMap(goal => withParts(goal, goals)) }];
  });
}

function withParts(goal: GoalStatus, goals: readonly GoalStatus[]): GoalStatus[] {
  return [goal, ...goals.filter(({ partOf }) => partOf === goal.code)];
}

export function planTitle({ kind, plan }: Pick<GoalPlan, 'kind' | 'plan'>): string {
  const words = manyWords[kind];
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}, ${plan.replace('-', '–')}`;
}

/** `3 af 10 lokale mål for 2023 er nået, 1 er ikke nået, og 6 kan ikke gøres op.` Parts are not counted by themselves. */
export function planAnswer({ kind, plan, goals }: GoalPlan): string {
  const whole = goals.filter(({ partOf }) => !goals.some(({ code }) => code === partOf));
  const [only] = whole;
  if (whole.length === 1 && only) return `${only.title}: ${statusWords[only.status]}.`;
  const which = `${manyWords[kind]} for ${plan.replace('-', '–')}`;
  const count = (status: GoalStatusName) => whole.filter(goal => goal.status === status).length;
  if (count('cannot-be-computed') === whole.length)
    return `Ingen af de ${whole.length} ${which} kan gøres op: målene er sat, men der mangler tal.`;
  return `${count('met')} af ${whole.length} ${which} er nået, ${count('not-met')} er ikke nået, og ${count('cannot-be-computed')} kan ikke gøres op.`;
}

const statusWords: Record<GoalStatusName, string> = {
  met: 'målet er nået',
  'not-met': 'målet er ikke nået',
  'cannot-be-computed': 'målet kan ikke gøres op',
};

/** All plans together, parts not counted by themselves. */
export function allAnswer(plans: readonly GoalPlan[]): string {
  const whole = plans.flatMap(({ goals }) => goals.filter(({ partOf }) => partOf === null));
  const count = (status: GoalStatusName) => whole.filter(goal => goal.status === status).length;
  return `Af planernes ${whole.length} mål i alt er ${count('met')} nået, ${count('not-met')} er ikke nået, og ${count('cannot-be-computed')} kan ikke gøres op.`;
}
