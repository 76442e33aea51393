import type { Day } from '../../shared/days/day.ts';
import { listed } from '../../shared/wording.ts';
import { completeOn, partsOf, periodAfter, periodText, type Period } from '../period.ts';
import type { Input } from './effect-inputs.ts';
import { isEarlier, newest } from './effect-periods.ts';
import type { GroupFacts, Named, StatedExpectation, Told } from './group-facts.ts';
import { breaksBetween } from './structural-breaks.ts';

/** Why something cannot be worked out, or what must be kept in mind; `message` is Danish. */
type Remark<Code extends string> = { code: Code; message: string };

export type Missing = Remark<
  | 'no-measure'
  | 'no-observation'
  | 'hidden'
  | 'suppressed'
  | 'no-counts'
  | 'no-base'
  | 'base-not-earlier'
  | 'no-comparison'
>;

export type Warning = Remark<
  | 'assumed'
  | 'few-persons'
  | 'broken-series'
  | 'changed-source'
  | 'one-offer'
  | 'not-complete'
  | 'newer-not-complete'
  | 'newer-not-told'
  | 'share-disagrees'
  | 'chance-within'
  | 'tightened'
  | 'structural-break'
>;

/** Fewer persons than this are told to be few: an interval is then some fourteen percentage points to either side. */
const fewPersons = 50;

type Chosen = {
  period: Period | null;
  base: Period | null;
  comparisonArea: Named | null;
  stated: boolean;
};

export function missingOf(inputs: readonly Input[], chosen: Chosen): Missing[] {
  const { period, base, comparisonArea, stated } = chosen;
  if (period === null)
    return [{ code: 'no-observation', message: 'Der er ingen tal for gruppen med denne måling.' }];
  const missing: Missing[] = inputs.flatMap(missingIn);
  if (stated) return missing;
  if (base === null)
    missing.push({
      code: 'no-base',
      message: `Der er ingen tal for den samme del af et tidligere år at holde ${periodText(period)} op imod.`,
    });
  else if (!isEarlier(base, period))
    missing.push({
      code: 'base-not-earlier',
      message: `${capital(periodText(base))} slutter ikke før ${periodText(period)} begynder. Vælg en tidligere periode at regne fra.`,
    });
  if (!comparisonArea)
    missing.push({ code: 'no-comparison', message: 'Der er intet andet område at sammenligne med.' });
  return missing;
}

function missingIn({ role, area, period, state, numerator, denominator }: Input): Missing[] {
  const where = `${area.title} i ${periodText(period)}`;
  switch (state) {
    case 'absent':
      return role === 'comparison' || role === 'comparison-base'
        ? [{ code: 'no-comparison', message: `Der mangler tal for ${where}.` }]
        : [{ code: 'no-observation', message: `Der mangler tal for ${where}.` }];
    case 'hidden':
      return [
        {
          code: 'hidden',
          message: `Tallet for ${where} er skjult, fordi det er så lille, at det kunne pege på enkelte, eller kunne røbe et, der er.`,
        },
      ];
    case 'suppressed':
      return [{ code: 'suppressed', message: `Kilden har holdt tallet for ${where} tilbage.` }];
    case 'shown':
      return numerator === null || denominator === null
        ? [
            {
              code: 'no-counts',
              message: `For ${where} er kun andelen offentliggjort. Uden antal kan usikkerheden ikke regnes ud.`,
            },
          ]
        : [];
  }
}

type Judged = {
  period: Period;
  base: Period | null;
  inputs: readonly Input[];
  stated: StatedExpectation | undefined;
  today: Day;
  /** Whether the verdict reckons with chance within the group alone. */
  isChanceWithin: boolean;
};

export function warningsOf(facts: GroupFacts, judged: Judged): Warning[] {
  const { period, base, inputs, stated, today, isChanceWithin } = judged;
  const own = inputs.filter(({ role }) => role === 'observed' || role === 'base');
  const warnings: Warning[] = [];
  const warn = (code: Warning['code'], message: string) => warnings.push({ code, message });
  if (inputs.some(({ basis }) => basis === 'assumption') || stated?.basis === 'assumption')
    warn('assumed', 'Tallene er antagne eksempeltal og siger intet om virkeligheden.');
  const few = own.filter(({ denominator }) => denominator !== null && denominator < fewPersons);
  if (few.length > 0)
    warn(
      'few-persons',
      `Der er få personer: ${few.map(({ denominator, period }) => `${denominator} i ${periodText(period)}`).join(' og ')}. Kun store forskelle kan ses.`,
    );
  if (isChanceWithin)
    warn(
      'chance-within',
      'Der er kun regnet med tilfældighed inden for gruppen. Hvor meget kommuner svinger indbyrdes, er ikke talt med, fordi der ikke er tal for nok andre kommuner.',
    );
  if (!stated && base !== null)
    for (const { title, what } of breaksBetween(base, period)) warn('structural-break', `${title}: ${what}`);
  if (!stated && base !== null) {
    const gaps = gapsBetween(facts.own, base, period);
    if (gaps.length > 0)
      warn('broken-series', `Rækken er brudt: der mangler tal for ${listed(gaps.map(periodText))}.`);
    const [observed, before] = own;
    if (observed?.source && before?.source && observed.source.document !== before.source.document)
      warn(
        'changed-source',
        'De to perioder kommer fra hver sin kilde, så det kan være talt op på hver sin måde.',
      );
  }
  if (facts.offers === 1)
    warn(
      'one-offer',
      'Gruppen har kun ét tilbud. Gruppens tal må alligevel ikke læses som tilbuddets: andet end tilbuddet virker også.',
    );
  const complete = completeOn(period, facts.measure.lagMonths);
  if (complete > today) warn('not-complete', `Tallene for ${periodText(period)} er ikke færdige endnu.`);
  const later = facts.own.filter(
    cell => cell.period > period && partsOf(cell.period)?.kind === partsOf(period)?.kind,
  );
  const ready = (cell: Told) => completeOn(cell.period, facts.measure.lagMonths) <= today;
  const unready = newest(later.filter(cell => !ready(cell)));
  const untold = newest(later.filter(cell => ready(cell) && cell.state !== 'shown'));
  if (unready !== null)
    warn(
      'newer-not-complete',
      `Der er tal til og med ${periodText(unready)}, men de er ikke færdige endnu og er ikke brugt.`,
    );
  if (untold !== null)
    warn('newer-not-told', `Tallene for ${periodText(untold)} er skjult, så et ældre er brugt.`);
  for (const cell of [...facts.own, ...facts.comparison])
    if (inputs.some(input => input.period === cell.period) && disagrees(cell))
      warn(
        'share-disagrees',
        `Kilden oplyser for ${periodText(cell.period)} en anden andel, end dens antal giver; antallet er brugt.`,
      );
  return warnings;
}

function gapsBetween(own: readonly Told[], base: Period, period: Period): Period[] {
  const gaps: Period[] = [];
  if (!isEarlier(base, period)) return gaps;
  const told = new Set(own.map(cell => cell.period));
  for (let next = periodAfter(base); next < period; next = periodAfter(next))
    if (!told.has(next)) gaps.push(next);
  return gaps;
}

/** More than rounding to whole percents explains. */
function disagrees(cell: Told): boolean {
  if (cell.state !== 'shown' || cell.share === null) return false;
  if (cell.numerator === null || cell.denominator === null) return false;
  return Math.abs(cell.numerator / cell.denominator - cell.share) > 0.005;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
