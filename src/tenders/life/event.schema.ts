import { z } from '@hono/zod-openapi';
import { Code, Day, inWords, text } from '../../shared/source.schema.ts';
import { incidentLabels, stageLabels } from '../timeline/stage.ts';

const { 'standstill-ends': _computed, ...recordable } = stageLabels;

export const eventLabels = { ...recordable, ...incidentLabels } as const;

const EventKind = inWords(
  z.enum([
    'market-dialogue',
    'notice',
    'questions',
    'answers',
    'applications',
    'selection',
    'bids',
    'opening',
    'negotiation',
    'final-bids',
    'evaluation',
    'award-letter',
    'contract-signed',
    'award-notice',
    'notice-changed',
    'option-used',
    'complaint',
    'suspension-granted',
    'suspension-lifted',
    'complaint-withdrawn',
    'complaint-ruled',
    'no-bids',
    'annulled',
    'given-up',
    'retracted',
  ]),
  eventLabels,
).meta({ title: 'Hændelse', examples: ['notice'] });

export const NewTenderEvent = z
  .strictObject({
    kind: EventKind,
    lot: Code.nullable().meta({
      title: 'Delaftale',
      description: 'Tom, når det gælder hele udbuddet.',
      examples: [null],
    }),
    day: Day.meta({ title: 'Dato', description: 'Den dag, det skete.', examples: ['2027-02-01'] }),
    electronic: z
      .boolean()
      .nullable()
      .meta({
        title: 'Sendt elektronisk',
        description: 'Kun for en underretning: ellers løber standstill i 15 kalenderdage.',
        examples: [null],
      }),
    by: text(200)
      .nullable()
      .meta({ title: 'Hvem', description: 'En virksomhed eller myndighed.', examples: [null] }),
    reason: text(2000)
      .nullable()
      .meta({
        title: 'Begrundelse',
        description:
          'Skal stå ved annullation, opgivelse, tilbagetrækning og ved en frist, der er overskredet.',
        examples: [null],
      }),
    retracts: z
      .int()
      .min(1)
      .max(2_147_483_647)
      .nullable()
      .meta({ title: 'Trækker hændelse nr. tilbage', examples: [null] }),
  })
  .meta({ id: 'NewTenderEvent', title: 'Hvad der er sket med udbuddet' });
export type NewTenderEvent = z.infer<typeof NewTenderEvent>;

export const TenderEvent = NewTenderEvent.extend({
  number: z.int().meta({ title: 'Nr.' }),
  knownOn: Day.meta({ title: 'Skrevet ind den', description: 'Før den dag vidste ingen det.' }),
}).meta({ id: 'TenderEvent', title: 'Hændelse i udbuddet' });
