import { z } from '@hono/zod-openapi';
import { randers } from '../fixtures/randers-2024-2025/index.ts';
import { Goal } from '../src/goals/goal.schema.ts';
import { NewOffer } from '../src/offers/offer.schema.ts';
import { NewPortfolio } from '../src/offers/portfolio.schema.ts';
import { NewSupplier } from '../src/suppliers/supplier.schema.ts';
import { NewTargetGroup } from '../src/target-groups/target-group.schema.ts';
import type { WholePortfolio } from '../src/offers/whole-portfolio.ts';

const offers = z.array(NewOffer).parse(randers.offers);

/** The vifte of Randers with its offers repeated until there are so many, each with all its groups and price lines. */
export function vifteOf(count: number): WholePortfolio {
  return {
    portfolio: { ...NewPortfolio.parse(randers.portfolio), code: `vifte-${count}` },
    offers: Array.from({ length: count }, (_, i) => numbered(i)),
    targetGroups: z.array(NewTargetGroup).parse(randers.targetGroups),
    suppliers: z.array(NewSupplier).parse(randers.suppliers),
    goals: z.array(Goal).parse(randers.goals),
    commitments: [],
  };
}

function numbered(i: number): NewOffer {
  const offer = offers[i % offers.length];
  if (!offer) throw new Error('The fixture has no offers');
  return { ...offer, code: `${offer.code}-${i}`, name: `${offer.name} ${i}` };
}
