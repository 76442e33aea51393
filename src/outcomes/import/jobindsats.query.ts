import { setTimeout as pause } from 'node:timers/promises';
import { z } from '@hono/zod-openapi';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { jobindsatsTable, jsonFrom, type JobindsatsAnswer } from '../reading/jobindsats-answer.ts';

export type JobindsatsAccess = {
  baseUrl: string;
  token: string;
  /** How long one answer may take, and how long to wait before the first repetition, in ms. */
  patience?: number;
  pause?: number;
};

export type Asked = {
  table: string;
  period: { kind: 'M' | 'Q' | 'QMAT' | 'Y'; latest: number };
  /** By hierarchy: `/` is the total, `*` all values, `/2/,/3/` some. */
  hierarchies: Readonly<Record<string, string>>;
};

/** jobindsats closes a request after a minute. */
const patience = 65_000;
const tries = 4;

const Named = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  name: z.string().optional(),
});
const Table = z.object({
  periods: z.array(z.unknown()),
  dimensions: z.array(
    z.object({
      hierarchies: z.array(Named.extend({ levels: z.array(z.object({ values: z.array(z.unknown()) })) })),
    }),
  ),
});
export type JobindsatsTableFacts = z.infer<typeof Table>;

const Refusal = z.object({ cause: z.string() });

/** What a table holds: its periods and the hierarchies it can be divided by. */
export async function jobindsatsFacts(
  access: JobindsatsAccess,
  table: string,
): Promise<JobindsatsTableFacts> {
  const facts = Table.safeParse(jsonFrom(await answerOf(access, `/v3/table/${encodeURIComponent(table)}`)));
  if (facts.success) return facts.data;
  throw new RuleBroken(
    'jobindsats-unreadable',
    `jobindsats' beskrivelse af tabellen ${table} kan ikke læses.`,
    {
      status: 422,
    },
  );
}

/** The figures of a table, as `{columns, rows}`. */
export async function jobindsatsData(access: JobindsatsAccess, asked: Asked): Promise<JobindsatsAnswer> {
  const parameters = new URLSearchParams({ format: 'json' });
  parameters.set('mgroup.*', '*');
  parameters.set(`period.${asked.period.kind}`, `latest:${asked.period.latest}`);
  for (const [id, values] of Object.entries(asked.hierarchies)) parameters.set(`hierarchy.${id}`, values);
  const path = `/v3/data/${encodeURIComponent(asked.table)}?${parameters.toString()}`;
  return jobindsatsTable(await answerOf(access, path));
}

/** Tries again, each time after twice as long, where the other end may only be busy. */
async function answerOf(access: JobindsatsAccess, path: string): Promise<string> {
  let last: RuleBroken | undefined;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (attempt > 0) await pause((access.pause ?? 1000) * 2 ** (attempt - 1));
    const answer = await ask(access, path);
    if (typeof answer === 'string') return answer;
    last = answer;
    if (answer.rule !== 'jobindsats-unavailable') throw answer;
  }
  throw last ?? new Error('never asked');
}

async function ask(access: JobindsatsAccess, path: string): Promise<string | RuleBroken> {
  const { baseUrl, token } = access;
  try {
    const answer = await fetch(`${baseUrl.replace(/\/$/, '')}${path}`, {
      headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' },
      signal: AbortSignal.timeout(access.patience ?? patience),
      redirect: 'error',
    });
    const text = await answer.text();
    return answer.ok ? text : refusalOf(answer.status, text);
  } catch {
    return new RuleBroken(
      'jobindsats-unavailable',
      'jobindsats svarer ikke, heller ikke efter flere forsøg. Prøv igen senere, eller hent færre perioder.',
      { status: 503 },
    );
  }
}

function refusalOf(status: number, text: string): RuleBroken {
  if (status >= 500 || status === 408 || status === 429) {
    return new RuleBroken(
      'jobindsats-unavailable',
      `jobindsats er optaget (svarer ${status}), også efter flere forsøg. Prøv igen senere.`,
      { status: 503 },
    );
  }
  if (status === 401) {
    return new RuleBroken(
      'jobindsats-token',
      'jobindsats kender ikke nøglen. Er JOBINDSATS_TOKEN sat til den nøgle, STAR har sendt, og ikke udløbet?',
      { status: 422 },
    );
  }
  if (status === 403) {
    return new RuleBroken(
      'jobindsats-forbidden',
      'Kommunens nøgle giver ikke adgang til den tabel. Bed STAR om adgang, eller vælg en anden tabel.',
      { status: 422 },
    );
  }
  if (status === 404) {
    return new RuleBroken('jobindsats-table', 'jobindsats har ikke den tabel. Er navnet stavet rigtigt?', {
      status: 422,
    });
  }
  return new RuleBroken('jobindsats-refused', `jobindsats afviste forespørgslen: ${causeOf(text)}`, {
    status: 422,
  });
}

function causeOf(text: string): string {
  try {
    return Refusal.parse(jsonFrom(text)).cause.slice(0, 500);
  } catch {
    return text.slice(0, 200);
  }
}
