import { expect, test } from 'vitest';
import { assets } from '../../../src/shared/page/assets.ts';
import { testApp } from '../../app.ts';

const host = { Host: 'localhost' };

test('an address without a page is answered with a page in Danish, under /api with a problem', async () => {
  const { app } = await testApp();

  const page = await app.request('/findes-ikke', { headers: host });
  const api = await app.request('/api/findes-ikke', { headers: host });
  const html = await page.text();

  expect(page.status).toBe(404);
  expect(page.headers.get('Content-Type')).toBe('text/html; charset=UTF-8');
  expect(html).toMatch(/^<!doctype html><html lang="da">/);
  expect(html).toContain('Adressen findes ikke.');
  expect(api.headers.get('Content-Type')).toBe('application/problem+json; charset=utf-8');
});

test('a page that tells of a mistake leads back to the page of ours the person came from, and nowhere else', async () => {
  const { app } = await testApp();
  const told = async (Referer: string) =>
    (await app.request('/findes-ikke', { headers: { ...host, Referer } })).text();

  expect(await told('http://localhost/scenarier?vifte=x')).toContain(
    '<a href="/scenarier?vifte=x">Tilbage til siden, som den er nu</a>',
  );
  for (const elsewhere of [
    'http://example.org/',
    'http://localhost//example.org',
    'http://localhost/findes-ikke',
    'x',
  ])
    expect(await told(elsewhere)).not.toContain('Tilbage til siden');
});

test('style, script, fonts and icons have names that change with their content and are kept for good', async () => {
  const { app } = await testApp();
  const style = await (await app.request(assets.style, { headers: host })).text();
  const fonts = [...style.matchAll(/url\((\/assets\/IBMPlexSans-[^)]+)\)/g)].map(([, url]) => url ?? '');

  expect(fonts).toHaveLength(4);
  expect(style).not.toContain('url(../');
  for (const address of [...Object.values(assets), ...fonts]) {
    const reply = await app.request(address, { headers: host });
    expect(address).toMatch(/^\/assets\/[\w-]+\.[0-9a-f]{12}\.(css|js|svg|woff2)$/);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
  }
});

test('a browser that takes gzip gets the style sheet packed', async () => {
  const { app } = await testApp();

  const packed = await app.request(assets.style, { headers: { ...host, 'Accept-Encoding': 'gzip, br' } });
  const bytes = await packed.arrayBuffer();
  const plain = await (await app.request(assets.style, { headers: host })).arrayBuffer();
  const unpacked = new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')));

  expect(packed.headers.get('Content-Encoding')).toBe('gzip');
  expect(bytes.byteLength).toBeLessThan(plain.byteLength / 4);
  expect(await unpacked.arrayBuffer()).toEqual(plain);
});
