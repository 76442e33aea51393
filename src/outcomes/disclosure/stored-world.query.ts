import { z } from 'zod';
import { partsOf, type Period } from '../period.ts';
import { areaSums, groupSums } from './sums.ts';
import { leastShown } from './system.ts';
import { countsOf, type Cell, type Past, type World } from './world.ts';

export type Query = (sql: string, parameters?: readonly unknown[]) => Promise<Record<string, unknown>[]>;

/** A world as it is stored: what each cell is called in the database, and what was decided of it. */
export type StoredWorld = {
  world: World;
  parents: Map<string, string | null>;
  ids: { seriesId: number; period: Period }[];
  /** Cells hidden before that stand as they did. */
  already: number[];
  /** Whether each cell has been decided. */
  decided: boolean[];
};

const count = z.coerce.number().int().nullable();
const Row = z.object({
  series: z.int(),
  period: z.string(),
  measure: z.string(),
  group: z.string(),
  area: z.string(),
  numerator: count,
  denominator: count,
  share: z.coerce.number().nullable(),
  suppressed: z.boolean(),
  hidden: z.boolean().nullable(),
  import: z.int(),
});
const PastRow = Row.extend({ until: z.int() });
const GroupRow = z.object({
  code: z.string(),
  kind: z.string(),
  parent: z.string().nullable(),
  comprises: z.array(z.string()),
  headcounts: z.array(z.object({ count: z.number(), period: z.string() })),
});
const AreaRow = z.object({ code: z.string(), kind: z.string(), within: z.string().nullable() });
const FormerRow = z.object({ whole: z.string(), parts: z.array(z.string()) });

/** Periods that overlap by way of others hang together; those of one kind each stand alone. */
export async function periodsTogether(
  query: Query,
): Promise<{ periods: Period[]; cells: number; open: number }[]> {
  const rows = z
    .array(z.object({ period: z.string(), cells: z.coerce.number(), open: z.coerce.number() }))
    .parse(
      await query(
        'select period, count(*) as cells, count(*) filter (where hidden is null) as open from observation group by period',
      ),
    );
  const spans = rows
    .flatMap(row => {
      const parts = partsOf(row.period);
      return parts ? [{ ...row, from: parts.from, to: parts.to }] : [];
    })
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const together: { periods: Period[]; cells: number; open: number; to: string }[] = [];
  for (const { period, cells, open, from, to } of spans) {
    const last = together.at(-1);
    if (!last || from > last.to) together.push({ periods: [period], cells, open, to });
    else {
      last.periods.push(period);
      last.cells += cells;
      last.open += open;
      if (to > last.to) last.to = to;
    }
  }
  return together;
}

/** Everything of the periods, with every sum that is or was in force; `own` is the municipality's own area, which is hidden last. */
export async function storedWorld(query: Query, periods: readonly Period[]): Promise<StoredWorld> {
  const list = `{${periods.join(',')}}`;
  const columns =
    'measure.code as measure, target_group.code as "group", area.code as area, numerator, denominator, share, suppressed';
  const joins =
    'join series on series.id = series_id join measure on measure.id = measure_id ' +
    'join target_group on target_group.id = target_group_id join area on area.id = area_id where period = any(?::varchar[])';
  const rows = z
    .array(Row)
    .parse(
      await query(
        `select series_id as series, period, ${columns}, hidden, import_id as "import" from observation ${joins}`,
        [list],
      ),
    );
  const before = z
    .array(PastRow)
    .parse(
      await query(
        `select series_id as series, period, ${columns}, hidden, import_id as "import", replaced_by as until from replaced_observation ${joins}`,
        [list],
      ),
    );
  const groups = z
    .array(GroupRow)
    .parse(
      await query(
        'select one.code, one.kind, above.code as parent, one.comprises, one.headcounts from target_group as one left join target_group as above on above.id = one.parent_id',
      ),
    );
  const areas = z.array(AreaRow).parse(await query('select code, kind, within from area'));
  const former = z.array(FormerRow).parse(await query('select whole, parts from former_sum order by id'));
  const municipality = z
    .array(z.object({ code: z.string() }))
    .parse(
      await query(
        "select area.code from area left join portfolio on portfolio.municipality = area.title where kind = 'municipality' order by portfolio.id is null, area.code limit 1",
      ),
    );
  const own = municipality[0]?.code ?? null;
  const sorted = rows.toSorted(
    (a, b) =>
      Number(a.area === own) - Number(b.area === own) ||
      compare(a.group, b.group) ||
      compare(a.period, b.period) ||
      compare(a.area, b.area) ||
      compare(a.measure, b.measure),
  );
  const past: Past[] = before.map(({ until, hidden, import: from, ...cell }) => ({
    ...cell,
    from,
    until,
    shown: hidden === null ? !isSmall(cell) && !cell.suppressed : !hidden,
  }));
  // What was hidden for another's sake stays so when it is corrected.
  const besides = new Set(
    before
      .filter(one => one.hidden === true && !isSmall(one))
      .map(({ series, period }) => `${series} ${period}`),
  );
  return {
    world: {
      cells: sorted,
      since: sorted.map(row => row.import),
      past,
      known: new Set([...sorted.keys()].filter(at => sorted[at]?.hidden === false)),
      groups: [...groupSums(groups), ...former],
      areas: areaSums(areas, own),
      measures: [],
      populations: own === null ? new Map() : populationsOf(groups, own),
    },
    parents: new Map(groups.map(({ code, parent }) => [code, parent])),
    ids: sorted.map(({ series, period }) => ({ seriesId: series, period })),
    already: [...sorted.entries()].flatMap(([at, { hidden, series, period }]) =>
      hidden === true || (hidden === null && besides.has(`${series} ${period}`)) ? [at] : [],
    ),
    decided: sorted.map(({ hidden }) => hidden !== null),
  };
}

/** Headcounts are of the municipality; 2023-08 is what a series calls 2023M08. */
function populationsOf(groups: readonly z.infer<typeof GroupRow>[], own: string): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { code, headcounts } of groups) {
    for (const { count, period } of headcounts) {
      const key = `${code} ${own} ${period.replace(/^(\d{4})-(\d{2})$/, '$1M$2')}`;
      found.set(key, [...(found.get(key) ?? []), count]);
    }
  }
  return found;
}

function isSmall(cell: Pick<Cell, 'numerator' | 'denominator' | 'share'>): boolean {
  const counts = countsOf(cell);
  return counts !== null && Math.min(counts.did, counts.didNot ?? counts.did) < leastShown;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
