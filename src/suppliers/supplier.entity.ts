import { defineEntity, p } from '@mikro-orm/core';
import { bumpsRevision } from '../database/revision.entity.ts';
import type { Source } from '../shared/source.schema.ts';
import type { NewSupplier, SupplierView } from './supplier.schema.ts';

const SupplierSchema = defineEntity({
  name: 'Supplier',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    version: p.integer().version(),
    code: p.string().unique(),
    name: p.string(),
    kind: p.enum(['municipal', 'public', 'company', 'civil-society', 'education']),
    note: p.text().nullable(),
    sources: p.json<Source[]>(),
  },
  triggers: bumpsRevision('supplier'),
});

export class Supplier extends SupplierSchema.class {
  revise(input: NewSupplier) {
    this.name = input.name;
    this.kind = input.kind;
    this.note = input.note;
    this.sources = input.sources;
  }

  view(): SupplierView {
    return {
      code: this.code,
      name: this.name,
      kind: this.kind,
      note: this.note ?? null,
      sources: this.sources,
    };
  }
}
SupplierSchema.setClass(Supplier);
