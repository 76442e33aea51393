import { z } from '@hono/zod-openapi';
import { Code, Source, inWords, someOf, text } from '../shared/source.schema.ts';

const betterLabels = { higher: 'Højere er bedre', lower: 'Lavere er bedre' } as const;

const measureDistanceLabels = {
  near: 'Grupper tæt på arbejdsmarkedet',
  further: 'Grupper længere væk fra arbejdsmarkedet',
} as const;

export const NewMeasure = z
  .strictObject({
    code: Code.meta({ examples: ['beskaeftigelse-eller-uddannelse'] }),
    title: text(400, 1).meta({
      title: 'Titel',
      examples: ['I beskæftigelse eller uddannelse 3 måneder efter afsluttet forløb'],
    }),
    counted: text(1000, 1).meta({
      title: 'Det, der tælles',
      description: 'Hvem tælleren tæller blandt dem, nævneren tæller.',
      examples: ['Personer i beskæftigelse eller uddannelse blandt dem, der har afsluttet et forløb'],
    }),
    better: inWords(z.enum(['higher', 'lower']), betterLabels).meta({
      title: 'Retning',
      examples: ['higher'],
    }),
    lagMonths: z
      .int()
      .min(0)
      .max(60)
      .meta({
        title: 'Måneder, til tallet er færdigt',
        description: 'Fra periodens sidste dag, til alle er talt med.',
        examples: [3],
      }),
    distance: inWords(z.enum(['near', 'further']), measureDistanceLabels)
      .nullable()
      .meta({
        title: 'Det rette mål for',
        description: 'Tom, når det er for alle grupper.',
        examples: ['near'],
      }),
    sources: z.array(Source).max(20).meta({ title: 'Kilder' }),
  })
  .meta({ id: 'NewMeasure', title: 'Ny måling' });
export type NewMeasure = z.infer<typeof NewMeasure>;

export const Measure = NewMeasure.meta({ id: 'Measure', title: 'Måling' });
export type MeasureView = z.infer<typeof Measure>;

export const MeasureChange = someOf(NewMeasure.omit({ code: true }).partial()).meta({
  id: 'MeasureChange',
  title: 'Rettelse af måling',
});
export type MeasureChange = z.infer<typeof MeasureChange>;
