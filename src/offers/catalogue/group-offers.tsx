import { AssumedAsNoted, type Viewed } from '../../shared/page/page.tsx';
import { listed } from '../../shared/wording.ts';
import { groupTree, wayOf, type GroupTree } from '../../target-groups/group-tree.ts';
import { certaintyLabels, type OfferView } from '../offer.schema.ts';
import { coveredYears, priceOver } from '../price.ts';
import type { WholePortfolio } from '../whole-portfolio.ts';
import { knownPlaces } from '../known-money.ts';
import { money } from '../wording.ts';

/** What a group is offered: each offer with its evidence, places and price. */
export function GroupOffers(props: { group: string; whole: WholePortfolio; viewed: Viewed }) {
  const { group, whole, viewed } = props;
  const tree = groupTree(whole.targetGroups);
  const offers = servedBy(tree, whole, group);
  const years = coveredYears(whole.portfolio, null);
  return offers.length === 0 ? (
    <p>Intet tilbud i viften er for gruppen eller en del af den.</p>
  ) : (
    <>
      <table class="table table--compact table-md-responsive-headers d-print-table">
        <caption class="sr-only">Tilbud til gruppen</caption>
        <thead>
          <tr>
            <th scope="col">Tilbud</th>
            <th scope="col">Evidens</th>
            <th scope="col" class="number">
              Pladser om året
            </th>
            <th scope="col" class="number">
              Hele tilbuddets pris {listed(years.map(String))}
            </th>
          </tr>
        </thead>
        <tbody>
          {offers.map(offer => (
            <OfferOfGroup offer={offer} tree={tree} group={group} years={years} viewed={viewed} />
          ))}
        </tbody>
      </table>
      <p class="small-text">
        <AssumedAsNoted />: ingen kilde giver beløbet eller vurderingen. Tilbuddets egen side siger hvorfor.
      </p>
    </>
  );
}

/** Offers that serve the group or a part of it. */
export function servedBy(tree: GroupTree, whole: WholePortfolio, group: string): OfferView[] {
  return whole.offers.filter(offer =>
    offer.targetGroups.some(served => wayOf(tree, served.group).includes(group)),
  );
}

function OfferOfGroup(props: {
  offer: OfferView;
  tree: GroupTree;
  group: string;
  years: number[];
  viewed: Viewed;
}) {
  const { offer, tree, group, years, viewed } = props;
  const places = offer.targetGroups
    .filter(served => wayOf(tree, served.group).includes(group))
    .map(({ placesPerYear }) => placesPerYear);
  const price = priceOver(offer, years);
  const known = places.filter(count => count !== null);
  return (
    <tr>
      <th scope="row">
        <a href={viewed.link(`/tilbud/${offer.code}`)}>{offer.name}</a>
      </th>
      <td data-title="Evidens">
        {certaintyLabels[offer.evidence.certainty]}{' '}
        {offer.assumptions.some(({ field }) => field === 'evidence') && <AssumedAsNoted />}
      </td>
      <td class="number" data-title="Pladser om året">
        {knownPlaces({
          places: known.reduce((sum, count) => sum + count, 0),
          offers: places.length,
          offersWithoutPlaces: places.length - known.length,
        })}
      </td>
      <td class="number" data-title="Pris">
        <span>
          {price.kind === 'known' && money(price.amountOere)}
          {price.kind === 'partly' && `mindst ${money(price.amountOere)},`}
          {price.kind === 'does-not-run' && 'løber ikke'}{' '}
          {'assumedOere' in price && price.assumedOere > 0 && <AssumedAsNoted />}
          {'unknownYears' in price && ` ukendt ${listed(price.unknownYears.map(String))}`}
        </span>
      </td>
    </tr>
  );
}
