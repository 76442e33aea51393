import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import axe from 'axe-core';
import { pino } from 'pino';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { z } from 'zod';
import { createApp } from '../../src/app.ts';
import { testDatabase } from '../database.ts';
import { randersWorld } from '../randers-world.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The whole product with Randers' vifte on a port of its own, and a real browser to look at it; per test file. */
export function inBrowser({ empty = false } = {}) {
  let browser: Browser;
  let address: string;
  const server = createServer();

  beforeAll(async () => {
    const database = await testDatabase(empty ? undefined : randersWorld);
    const app = createApp({
      database,
      log: pino({ level: 'silent' }),
      today: () => '2026-11-21',
      hosts: new Set(['127.0.0.1']),
    });
    const listener = getRequestListener(app.fetch);
    server.on('request', (incoming, outgoing) => void listener(incoming, outgoing));
    address = await new Promise<string>((resolve, reject) => {
      server.once('error', reject).listen(0, '127.0.0.1', () => {
        const bound = server.address();
        resolve(`http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`);
      });
    });
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: flags,
    });
  });
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  return {
    /** A new page of the width, with everything the browser complains of. */
    page: async (options: { width: number; script?: boolean }) => {
      const { width, script = true } = options;
      const page = await browser.newPage({
        baseURL: address,
        viewport: { width, height: 900 },
        javaScriptEnabled: script,
        locale: 'da-DK',
      });
      const complaints: string[] = [];
      page.on('console', message => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', error => complaints.push(error.message));
      page.on('requestfailed', request =>
        complaints.push(`${request.url()} ${request.failure()?.errorText}`),
      );
      return Object.assign(page, { complaints });
    },
  };
}

const Violations = z.array(
  z.object({ id: z.string(), help: z.string(), nodes: z.array(z.object({ html: z.string() })) }),
);

/** What axe finds wrong by WCAG 2.1 AA and by good practice, one line for each element. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = Violations.parse(
    await page.evaluate(
      "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }).then(({ violations }) => violations)",
    ),
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** How many pixels the page is wider than the window, whatever hides them. */
export async function overflow(page: Page): Promise<number> {
  return z
    .number()
    .parse(
      await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    );
}
