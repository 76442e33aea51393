import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { router, type Env } from '../shared/http/http.ts';
import { answerPage, Assumed, Page, type Viewed } from '../shared/page/page.tsx';
import { formatDay } from '../shared/days/day.ts';
import { capital, listed, stopped } from '../shared/wording.ts';
import { attention, type Attention } from '../balance/attention.ts';
import { BreadthReminder } from '../balance/balance-reach.tsx';
import { balanceFacts, type BalanceFacts } from '../balance/balance-facts.ts';
import { isIncomplete, leftText, missingMoney, overText, spentText } from '../offers/known-money.ts';
import { viewing } from '../offers/viewed.query.ts';
import { money, offersText, percent } from '../offers/wording.ts';
import { askedYear, withYear, YearSwitch } from '../offers/year-switch.tsx';

/** What another part of the product has to say on the front page about a vifte. */
export type FrontPart = (c: Context<Env>, viewed: Viewed) => Promise<Child>;

export function attentionPages(parts: readonly FrontPart[]) {
  return router().get(
    '/',
    viewing(async (c, viewed, whole) => {
      const facts = balanceFacts(whole, askedYear(whole, c.req.query('aar')));
      const found = attention(whole, facts.year);
      const others = await Promise.all(parts.map(part => part(c, viewed)));
      return answerPage(
        c,
        <Page c={c} title="Forside" section="/" viewed={viewed}>
          <div class="balance">
            <div class="page-top">
              <h1>Hvad kræver opmærksomhed?</h1>
              <YearSwitch path="/" viewed={viewed} whole={whole} year={facts.year} />
            </div>
            <p class="font-lead answer">{answer(found)}</p>
            <Frames found={found} facts={facts} viewed={viewed} />
            {others}
            <Missing found={found} facts={facts} viewed={viewed} />
            <Breadths found={found} facts={facts} viewed={viewed} />
            <Contracts found={found} facts={facts} viewed={viewed} />
            <Onwards year={facts.year} viewed={viewed} />
          </div>
        </Page>,
      );
    }),
  );
}

type Props = { found: Attention; facts: BalanceFacts; viewed: Viewed };

/** The one sentence that answers the page's question: the frame first, then what stands in the way of a finished vifte. */
function answer(found: Attention): string {
  const broken = found.frames.filter(frame => frame.leftOere < 0);
  const known = found.frames.some(isIncomplete) ? ', så vidt priserne kendes' : '';
  const frame =
    broken.length === 0
      ? `Viften holder rammen i ${listed(found.frames.map(({ year }) => `${year}`))}${known}`
      : `Viften overskrider rammen i ${listed(broken.map(frame => `${frame.year} med ${overText(frame)}`))}`;
  const missing = [
    ...(found.withoutPrice.length > 0 ? [`${offersText(found.withoutPrice.length)} mangler pris`] : []),
    ...(found.withoutEvidence.length > 0
      ? [`${offersText(found.withoutEvidence.length)} mangler evidensvurdering`]
      : []),
    ...(found.groupsWithoutOffers.length > 0
      ? [`${groupsText(found.groupsWithoutOffers.length)} har intet tilbud`]
      : []),
  ];
  return missing.length === 0 ? `${frame}, og intet mangler.` : `${frame}, men ${listed(missing)}.`;
}

function groupsText(count: number): string {
  return count === 1 ? 'én målgruppe' : `${count} målgrupper`;
}

function Frames({ found, facts, viewed }: Props) {
  return (
    <section aria-labelledby="frames">
      <h2 id="frames">Budgettet</h2>
      <ul class="notices">
        {found.frames.map(frame => (
          <Notice urgent={frame.leftOere < 0}>
            Viften bruger {spentText(frame)} af {money(frame.frameOere)} i {frame.year}:{' '}
            {frame.leftOere < 0 ? <strong>det er {leftText(frame)}</strong> : leftText(frame)}.{' '}
            {frame.committedOere > 0 &&
              `${money(frame.committedOere)} af det går til kontrakter om tilbud, der er gået ud af viften. `}
            {isIncomplete(frame) && stopped(capital(missingMoney(frame) ?? ''))}{' '}
            <a href={viewed.link(withYear('/balance', frame.year))}>Se balancen for {frame.year}</a>
          </Notice>
        ))}
        <Notice>
          {found.assumedPercent === 0 ? (
            'Intet af beløbet er antaget.'
          ) : (
            <>
              {percent(found.assumedPercent)} af beløbet er{' '}
              <Assumed reason="ingen kilde giver det; hvert tilbud siger, hvad der er antaget" />.
            </>
          )}{' '}
          <a href={viewed.link(`${withYear('/balance', facts.year)}#assumptions`)}>Se, hvad der er antaget</a>
        </Notice>
      </ul>
    </section>
  );
}

