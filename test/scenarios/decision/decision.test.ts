import { expect, test } from 'vitest';
import { z } from 'zod';
import { checksumOf } from '../../../src/scenarios/decision/presentation.verbs.ts';
import { meeting } from '../../api/tender-world.ts';
import { jobklub } from '../../api/world.ts';
import { mentor, newScenario, scenarioWorld } from '../scenario-world.ts';

const bound = { statutory: false, legalBasis: null, contractUntil: '2024-09-30' };

/** A contract on jobklub that runs on, and a scenario that drops it and brings mentors. */
async function boundWorld() {
  const world = await scenarioWorld();
  await world.patch('/api/portfolios/vifte/offers/jobklub', { binding: bound });
  await world.make(world.at, {
    ...newScenario,
    changes: [
      { kind: 'drop', offer: 'jobklub' },
      { kind: 'add', offer: mentor },
    ],
  });
  return { ...world, one: `${world.at}/flere-pladser` };
}

test('the decision on its recommendation chooses a presented scenario, and the vifte is what was decided', async () => {
  const { one, get, page, present, decide } = await boundWorld();
  expect((await present('flere-pladser')).status).toBe(200);
  const before = (await get(`${one}/balance`)).body;

  expect((await decide('approved')).status).toBe(201);

  expect((await get(one)).body).toMatchObject({
    status: 'chosen',
    choice: { case: 'vifte-sag', recommendation: 1, decidedOn: '2024-05-14', corrections: [] },
    carriedOutAt: expect.any(String),
  });
  // The contract on Jobklub runs 274 of 366 days of 2024: 510.000 kr. × 274 ÷ 366 = 381.803,28 kr., beside 200.000 kr.
  expect((await get('/api/portfolios/vifte/balance')).body).toEqual(before);
  expect(before).toMatchObject({ budget: { committedOere: 38_180_328, allocatedOere: 58_180_328 } });
  expect(await page('/udvalg/sager/vifte-sag')).toContain('Scenariet Flere pladser blev valgt');
  expect((await page('/')).replaceAll('\u00a0', ' ')).toContain('0,4 mio. kr. af det går til kontrakter');
});

test('what was decided on reads the same after the vifte has been changed twenty times', async () => {
  const { one, get, page, patch, make, remove, present, decide, em } = await boundWorld();
  await present('flere-pladser');
  await decide('approved');
  const record = async () => {
    const { body } = await get(`${one}/presentation`);
    return body;
  };
  const [read, shown] = [await record(), facts(await page('/scenarier/flere-pladser'))];
  expect(shown).toContain('Jobklub');

  for (let i = 0; i < 18; i += 1)
    await patch('/api/portfolios/vifte/offers/mentor', {
      name: `Mentorer ${i}`,
      breadth: i % 2 ? 'general' : 'specialised',
    });
  await make('/api/portfolios/vifte/offers', { ...jobklub, name: 'Jobklubben' });
  await remove('/api/portfolios/vifte/offers/mentor');

  expect(await record()).toEqual(read);
  expect(facts(await page('/scenarier/flere-pladser'))).toBe(shown);
  const kept = z
    .object({ dossier: z.object({}).loose(), checksum: z.string(), holds: z.boolean() })
    .parse(read);
  expect(kept).toMatchObject({ holds: true, checksum: checksumOf(kept.dossier) });
  expect(kept.dossier).toMatchObject({
    before: { offers: [{ code: 'jobklub' }] },
    after: { offers: [{ code: 'mentor', name: 'Mentorer' }], commitments: [{ offer: 'jobklub' }] },
    comparison: {
      scenarios: [
        {
          consequences: [
            { kind: 'contract-runs-on' },
            { kind: 'groups-without-general' },
            { kind: 'groups-won' },
          ],
        },
      ],
    },
  });
  for (const table of ['scenario_presentation', 'scenario_choice'])
    await expect(em.getConnection().execute(`delete from ${table}`)).rejects.toThrow(/records/);
});

test('nothing but a decision taken after the presentation chooses: not an earlier one, nor another recommendation', async () => {
  const { one, get, present, decide } = await boundWorld();
  await decide('approved');

  expect(await present('flere-pladser')).toMatchObject({
    status: 422,
    body: {
      findings: [
        { pointer: '/recommendation', message: expect.stringContaining('allerede afgjort 14. maj 2024') },
      ],
    },
  });
  expect((await present('flere-pladser', 3)).status).toBe(422);
  expect((await present('flere-pladser', 2)).status).toBe(200);
  await decide('approved', 1, 'Skrevet ind igen');
  expect((await get(one)).body).toMatchObject({ status: 'presented' });
  await decide('postponed', 2);
  expect((await get(one)).body).toMatchObject({ status: 'presented' });
  await decide('rejected', 2);
  expect((await get(one)).body).toMatchObject({ status: 'rejected', choice: null });
});

