import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { viewing } from '../offers/viewed.query.ts';
import { formatDay, type Day } from '../shared/days/day.ts';
import { router, type Env } from '../shared/http/http.ts';
import { formatKroner } from '../shared/money.ts';
import { Alert, answerPage, Assumed, Page, PrintButton, type Viewed } from '../shared/page/page.tsx';
import { RuleBroken } from '../shared/rule-broken.ts';
import { takeSaved } from '../shared/page/saved.ts';
import { basisLabels } from '../shared/source.schema.ts';
import { listed, sourceText, sourcesText } from '../shared/wording.ts';
import type { ContractValue, ValueTerm } from './contract-value.ts';
import { insource, type InsourcingEffect } from './insourcing.ts';
import { screenedPortfolio, type Screened } from './screened.query.ts';
import { assessmentLabels, screeningLabels } from './screening.schema.ts';
import { screen, type OfferScreening, type Screening } from './screening.ts';
import { amountWords, screeningAnswer, termWords } from './screening-wording.ts';
import { askedNotice, withNotice } from './notice-asked.query.ts';
import { categoryLabels } from './threshold.ts';
import { thresholds } from './thresholds.ts';

export const screeningPages = router();

/** The screening as a page shows it: for a notice on a day, with links that keep the day and the vifte. */
export type SeenScreening = {
  c: Context<Env>;
  viewed: Viewed;
  noticeDate: Day;
  screened: Screened;
  screening: Screening;
  link: (path?: string) => string;
};

/** Answers a page about the screening of a vifte. */
export function screeningSeen(page: (seen: SeenScreening) => Response | Promise<Response>) {
  return viewing(async (c, viewed) => {
    const notice = await askedNotice(c, viewed.portfolio.code);
    const screened = await screenedPortfolio(c.var.database, viewed.portfolio.code);
    const screening = screen(screened.offers, notice.day, thresholds.periods, screened.assessments);
    return page({
      c,
      viewed,
      noticeDate: notice.day,
      screened,
      screening,
      link: (path = '') => viewed.link(withNotice(`/udbudspligt${path}`, notice)),
    });
  });
}

export function ScreeningPage(props: {
  seen: SeenScreening;
  title: string;
  isTop?: boolean;
  children?: Child;
}) {
  const { seen, title, isTop = false, children } = props;
  const saved = takeSaved(seen.c);
  return (
    <Page
      c={seen.c}
      title={title}
      section="/udbudspligt"
      viewed={seen.viewed}
      above={isTop ? [] : [{ href: seen.link(), text: 'Udbudspligt' }]}
    >
      <div class="tender">
        {saved && <Alert variant="success" heading={saved.what} />}
        {children}
        <p class="small-text">{seen.screening.reservation}</p>
      </div>
    </Page>
  );
}

screeningPages.get(
  '/udbudspligt',
  screeningSeen(seen => {
    const { c, viewed, screened, screening, noticeDate } = seen;
    const { threshold, purposes, offers } = screening;
    const internal = offers.filter(({ delivery }) => delivery === 'internal');
    return answerPage(
      c,
      <ScreeningPage seen={seen} title="Udbudspligt" isTop>
        <div class="page-top">
          <h1>Hvilke tilbud skal i udbud?</h1>
          <PrintButton />
        </div>
        <p class="font-lead answer">{screeningAnswer(screening)}</p>
        <form method="get" action="/udbudspligt" class="seen-from d-print-none">
          <input type="hidden" name="vifte" value={viewed.portfolio.code} />
          <label class="form-label" for="dato">
            Bekendtgørelsen offentliggøres
          </label>
          <input class="form-input" type="date" id="dato" name="dato" value={noticeDate} required />
          <button type="submit" class="button button-secondary">
            Screen for den dag
          </button>
        </form>
        <p class="answer">
          {threshold.kind === 'in-force' ? threshold.why : threshold.message}
          {threshold.kind === 'in-force' && (
            <span class="below">Kilder: {sourcesText(threshold.period.sources)}</span>
          )}
        </p>
        {purposes.map(purpose => (
          <Purpose seen={seen} purpose={purpose} />
        ))}
        {internal.length > 0 && (
          <section aria-labelledby="internal">
            <h2 id="internal">Leveres internt</h2>
            <p>
              {screeningLabels.internal}: {listed(internal.map(({ name }) => name))}.
            </p>
          </section>
        )}
        {screened.dropped.length > 0 && (
          <section aria-labelledby="dropped">
            <h2 id="dropped">Gået ud af viften</h2>
            <p>Rådgiverens vurderinger af tilbud, der ikke længere er i viften.</p>
            <ol class="history">
              {screened.dropped.map(({ name, outcome, reason, assessedOn }) => (
                <li>
                  <strong>{name}</strong>, {formatDay(assessedOn)}: {assessmentLabels[outcome]}. {reason}
                </li>
              ))}
            </ol>
          </section>
        )}
      </ScreeningPage>,
    );
  }),
);

