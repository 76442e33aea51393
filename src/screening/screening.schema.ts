import { z } from '@hono/zod-openapi';
import { Code, Day, inWords, text } from '../shared/source.schema.ts';
import { SentTerms } from './contract-value.schema.ts';
import { categoryLabels } from './threshold.ts';

/** What the screening itself can answer. */
export const screeningLabels = {
  'light-duty': 'Udbudspligt efter light-ordningen',
  'general-duty': 'Almindelig udbudspligt (ikke en light-ydelse)',
  'below-threshold': 'Under tærskelværdien: vurdér klar grænseoverskridende interesse',
  internal: 'Intern levering: ingen udbudspligt',
  'unknown-price': 'Ukendt pris i formålet: kan ikke screenes',
  'no-threshold': 'Ingen tærskelværdi at sammenligne med',
} as const;

/** What the adviser can conclude. */
export const assessmentLabels = {
  'light-duty': 'Udbudspligt efter light-ordningen',
  'general-duty': 'Almindelig udbudspligt',
  'cross-border-interest': 'Under tærskelværdien med klar grænseoverskridende interesse',
  'no-duty': 'Ingen udbudspligt',
} as const;

export const ScreeningResult = inWords(
  z.enum(['light-duty', 'general-duty', 'below-threshold', 'internal', 'unknown-price', 'no-threshold']),
  screeningLabels,
).meta({ title: 'Screening', examples: ['light-duty'] });
export type ScreeningResult = z.infer<typeof ScreeningResult>;

/** The adviser's assessment of one offer. It is never edited; a later one takes its place and both stay. */
export const Assessment = z
  .strictObject({
    offer: Code.meta({ title: 'Tilbud' }),
    outcome: inWords(
      z.enum(['light-duty', 'general-duty', 'cross-border-interest', 'no-duty']),
      assessmentLabels,
    ).meta({ title: 'Vurdering', examples: ['cross-border-interest'] }),
    reason: text(4000, 1).meta({ title: 'Begrundelse' }),
    assessedOn: Day.meta({ title: 'Vurderet den', examples: ['2023-08-21'] }),
    screenedAs: ScreeningResult.meta({
      title: 'Screening ved vurderingen',
      description: 'Hvad screeningen svarede, da rådgiveren vurderede.',
    }),
  })
  .meta({ id: 'Assessment', title: 'Rådgiverens vurdering' });
export type Assessment = z.infer<typeof Assessment>;

/** An assessment as it is sent: what the screening answers for a notice on that day is kept with it. */
export const NewAssessment = Assessment.omit({ screenedAs: true })
  .extend({
    noticeDate: Day.meta({
      title: 'Bekendtgørelse den',
      description: 'Den dag, udbuddet ventes bekendtgjort; den afgør tærskelværdien.',
      examples: ['2023-08-21'],
    }),
  })
  .meta({ id: 'NewAssessment', title: 'Ny vurdering' });
export type NewAssessment = z.infer<typeof NewAssessment>;

export const Category = inWords(z.enum(['light', 'general']), categoryLabels).meta({
  title: 'Ydelse',
  examples: ['light'],
});

export const OfferContractTerms = z
  .strictObject({
    category: Category,
    terms: SentTerms,
    note: text(2000)
      .nullable()
      .meta({ title: 'Bemærkning', examples: [null] }),
  })
  .meta({ id: 'OfferContract', title: 'Kontrakt om et tilbud' });
export type OfferContractTerms = z.infer<typeof OfferContractTerms>;
