import type { Slice } from '../shared/http/slice.ts';
import { AgendaItem, Case, Condition, ConditionMet, Decision } from './case.entity.ts';
import { cases } from './case.routes.ts';
import type { OutgrowthOf, ViewedBy } from './committee-page.tsx';
import { ClosingDay, Committee } from './committee.entity.ts';
import { committeePages } from './committee.pages.tsx';
import { committees as committeeRoutes } from './committee.routes.ts';
import { Meeting } from './meeting.entity.ts';
import { meetings } from './meeting.routes.ts';

/** Handed which vifte is looked at, and what has grown out of a case. */
export function committees(viewedBy: ViewedBy, outgrowthOf: OutgrowthOf): Slice {
  return {
    entities: [AgendaItem, Case, ClosingDay, Committee, Condition, ConditionMet, Decision, Meeting],
    tags: [
      ['Udvalg', 'Udvalgene og byrådet, med deres sagsfrist.'],
      ['Møder', 'Udvalgenes møder, med sagsfrist og hvad der er værd at se efter ved dagen.'],
      [
        'Sager',
        'Det, udvalgene tager stilling til: indstillinger, dagsordener, beslutninger og betingelser.',
      ],
      ['Lukkedage', 'Dage, kommunen holder lukket af egen vilje. De tæller ikke som arbejdsdage.'],
    ],
    api: [committeeRoutes, meetings, cases],
    pages: () => [committeePages(viewedBy, outgrowthOf)],
  };
}
