import { formatKroner, sumOere } from '../../shared/money.ts';
import { AssumedAsNoted } from '../../shared/page/page.tsx';
import type { SeeingSuppliers } from '../../suppliers/suppliers-seen.query.ts';
import type { SeeingGroups } from '../../target-groups/groups-seen.query.ts';
import { committed } from '../commitment.ts';
import { commitmentsLabel } from '../commitments-label.ts';
import { knownMoney, missingMoney, missingOf } from '../known-money.ts';
import { coveredYears, priceOver } from '../price.ts';
import { addressedBy } from '../reach.ts';
import { viewing } from '../viewed.query.ts';
import type { WholePortfolio } from '../whole-portfolio.ts';
import { GroupOffers, servedBy } from './group-offers.tsx';

/** What the vifte says of target groups, for their pages. */
export const seeingGroups: SeeingGroups = page =>
  viewing((c, viewed, whole) => {
    const { tree, countBasis, groups, all } = addressedBy(whole);
    return page(c, viewed, {
      groups: whole.targetGroups,
      countBasis,
      addressed: { groups, all },
      offersOf: group => servedBy(tree, whole, group).length,
      Offers: ({ group }) => <GroupOffers group={group} whole={whole} viewed={viewed} />,
    });
  });

/** What the vifte says of suppliers, for their pages. */
export const seeingSuppliers: SeeingSuppliers = page =>
  viewing((c, viewed, whole) => {
    const years = coveredYears(whole.portfolio, null);
    return page(c, viewed, {
      suppliers: whole.suppliers,
      years,
      of: supplier => ({
        offers: whole.offers.filter(offer => offer.supplier === supplier),
        money: <DeliveredMoney supplier={supplier} whole={whole} years={years} />,
      }),
    });
  });

function DeliveredMoney(props: { supplier: string; whole: WholePortfolio; years: number[] }) {
  const { supplier, whole, years } = props;
  const offers = whole.offers.filter(offer => offer.supplier === supplier);
  const known = offers.map(offer => priceOver(offer, years)).filter(price => 'amountOere' in price);
  const missing = missingOf(offers, years);
  const running = offers.filter(offer => offer.years.some(year => years.includes(year)));
  const beside = committed(
    whole.commitments.filter(one => one.supplier === supplier && years.includes(one.year)),
  );
  const part = {
    ...missing,
    offers: running.length,
    unknownContracts: beside.unknownContracts,
    amountOere: sumOere([beside.amountOere, ...known.map(({ amountOere }) => amountOere)]),
  };
  return (
    <>
      {running.length + beside.contracts === 0
        ? '–'
        : knownMoney(part, amount => formatKroner(amount).replace(' kr.', ''))}{' '}
      {(beside.assumedOere > 0 || known.some(({ assumedOere }) => assumedOere > 0)) && <AssumedAsNoted />}
      {missing.unpricedOffers < running.length && missingMoney(missing)}
      {beside.contracts > 0 && ` heri ${commitmentsLabel.toLowerCase()}`}
    </>
  );
}
