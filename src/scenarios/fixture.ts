import { z } from 'zod';
import { Code, Day } from '../shared/source.schema.ts';
import { NewScenario } from './scenario.schema.ts';

/** The part of a fixture that is scenarios, each presented with one of its cases; they are checked as they are made and presented. */
export const ScenariosFixture = z.strictObject({
  scenarios: z
    .array(
      NewScenario.omit({ copiedFrom: true }).extend({
        presented: z.strictObject({ case: Code, recommendation: z.int().min(1), on: Day }),
      }),
    )
    .default([]),
});
export type ScenariosFixture = z.infer<typeof ScenariosFixture>;
