import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { viewing } from '../offers/viewed.query.ts';
import { seenFrom, type Day } from '../shared/days/day.ts';
import type { Env } from '../shared/http/http.ts';
import type { Viewed } from '../shared/page/page.tsx';
import { RuleBroken } from '../shared/rule-broken.ts';
import { timeline, type Timeline } from './timeline/timeline.ts';
import type { Situation } from './timeline/laid-phase.ts';
import { wholeTender } from './whole-tender.query.ts';
import { situationOf, type WholeTender } from './whole-tender.ts';

/** A tender as a page shows it: seen from a day, with links that keep the day and the vifte. */
export type Seen = {
  c: Context<Env>;
  viewed: Viewed;
  whole: WholeTender;
  today: Day;
  /** The day something is recorded on from this page: never a later one than today. */
  recordedOn: Day;
  /** Whether the address asks for a day; otherwise it is the day it is. */
  isAsked: boolean;
  situation: Situation;
  timeline: Timeline;
  /** The address of a page of this tender: '' for the first. */
  link: (path?: string) => string;
};

/** Answers a page about one tender; the vifte shown around it is the one the tender is about. */
export function seeing(page: (seen: Seen) => Response | Promise<Response>) {
  return viewing(async (c, viewed) => {
    const whole = await wholeTender(c.var.database, c.req.param('tender') ?? '');
    const { code, portfolio } = whole.tender;
    if (portfolio !== viewed.portfolio.code && c.req.method === 'GET') {
      const url = new URL(c.req.url);
      url.searchParams.set('vifte', portfolio);
      return c.redirect(`${url.pathname}${url.search}`, 303);
    }
    const asked = askedDay(c);
    const today = asked ?? c.var.today();
    const situation = situationOf(whole, today);
    return page({
      c,
      viewed,
      whole,
      today,
      recordedOn: seenFrom(asked, c.var.today()),
      isAsked: asked !== undefined,
      situation,
      timeline: timeline(situation),
      link: (path = '') => viewed.link(asDayAsked(`/udbud/${code}${path}`, asked)),
    });
  });
}

const AskedDay = z.iso.date();

/** The day `?today=` asks to see things from. */
export function askedDay(c: Context<Env>): Day | undefined {
  const asked = c.req.query('today');
  if (asked === undefined || asked === '') return undefined;
  const { data } = AskedDay.safeParse(asked);
  if (data !== undefined) return data;
  const message = 'Skriv en dag, der findes, som åååå-mm-dd, fx 2023-05-09.';
  throw new RuleBroken('invalid-input', message, {
    status: 400,
    findings: [{ parameter: 'today', message }],
  });
}

export function asDayAsked(address: string, asked: Day | undefined): string {
  if (asked === undefined) return address;
  const [path = '', fragment] = address.split('#');
  return `${path}${path.includes('?') ? '&' : '?'}today=${asked}${fragment === undefined ? '' : `#${fragment}`}`;
}
