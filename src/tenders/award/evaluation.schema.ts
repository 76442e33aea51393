import { z } from '@hono/zod-openapi';
import { Code } from '../../shared/source.schema.ts';
import { AwardModel, Bid } from '../award-model.schema.ts';

const text = (title: string) => z.string().meta({ title });
const texts = (title: string) => z.array(z.string()).meta({ title });

const Points = z.strictObject({
  value: z.number().meta({ title: 'Point' }),
  exact: z.string().meta({ title: 'Nøjagtigt', description: 'Som brøk.', examples: ['17/2'] }),
});

const Bound = z
  .strictObject({
    percent: z.number().meta({ title: 'Procent' }),
    exact: text('Nøjagtigt'),
    levelOnly: z.boolean().meta({ title: 'Står kun lige' }),
    passings: z
      .array(z.strictObject({ passed: text('Overhalet'), by: text('Af') }))
      .meta({ title: 'Overhalinger' }),
  })
  .nullable();

const Range = z.strictObject({ down: Bound.meta({ title: 'Ned til' }), up: Bound.meta({ title: 'Op til' }) });

const kind = <Kind extends string>(value: Kind, word: string) =>
  z.enum([value]).meta({ title: 'Svar', 'x-enumDescriptions': { [value]: word } });

export const Evaluation = z
  .union([
    z.strictObject({
      kind: kind('incomplete', 'Kan ikke rangeres endnu'),
      findings: z
        .array(
          z.strictObject({
            pointer: z.string().optional().meta({ title: 'Sted' }),
            parameter: z.string().optional().meta({ title: 'Parameter' }),
            message: text('Besked'),
          }),
        )
        .meta({ title: 'Hvad der mangler' }),
    }),
    z.strictObject({
      kind: kind('evaluated', 'Rangeret'),
      model: AwardModel,
      bids: z.array(Bid).meta({ title: 'Bud' }),
      rules: z
        .array(
          z.strictObject({
            criterion: text('Kriterium'),
            weight: text('Vægt'),
            rule: text('Sådan gives point'),
          }),
        )
        .meta({ title: 'Regler' }),
      references: texts('Henvisninger'),
      ranking: z
        .array(
          z.strictObject({
            rank: z.int().min(1).meta({ title: 'Plads' }),
            code: Code.meta({ title: 'Bud' }),
            bidder: text('Tilbudsgiver'),
            total: Points.meta({ title: 'I alt' }),
            criteria: z
              .array(
                z.strictObject({
                  criterion: text('Kriterium'),
                  points: Points.meta({ title: 'Point' }),
                  weighted: Points.meta({ title: 'Vægtet' }),
                }),
              )
              .meta({ title: 'Kriterie for kriterie' }),
          }),
        )
        .meta({ title: 'Rangering' }),
      winners: z.int().min(1).meta({ title: 'Antal vindere' }),
      line: z
        .strictObject({
          in: z.array(Code).meta({ title: 'Inde' }),
          tied: z.array(Code).meta({ title: 'Lige på grænsen' }),
          out: z.array(Code).meta({ title: 'Ude' }),
        })
        .meta({ title: 'Grænsen mellem inde og ude' }),
      sensitivity: z
        .array(
          z.strictObject({
            criterion: text('Kriterium'),
            weightPermille: z.int().meta({ title: 'Vægt i promille' }),
            firstPlace: Range.meta({ title: 'Førstepladsen står' }),
            ranking: Range.meta({ title: 'Rækkefølgen står' }),
            line: Range.meta({ title: 'Grænsen mellem inde og ude står' }),
            sentence: text('I ord'),
          }),
        )
        .meta({ title: 'Hvor langt vægtene kan flyttes' }),
      sentence: text('I ord'),
      notes: texts('Bemærk'),
    }),
  ])
  .meta({ id: 'Evaluation', title: 'Rangering af bud' });
