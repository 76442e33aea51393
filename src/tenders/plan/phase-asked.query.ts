import { RuleBroken } from '../../shared/rule-broken.ts';
import type { Seen } from '../tender-seen.query.ts';
import { planOn } from '../whole-tender.ts';

/** The phase the address names, as the timeline and the plan in force have it; 404 where they have not. */
export function phaseAsked({ c, timeline, whole, today }: Seen) {
  const number = c.req.param('phase');
  const phase = timeline.phases.find(phase => String(phase.number) === number);
  const planned = planOn(whole, today).phases.find(phase => String(phase.number) === number);
  if (phase && planned) return { phase, planned };
  throw new RuleBroken('not-found', `Fase ${number ?? ''} findes ikke i planen.`, { status: 404 });
}
