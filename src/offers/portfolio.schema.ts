import { z } from '@hono/zod-openapi';
import { Basis, Code, Oere, Source, Year, someOf, text } from '../shared/source.schema.ts';
import { CountBasis } from '../target-groups/target-group.schema.ts';

export const BudgetFrame = z
  .strictObject({
    year: Year,
    amountOere: Oere.meta({ title: 'Ramme', description: 'Hele øre.', examples: [7_550_000_000] }),
    basis: Basis,
    source: Source.nullable(),
    note: text(2000)
      .nullable()
      .meta({ title: 'Bemærkning', examples: [null] }),
  })
  .meta({ title: 'Budgetramme' });
export type BudgetFrame = z.infer<typeof BudgetFrame>;

export const NewPortfolio = z
  .strictObject({
    code: Code.meta({ title: 'Kode', examples: ['randers-2024-2025'] }),
    title: text(200, 1).meta({ title: 'Titel', examples: ['Tilbudsviften 2024/2025'] }),
    municipality: text(100, 1).meta({ title: 'Kommune', examples: ['Randers Kommune'] }),
    frames: z
      .array(BudgetFrame)
      .min(1)
      .max(10)
      .meta({ title: 'Budgetrammer', description: 'Én for hvert år viften dækker.' }),
    addresses: z
      .array(Code)
      .max(500)
      .meta({
        title: 'Målgrupper viften henvender sig til',
        description: 'Ydelsesgrupper. Det er dem, rækkevidden regnes ud af.',
        examples: [['forsikrede-ledige']],
      }),
    countBasis: CountBasis,
    note: text(4000)
      .nullable()
      .meta({ title: 'Bemærkning', examples: [null] }),
  })
  .meta({ id: 'NewPortfolio', title: 'Ny tilbudsvifte' });
export type NewPortfolio = z.infer<typeof NewPortfolio>;

export const Portfolio = NewPortfolio.meta({ id: 'Portfolio', title: 'Tilbudsvifte' });
export type PortfolioView = z.infer<typeof Portfolio>;

export const PortfolioChange = someOf(NewPortfolio.omit({ code: true }).partial()).meta({
  id: 'PortfolioChange',
  title: 'Rettelse af tilbudsvifte',
});
export type PortfolioChange = z.infer<typeof PortfolioChange>;
