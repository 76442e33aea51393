import { z } from '@hono/zod-openapi';
import { Code } from '../shared/source.schema.ts';

const Label = z.string().max(400);

/** The code a label stands for; null when its figures are left out. */
const Codes = z.record(Label, Code.nullable());

export const Mapping = z
  .strictObject({
    targetGroups: Codes.optional().meta({ title: 'Målgrupper' }),
    measures: Codes.optional().meta({ title: 'Målinger' }),
    areas: Codes.optional().meta({ title: 'Områder' }),
    periods: z.record(Label, z.string().max(9).nullable()).optional().meta({ title: 'Perioder' }),
    columns: z
      .array(
        z.strictObject({
          measure: Code.meta({ title: 'Måling' }),
          numerator: Label.nullable().meta({ title: 'Tæller' }),
          denominator: Label.nullable().meta({ title: 'Nævner' }),
          share: Label.nullable().meta({ title: 'Andel' }),
        }),
      )
      .max(50)
      .optional()
      .meta({ title: 'Kolonner med tal' }),
  })
  .meta({ id: 'ImportMapping', title: 'Kobling fra filens ord til vores' });
export type Mapping = z.infer<typeof Mapping>;