function Missing({ found, facts, viewed }: Props) {
  const { names } = facts;
  const { withoutPrice, withoutEvidence, withoutTargetGroup, groupsWithoutOffers, groupsWithoutCount } =
    found;
  const offers = (codes: readonly string[]) => <OfferLinks codes={codes} facts={facts} viewed={viewed} />;
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">Det mangler</h2>
      <ul class="notices">
        {withoutPrice.length > 0 && (
          <Notice urgent>
            <a href={viewed.link(withYear('/tilbud?mangler=price', facts.year))}>
              {offersText(withoutPrice.length)} uden kendt pris
            </a>
            : {offers(withoutPrice.map(({ offer }) => offer))}
          </Notice>
        )}
        {withoutEvidence.length > 0 && (
          <Notice urgent>
            <a href={viewed.link(withYear('/tilbud?mangler=evidence', facts.year))}>
              {offersText(withoutEvidence.length)} uden vurderet evidens
            </a>
            : {offers(withoutEvidence)}
          </Notice>
        )}
        {groupsWithoutOffers.length > 0 && (
          <Notice urgent>
            <a href={viewed.link(`${withYear('/balance', facts.year)}#coverage`)}>
              {groupsText(groupsWithoutOffers.length)} uden tilbud
            </a>
            :{' '}
            {listed(
              groupsWithoutOffers.map(({ group, years }) =>
                years.length < facts.years.length
                  ? `${names.group(group)} (${listed(years.map(String))})`
                  : names.group(group),
              ),
            )}
          </Notice>
        )}
        {withoutTargetGroup.length > 0 && (
          <Notice urgent>
            {offersText(withoutTargetGroup.length)} uden målgruppe: {offers(withoutTargetGroup)}
          </Notice>
        )}
        {groupsWithoutCount.length > 0 && (
          <Notice urgent>
            Antallet af personer er ukendt i {listed(groupsWithoutCount.map(names.group))}, så rækkevidden
            ikke kan regnes ud.
          </Notice>
        )}
        {found.externalWithoutSupplier.length > 0 && (
          <Notice>
            {offersText(found.externalWithoutSupplier.length)} købes, men har ingen leverandør angivet:{' '}
            {offers(found.externalWithoutSupplier)}
          </Notice>
        )}
        {[
          withoutPrice,
          withoutEvidence,
          groupsWithoutOffers,
          withoutTargetGroup,
          groupsWithoutCount,
          found.externalWithoutSupplier,
        ].every(list => list.length === 0) && <Notice>Intet.</Notice>}
      </ul>
    </section>
  );
}

function Breadths({ found, facts, viewed }: Props) {
  const { median, offers } = found.breadthAgainstReach;
  if (!median) return null;
  return (
    <section aria-labelledby="breadths">
      <h2 id="breadths">Spændvidde mod rækkevidde</h2>
      {offers.length === 0 ? (
        <p>Alle tilbuds angivne spændvidde passer med, hvor mange de når.</p>
      ) : (
        <>
          <p>
            {offersText(offers.length)} har en angivet spændvidde, der ikke passer med, hvor mange de når. Det
            er en påmindelse, ikke en fejl.
          </p>
          <ul>
            {offers.map(offer => (
              <BreadthReminder offer={offer} facts={facts} viewed={viewed} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Contracts({ found, facts, viewed }: Props) {
  const contracts = found.endingContracts.toSorted((a, b) => (a.until < b.until ? -1 : 1));
  return (
    <section aria-labelledby="contracts">
      <h2 id="contracts">Kontrakter, der udløber</h2>
      {contracts.length === 0 ? (
        <p>Ingen kontrakt udløber, før viften gør.</p>
      ) : (
        <ul class="notices">
          {contracts.map(({ offer, until, runsOn }) => (
            <Notice urgent={runsOn}>
              <a href={viewed.link(`/tilbud/${offer}`)}>{facts.names.offer(offer)}</a>: kontrakten gælder til
              og med {formatDay(until)}
              {runsOn && <strong>, men viften regner med tilbuddet efter den dag</strong>}.
            </Notice>
          ))}
        </ul>
      )}
    </section>
  );
}

function Onwards({ year, viewed }: { year: number | null; viewed: Viewed }) {
  return (
    <section class="d-print-none" aria-labelledby="onwards">
      <h2 id="onwards">Videre</h2>
      <ul>
        <li>
          <a href={viewed.link(withYear('/balance', year))}>Hvor ligger vægten?</a> Budget, evidens og formål,
          som udvalget beslutter, og det, forvaltningen fastlægger.
        </li>
        <li>
          <a href={viewed.link(withYear('/tilbud', year))}>Tilbuddene</a> Se, søg og ret dem, eller opret et
          nyt.
        </li>
      </ul>
    </section>
  );
}

/** What must be looked at stands out by its word and its edge, not by colour. */
function Notice({ urgent = false, children }: { urgent?: boolean; children?: Child }) {
  return <li class={urgent ? 'notice notice--urgent' : 'notice'}>{children}</li>;
}

function OfferLinks({
  codes,
  facts,
  viewed,
}: {
  codes: readonly string[];
  facts: BalanceFacts;
  viewed: Viewed;
}) {
  return (
    <>
      {codes.map((code, i) => (
        <>
          {i > 0 && ', '}
          <a href={viewed.link(`/tilbud/${code}`)}>{facts.names.offer(code)}</a>
        </>
      ))}
    </>
  );
}
