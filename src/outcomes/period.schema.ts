import { z } from '@hono/zod-openapi';
import { partsOf } from './period.ts';

export const Period = z
  .string()
  .regex(
    /^(19|20|21)\d\d(M(0[1-9]|1[0-2])|Q[1-4]|QMAT[1-4]|YTD(0[1-9]|1[0-2]))?$/,
    'Skriv en måned (2023M03), et kvartal (2023Q1), et år, der slutter med et kvartal (2023QMAT1), årets måneder til og med en (2023YTD05), eller et år (2023).',
  )
  .refine(period => partsOf(period) !== null, 'Perioden findes ikke.')
  .meta({ title: 'Periode', examples: ['2022Q4'] });
