import { z } from '@hono/zod-openapi';
import { Code, Source, inWords, text } from '../shared/source.schema.ts';

export const goalKindLabels = {
  minister: 'Ministermål',
  'global-goal': 'Verdensmål',
  local: 'Lokalt mål',
  policy: 'Politikområde',
} as const;

export const Goal = z
  .strictObject({
    code: Code,
    title: text(400, 1).meta({ title: 'Titel' }),
    kind: inWords(z.enum(['minister', 'global-goal', 'local', 'policy']), goalKindLabels).meta({
      title: 'Slags mål',
    }),
    sources: z.array(Source).max(20).meta({ title: 'Kilder' }),
  })
  .meta({ id: 'Goal', title: 'Mål' });
export type GoalView = z.infer<typeof Goal>;
