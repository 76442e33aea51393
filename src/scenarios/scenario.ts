import { groupTree, personsIn } from '../target-groups/group-tree.ts';
import type { OfferView, PriceLine } from '../offers/offer.schema.ts';
import { withOffer, withoutOffer } from '../offers/leaving.ts';
import type { WholePortfolio } from '../offers/whole-portfolio.ts';
import { distribute } from '../shared/money.ts';
import type { Basis } from '../shared/source.schema.ts';
import type { ScenarioChange, Status } from './scenario.schema.ts';

type Scale = Extract<ScenarioChange, { kind: 'scale' }>;

/** The code of the offer a change is about. */
export function offerOf(change: ScenarioChange): string {
  return change.kind === 'add' ? change.offer.code : change.offer;
}

/** Whether the committee is shown it: the one place that says so. */
export function isForCommittee({ status }: { status: Status }): boolean {
  return status === 'presented' || status === 'chosen';
}

/** Whether its changes may be edited; one that is presented is first taken back. */
export function isEditable({ status }: { status: Status }): boolean {
  return status === 'draft';
}

/**
 * The vifte as it is with the changes. A change that no longer has anything to change (the offer is gone, or one to be added
 * has come) does nothing; `scenarioDifferences` tells of it. The result is a vifte like any other: everything that is worked
 * out of one is worked out of it, and offers that are added stand last. What a contract on an offer that is dropped still costs
 * stays as commitments.
 */
export function applyChanges(whole: WholePortfolio, changes: readonly ScenarioChange[]): WholePortfolio {
  if (changes.length === 0) return whole;
  let moved = whole;
  for (const change of changes) {
    if (change.kind === 'drop') moved = withoutOffer(moved, change.offer);
    if (change.kind === 'add' && !moved.offers.some(({ code }) => code === change.offer.code))
      moved = withOffer(moved, change.offer);
  }
  const offers = new Map(moved.offers.map(offer => [offer.code, offer]));
  for (const change of changes) {
    const offer = offers.get(offerOf(change));
    if (offer && change.kind === 'scale') offers.set(offer.code, scaled(offer, change, whole));
  }
  for (const change of changes) {
    const offer = offers.get(offerOf(change));
    if (offer && change.kind === 'reprice') offers.set(offer.code, repriced(offer, change.priceLines));
  }
  return { ...whole, offers: [...offers.values()], commitments: moved.commitments };
}

/** The changes that have nothing to change: their offer is gone from the vifte. */
export function idleChanges(
  { offers }: Pick<WholePortfolio, 'offers'>,
  changes: readonly ScenarioChange[],
): ScenarioChange[] {
  const codes = new Set([
    ...offers.map(({ code }) => code),
    ...changes.filter(({ kind }) => kind === 'add').map(offerOf),
  ]);
  return changes.filter(change => !codes.has(offerOf(change)));
}

/**
 * How many places a year an offer has, all its groups taken together. Where a group does not say, as many as the participants
 * the offer is priced for, if they are the same every year; else null.
 */
export function placesOf({ targetGroups, priceLines }: OfferView): number | null {
  if (targetGroups.length > 0 && targetGroups.every(({ placesPerYear }) => placesPerYear !== null))
    return targetGroups.reduce((sum, { placesPerYear }) => sum + (placesPerYear ?? 0), 0);
  const participants = new Map<number, number>();
  for (const line of priceLines)
    if (line.kind === 'activity')
      participants.set(line.year, (participants.get(line.year) ?? 0) + line.participants);
  const [first, ...others] = new Set(participants.values());
  return first !== undefined && others.length === 0 ? first : null;
}

/**
 * The offer with so many places: shared among its groups as they were shared, where a group does not say by persons, or
 * equally where persons are unknown too, which is an assumption. Participants follow the places, half a person rounded up,
 * and are the places themselves where these were unknown; fixed amounts only on demand.
 */
function scaled(offer: OfferView, { places, fixedAmounts }: Scale, whole: WholePortfolio): OfferView {
  const before = placesOf(offer);
  const factor = before === null || before === 0 ? null : places / before;
  const { weights, isKnown } = weightsOf(offer, whole);
  const shared = weights.length === 0 ? [] : distribute(places, weights);
  return {
    ...offer,
    targetGroups: offer.targetGroups.map((served, i) => ({
      ...served,
      placesPerYear: shared[i] ?? null,
      basis: isKnown ? planned(served.basis) : 'assumption',
    })),
    priceLines: offer.priceLines.map(line => {
      if (line.kind === 'activity') {
        const participants =
          factor === null ? participantsIn(offer, line, places) : line.participants * factor;
        return { ...line, participants: Math.round(participants), basis: planned(line.basis) };
      }
      if (fixedAmounts === 'stay' || factor === null) return line;
      return { ...line, amountOere: Math.round(line.amountOere * factor), basis: planned(line.basis) };
    }),
  };
}

function weightsOf(
  { targetGroups }: OfferView,
  { targetGroups: groups, portfolio }: WholePortfolio,
): { weights: number[]; isKnown: boolean } {
  const places = allKnown(targetGroups.map(({ placesPerYear }) => placesPerYear));
  if (places || targetGroups.length === 1) return { weights: places ?? [1], isKnown: true };
  const tree = groupTree(groups);
  const persons = allKnown(targetGroups.map(({ group }) => personsIn(tree, group, portfolio.countBasis)));
  return { weights: persons ?? targetGroups.map(() => 1), isKnown: false };
}

/** The places fall on the lines of a year as the participants did. */
function participantsIn(
  { priceLines }: OfferView,
  line: Extract<PriceLine, { kind: 'activity' }>,
  places: number,
): number {
  const lines = priceLines.filter(other => other.kind === 'activity' && other.year === line.year);
  const participants = lines.map(other => (other.kind === 'activity' ? other.participants : 0));
  return distribute(places, participants)[lines.indexOf(line)] ?? 0;
}

/** A figure worked out of what a scenario proposes is an estimate at best, whatever stands behind the one it comes from. */
function planned(basis: Basis): Basis {
  return basis === 'assumption' ? basis : 'estimate';
}

function repriced(offer: OfferView, lines: readonly PriceLine[]): OfferView {
  const years = new Set(lines.map(({ year }) => year));
  return { ...offer, priceLines: [...offer.priceLines.filter(({ year }) => !years.has(year)), ...lines] };
}

function allKnown(numbers: readonly (number | null)[]): number[] | null {
  const known = numbers.filter(number => number !== null);
  return known.length === numbers.length && known.some(number => number > 0) ? known : null;
}
