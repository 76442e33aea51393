import { expect, test } from 'vitest';
import { TargetGroup } from '../../../src/target-groups/target-group.entity.ts';
import { disclosedSeries, disclosedSlice } from '../../../src/outcomes/disclosure/disclosed.query.ts';
import { testApp } from '../../app.ts';
import { observe } from '../observe.ts';

const cells = [
  ['kontanthjaelp', '2023Q1', 40, 300],
  ['jobparate', '2023Q1', 3, 100],
  ['aktivitetsparate', '2023Q1', 37, 200],
  ['kontanthjaelp', '2023Q2', 60, 300],
] as const;

test('a series tells what is shown and what is hidden, with its source', async () => {
  const { em, database } = await testApp();
  await observe(em, cells);

  const of = { measure: 'i-arbejde', area: 'randers' };
  const whole = await disclosedSeries(database, { ...of, group: 'kontanthjaelp' });
  const part = await disclosedSeries(database, { ...of, group: 'aktivitetsparate' });

  const origin = { basis: 'document', source: { document: 'proeve', section: null } };
  expect(whole).toMatchObject([
    { period: '2023Q1', state: 'shown', numerator: 40, denominator: 300, ...origin },
    { period: '2023Q2', state: 'shown', numerator: 60, denominator: 300, ...origin },
  ]);
  expect(part).toEqual([
    { group: 'aktivitetsparate', period: '2023Q1', summed: false, state: 'hidden', ...origin },
  ]);
});

test('the tree is decided as one, whichever of its groups is asked for', async () => {
  const { em, database } = await testApp();
  await observe(em, cells);
  const of = { measure: 'i-arbejde', area: 'randers' };

  const fromTop = await disclosedSlice(database, { ...of, group: 'kontanthjaelp' });
  const fromPart = await disclosedSlice(database, { ...of, group: 'jobparate' });

  expect(fromPart).toEqual(fromTop);
  expect(fromTop).toHaveLength(4);
});

test('what nobody has observed is nothing, and a ring of groups does no harm', async () => {
  const { em, database } = await testApp();
  await observe(em, cells);
  const top = await em.findOneOrFail(TargetGroup, { code: 'kontanthjaelp' });
  top.parent = await em.findOneOrFail(TargetGroup, { code: 'jobparate' });
  await em.flush();

  const of = { measure: 'i-arbejde', area: 'randers' };
  expect(await disclosedSeries(database, { ...of, group: 'ingen' })).toEqual([]);
  expect(await disclosedSeries(database, { ...of, measure: 'andet', group: 'jobparate' })).toEqual([]);
  expect(await disclosedSeries(database, { ...of, group: 'jobparate' })).toMatchObject([{ state: 'hidden' }]);
});
