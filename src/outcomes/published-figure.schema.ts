import { z } from '@hono/zod-openapi';
import { Code, Source, inWords, text } from '../shared/source.schema.ts';

export const figureKindLabels = {
  result: 'Resultat',
  expectation: 'Forventning',
  benchmark: 'Sammenligning',
  target: 'Måltal',
  context: 'Baggrund',
  calculation: 'Udregnet af andre oplyste tal',
} as const;

/** As a document prints it: a share as percent, a change with its sign. */
export const PublishedFigure = z
  .strictObject({
    code: Code,
    targetGroup: Code.meta({ title: 'Målgruppe' }),
    title: text(400, 1).meta({ title: 'Titel' }),
    kind: inWords(
      z.enum(['result', 'expectation', 'benchmark', 'target', 'context', 'calculation']),
      figureKindLabels,
    ).meta({ title: 'Slags tal' }),
    period: text(100, 1).meta({ title: 'Periode' }),
    area: text(200, 1).meta({ title: 'Område' }),
    value: z.number().nullable().meta({ title: 'Værdi' }),
    unit: text(100, 1).meta({ title: 'Enhed' }),
    numerator: z.int().min(0).nullable().meta({ title: 'Tæller' }),
    denominator: z.int().min(1).nullable().meta({ title: 'Nævner' }),
    statedShare: z
      .number()
      .nullable()
      .meta({ title: 'Oplyst andel', description: 'I procent, som dokumentet oplyser den.' }),
    projectReport: z.boolean().meta({ title: 'Projektets egen opgørelse' }),
    note: text(1000).nullable().meta({ title: 'Bemærkning' }),
    sources: z.array(Source).min(1).max(20).meta({ title: 'Kilder' }),
  })
  .meta({ id: 'PublishedFigure', title: 'Offentliggjort tal' });
export type PublishedFigureView = z.infer<typeof PublishedFigure>;
