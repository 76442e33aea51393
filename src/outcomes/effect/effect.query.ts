import type { Database } from '../../database/database.ts';
import { groupTree } from '../../target-groups/group-tree.ts';
import { Portfolio } from '../../offers/portfolio.entity.ts';
import { addressedBy } from '../../offers/reach.ts';
import { TargetGroup } from '../../target-groups/target-group.entity.ts';
import { wholePortfolio } from '../../offers/whole-portfolio.query.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { byRevision } from '../../database/by-revision.ts';
import type { Day } from '../../shared/days/day.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { Area } from '../area.entity.ts';
import { disclosedSeries } from '../disclosure/disclosed.query.ts';
import { Expectation } from '../expectations/expectation.entity.ts';
import { groupEffect, notMeasured } from './group-effect.ts';
import type { AskedPeriods, GroupFacts, MeasureFacts } from './group-facts.ts';
import { fewestMunicipalities } from './placebo.ts';
import { Measure } from '../measure.entity.ts';
import { Series } from '../observation.entity.ts';
import {
  byDistance,
  tightened,
  distanceOf,
  offersFor,
  rightMeasure,
  type Distance,
  type EffectRow,
} from './overview.ts';

/** What to look at; what is not asked for is chosen. `area` is the one compared with, the country when it is not asked for. */
export type Asked = AskedPeriods & { measure?: string | undefined; area?: string | undefined };

/** The vifte whose offers are counted, and the day it is. */
export type Seen = { portfolio: string | null; today: Day };

/** A group with what its effect was worked out from; null where nothing is measured. */
export type FoundEffect = EffectRow & { facts: GroupFacts | null };

/** What can be asked for. */
export type Outline = {
  measures: (MeasureFacts & { distance: Distance })[];
  areas: { code: string; title: string; kind: Area['kind'] }[];
  groups: ReturnType<TargetGroup['view']>[];
  /** The municipality itself; null where no area is one. */
  own: { code: string; title: string } | null;
  /** The measures each group has been observed by in the municipality. */
  observed: Map<string, Set<string>>;
};

export const outline = byRevision(async (database: Database, _all: string): Promise<Outline> => {
  const em = database.orm.em.fork();
  const measures = await em.findAll(Measure, { orderBy: { code: 'asc' } });
  const areas = await em.findAll(Area, { orderBy: { code: 'asc' } });
  const groups = await em.findAll(TargetGroup, { orderBy: { name: 'asc' }, populate: ['parent'] });
  const portfolios = await em.findAll(Portfolio);
  const municipalities = areas.filter(({ kind }) => kind === 'municipality');
  const own =
    municipalities.find(({ title }) => portfolios.some(({ municipality }) => municipality === title)) ??
    municipalities[0] ??
    null;
  const series = own ? await em.find(Series, { area: own }, { populate: ['measure', 'targetGroup'] }) : [];
  const observed = Map.groupBy(series, ({ targetGroup }) => targetGroup.code);
  return {
    measures: measures.map(({ code, title, counted, better, lagMonths, sources, distance }) => ({
      code,
      title,
      counted,
      better,
      lagMonths,
      sources,
      distance: distance ?? null,
    })),
    areas: areas.map(({ code, title, kind }) => ({ code, title, kind })),
    groups: groups.map(group => group.view()),
    own: own && { code: own.code, title: own.title },
    observed: new Map(
      [...observed].map(([group, series]) => [group, new Set(series.map(({ measure }) => measure.code))]),
    ),
  };
});

/** One group's effect, and what it was worked out from; `portfolio` is the vifte whose offers are counted. */
export async function effectOfGroup(
  database: Database,
  group: string,
  asked: Asked,
  { portfolio, today }: Seen,
): Promise<FoundEffect> {
  const found = await outline(database, 'all');
  const whole = portfolio === null ? null : await wholePortfolio(database, portfolio);
  checkAsked(found, asked);
  const view = found.groups.find(({ code }) => code === group);
  if (!view) throw new RuleBroken('not-found', `Målgruppen ${group} findes ikke.`, { status: 404 });
  // What it says beside the others, it says alone: a figure has one value.
  const among = (await effectsOfAll(database, asked, { portfolio, today })).find(row => row.group === group);
  return among ?? rowOf(database, found, whole, view, asked, today);
}

/**
 * The effect of every group the vifte addresses or an offer of it serves, and of every other group that has been observed by the
 * measure asked for or by the one that is right for it.
 */
export function effectsOfAll(database: Database, asked: Asked, seen: Seen): Promise<FoundEffect[]> {
  return everyEffect(database, keyOf('', asked, seen));
}

