import type { Period } from '../period.ts';
import type { Session } from '../../database/connection.verbs.ts';
import { discloseWorld } from './disclosure.ts';
import { highsCheapest } from './cheapest-highs.ts';
import type { Ways } from './decide.ts';
import { periodsTogether, storedWorld, type Query, type StoredWorld } from './stored-world.query.ts';

/** How many cells are decided while their import waits; more of them are decided by a thread afterwards, and hidden until then. */
export const mostAtOnce = 12_000;

export type Verdicts = { ids: StoredWorld['ids']; hidden: boolean[]; unsure: number };

/** Decides what of an import may be shown, in its transaction, as far as it is small enough. */
export async function decideAtImport(session: Session): Promise<void> {
  const query: Query = (sql, parameters) => session.query(sql, parameters);
  for (const { periods, cells, open } of await periodsTogether(query)) {
    if (open === 0 || cells > mostAtOnce) continue;
    await storeVerdicts(session, await verdictsOf(query, periods));
  }
}

/** What may be shown of the periods, and what was decided before. */
export async function verdictsOf(query: Query, periods: readonly Period[]): Promise<Verdicts> {
  const stored = await storedWorld(query, periods);
  const { hidden, unsure } = await decided(stored);
  return { ids: stored.ids, hidden: stored.ids.map((_, at) => hidden.has(at)), unsure };
}

/** The solver is loaded only where something short does not do. */
async function decided(
  { world, parents, already }: Pick<StoredWorld, 'world' | 'parents' | 'already'>,
  ways: Ways = {},
) {
  const quick = discloseWorld(world, parents, already, ways);
  if (quick.hard === 0) return { hidden: quick.hidden, unsure: quick.unsure.length };
  const solved = discloseWorld(world, parents, already, { ...ways, cheapest: await highsCheapest() });
  return { hidden: solved.hidden, unsure: solved.unsure.length };
}

async function storeVerdicts(session: Session, { ids, hidden, unsure }: Verdicts): Promise<void> {
  const batch = 10_000;
  for (let from = 0; from < ids.length; from += batch) {
    const part = ids.slice(from, from + batch);
    await session.run(
      'update observation set hidden = verdict.hidden from unnest(?::int[], ?::varchar[], ?::boolean[]) as verdict(series_id, period, hidden) ' +
        'where observation.series_id = verdict.series_id and observation.period = verdict.period and observation.hidden is distinct from verdict.hidden',
      [
        `{${part.map(({ seriesId }) => seriesId).join(',')}}`,
        `{${part.map(({ period }) => period).join(',')}}`,
        `{${part.map((_, i) => hidden[from + i]).join(',')}}`,
      ],
    );
  }
  await session.run('insert into disclosure_audit (cells, hidden, unsure) values (?, ?, ?)', [
    ids.length,
    hidden.filter(Boolean).length,
    unsure,
  ]);
}
