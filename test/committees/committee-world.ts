import { z } from '@hono/zod-openapi';
import { Case, ShownMeeting } from '../../src/committees/committee.schema.ts';
import { Problem } from '../../src/shared/http/problem.ts';
import { send, testApp } from '../app.ts';

type App = Awaited<ReturnType<typeof testApp>>['app'];

const host = { Host: 'localhost' };

const beskaeftigelsesudvalget = {
  code: 'beskaeftigelsesudvalget',
  name: 'Beskæftigelsesudvalget',
  kind: 'committee',
  paperDays: 4,
};

export const byraadet = { code: 'byraadet', name: 'Byrådet', kind: 'council', paperDays: 4 };

export function meetingOn(day: string, more: object = {}) {
  return {
    committee: 'beskaeftigelsesudvalget',
    day,
    startsAt: '16:30',
    place: null,
    status: 'planned',
    basis: 'document',
    note: null,
    sources: [],
    ...more,
  };
}

export function caseAbout(code: string, title: string, more: object = {}) {
  return {
    code,
    committee: 'beskaeftigelsesudvalget',
    kind: 'decision',
    journalNumber: null,
    title,
    summary: null,
    recommendations: ['processen godkendes'],
    economy: null,
    nextSteps: [],
    agenda: [],
    sources: [],
    ...more,
  };
}

export function decidedOn(day: string, outcome: string, more: object = {}) {
  return {
    meeting: `beskaeftigelsesudvalget-${day}`,
    recommendation: 1,
    outcome,
    reason: null,
    absent: null,
    conditions: [],
    ...more,
  };
}

/** On the agenda of the committee's meetings on those days. */
export function agendaOf(...days: string[]) {
  return days.map(day => ({ meeting: `beskaeftigelsesudvalget-${day}`, number: null }));
}

/** Beskæftigelsesudvalget with its meetings on the days given, seen from `today`. */
export async function committeeMeeting(today: string, days: readonly string[]) {
  const world = await testApp({ today });
  const committee = committeeIn(world.app);
  await committee.make('/api/committees', beskaeftigelsesudvalget);
  for (const day of days) await committee.make('/api/meetings', meetingOn(day));
  return { ...world, ...committee };
}

export function committeeIn(app: App) {
  const post = async (address: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(address, send('POST', body, headers));
  return {
    post,
    /** Posts what the test takes for granted. */
    make: async (address: string, body: unknown) => {
      const reply = await post(address, body);
      if (reply.status !== 201) throw new Error(`${address}: ${reply.status} ${await reply.text()}`);
      return reply;
    },
    get: async (address: string) => app.request(address, { headers: host }),
    patch: async (address: string, body: unknown, tag = '*') =>
      app.request(address, send('PATCH', body, { 'If-Match': tag })),
    remove: async (address: string, tag = '*') =>
      app.request(address, { method: 'DELETE', headers: { ...host, 'If-Match': tag } }),
  };
}

export async function caseIn(reply: Response) {
  return Case.parse(await reply.json());
}

export async function casesIn(reply: Response) {
  return pageOf(Case).parse(await reply.json()).items;
}

export async function meetingIn(reply: Response) {
  return ShownMeeting.parse(await reply.json());
}

export async function meetingsIn(reply: Response) {
  return pageOf(ShownMeeting).parse(await reply.json());
}

function pageOf<Schema extends z.ZodType>(schema: Schema) {
  return z.strictObject({ items: z.array(schema), total: z.int(), next: z.string().nullable() });
}

/** What was refused, with each finding's message at its place. */
export async function problemIn(reply: Response) {
  const { rule, findings } = Problem.parse(await reply.json());
  const at = Object.fromEntries(
    findings.map(({ pointer, parameter, message }) => [pointer ?? parameter ?? '', message]),
  );
  return { status: reply.status, rule, at };
}
