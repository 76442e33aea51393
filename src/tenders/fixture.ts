import { z } from '@hono/zod-openapi';
import type { CommitteesFixture } from '../committees/fixture.ts';
import type { Finding } from '../shared/rule-broken.ts';
import { planFindings } from './timeline/plan-findings.ts';
import {
  Asked,
  NewMilestone,
  NewPlan,
  PhaseNumber,
  PhaseRecord,
  TenderFields,
  unsaid,
} from './tender.schema.ts';

/** The part of a fixture that is a tender, with its plans first to last, its gates, and what has happened. */
export const TenderFixture = TenderFields.extend({
  ...unsaid,
  plans: z.array(NewPlan.extend({ approval: Asked.nullable() })).min(1),
  gates: z.array(Asked.extend({ phase: PhaseNumber })),
  records: z.array(PhaseRecord),
  milestones: z.array(NewMilestone),
});
export type TenderFixture = z.infer<typeof TenderFixture>;

type Surroundings = Pick<CommitteesFixture, 'committees' | 'meetings' | 'cases'> & {
  portfolio: { code: string };
  tender: TenderFixture;
};

export function tenderFindings({ portfolio, committees, meetings, cases, tender }: Surroundings): Finding[] {
  const findings: Finding[] = [];
  const found = (pointer: string, message: string) =>
    findings.push({ pointer: `/tender${pointer}`, message });

  if (tender.portfolio !== portfolio.code)
    found('/portfolio', `Tilbudsviften ${tender.portfolio} findes ikke.`);
  if (!committees.some(committee => committee.code === tender.committee))
    found('/committee', `Udvalget ${tender.committee} findes ikke.`);

  const ownMeetings = meetings.filter(meeting => meeting.committee === tender.committee);
  const recommended = (pointer: string, asked: Asked) => {
    const one = cases.find(({ code }) => code === asked.case);
    if (!one) found(`${pointer}/case`, `Sagen ${asked.case} findes ikke.`);
    else if (asked.recommendation > one.recommendations.length)
      found(`${pointer}/recommendation`, `Sagen har kun ${one.recommendations.length} indstilling(er).`);
  };
  tender.plans.forEach((plan, p) => {
    for (const { pointer, message } of planFindings(plan, ownMeetings))
      found(`/plans/${p}${pointer}`, message);
    if (plan.approval !== null) recommended(`/plans/${p}/approval`, plan.approval);
  });

  const phases = new Set(tender.plans.at(-1)?.phases.map(phase => phase.number));
  for (const list of ['gates', 'records', 'milestones'] as const) {
    tender[list].forEach(({ phase }, i) => {
      if (!phases.has(phase)) found(`/${list}/${i}/phase`, `Fase ${phase} findes ikke.`);
    });
  }
  tender.gates.forEach((gate, i) => {
    recommended(`/gates/${i}`, gate);
    if (tender.gates.findIndex(({ phase }) => phase === gate.phase) < i)
      found(`/gates/${i}/phase`, `Fase ${gate.phase} har allerede en sag.`);
  });
  tender.milestones.forEach(({ kind }, i) => {
    if (tender.milestones.findIndex(milestone => milestone.kind === kind) < i)
      found(`/milestones/${i}/kind`, 'Milepælen står to gange.');
  });
  return findings;
}
