import { z } from '@hono/zod-openapi';
import { monthsBetween } from '../shared/days/month.ts';
import { text } from '../shared/source.schema.ts';
import { EnteredPrice } from './contract-value.schema.ts';

const Month = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/, {
    error: 'Skriv måneden som år og måned, fx 2024-01.',
    abort: true,
  })
  .meta({ title: 'Måned', examples: ['2024-01'] });

const OneOff = z
  .strictObject({
    label: text(200, 1).meta({ title: 'Engangsudgift', examples: ['Oplæring'] }),
    month: Month,
    price: EnteredPrice.nullable(),
  })
  .meta({ title: 'Engangsudgift' });

/** A plan whose fields are right each by itself; whether they go together `InsourcingPlan` says. */
export const SentInsourcing = z
  .strictObject({
    startsIn: Month.meta({ title: 'Første måned' }),
    horizonMonths: z
      .int()
      .min(1)
      .max(120)
      .meta({ title: 'Måneder der sammenlignes over', examples: [24] }),
    transitionMonths: z
      .int()
      .min(0)
      .max(120)
      .meta({
        title: 'Overgang i måneder',
        description: 'Så længe fortsætter den eksterne leverandør, mens kommunen bygger tilbuddet op.',
        examples: [9],
      }),
    externalMonthly: EnteredPrice.nullable().meta({ title: 'Ekstern pris pr. måned i overgangen' }),
    internalMonthly: EnteredPrice.nullable().meta({ title: 'Egen udgift pr. måned efter overgangen' }),
    oneOffs: z.array(OneOff).max(50).meta({ title: 'Engangsudgifter ved hjemtagelse' }),
    tenderedMonthly: EnteredPrice.nullable().meta({ title: 'Ventet pris pr. måned efter udbud' }),
    tenderOneOffs: z.array(OneOff).max(50).meta({ title: 'Engangsudgifter ved udbud' }),
  })
  .meta({ id: 'InsourcingPlan', title: 'Hjemtagelse' });

/** Taking an offer home, beside tendering it, over the same months. A price that is null is unknown. */
export const InsourcingPlan = SentInsourcing.superRefine(
  ({ startsIn, horizonMonths, transitionMonths, oneOffs, tenderOneOffs }, context) => {
    if (transitionMonths > horizonMonths)
      context.addIssue({
        code: 'custom',
        path: ['transitionMonths'],
        message: `Overgangen på ${transitionMonths} måneder er længere end de ${horizonMonths} måneder, der sammenlignes over.`,
      });
    for (const [field, list] of Object.entries({ oneOffs, tenderOneOffs }))
      list.forEach(({ month }, i) => {
        const place = monthsBetween(startsIn, month);
        if (place < 0 || place >= horizonMonths)
          context.addIssue({
            code: 'custom',
            path: [field, i, 'month'],
            message: `${month} ligger uden for de ${horizonMonths} måneder fra ${startsIn}, der sammenlignes over.`,
          });
      });
  },
);
export type InsourcingPlan = z.infer<typeof InsourcingPlan>;
