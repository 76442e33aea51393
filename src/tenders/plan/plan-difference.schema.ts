import { z } from '@hono/zod-openapi';
import { ReckonedDay, inWords } from '../../shared/source.schema.ts';
import { PhaseNumber, PlannedPhase } from '../tender.schema.ts';

const someDay = (title: string) => ReckonedDay.nullable().meta({ title, examples: ['2023-05-09'] });

const DayDifference = z.strictObject({
  before: someDay('Før'),
  after: someDay('Efter'),
  workingDays: z
    .int()
    .nullable()
    .meta({ title: 'Arbejdsdage', description: 'Positiv, når dagen er rykket senere.', examples: [45] }),
});

const changeLabels = { added: 'Ny', removed: 'Udgået', kept: 'Beholdt' } as const;
const changedFieldLabels = {
  title: 'Titel',
  owner: 'Ansvarlig',
  kind: 'Slags',
  predecessors: 'Kommer efter fase',
  meeting: 'Møde',
  neededWorkingDays: 'Arbejdsdage mindst',
  neededBasis: 'Grundlag for arbejdsdage',
} as const;

function difference<Kind extends keyof typeof changeLabels, Shape extends z.ZodRawShape>(
  kind: Kind,
  shape: Shape,
) {
  return z.strictObject({
    phase: PhaseNumber,
    change: inWords(z.enum([kind]), changeLabels).meta({ title: 'Ændring' }),
    ...shape,
  });
}

const before = z.strictObject(PlannedPhase.shape).meta({ title: 'Fasen før' });
const after = z.strictObject(PlannedPhase.shape).meta({ title: 'Fasen efter' });

export const PlanDifference = z
  .strictObject({
    contractStart: DayDifference.meta({ title: 'Kontraktstart' }),
    phases: z
      .array(
        z.union([
          difference('added', { after }),
          difference('removed', { before }),
          difference('kept', {
            before,
            after,
            from: DayDifference.meta({ title: 'Planlagt fra' }),
            to: DayDifference.meta({ title: 'Planlagt til' }),
            changed: z
              .array(
                inWords(
                  z.enum([
                    'title',
                    'owner',
                    'kind',
                    'predecessors',
                    'meeting',
                    'neededWorkingDays',
                    'neededBasis',
                  ]),
                  changedFieldLabels,
                ),
              )
              .meta({ title: 'Andet, der er ændret' }),
          }),
        ]),
      )
      .meta({ title: 'Fase for fase' }),
  })
  .meta({ id: 'PlanDifference', title: 'Forskel på to planer' });