test('presented on the day of the meeting or later is too late', async () => {
  const { at, one, get, ask, onTheDay, decide } = await boundWorld();
  const { etag } = await get(one);

  const late = await onTheDay.ask(
    'PUT',
    `${at}/flere-pladser/presentation`,
    { case: 'vifte-sag', recommendation: 1 },
    { 'If-Match': etag },
  );
  expect(late.status).toBe(200);
  await decide('approved');

  expect((await get(one)).body).toMatchObject({ status: 'presented', choice: null });
  expect((await ask('GET', `${one}/choice`)).status).toBe(404);
});

test('where the case goes on to the council, what the committee says chooses nothing', async () => {
  const { one, get, patch, make, present, decide } = await boundWorld();
  await make('/api/committees', { code: 'byraadet', name: 'Byrådet', kind: 'council', paperDays: 6 });
  await make('/api/meetings', { ...meeting, committee: 'byraadet', day: '2024-06-10' });
  const agenda = [
    { meeting: 'udvalget-2024-05-14', number: null },
    { meeting: 'byraadet-2024-06-10', number: null },
  ];
  expect((await patch('/api/cases/vifte-sag', { agenda })).status).toBe(200);
  await present('flere-pladser');

  await decide('approved');

  expect((await get(one)).body).toMatchObject({ status: 'presented', choice: null });
});

test('one recommendation carries one scenario, and one that is presented is not edited until it is taken back', async () => {
  const { at, one, get, make, patch, remove, present } = await boundWorld();
  await present('flere-pladser');
  await make(at, { ...newScenario, code: 'andet', name: 'Andet', changes: [{ kind: 'add', offer: mentor }] });

  expect(await present('andet')).toMatchObject({
    status: 422,
    body: { findings: [{ message: 'Indstillingen bærer allerede scenariet Flere pladser.' }] },
  });
  expect(await patch(one, { name: 'Nyt navn' })).toMatchObject({
    status: 409,
    body: { rule: 'not-a-draft' },
  });
  expect(await remove(one)).toMatchObject({ status: 409, body: { rule: 'scenario-presented' } });

  expect(await patch(one, { status: 'draft' })).toMatchObject({
    body: { status: 'draft', presentation: null },
  });
  expect((await get(`${one}/presentation`)).status).toBe(404);
  expect((await present('andet')).status).toBe(200);
});

test('a vifte that moved between presentation and decision waits until somebody has looked at it', async () => {
  const { one, get, page, patch, act, present, decide } = await boundWorld();
  await present('flere-pladser');
  await patch('/api/portfolios/vifte/offers/jobklub', { name: 'Jobklubben' });
  await decide('approved');

  expect((await get(one)).body).toMatchObject({ status: 'chosen', carriedOutAt: null });
  expect((await get('/api/portfolios/vifte/offers/jobklub')).status).toBe(200);
  expect(await page('/scenarier/flere-pladser')).toContain('Jobklubben: navnet var Jobklub, nu Jobklubben.');

  expect(await act('PUT', 'flere-pladser', '/carrying-out', { accepted: true })).toMatchObject({
    status: 200,
  });
  expect((await get('/api/portfolios/vifte/offers/jobklub')).status).toBe(404);
  expect((await act('PUT', 'flere-pladser', '/carrying-out', { accepted: true })).status).toBe(409);
});

test('a wrong choice is corrected by a record beside it', async () => {
  const { one, get, page, post, present, decide } = await boundWorld();
  await present('flere-pladser');
  await decide('approved');
  const { body: before } = await get(`${one}/presentation`);

  expect((await post(`${one}/corrections`, { reason: 'Der blev stemt om et andet forslag.' })).status).toBe(
    201,
  );

  expect((await get(one)).body).toMatchObject({
    status: 'chosen',
    choice: { corrections: [{ reason: 'Der blev stemt om et andet forslag.' }] },
  });
  expect((await get(`${one}/presentation`)).body).toEqual(before);
  expect(await page('/scenarier/flere-pladser')).toContain('Der blev stemt om et andet forslag.');
});

/** What stands on a page from the heading of the presentation on. */
function facts(html: string): string {
  return html.slice(html.indexOf('Forelæggelsen'), html.indexOf('</main>'));
}
