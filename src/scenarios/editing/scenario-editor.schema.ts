import { z } from '@hono/zod-openapi';
import { Code, Oere, Year } from '../../shared/source.schema.ts';
import { NewScenario, Scale } from '../scenario.schema.ts';

const EditedPrice = z.strictObject({
  year: Year,
  amountOere: Oere.nullable().meta({ title: 'Ny pris' }),
});

/** What the editor says of one of the vifte's offers; what is left blank stays as it is in the vifte. */
const EditedOffer = z.strictObject({
  offer: Code,
  drop: z.boolean().meta({ title: 'Bortfalder' }),
  places: Scale.shape.places.nullable().meta({ title: 'Nye pladser' }),
  follow: z.boolean().meta({ title: 'Det faste beløb følger pladserne' }),
  prices: z.array(EditedPrice).max(10).meta({ title: 'Priser' }),
});
export type EditedOffer = z.infer<typeof EditedOffer>;

export const ScenarioEdits = z.strictObject({
  name: NewScenario.shape.name,
  reason: NewScenario.shape.reason,
  rows: z.array(EditedOffer).max(5000).meta({ title: 'Tilbud' }),
});
export type ScenarioEdits = z.infer<typeof ScenarioEdits>;

export const BlankScenario = NewScenario.omit({ changes: true });
export type BlankScenario = z.infer<typeof BlankScenario>;
