import type { EntityManager } from '@mikro-orm/core';
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { Env } from '../shared/http/http.ts';
import type { Viewed } from '../shared/page/page.tsx';
import type { Supplier } from './supplier.entity.ts';
import type { SupplierView } from './supplier.schema.ts';

/** What a supplier delivers to a vifte, in all its years. */
export type Delivered = {
  offers: { code: string; name: string }[];
  /** What is known of what it costs, for a cell of a table. */
  money: Child;
};

/** The suppliers with what a vifte says of them. */
type SuppliersSeen = {
  suppliers: SupplierView[];
  years: number[];
  of: (supplier: string) => Delivered;
};

/** Answers a page with what the looked-at vifte says of the suppliers. */
export type SeeingSuppliers = (
  page: (c: Context<Env>, viewed: Viewed, seen: SuppliersSeen) => Response | Promise<Response>,
) => (c: Context<Env>) => Promise<Response>;

/** What the offers are called that a supplier delivers; offers stand above the suppliers, so they are handed in. */
export type OffersOfSupplier = (em: EntityManager, supplier: Supplier) => Promise<string[]>;
