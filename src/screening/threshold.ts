import { formatDay, type Day } from '../shared/days/day.ts';
import { formatKroner, type Oere } from '../shared/money.ts';
import type { ThresholdPeriod } from './threshold.schema.ts';

/** Light: social and other specific services (udbudsloven, afsnit III). General: every other service (afsnit II). */
export type Category = 'light' | 'general';

export const categoryLabels = { light: 'Light-ydelse', general: 'Almindelig ydelse' } as const;

export type ThresholdOn =
  | { kind: 'in-force'; day: Day; period: ThresholdPeriod; why: string }
  | { kind: 'outside'; day: Day; message: string };

/** The amount a value is compared with; `caution` is said wherever the amount is shown. */
export type Limit =
  | { kind: 'known'; amountOere: Oere; caution: string | null }
  | { kind: 'unknown'; message: string };

/** The thresholds in force on the day the notice is published; the day of delivery plays no part. */
export function thresholdOn(periods: readonly ThresholdPeriod[], day: Day): ThresholdOn {
  const period = periods.find(({ from, to }) => from <= day && day < to);
  if (period)
    return {
      kind: 'in-force',
      day,
      period,
      why: `Bekendtgørelsen er sat til ${formatDay(day)}. Derfor gælder tærskelværdierne for ${periodName(period)}, også når leveringen ligger senere.`,
    };
  const first = periods.at(0);
  const last = periods.at(-1);
  const covered =
    first && last
      ? ` Kendte tærskelværdier begynder ${formatDay(first.from)} og gælder indtil ${formatDay(last.to)}.`
      : '';
  return {
    kind: 'outside',
    day,
    message: `Der er ingen tærskelværdi for ${formatDay(day)}.${covered} Vælg en anden dato, eller tilføj perioden.`,
  };
}

export function limitIn(period: ThresholdPeriod, category: Category): Limit {
  if (category === 'general') return { kind: 'known', amountOere: period.generalOere, caution: null };
  const { light } = period;
  switch (light.status) {
    case 'published':
      return { kind: 'known', amountOere: light.amountOere, caution: null };
    case 'derived':
      return {
        kind: 'known',
        amountOere: light.amountOere,
        caution: `Tærskelværdien ${formatKroner(light.amountOere)} for ${periodName(period)} er beregnet og ikke set i kilden. ${light.note}`,
      };
    case 'not-seen':
      return {
        kind: 'unknown',
        message: `Værdien kan ikke sammenlignes med perioden ${periodName(period)}: tærskelværdien for light-ydelser kendes ikke. ${light.note}`,
      };
  }
}

/** `2022–2023` where the period is whole calendar years. */
function periodName({ from, to }: { from: Day; to: Day }): string {
  if (!from.endsWith('-01-01') || !to.endsWith('-01-01')) return `${formatDay(from)} indtil ${formatDay(to)}`;
  const first = Number(from.slice(0, 4));
  const last = Number(to.slice(0, 4)) - 1;
  return first === last ? `${first}` : `${first}–${last}`;
}
