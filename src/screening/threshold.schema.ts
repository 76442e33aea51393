import { z } from '@hono/zod-openapi';
import { Oere, Source, text } from '../shared/source.schema.ts';

const Light = z
  .discriminatedUnion('status', [
    z.strictObject({
      status: z.literal('published').meta({ title: 'Status' }),
      amountOere: Oere.min(1),
      note: z.null().meta({ title: 'Bemærkning' }),
    }),
    z.strictObject({
      status: z.literal('derived').meta({ title: 'Status' }),
      amountOere: Oere.min(1),
      note: text(1000, 1).meta({ title: 'Bemærkning' }),
    }),
    z.strictObject({
      status: z.literal('not-seen').meta({ title: 'Status' }),
      amountOere: z.null().meta({ title: 'Beløb' }),
      note: text(1000, 1).meta({ title: 'Bemærkning' }),
    }),
  ])
  .meta({ title: 'Tærskelværdi for light-ydelser' });

export const ThresholdPeriod = z
  .strictObject({
    from: z.iso.date().meta({ title: 'Fra og med', examples: ['2022-01-01'] }),
    to: z.iso.date().meta({ title: 'Til (ikke med)', examples: ['2024-01-01'] }),
    generalOere: Oere.min(1).meta({ title: 'Almindelig tærskelværdi', examples: [160_194_400] }),
    light: Light,
    sources: z.array(Source).min(1).meta({ title: 'Kilder' }),
  })
  .meta({ id: 'ThresholdPeriod', title: 'Tærskelværdier i en periode' });
export type ThresholdPeriod = z.infer<typeof ThresholdPeriod>;

/** The periods run half-open from the first to the last without a gap, so that every day between has one value. */
export const Thresholds = z.strictObject({
  appliesTo: text(1000, 1),
  rule: text(1000, 1),
  periods: z.array(ThresholdPeriod).min(1).superRefine(periodsFollowEachOther),
});

function periodsFollowEachOther(periods: readonly ThresholdPeriod[], context: z.RefinementCtx) {
  periods.forEach(({ from, to }, i) => {
    const found = (field: 'from' | 'to', message: string) =>
      context.addIssue({ code: 'custom', path: [i, field], message });
    if (to <= from) found('to', `Perioden slutter ${to}, men begynder ${from}. Slutdatoen er ikke med.`);
    const before = periods[i - 1];
    if (before === undefined || before.to === from) return;
    if (from < before.from)
      found('from', `Perioden fra ${from} står efter den fra ${before.from}. Byt dem om.`);
    else if (from < before.to)
      found('from', `Perioden fra ${from} overlapper den foregående til ${before.to}.`);
    else found('from', `Der er et hul mellem ${before.to} og ${from}. Lad perioderne følge hinanden.`);
  });
}
