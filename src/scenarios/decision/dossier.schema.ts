import { z } from '@hono/zod-openapi';
import { Goal } from '../../goals/goal.schema.ts';
import { Commitment } from '../../offers/commitment.schema.ts';
import { Offer } from '../../offers/offer.schema.ts';
import { Portfolio } from '../../offers/portfolio.schema.ts';
import { Code, Day } from '../../shared/source.schema.ts';
import { Supplier } from '../../suppliers/supplier.schema.ts';
import { CountBasis, TargetGroup } from '../../target-groups/target-group.schema.ts';
import { Comparison } from '../comparison/comparison.schema.ts';
import { ScenarioChange } from '../scenario.schema.ts';

const FrozenVifte = z
  .strictObject({
    portfolio: Portfolio,
    offers: z.array(Offer).meta({ title: 'Tilbud' }),
    commitments: z.array(Commitment).meta({ title: 'Forpligtelser' }),
    targetGroups: z.array(TargetGroup).meta({ title: 'Målgrupper' }),
    suppliers: z.array(Supplier).meta({ title: 'Leverandører' }),
    goals: z.array(Goal).meta({ title: 'Mål' }),
  })
  .meta({ title: 'Viften, hele' });

/** What was worked out and by which rules, so that it can be read and checked long after. */
const Rules = z
  .strictObject({
    program: z.string().meta({ title: 'Programmets udgave' }),
    seenFrom: Day.meta({ title: 'Set fra' }),
    noticeDate: Day.meta({ title: 'Bekendtgørelse den' }),
    countBasis: CountBasis,
    sentences: z.array(z.string()).meta({ title: 'Reglerne i ord' }),
  })
  .meta({ title: 'Reglerne, der blev brugt' });

/** What a committee is presented with and decides on: written when the scenario is presented, read from then on. */
export const Dossier = z
  .strictObject({
    scenario: Code.meta({ title: 'Scenarie' }),
    name: z.string().meta({ title: 'Navn' }),
    reason: z.string().nullable().meta({ title: 'Begrundelse' }),
    case: z
      .strictObject({
        code: Code.meta({ title: 'Sag' }),
        title: z.string().meta({ title: 'Sagens titel' }),
        recommendation: z.int().min(1).meta({ title: 'Indstilling, nummer' }),
        wording: z.string().meta({ title: 'Indstillingens ordlyd' }),
      })
      .meta({ title: 'Sagen' }),
    changes: z.array(ScenarioChange).meta({ title: 'Ændringer' }),
    before: FrozenVifte.meta({ title: 'Viften før' }),
    after: FrozenVifte.meta({ title: 'Viften efter' }),
    comparison: Comparison,
    rules: Rules,
  })
  .meta({ id: 'Dossier', title: 'Beslutningsgrundlag' });
export type Dossier = z.infer<typeof Dossier>;
