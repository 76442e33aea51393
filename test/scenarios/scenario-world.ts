import { NewOffer } from '../../src/offers/offer.schema.ts';
import { client, jobklub, makeWith, small, smallWorld } from '../api/world.ts';
import { appOn, worldOf } from '../app.ts';
import { committee, meeting } from '../api/tender-world.ts';

export const newScenario = {
  code: 'flere-pladser',
  name: 'Flere pladser',
  reason: 'Efterspørgslen er større end pladserne.',
  copiedFrom: null,
  changes: [{ kind: 'scale', offer: 'jobklub', places: 72, fixedAmounts: 'stay' }],
};

export const mentor = NewOffer.parse({
  ...jobklub,
  code: 'mentor',
  name: 'Mentorer',
  delivery: 'internal',
  supplier: null,
  breadth: 'specialised',
  priceLines: [
    { kind: 'fixed', year: 2024, amountOere: 20_000_000, basis: 'estimate', source: null, note: null },
  ],
});

const at = '/api/portfolios/vifte/scenarios';

/** The small world with a case whose one recommendation can be decided. */
const smallWithCase = worldOf('scenarios', async (app, database) => {
  await small.lay(database);
  await makeWith(client(app), [
    ['/api/committees', committee],
    ['/api/meetings', { ...meeting, day: '2024-05-14' }],
    [
      '/api/cases',
      {
        code: 'vifte-sag',
        committee: committee.code,
        kind: 'decision',
        journalNumber: null,
        title: 'Tilbudsviften 2024/2025',
        summary: null,
        recommendations: ['at udvalget godkender viften', 'at resten tages til efterretning'],
        economy: null,
        nextSteps: [],
        agenda: [{ meeting: 'udvalget-2024-05-14', number: null }],
        sources: [],
      },
    ],
  ]);
});

/** That world a fortnight before the meeting, with the vifte's scenarios at hand; decisions are recorded on the day of the meeting. */
export async function scenarioWorld() {
  const world = await smallWorld({ world: smallWithCase, today: '2024-05-01' });
  const onTheDay = client(appOn(world.database, '2024-05-14'));
  const make = async (path: string, body: unknown) => {
    const made = await world.post(path, body);
    if (made.status !== 201) throw new Error(`${path}: ${JSON.stringify(made.body)}`);
    return made;
  };
  const decide = (outcome: string, recommendation = 1, reason: string | null = 'Fordi') =>
    onTheDay.post('/api/cases/vifte-sag/decisions', {
      meeting: 'udvalget-2024-05-14',
      recommendation,
      outcome,
      reason,
      absent: null,
      conditions: [],
    });
  const act = async (method: string, scenario: string, path: string, body?: unknown) =>
    world.ask(method, `${at}/${scenario}${path}`, body, {
      'If-Match': (await world.get(`${at}/${scenario}`)).etag,
    });
  return {
    ...world,
    at,
    make,
    decide,
    onTheDay,
    /** With the case, on its first recommendation. */
    present: (scenario: string, recommendation = 1) =>
      act('PUT', scenario, '/presentation', { case: 'vifte-sag', recommendation }),
    page: async (path: string) => String((await world.get(path)).body),
    /** As a form sends it. */
    send: async (path: string, fields: Record<string, string>) =>
      world.app.request(path, {
        method: 'POST',
        headers: { Host: 'localhost', 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      }),
    /** On the version of the scenario it has just read. */
    act,
  };
}
