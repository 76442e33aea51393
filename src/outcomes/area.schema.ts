import { z } from '@hono/zod-openapi';
import { Code, inWords, text } from '../shared/source.schema.ts';

const areaKindLabels = {
  municipality: 'Kommune',
  region: 'Område med flere kommuner',
  country: 'Hele landet',
  other: 'Andet',
} as const;

export const NewArea = z
  .strictObject({
    code: Code.meta({ examples: ['randers'] }),
    title: text(200, 1).meta({ title: 'Titel', examples: ['Randers Kommune'] }),
    kind: inWords(z.enum(['municipality', 'region', 'country', 'other']), areaKindLabels).meta({
      title: 'Slags område',
      examples: ['municipality'],
    }),
    within: Code.optional().meta({
      title: 'Ligger i',
      description: 'Området, det er en del af. Tallene for de to må ikke kunne trækkes fra hinanden.',
      examples: ['oestjylland'],
    }),
  })
  .meta({ id: 'NewArea', title: 'Nyt område' });
export type NewArea = z.infer<typeof NewArea>;

export const Area = NewArea.meta({ id: 'Area', title: 'Område' });
