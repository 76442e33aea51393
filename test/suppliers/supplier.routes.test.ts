import { expect, test } from 'vitest';
import { Problem } from '../../src/shared/http/problem.ts';
import { send, testApp } from '../app.ts';

const fgu = { code: 'fgu', name: 'FGU Østjylland', kind: 'education', note: null, sources: [] };
const host = { Host: 'localhost' };

test('a supplier is created, read back and answered with 304 to who has it', async () => {
  const { app } = await testApp();

  const created = await app.request('/api/suppliers', send('POST', fgu));
  const read = await app.request('/api/suppliers/fgu', { headers: host });
  const again = await app.request('/api/suppliers/fgu', {
    headers: { ...host, 'If-None-Match': read.headers.get('ETag') ?? '' },
  });

  expect(created.status).toBe(201);
  expect(created.headers.get('Location')).toBe('/api/suppliers/fgu');
  expect(await read.json()).toEqual(fgu);
  expect(again.status).toBe(304);
});

test('who changes a supplier on an old version is refused with 412 and nothing is changed', async () => {
  const { app } = await testApp();
  const created = await app.request('/api/suppliers', send('POST', fgu));
  const tag = { 'If-Match': created.headers.get('ETag') ?? '' };

  const first = await app.request('/api/suppliers/fgu', send('PATCH', { name: 'FGU Randers' }, tag));
  const second = await app.request('/api/suppliers/fgu', send('PATCH', { name: 'FGU Skive' }, tag));
  const read = await app.request('/api/suppliers/fgu', { headers: host });

  expect(first.status).toBe(200);
  expect(second.status).toBe(412);
  expect(await read.json()).toMatchObject({ name: 'FGU Randers' });
});

test('every mistake in a supplier is told at its place, in Danish', async () => {
  const { app } = await testApp();

  const reply = await app.request(
    '/api/suppliers',
    send('POST', { ...fgu, code: 'FGU!', kind: 'pirate', extra: 1 }),
  );

  expect(reply.status).toBe(400);
  const { findings } = Problem.parse(await reply.json());
  expect(new Set(findings.map(finding => finding.pointer))).toEqual(new Set(['/code', '/extra', '/kind']));
});

test('the same Idempotency-Key creates once and answers the same', async () => {
  const { app } = await testApp();
  const key = { 'Idempotency-Key': 'abc' };

  const first = await app.request('/api/suppliers', send('POST', fgu, key));
  const again = await app.request('/api/suppliers', send('POST', fgu, key));
  const other = await app.request('/api/suppliers', send('POST', { ...fgu, code: 'x' }, key));

  expect([first.status, again.status, other.status]).toEqual([201, 201, 422]);
  expect(await again.json()).toEqual(await first.json());
});

test('a page of another site cannot write', async () => {
  const { app } = await testApp();

  const cross = await app.request('/api/suppliers', send('POST', fgu, { 'Sec-Fetch-Site': 'cross-site' }));
  const foreign = await app.request('/api/suppliers', send('POST', fgu, { Origin: 'http://evil.example' }));

  expect([cross.status, foreign.status]).toEqual([403, 403]);
});
