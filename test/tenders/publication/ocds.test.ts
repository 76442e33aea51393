import { expect, test } from 'vitest';
import { z } from 'zod';
import { mistakes } from './ocds-schema.ts';
import { randersOn, udbud } from '../udbud-world.ts';

test('the tender as an OCDS release validates against 1.1.5, before and after the notice', async () => {
  const api = await randersOn('2023-08-20');
  const planned = await api.get(`${udbud}/ocds`);
  await api.post(`${udbud}/lots`, {
    code: 'delaftale-1',
    title: 'Jobsøgning',
    offers: ['jobklub'],
    awardModel: null,
    note: null,
  });
  await api.patch(`${udbud}/milestones/notice`, { metOn: '2023-08-16' });
  const published = await api.get(`${udbud}/ocds`);

  expect([planned, published].map(({ body }) => mistakes(body))).toEqual([[], []]);
  expect(planned.body).toMatchObject({ tag: ['planningUpdate'], tender: { status: 'planning' } });
  expect(published.body).toMatchObject({
    tag: ['tender'],
    tender: { status: 'active', items: [{ id: 'delaftale-1-jobklub' }] },
  });
});

test('the validator sees what is wrong, or its silence would say nothing', async () => {
  const api = await randersOn('2023-08-20');
  const { body } = await api.get(`${udbud}/ocds`);

  expect(mistakes({ ...Object(body), date: 'in August' })).toEqual(['/date']);
});

test('what a release says is what the tender is: phases, days, term and lots', async () => {
  const api = await randersOn('2023-06-01');
  await api.patch(udbud, {
    contractMonths: 36,
    optionMonths: 12,
    options: [{ months: 12, noticeMonths: 6 }],
  });
  for (const code of ['a', 'b', 'c'])
    await api.post(`${udbud}/lots`, {
      code,
      title: `Delaftale ${code}`,
      offers: [],
      awardModel: null,
      note: null,
    });
  const { body } = await api.get(`${udbud}/ocds`);

  expect(mistakes(body)).toEqual([]);
  expect(body).toMatchObject({
    planning: {
      milestones: expect.arrayContaining([
        expect.objectContaining({ id: 'fase-1', status: 'met', dateMet: '2023-04-12T12:00:00+02:00' }),
        expect.objectContaining({ id: 'fase-2', status: 'notMet', dueDate: '2023-04-28T23:59:59+02:00' }),
      ]),
    },
    tender: {
      // the bids are due on 2 October, and a day without an hour ends at its end
      tenderPeriod: { endDate: '2023-10-02T23:59:59+02:00' },
      // 2024 is a leap year: 366 + 365 + 365
      contractPeriod: {
        endDate: '2026-12-31T23:59:59+01:00',
        durationInDays: 1096,
        maxExtentDate: '2027-12-31T23:59:59+01:00',
      },
      lots: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
      techniques: { hasFrameworkAgreement: false },
    },
  });
  expect(JSON.stringify(body)).not.toContain('Beskæftigelsesudvalget');
});

test('another content has another id, the same the same, and the series only grows', async () => {
  const api = await randersOn('2023-08-20');
  const first = await api.get(`${udbud}/ocds`);
  const again = await api.get(`${udbud}/ocds`);
  await api.patch(`${udbud}/milestones/bids`, { dueOn: '2023-10-04' });
  const moved = await api.get(`${udbud}/ocds`);
  const before = await api.get(`${udbud}/ocds/releases?today=2023-06-01`);
  const after = await api.get(`${udbud}/ocds/releases`);
  const record = await api.get(`${udbud}/ocds/record`);

  expect(Release.parse(again.body).id).toBe(Release.parse(first.body).id);
  expect(Release.parse(moved.body).id).not.toBe(Release.parse(first.body).id);
  expect(ids(after.body).slice(0, ids(before.body).length)).toEqual(ids(before.body));
  expect(new Set(ids(after.body)).size).toBe(ids(after.body).length);
  expect(record.body).toMatchObject({
    records: [{ compiledRelease: { tag: ['compiled'], tender: { id: 'udbud-2024-2025' } } }],
  });
});

function ids(body: unknown): string[] {
  return Package.parse(body).releases.map(({ id }) => id);
}

const Release = z.looseObject({ id: z.string() });
const Package = z.looseObject({ releases: z.array(Release) });
