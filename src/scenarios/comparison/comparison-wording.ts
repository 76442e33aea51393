import { isIncomplete, overText } from '../../offers/known-money.ts';
import { money, offersText } from '../../offers/wording.ts';
import { capital, listed, number, stopped } from '../../shared/wording.ts';
import { moreText, placedText } from './comparison-rows.ts';
import type { Alternative, ChangedOffer, Comparison } from './comparison.ts';

/** What the choice costs and gives, in one breath; `many` is how many there are to choose among. */
export function comparisonAnswer(
  { today, scenarios }: Comparison,
  many: number,
  groupName: (code: string) => string,
): string {
  if (many === 0) return 'Der er endnu ingen scenarier at sammenligne med viften.';
  if (scenarios.length === 0) return 'Vælg herunder de scenarier, der skal sammenlignes med viften.';
  return scenarios.map(scenario => alternativeText(today, scenario, groupName)).join(' ');
}

/**
 * `Flere pladser bryder rammen for 2024 med 0,8 mio. kr. Flere pladser til jobparate (40); færre til flygtninge (130). Af
 * ydelsesgruppernes personer dækkes lige så mange som i dag.`
 */
export function alternativeText(
  today: Alternative,
  scenario: Alternative,
  groupName: (code: string) => string,
): string {
  const { name, frames, covered, consequences } = scenario;
  const broken = frames.filter(({ isKept }) => !isKept);
  const unknown = frames.some(isIncomplete);
  const frame =
    broken.length > 0
      ? `bryder rammen ${listed(broken.map(frame => `for ${frame.year} med ${overText(frame)}`))}`
      : `holder rammen${unknown ? ' (så vidt priserne kendes)' : ''}`;
  const moved = moreText(today.covered, covered);
  const placed = placedText(today, scenario);
  const persons =
    placed === 'som i dag'
      ? 'dækkes lige så mange som i dag'
      : `dækkes ${number(Math.abs(scenario.placed - today.placed))} ${scenario.placed > today.placed ? 'flere' : 'færre'} end i dag`;
  const reached =
    moved === null || moved === 'som i dag' ? [] : [`der er tilbud til grupper med ${ofPersons(moved)}`];
  const duties = consequences.filter(({ kind }) => kind === 'duty-arises').length;
  const fewer = consequences.filter(({ kind }) => kind === 'duty-falls-away').length;
  const rest = [
    ...(duties > 0 ? [`giver ${duties === 1 ? 'en ny udbudspligt' : `${duties} nye udbudspligter`}`] : []),
    ...(fewer > 0 ? [`fjerner ${fewer === 1 ? 'en udbudspligt' : `${fewer} udbudspligter`}`] : []),
  ];
  const counted = capital([`af ydelsesgruppernes personer ${persons}`, ...reached].join('; '));
  return [
    stopped(`${name} ${listed([frame, ...rest])}`),
    ...[whoText(today, scenario, groupName) ?? []].flat(),
    stopped(counted),
  ].join(' ');
}

/** Who gets places and who loses them, benefit groups and cross-cutting ones alike, each by its own count; null where nobody does. */
function whoText(
  today: Alternative,
  scenario: Alternative,
  groupName: (code: string) => string,
): string | null {
  const [was, is] = [placesByGroup(today), placesByGroup(scenario)];
  const moved = [...new Set([...was.keys(), ...is.keys()])].map(group => ({
    group,
    by: (is.get(group) ?? 0) - (was.get(group) ?? 0),
  }));
  const lose = moved.filter(({ by }) => by < 0).toSorted((a, b) => a.by - b.by);
  const gain = moved.filter(({ by }) => by > 0).toSorted((a, b) => b.by - a.by);
  const named = (some: typeof moved) => {
    const first = some.slice(0, 3).map(({ group, by }) => `${groupName(group)} (${number(Math.abs(by))})`);
    return listed(some.length > 3 ? [...first, `${some.length - 3} grupper til`] : first);
  };
  const parts = [
    ...(lose.length > 0 ? [`færre kendte pladser til ${named(lose)}`] : []),
    ...(gain.length > 0 ? [`flere kendte pladser til ${named(gain)}`] : []),
  ];
  return parts.length > 0 ? stopped(capital(parts.join('; '))) : null;
}

/** `160 færre` as `160 personer færre`. */
function ofPersons(more: string): string {
  return more.replace(/ (flere|færre)$/, ' personer $1');
}

/** `5 tilbud bortfalder, 1 kommer til, 2 ændres`, or that nothing does. */
export function changesText({
  dropped,
  added,
  changed,
}: Pick<Alternative, 'dropped' | 'added' | 'changed'>): string {
  const parts = [
    ...(dropped.length > 0 ? [`${offersText(dropped.length)} bortfalder`] : []),
    ...(added.length > 0 ? [`${offersText(added.length)} kommer til`] : []),
    ...(changed.length > 0 ? [`${offersText(changed.length)} ændres`] : []),
  ];
  return parts.length > 0 ? listed(parts) : 'ingen ændringer';
}

/** `36 til 72 pladser`; null where the places stay. */
export function placesText({ places }: ChangedOffer): string | null {
  if (places.before === places.after) return null;
  return `${known(places.before, number)} til ${known(places.after, number)} pladser`;
}

/** `2024: 0,5 mio. kr. til 1,0 mio. kr.`, for each year whose price moves; null where none does. */
export function pricesText({ years }: ChangedOffer): string | null {
  const moved = years
    .filter(({ beforeOere, afterOere }) => beforeOere !== afterOere)
    .map(
      ({ year, beforeOere, afterOere }) =>
        `${year}: ${known(beforeOere, money)} til ${known(afterOere, money)}`,
    );
  return moved.length > 0 ? moved.join('; ') : null;
}

function known(value: number | null, text: (value: number) => string): string {
  return value === null ? 'ukendt' : text(value);
}

/** The address of a comparison of those scenarios. */
export function comparisonPath(codes: readonly string[]): string {
  return codes.length === 0
    ? '/scenarier/sammenlign'
    : `/scenarier/sammenlign?${codes.map(code => `s=${code}`).join('&')}`;
}

/** Parts count with the groups they are parts of. */
function placesByGroup({ balance }: Alternative): Map<string, number> {
  const rows = balance.coverage.rows.filter(({ kind }) => kind !== 'part');
  return new Map(rows.map(row => [row.group, row.places]));
}
