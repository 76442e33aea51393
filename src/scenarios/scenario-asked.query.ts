import type { Context } from 'hono';
import type { Env } from '../shared/http/http.ts';
import type { Viewed } from '../shared/page/page.tsx';
import { askedScenarios, scenarioFacts, type KeptScenario } from './scenario-facts.query.ts';

export async function scenarioAt(c: Context<Env>, viewed: Viewed): Promise<KeptScenario> {
  const facts = await scenarioFacts(c.var.database, viewed.portfolio.code);
  const [scenario] = askedScenarios(facts, [c.req.param('scenario') ?? '']);
  if (!scenario) throw new Error('An unknown scenario is refused above');
  return scenario;
}

export async function fieldsOf(c: Context<Env>): Promise<Record<string, string> & { version: string }> {
  const sent = Object.entries(await c.req.parseBody());
  const texts = sent.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  return { version: '', ...Object.fromEntries(texts) };
}

export function above(viewed: Viewed, scenario?: { code: string; name: string }) {
  return [
    { href: viewed.link('/scenarier'), text: 'Scenarier' },
    ...(scenario ? [{ href: viewed.link(`/scenarier/${scenario.code}`), text: scenario.name }] : []),
  ];
}
