import { formatDay } from '../shared/days/day.ts';
import { router } from '../shared/http/http.ts';
import { formatKroner } from '../shared/money.ts';
import { answerPage, PrintButton } from '../shared/page/page.tsx';
import { listed, sourcesText } from '../shared/wording.ts';
import { insource } from './insourcing.ts';
import { assessmentLabels, screeningLabels } from './screening.schema.ts';
import type { OfferScreening, Screening } from './screening.ts';
import { amountWords, screeningAnswer } from './screening-wording.ts';
import { categoryLabels } from './threshold.ts';
import { Insourcing } from './insourcing-shown.tsx';
import { offerAsked, ScreeningPage, screeningSeen, type SeenScreening } from './screening-frame.pages.tsx';
import { thresholds } from './thresholds.ts';
import { Terms, Value } from './value-shown.tsx';

export const screeningPages = router();

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
