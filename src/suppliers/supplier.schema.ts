import { z } from '@hono/zod-openapi';
import { Code, Source, inWords, someOf, text } from '../shared/source.schema.ts';

export const supplierKindLabels = {
  municipal: 'Kommunen selv',
  public: 'Anden offentlig',
  company: 'Virksomhed',
  'civil-society': 'Forening eller fond',
  education: 'Uddannelsesinstitution',
} as const;

export const NewSupplier = z
  .strictObject({
    code: Code,
    name: text(200, 1).meta({ title: 'Navn', examples: ['FGU Østjylland'] }),
    kind: inWords(
      z.enum(['municipal', 'public', 'company', 'civil-society', 'education']),
      supplierKindLabels,
    ).meta({ title: 'Art', examples: ['education'] }),
    note: text(2000)
      .nullable()
      .meta({ title: 'Bemærkning', examples: [null] }),
    sources: z.array(Source).max(20).meta({ title: 'Kilder' }),
  })
  .meta({ id: 'NewSupplier', title: 'Ny leverandør' });
export type NewSupplier = z.infer<typeof NewSupplier>;

export const Supplier = NewSupplier.meta({ id: 'Supplier', title: 'Leverandør' });
export type SupplierView = z.infer<typeof Supplier>;

export const SupplierChange = someOf(NewSupplier.omit({ code: true }).partial()).meta({
  id: 'SupplierChange',
  title: 'Rettelse af leverandør',
});
export type SupplierChange = z.infer<typeof SupplierChange>;