/** Everything an answer depends on but the data, as one text. */
export function keyOf(group: string, { measure, period, base, area }: Asked, seen: Seen): string {
  const parts = [group, measure, period, base, area, seen.portfolio, seen.today];
  return parts.map(part => part ?? '').join(' ');
}

export function readKey(key: string): { group: string; asked: Asked; seen: Seen } {
  const [group = '', ...others] = key.split(' ');
  const [measure, period, base, area, portfolio = null, today = ''] = others.map(part => part || undefined);
  return { group, asked: { measure, period, base, area }, seen: { portfolio, today } };
}

const everyEffect = byRevision(async (database, key: string): Promise<FoundEffect[]> => {
  const { asked, seen } = readKey(key);
  const { portfolio, today } = seen;
  const found = await outline(database, 'all');
  const whole = portfolio === null ? null : await wholePortfolio(database, portfolio);
  checkAsked(found, asked);
  const named = new Set(whole?.offers.flatMap(offer => offer.targetGroups.map(({ group }) => group)));
  if (whole) for (const group of addressedBy(whole).groups.keys()) named.add(group);
  const rows: FoundEffect[] = [];
  for (const view of found.groups) {
    const row = await rowOf(database, found, whole, view, asked, today);
    if (named.has(view.code) || (row.facts && row.facts.own.length > 0)) rows.push(row);
  }
  return byDistance(tightened(rows));
});

async function rowOf(
  database: Database,
  { measures, areas, groups, own, observed }: Outline,
  whole: WholePortfolio | null,
  { code: group, name }: Outline['groups'][number],
  asked: Asked,
  today: Day,
) {
  const tree = groupTree(groups);
  const distance = distanceOf(tree, group);
  const offers = offersFor(whole, tree, group);
  const code = asked.measure ?? rightMeasure(measures, observed.get(group) ?? new Set(), distance);
  const measure = measures.find(measure => measure.code === code);
  const row = { group, name, distance, offers };
  if (!own) {
    const effect = notMeasured('Der er ikke oprettet et område for kommunen, som tal kan høre til.');
    return { ...row, effect, facts: null };
  }
  if (!measure) {
    const effect = notMeasured('Der er ingen tal for gruppen med en måling, der passer til den.');
    return { ...row, effect, facts: null };
  }
  const compared = areas.find(area =>
    asked.area === undefined ? area.kind === 'country' : area.code === asked.area,
  );
  const comparisonArea = compared && compared.code !== own.code ? compared : null;
  const facts: GroupFacts = {
    measure,
    area: own,
    comparisonArea: comparisonArea && { code: comparisonArea.code, title: comparisonArea.title },
    own: await disclosedSeries(database, { measure: measure.code, area: own.code, group }),
    comparison: comparisonArea
      ? await disclosedSeries(database, { measure: measure.code, area: comparisonArea.code, group })
      : [],
    others: await elsewhere(database, areas, [own.code, measure.code, group]),
    expectations: await expectationsOf(database, `${measure.code} ${own.code} ${group}`),
    offers,
  };
  return { ...row, effect: groupEffect(facts, asked, today), facts };
}

/** The group's series in every other municipality that has one. */
async function elsewhere(
  database: Database,
  areas: Outline['areas'],
  [own, measure, group]: [own: string, measure: string, group: string],
) {
  const others = areas.filter(({ code, kind }) => kind === 'municipality' && code !== own);
  if (others.length < fewestMunicipalities) return [];
  const all = await Promise.all(
    others.map(({ code }) => disclosedSeries(database, { measure, area: code, group })),
  );
  return all.filter(series => series.length > 0);
}

const expectationsOf = byRevision(async (database, key: string) => {
  const [measure = '', area = '', group = ''] = key.split(' ');
  const found = await database.orm.em.fork().find(Expectation, {
    measure: { code: measure },
    area: { code: area },
    targetGroup: { code: group },
  });
  return found.map(({ period, share, reason, basis, source }) => ({
    period,
    share: Number(share),
    reason,
    basis,
    source: source ?? null,
  }));
});

function checkAsked({ measures, areas }: Outline, { measure, area }: Asked): void {
  if (measure !== undefined && !measures.some(({ code }) => code === measure))
    throw new RuleBroken('not-found', `Målingen ${measure} findes ikke.`, { status: 404 });
  if (area !== undefined && !areas.some(({ code }) => code === area))
    throw new RuleBroken('not-found', `Området ${area} findes ikke.`, { status: 404 });
}
