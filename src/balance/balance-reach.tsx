import { listed, number } from '../shared/wording.ts';
import type { BalanceFacts } from './balance-facts.ts';
import { breadthLabels } from '../offers/offer.schema.ts';
import type { BreadthHint, OfferReach } from '../offers/reach.ts';
import type { Viewed } from '../shared/page/page.tsx';
import { offersText, percent, rangeText, shareText } from '../offers/wording.ts';

type Props = { facts: BalanceFacts; viewed: Viewed };

export function Reach({ facts, viewed }: Props) {
  const { reach } = facts;
  const hinted = reach.offers.filter(({ hint }) => hint !== null);
  return (
    <section aria-labelledby="reach">
      <h2 id="reach">Rækkevidde</h2>
      <p>{reachSummary(facts)}</p>
      {reach.median && (
        <p>
          Det midterste tilbud når {number(reach.median.persons)} personer (
          {percent(Math.round(reach.median.share * 100))}).{' '}
          {hinted.length === 0
            ? 'Alle tilbuds spændvidde passer med, hvor mange de når.'
            : `${offersText(hinted.length)} har en spændvidde, der ikke passer med det. Det er en påmindelse, ikke en fejl:`}
        </p>
      )}
      {hinted.length > 0 && (
        <ul>
          {hinted.map(offer => (
            <BreadthReminder offer={offer} facts={facts} viewed={viewed} />
          ))}
        </ul>
      )}
    </section>
  );
}

export function BreadthReminder({ offer, facts, viewed }: Props & { offer: OfferReach }) {
  const { hint, reach } = offer;
  return (
    <li>
      <a href={viewed.link(`/tilbud/${offer.offer}`)}>{facts.names.offer(offer.offer)}</a> er angivet som{' '}
      {breadthLabels[offer.breadth].toLowerCase()}, {hint !== null && hintLabels[hint]}
      {reach.kind === 'range' && `: ${rangeText(reach.persons)} personer (${shareText(reach.share)})`}
    </li>
  );
}

const hintLabels: Record<BreadthHint, string> = {
  'general-below-median': 'men når færre end det midterste tilbud',
  'specialised-above-median': 'men når flere end det midterste tilbud',
};

function reachSummary({ reach: { covered, missing, all }, names }: BalanceFacts): string {
  switch (covered.kind) {
    case 'none':
      return 'Ingen tilbud er for en målgruppe endnu, så viften når ingen.';
    case 'outside':
      return 'Tilbuddene er kun for grupper uden for dem, viften henvender sig til.';
    case 'unknown':
      return missing.length > 0
        ? `Rækkevidden kan ikke regnes ud, for antallet af personer er ukendt i ${listed(missing.map(names.group))}.`
        : 'Rækkevidden kan ikke regnes ud, for viften henvender sig ikke til nogen personer.';
    case 'range': {
      const { low, high } = covered.persons;
      const uncertain =
        low === high
          ? ''
          : ' Det er et spænd, fordi nogle tilbud kun er for en del af en gruppe, og antallet i den del er ukendt.';
      return `Tilbuddene er tilsammen for ${rangeText(covered.persons)} af de ${number(all ?? covered.all)} personer, viften henvender sig til (${shareText(covered.share)}). Ingen er talt to gange.${uncertain}`;
    }
  }
}
