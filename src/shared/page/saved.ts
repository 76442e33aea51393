import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Child } from 'hono/jsx';
import type { Env } from '../http/http.ts';
import type { Viewed } from './page.tsx';

const Saved = z.object({
  what: z.string().max(300),
  /** What the portfolio used of each year before, where saving could move it. */
  before: z.record(z.string().regex(/^\d{4}$/), z.int().min(0)).optional(),
});
type Saved = z.infer<typeof Saved>;

/** Tells the next page, and only that, what has just been saved. */
export function rememberSaved(c: Context<Env>, saved: Saved): void {
  setCookie(c, 'gemt', encodeURIComponent(JSON.stringify(saved)), {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    maxAge: 60,
  });
}

/** Says on the page after saving that it is saved, and how the vifte moved; handed to pages by what knows that. */
export type JustSaved = (c: Context<Env>, viewed: Viewed) => Promise<Child>;

/** What was saved just before, said once. */
export function takeSaved(c: Context<Env>): Saved | null {
  const cookie = getCookie(c, 'gemt');
  if (cookie === undefined) return null;
  deleteCookie(c, 'gemt', { path: '/' });
  try {
    return Saved.safeParse(JSON.parse(decodeURIComponent(cookie))).data ?? null;
  } catch {
    return null;
  }
}
