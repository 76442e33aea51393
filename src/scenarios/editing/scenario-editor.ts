import type { PriceLine } from '../../offers/offer.schema.ts';
import { coveredYears } from '../../offers/price.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import type { EditedOffer, ScenarioEdits } from './scenario-editor.schema.ts';
import type { ScenarioChange, ScenarioView } from '../scenario.schema.ts';
import { offerOf } from '../scenario.ts';

/** A scenario as it stands in the editor: a row for each of the vifte's offers. */
export function editsOf(
  { name, reason, changes }: Pick<ScenarioView, 'name' | 'reason' | 'changes'>,
  whole: WholePortfolio,
): ScenarioEdits {
  const years = coveredYears(whole.portfolio, null);
  return {
    name,
    reason,
    rows: whole.offers.map(offer => {
      const own = changes.filter(change => change.kind !== 'add' && change.offer === offer.code);
      const scale = own.find(change => change.kind === 'scale');
      const reprice = own.find(change => change.kind === 'reprice');
      return {
        offer: offer.code,
        drop: own.some(change => change.kind === 'drop'),
        places: scale?.places ?? null,
        follow: scale?.fixedAmounts === 'follow',
        prices: years
          .filter(year => offer.years.includes(year))
          .map(year => ({ year, amountOere: plainAmount(reprice?.priceLines ?? [], year) })),
      };
    }),
  };
}

/**
 * The changes the editor stands for. What it cannot show is kept: offers that are added, changes to offers that are not in the
 * vifte, and prices of several lines where no other amount is typed.
 */
export function changesOf(edits: ScenarioEdits, stored: readonly ScenarioChange[]): ScenarioChange[] {
  const rows = new Map(edits.rows.map(row => [row.offer, row]));
  const kept = stored.filter(change => change.kind === 'add' || !rows.has(change.offer));
  const edited = edits.rows.flatMap(row => changesIn(row, stored));
  const place = (change: ScenarioChange) => {
    const found = stored.findIndex(other => other.kind === change.kind && offerOf(other) === offerOf(change));
    return found === -1 ? stored.length : found;
  };
  return [...kept, ...edited].toSorted((a, b) => place(a) - place(b));
}

/** Where in the editor a finding about the changes belongs. */
export function editorPointer(
  pointer: string,
  changes: readonly ScenarioChange[],
  edits: ScenarioEdits,
): string {
  const [, place = ''] = /^\/changes\/(\d+)/.exec(pointer) ?? [];
  const change = changes[Number(place)];
  if (place === '' || !change) return pointer.startsWith('/changes') ? '' : pointer;
  const row = edits.rows.findIndex(({ offer }) => offer === offerOf(change));
  if (row === -1) return '';
  switch (change.kind) {
    case 'add':
    case 'drop':
      return `/rows/${row}/drop`;
    case 'scale':
      return `/rows/${row}/${pointer.endsWith('/fixedAmounts') ? 'follow' : 'places'}`;
    case 'reprice':
      return `/rows/${row}/prices/0/amountOere`;
  }
}

function changesIn(
  { offer, drop, places, follow, prices }: EditedOffer,
  stored: readonly ScenarioChange[],
): ScenarioChange[] {
  if (drop) return [{ kind: 'drop', offer }];
  const before = stored.find(change => change.kind === 'reprice' && change.offer === offer);
  const linesBefore = before?.kind === 'reprice' ? before.priceLines : [];
  const priceLines = prices.flatMap(({ year, amountOere }) => linesIn(year, amountOere, linesBefore));
  return [
    ...(places === null
      ? []
      : [
          {
            kind: 'scale' as const,
            offer,
            places,
            fixedAmounts: follow ? ('follow' as const) : ('stay' as const),
          },
        ]),
    ...(priceLines.length === 0 ? [] : [{ kind: 'reprice' as const, offer, priceLines }]),
  ];
}

function linesIn(year: number, amountOere: number | null, before: readonly PriceLine[]): PriceLine[] {
  const lines = before.filter(line => line.year === year);
  const isPlain = plainAmount(lines, year) !== null;
  if (amountOere === null) return isPlain ? [] : lines;
  if (isPlain && plainAmount(lines, year) === amountOere) return lines;
  return [{ kind: 'fixed', year, basis: 'estimate', source: null, note: 'Sat i scenariet', amountOere }];
}

/** The amount of a year that has one line, and that a fixed one. */
function plainAmount(lines: readonly PriceLine[], year: number): number | null {
  const [line, ...others] = lines.filter(line => line.year === year);
  return line?.kind === 'fixed' && others.length === 0 ? line.amountOere : null;
}
