import type { Slice } from '../shared/http/slice.ts';
import type { JustSaved } from '../shared/page/saved.ts';
import { Supplier } from './supplier.entity.ts';
import { supplierPages } from './supplier.pages.tsx';
import { suppliers as supplierRoutes } from './supplier.routes.ts';
import type { OffersOfSupplier, SeeingSuppliers } from './suppliers-seen.query.ts';

/** Handed what vifter say of the suppliers and what offers they deliver. */
export function suppliers(seeing: SeeingSuppliers, offersOf: OffersOfSupplier, justSaved: JustSaved): Slice {
  return {
    entities: [Supplier],
    tags: [['Leverandører', 'Dem, der leverer tilbuddene, kommunen selv medregnet.']],
    api: [supplierRoutes(offersOf)],
    pages: () => [supplierPages(seeing, offersOf, justSaved)],
  };
}
