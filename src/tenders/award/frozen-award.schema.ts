import { z } from '@hono/zod-openapi';
import { Code, Day, text } from '../../shared/source.schema.ts';
import { AwardModel, Bid, NewBidEvent } from '../award-model.schema.ts';

const tieBreak = text(2000)
  .nullable()
  .meta({ title: 'Sådan blev lige bud afgjort', examples: [null] });

export const NewAward = z
  .strictObject({
    tieWinners: z
      .array(Code)
      .max(100)
      .meta({
        title: 'Af dem, der står lige',
        description: 'Koderne på de bud, der får pladserne.',
        examples: [[]],
      }),
    tieBreak,
  })
  .meta({ id: 'NewAward', title: 'Evaluering, der lægges frem' });
export type NewAward = z.infer<typeof NewAward>;

export const FrozenAward = z
  .strictObject({
    number: z.int().meta({ title: 'Nr.' }),
    knownOn: Day.meta({ title: 'Lagt frem den' }),
    model: AwardModel,
    bids: z.array(Bid).meta({ title: 'Bud' }),
    ranking: z
      .array(
        z.strictObject({
          rank: z.int().meta({ title: 'Plads' }),
          code: Code.meta({ title: 'Bud' }),
          bidder: z.string().meta({ title: 'Tilbudsgiver' }),
          total: z
            .strictObject({
              value: z.number().meta({ title: 'Point' }),
              exact: z.string().meta({ title: 'Nøjagtigt' }),
            })
            .meta({ title: 'I alt' }),
        }),
      )
      .meta({ title: 'Rangering' }),
    winners: z.array(Code).meta({ title: 'Vindere' }),
    tieBreak,
    left: z
      .array(
        z.strictObject({
          code: Code.meta({ title: 'Bud' }),
          bidder: z.string().meta({ title: 'Tilbudsgiver' }),
          kind: NewBidEvent.shape.kind,
          reason: NewBidEvent.shape.reason,
        }),
      )
      .meta({ title: 'Bud, der ikke er vurderet' }),
    letters: z
      .array(
        z.strictObject({
          code: Code.meta({ title: 'Bud' }),
          bidder: z.string().meta({ title: 'Tilbudsgiver' }),
          wins: z.boolean().meta({ title: 'Vinder' }),
          text: z.string().meta({ title: 'Brevet' }),
        }),
      )
      .meta({ title: 'Underretninger' }),
  })
  .meta({ id: 'FrozenAward', title: 'Evalueringen, som den er lagt frem' });
