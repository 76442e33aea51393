import type { Context } from 'hono';
import { balance } from './balance.ts';
import { allocatedByYear, movement, movementTexts, yearMovements } from './movement.ts';
import type { Weighing } from '../offers/weighing.query.ts';
import { wholePortfolio } from '../offers/whole-portfolio.query.ts';
import type { WholePortfolio } from '../offers/whole-portfolio.ts';
import { namesOf } from '../offers/wording.ts';
import type { Env } from '../shared/http/http.ts';
import { formatKroner, formatMillions } from '../shared/money.ts';
import { Alert } from '../shared/page/page.tsx';
import { takeSaved } from '../shared/page/saved.ts';
import { listed } from '../shared/wording.ts';

/** What the balances say of a vifte, for the pages below them that change it. */
export const weighing: Weighing = {
  justSaved: async (c, viewed) => justSaved(c, await wholePortfolio(c.var.database, viewed.portfolio.code)),
  allocatedByYear,
  budgetOf: (whole, year) => balance(whole, year).budget,
  Meaning,
};

/** Says on the page after saving that it is saved, and how the vifte's balance moved. */
export function justSaved(c: Context<Env>, whole: WholePortfolio) {
  const saved = takeSaved(c);
  if (!saved) return null;
  return (
    <Alert variant="success" heading={saved.what}>
      {saved.before && movementTexts(yearMovements(saved.before, whole)).map(text => <p>{text}</p>)}
    </Alert>
  );
}

function Meaning({ before, now }: { before: WholePortfolio; now: WholePortfolio }) {
  const moved = movement(before, now);
  const { group } = namesOf(before);
  return (
    <>
      <ul>
        {moved.years.map(({ year, frameOere, beforeOere, nowOere }) => (
          <li>
            {year}: viften vil bruge {formatMillions(nowOere)} af {formatMillions(frameOere)}; i dag bruger
            den {formatMillions(beforeOere)}{' '}
            {nowOere === beforeOere
              ? '(ingen forskel)'
              : `(${formatKroner(Math.abs(nowOere - beforeOere))} ${nowOere > beforeOere ? 'mere' : 'mindre'})`}
            .{' '}
            {nowOere > frameOere && <strong>Det er {formatKroner(nowOere - frameOere)} over rammen.</strong>}
          </li>
        ))}
        {moved.unknownPrices.now !== moved.unknownPrices.before && (
          <li>
            {moved.unknownPrices.now} tilbud vil mangle pris, i dag {moved.unknownPrices.before}.
          </li>
        )}
        {moved.withoutEvidence.now !== moved.withoutEvidence.before && (
          <li>
            {moved.withoutEvidence.now} tilbud vil mangle evidensvurdering, i dag{' '}
            {moved.withoutEvidence.before}.
          </li>
        )}
        {moved.groupsWon.length > 0 && <li>Får et tilbud: {listed(moved.groupsWon.map(group))}.</li>}
        {moved.groupsLost.length > 0 && (
          <li>
            <strong>Mister deres tilbud:</strong> {listed(moved.groupsLost.map(group))}.
          </li>
        )}
      </ul>
    </>
  );
}
