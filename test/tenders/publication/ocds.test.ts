import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import schema from './ocds/release-schema-1.1.5.json' with { type: 'json' };
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
  expect(planned.body).toMatchObject({ tag: ['planning'], tender: { status: 'planning' } });
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

function mistakes(release: unknown): string[] {
  const ajv = new Ajv.default({ allErrors: true, strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  validate(release);
  return (validate.errors ?? []).map(({ instancePath }) => instancePath);
}
