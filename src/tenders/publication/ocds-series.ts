import { addDays, danishTimestamp, type Day } from '../../shared/days/day.ts';
import { milestonesOn, planOn, type WholeTender } from '../whole-tender.ts';
import { ocdsBody, ocidOf, type Municipality, type OcdsBody } from './ocds.ts';

type Release = { ocid: string; id: string; date: string; tag: string[] } & OcdsBody;

/** Tells a release's content: another content gets another id. */
export type Digest = (content: string) => string;

/** The extensions the releases use, as the standard asks packages to name them. */
export const extensions = [
  'https://raw.githubusercontent.com/open-contracting-extensions/ocds_lots_extension/master/extension.json',
  'https://raw.githubusercontent.com/open-contracting-extensions/ocds_awardCriteria_extension/master/extension.json',
  'https://raw.githubusercontent.com/open-contracting-extensions/ocds_techniques_extension/master/extension.json',
];

/**
 * The tender as a series of releases, first to last: one for each day until `today` on which what was known of it changed, by
 * what people wrote down or by a day going by. What has been written down is never unwritten, so the series only grows.
 */
export function ocdsReleases(
  whole: WholeTender,
  municipality: Municipality,
  today: Day,
  digest: Digest,
): Release[] {
  const releases: Release[] = [];
  const told: { body: OcdsBody; content: string }[] = [];
  for (const day of changes(whole, today)) {
    const body = ocdsBody(whole, municipality, day);
    const content = JSON.stringify(body);
    const before = told.at(-1);
    if (content === before?.content) continue;
    releases.push({
      ocid: ocidOf(whole.tender.code),
      id: `${whole.tender.code}-${day}-${digest(content)}`,
      date: danishTimestamp(day, '12:00:00'),
      tag: tagsOf(before?.body ?? null, body),
      ...body,
    });
    told.push({ body, content });
  }
  return releases;
}

/** The days on which something was written down, and those after a planned day, when it has gone. */
function changes(whole: WholeTender, today: Day): Day[] {
  const { plans, records, gates, events, milestoneHistory, lots } = whole;
  const first = plans[0]?.madeOn ?? today;
  const said = [
    ...plans.map(({ madeOn }) => madeOn),
    ...records.map(({ day }) => day),
    ...gates.flatMap(({ decisions }) => decisions.map(({ day }) => day)),
    ...events.map(({ knownOn }) => knownOn),
    ...milestoneHistory.flatMap(({ knownOn, metOn }) => [knownOn, metOn]),
    ...lots.flatMap(({ awards }) => awards.map(({ knownOn }) => knownOn)),
  ];
  const gone = [
    ...planOn(whole, today).phases.map(({ plannedTo }) => plannedTo),
    ...milestonesOn(whole, today).map(({ dueOn }) => dueOn),
    ...events.map(({ day }) => day),
    planOn(whole, today).contractStart,
  ];
  const days = new Set<Day>();
  for (const day of said) if (day !== null) days.add(day);
  for (const day of gone) if (day !== null) days.add(addDays(day, 1));
  const known = [...days].filter(day => day >= first && day <= today).toSorted((a, b) => (a < b ? -1 : 1));
  return known.length > 0 ? known : [today];
}

function tagsOf(before: OcdsBody | null, now: OcdsBody): string[] {
  const was = before?.tender.status ?? null;
  const is = now.tender.status;
  const newContracts = (now.contracts?.length ?? 0) - (before?.contracts?.length ?? 0);
  const newAwards = (now.awards?.length ?? 0) - (before?.awards?.length ?? 0);
  if (was !== is && (is === 'cancelled' || is === 'withdrawn' || is === 'unsuccessful'))
    return ['tenderCancellation'];
  if (newContracts > 0) return ['contract', ...(newAwards > 0 ? ['award'] : [])];
  if (newAwards > 0) return ['award'];
  if (is === 'planning') return [before === null ? 'planning' : 'planningUpdate'];
  if (was === 'planning' || was === null) return ['tender'];
  if (now.contracts) return ['contractUpdate'];
  return [now.awards ? 'awardUpdate' : 'tenderUpdate'];
}

/** The releases merged as the standard merges them: objects by member, lists of things by id, the last word counts. */
export function compiledRelease(releases: readonly Release[]): Record<string, unknown> {
  const last = releases.at(-1);
  const merged = releases.reduce<unknown>((all, release) => merge(all, release), {});
  return {
    ...(isObject(merged) ? merged : {}),
    id: `${last?.ocid ?? ''}-${last?.date ?? ''}`,
    tag: ['compiled'],
  };
}

function merge(before: unknown, after: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(after) && [...before, ...after].every(hasId)) {
    const merged = new Map(before.filter(hasId).map(one => [String(one.id), one]));
    for (const one of after.filter(hasId)) {
      const both = merge(merged.get(String(one.id)) ?? {}, one);
      if (hasId(both)) merged.set(String(one.id), both);
    }
    return [...merged.values()];
  }
  if (!isObject(before) || !isObject(after)) return after;
  const result: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(after)) result[key] = merge(before[key], value);
  return result;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasId(value: unknown): value is Record<string, unknown> & { id: unknown } {
  return isObject(value) && 'id' in value;
}
