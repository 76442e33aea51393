import { LockMode, type EntityManager } from '@mikro-orm/core';
import { parsed } from '../shared/http/invalid-input.ts';
import { RuleBroken } from '../shared/rule-broken.ts';
import { codeTaken, requireMatch, transaction } from '../database/transaction.ts';
import { Supplier } from './supplier.entity.ts';
import type { OffersOfSupplier } from './suppliers-seen.query.ts';
import { NewSupplier, type SupplierChange } from './supplier.schema.ts';

export function createSupplier(em: EntityManager, input: NewSupplier): Promise<Supplier> {
  return transaction(em, async em => {
    if ((await em.count(Supplier, { code: input.code })) > 0) throw codeTaken();
    const supplier = em.create(Supplier, input);
    await em.flush();
    return supplier;
  });
}

/** `seen` is the tag of the version the change was made on. */
export function reviseSupplier(
  em: EntityManager,
  code: string,
  change: SupplierChange,
  seen: string | undefined,
): Promise<Supplier> {
  return transaction(em, async em => {
    const supplier = await findSupplier(em, code, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, supplier);
    supplier.revise(parsed(NewSupplier, { ...supplier.view(), ...change }));
    await em.flush();
    return supplier;
  });
}

/** Refused while an offer is delivered by it. */
export function deleteSupplier(
  em: EntityManager,
  code: string,
  seen: string | undefined,
  offersOf: OffersOfSupplier,
): Promise<void> {
  return transaction(em, async em => {
    const supplier = await findSupplier(em, code, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, supplier);
    const offers = await offersOf(em, supplier);
    if (offers.length > 0) {
      throw new RuleBroken(
        'in-use',
        `${supplier.name} leverer stadig ${offers.join(', ')} og kan derfor ikke slettes. Giv først tilbuddene en anden leverandør.`,
      );
    }
    em.remove(supplier);
    await em.flush();
  });
}

export async function findSupplier(em: EntityManager, code: string, lockMode = LockMode.NONE) {
  const supplier = await em.findOne(Supplier, { code }, { lockMode });
  if (!supplier) throw new RuleBroken('not-found', `Leverandøren ${code} findes ikke.`, { status: 404 });
  return supplier;
}
