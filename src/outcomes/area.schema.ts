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
  })
  .meta({ id: 'NewArea', title: 'Nyt område' });
export type NewArea = z.infer<typeof NewArea>;

export const Area = NewArea.meta({ id: 'Area', title: 'Område' });