function Purpose({ seen, purpose: found }: { seen: SeenScreening; purpose: Screening['purposes'][number] }) {
  const { purpose, category, offers, sum, limit, marginOere, result, sentence, warnings } = found;
  const id = `${purpose.code}-${category}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {purpose.name}: {screeningLabels[result].toLowerCase()}
      </h2>
      <p class="answer">{sentence}</p>
      <Warnings texts={warnings} />
      <table class="table table--compact table-md-responsive-headers">
        <caption class="sr-only">
          {purpose.name}, {categoryLabels[category].toLowerCase()}: tilbuddenes værdi uden moms og summen
        </caption>
        <thead>
          <tr>
            <th scope="col">Tilbud</th>
            <th scope="col">Leddene i værdien, uden moms</th>
            <th scope="col">Det gælder</th>
            <th scope="col" class="number">
              Værdi
            </th>
          </tr>
        </thead>
        <tbody>
          {offers.map(({ code, name, value }) => (
            <tr>
              <th scope="row">
                <a href={seen.link(`/${code}`)}>{name}</a>
              </th>
              <td data-title="Leddene">
                <Terms value={value} />
              </td>
              <td data-title="Det gælder">
                <Standing offer={seen.screening.offers.find(offer => offer.code === code)} />
              </td>
              <td class="number" data-title="Værdi">
                {amountWords(value.amount)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colspan={3}>
              Summen til formålet
            </th>
            <td class="number" data-title="Sum">
              <strong>{amountWords(sum)}</strong>
            </td>
          </tr>
          <tr>
            <th scope="row" colspan={3}>
              Tærskelværdien for en {categoryLabels[category].toLowerCase()}
            </th>
            <td class="number" data-title="Tærskel">
              {limit.kind === 'known' ? formatKroner(limit.amountOere) : 'ukendt'}
            </td>
          </tr>
          {marginOere !== null && (
            <tr>
              <th scope="row" colspan={3}>
                {marginOere >= 0 ? 'Over tærsklen med' : 'Under tærsklen med'}
              </th>
              <td class="number" data-title="Forskel">
                {formatKroner(Math.abs(marginOere))}
              </td>
            </tr>
          )}
        </tfoot>
      </table>
    </section>
  );
}

function Warnings({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <ul class="notices">
      {texts.map(text => (
        <li class="notice notice--urgent">{text}</li>
      ))}
    </ul>
  );
}

function Standing({ offer }: { offer: OfferScreening | undefined }) {
  if (!offer) return null;
  return (
    <span>
      {offer.standing.label}
      <span class="below">
        {offer.standing.by === 'adviser' ? 'rådgiverens vurdering' : 'screeningens svar'}
        {offer.standing.by === 'adviser' &&
          `; screeningen svarer: ${screeningLabels[offer.result].toLowerCase()}`}
      </span>
    </span>
  );
}

function Terms({ value }: { value: ContractValue }) {
  return (
    <span>
      {value.terms.map(term => (
        <span class="term">
          {termWords(term)} <TermBasis term={term} />
        </span>
      ))}
      {value.missing.map(label => (
        <span class="term">{label}: ukendt pris</span>
      ))}
    </span>
  );
}

function TermBasis({ term: { basis } }: { term: ValueTerm }) {
  if (basis === null) return null;
  return basis === 'assumption' ? (
    <Assumed reason="prisen står ikke i nogen kilde" />
  ) : (
    <>({basisLabels[basis].toLowerCase()})</>
  );
}

screeningPages.get(
  '/udbudspligt/:offer',
  screeningSeen(seen => {
    const { c, noticeDate, link, viewed } = seen;
    const offer = offerAsked(seen);
    const { value } = offer;
    const path = `/${offer.code}`;
    return answerPage(
      c,
      <ScreeningPage seen={seen} title={offer.name}>
        <h1>{offer.name}</h1>
        <p class="font-lead answer">{offer.standing.sentence}</p>
        {offer.standing.by === 'adviser' && (
          <p class="answer">Screeningen svarer for sig: {offer.sentence}</p>
        )}
        <Warnings texts={offer.warnings} />
        <p class="actions d-print-none">
          <a href={link(`${path}/vurdering`)} class="button button-primary">
            Skriv rådgiverens vurdering
          </a>
          {offer.delivery === 'external' && (
            <>
              <a href={link(`${path}/vilkaar`)} class="button button-secondary">
                Skriv kontraktvilkår
              </a>
              <a href={link(`${path}/hjemtagelse`)} class="button button-secondary">
                Hjemtagelse eller udbud?
              </a>
            </>
          )}
          <a href={viewed.link(`/tilbud/${offer.code}`)}>Se tilbuddet i viften</a>
        </p>
        <p>
          Bekendtgørelse {formatDay(noticeDate)} · formål: {offer.purpose.name.toLowerCase()} ·{' '}
          {categoryLabels[offer.category].toLowerCase()}
        </p>
        {value && <Value value={value} />}
        <section aria-labelledby="assessments">
          <h2 id="assessments">Rådgiverens vurderinger</h2>
          {offer.assessments.length === 0 ? (
            <p>Rådgiveren har ikke vurderet tilbuddet endnu.</p>
          ) : (
            <ol class="history">
              {offer.assessments.toReversed().map(({ assessedOn, label, reason, screenedAs }) => (
                <li>
                  <strong>{formatDay(assessedOn)}</strong> {label}. {reason}
                  <span class="below">
                    Screeningen svarede da: {screeningLabels[screenedAs].toLowerCase()}
                  </span>
                </li>
              ))}
            </ol>
          )}
        </section>
      </ScreeningPage>,
    );
  }),
);

function Value({ value }: { value: ContractValue }) {
  return (
    <section aria-labelledby="value">
      <h2 id="value">Værdien, led for led</h2>
      <table class="table table--compact table-md-responsive-headers">
        <caption class="sr-only">Hvert led i kontraktens værdi uden moms</caption>
        <thead>
          <tr>
            <th scope="col">Led</th>
            <th scope="col">Grundlag</th>
            <th scope="col" class="number">
              Beløb uden moms
            </th>
          </tr>
        </thead>
        <tbody>
          {value.terms.map(term => (
            <tr>
              <th scope="row">
                {term.label}
                {term.times > 1 && (
                  <span class="below">
                    {term.times} × {formatKroner(term.unitOere)}
                  </span>
                )}
              </th>
              <td data-title="Grundlag">
                <span>
                  {term.basis === 'assumption' ? (
                    <TermBasis term={term} />
                  ) : (
                    term.basis && basisLabels[term.basis]
                  )}
                  {term.source && <span class="below">{sourceText(term.source)}</span>}
                  {term.note !== null && <span class="below">{term.note}</span>}
                </span>
              </td>
              <td class="number" data-title="Beløb">
                {formatKroner(term.amountOere)}
              </td>
            </tr>
          ))}
          {value.missing.map(label => (
            <tr>
              <th scope="row">{label}</th>
              <td data-title="Grundlag">pris ukendt</td>
              <td class="number" data-title="Beløb">
                ukendt
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colspan={2}>
              I alt
            </th>
            <td class="number" data-title="I alt">
              <strong>{amountWords(value.amount)}</strong>
            </td>
          </tr>
        </tfoot>
      </table>
      {value.explanation.map(text => (
        <p>{text}</p>
      ))}
      {value.candidates.length > 0 && (
        <>
          <p>Sådan kan værdien ellers regnes:</p>
          <ul>
            {value.candidates.map(({ label, amountOere, used }) => (
              <li>
                {label}: {amountOere === null ? 'ukendt' : formatKroner(amountOere)}
                {used && <strong> (brugt)</strong>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

screeningPages.get(
  '/udbudspligt/:offer/hjemtagelse',
  screeningSeen(seen => {
    const { c, screened, noticeDate, link } = seen;
    const offer = offerAsked(seen);
    const plan = screened.insourcing.find(({ offer: code }) => code === offer.code)?.terms;
    if (!plan) return c.redirect(link(`/${offer.code}/hjemtagelse/rediger`), 303);
    const effect = insource(offer.code, plan, screened.offers, noticeDate, thresholds.periods);
    return answerPage(
      c,
      <ScreeningPage seen={seen} title={`Hjemtagelse af ${offer.name}`}>
        <div class="page-top">
          <h1>{offer.name}: hjemtagelse eller udbud?</h1>
          <PrintButton />
        </div>
        <p class="font-lead answer">{effect.sentence}</p>
        <p class="actions d-print-none">
          <a href={link(`/${offer.code}/hjemtagelse/rediger`)} class="button button-primary">
            Ret tallene
          </a>
        </p>
        <Insourcing effect={effect} />
      </ScreeningPage>,
    );
  }),
);

/** Insourcing beside tendering, year by year, and what it does to the screening. */
export function Insourcing({ effect }: { effect: InsourcingEffect }) {
  const { years, total, paidBackIn, screening } = effect;
  const rows = [
    ...years.map(year => ({ name: `${year.year} (${year.months} mdr.)`, costs: year })),
    { name: 'I alt', costs: total },
  ];
  return (
    <>
      <table class="table table--compact table-md-responsive-headers">
        <caption class="sr-only">Udgiften ved hjemtagelse og ved udbud år for år</caption>
        <thead>
          <tr>
            <th scope="col">År</th>
            <th scope="col">Hjemtagelse</th>
            <th scope="col">Udbud</th>
            <th scope="col" class="number">
              Hjemtagelse mod udbud
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, costs: { insourcing, tendering, differenceOere } }) => (
            <tr>
              <th scope="row">{name}</th>
              {[
                { title: 'Hjemtagelse', cost: insourcing },
                { title: 'Udbud', cost: tendering },
              ].map(({ title, cost }) => (
                <td data-title={title}>
                  <span>
                    <strong>{amountWords(cost.amount)}</strong>
                    {cost.terms.map(term => (
                      <span class="term">
                        {termWords(term)} <TermBasis term={term} />
                      </span>
                    ))}
                    {cost.missing.map(label => (
                      <span class="term">{label}: ukendt</span>
                    ))}
                  </span>
                </td>
              ))}
              <td class="number" data-title="Forskel">
                {differenceOere === null
                  ? 'kan ikke siges'
                  : differenceOere === 0
                    ? 'det samme'
                    : `${formatKroner(Math.abs(differenceOere))} ${differenceOere < 0 ? 'mindre' : 'mere'}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {paidBackIn === null
          ? 'Hjemtagelsen tjener sig ikke ind inden for de måneder, der sammenlignes.'
          : `Hjemtagelsen har tjent sig ind fra ${paidBackIn.slice(5)}.${paidBackIn.slice(0, 4)}.`}
      </p>
      <h2>Betydning for udbudspligten</h2>
      <p class="answer">{screening.sentence}</p>
      <ul>
        {screening.changes.map(({ sentence }) => (
          <li>{sentence}</li>
        ))}
      </ul>
    </>
  );
}

export function offerAsked({ c, screening }: SeenScreening): OfferScreening {
  const code = c.req.param('offer') ?? '';
  const offer = screening.offers.find(offer => offer.code === code);
  if (offer) return offer;
  throw new RuleBroken('not-found', `Tilbuddet ${code} findes ikke i viften.`, { status: 404 });
}
