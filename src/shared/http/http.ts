import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/core';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import type { Database } from '../../database/database.ts';
import type { Day } from '../days/day.ts';
import type { Follow } from '../follow.ts';
import { createdOnce, type Created } from './idempotency.ts';
import { invalidInput } from './invalid-input.ts';
import { etagOf, tagsInclude, transaction } from '../../database/transaction.ts';

/** What the app puts at hand for every request. */
export type Env = {
  Variables: {
    database: Database;
    /** The request's own unit of work. */
    em: EntityManager;
    log: Logger;
    /** The day it is, asked for anew by each request. */
    today: () => Day;
    /** What a recorded decision brings about in the slices that rest on it. */
    follow: Follow;
    requestId: string;
    /** Allows this page's inline style and script in the content security policy; set for everything but the API. */
    secureHeadersNonce?: string;
  };
};

export function router() {
  return new OpenAPIHono<Env>({
    defaultHook: result => {
      if (!result.success) throw invalidInput(result.error, result.target === 'json' ? 'body' : 'parameter');
    },
  });
}

type Versioned<View extends object> = { id: string; version: number; view(): View };

/** One thing, or 304 when the reader has this version. */
export function answerOne(c: Context<Env>, thing: Versioned<object>) {
  return answer(c, JSON.stringify(thing.view()), etagOf(thing));
}

/** One page of a list, with the address of the next in `Link`, or 304 when the reader has the same page. */
export function answerPage(c: Context<Env>, page: { items: object[]; total: number; next: string | null }) {
  if (page.next !== null) {
    const url = new URL(c.req.url);
    url.searchParams.set('cursor', page.next);
    c.header('Link', `<${url.pathname}${url.search}>; rel="next"`);
  }
  const body = JSON.stringify(page);
  return answer(c, body, contentTag(body));
}

/** Content that is kept beside its tag, or 304 when the reader has it. */
export function answerKept(c: Context<Env>, { body, type, etag }: Kept) {
  return answer(c, body, etag, type);
}

/** An answer worked out before, ready to be sent. */
export type Kept = { body: string | Buffer<ArrayBuffer>; type: string; etag: string };

/** A thing as JSON, ready to be sent again and again. */
export function keptJson(thing: object): Kept {
  const body = Buffer.from(JSON.stringify(thing));
  return { body, type: 'application/json', etag: contentTag(body) };
}

/** A tag for content that has no version of its own. */
export function contentTag(content: string | Uint8Array): string {
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
}

function answer(c: Context<Env>, body: Kept['body'], etag: string, type = 'application/json') {
  c.header('ETag', etag);
  c.header('Cache-Control', 'no-cache');
  const known = c.req.header('If-None-Match');
  if (known !== undefined && tagsInclude(known, etag)) return c.body(null, 304);
  return c.body(body, 200, { 'Content-Type': type });
}

/** The thing as it is after a change, with the tag of its new version. */
export function answerChanged(c: Context<Env>, thing: Versioned<object>) {
  c.header('ETag', etagOf(thing));
  return c.json(thing.view(), 200);
}

/** Runs a creation in one transaction; a repetition with the same `Idempotency-Key` is given the first answer again. */
export async function answerCreated(
  c: Context<Env>,
  create: (em: EntityManager) => Promise<Versioned<object> & ({ code: string } | { location: string })>,
) {
  const key = c.req.header('Idempotency-Key');
  const address = c.req.path;
  const body = await c.req.text();
  const made = await transaction(c.var.em, em => {
    const first = async (): Promise<Created> => {
      const thing = await create(em);
      const location = 'location' in thing ? thing.location : `${address}/${thing.code}`;
      return { location, etag: etagOf(thing), body: thing.view() };
    };
    return key === undefined ? first() : createdOnce(em, { key, address, body }, first);
  });
  c.header('Location', made.location);
  c.header('ETag', made.etag);
  return c.json(made.body, 201);
}
