import { formatDay } from '../../shared/days/day.ts';
import { router } from '../../shared/http/http.ts';
import { Field } from '../../shared/page/form-fields.tsx';
import { answerForm, showForm, type Editor } from '../../shared/page/form-page.tsx';
import { answerPage, PrintButton } from '../../shared/page/page.tsx';
import { rememberSaved } from '../../shared/page/saved.ts';
import { TenderPage, SeenFrom, seenText } from '../tender-parts.tsx';
import { seeing, type Seen } from '../tender-seen.query.ts';
import { answer, shortDay } from '../tender-wording.ts';
import { knownEvents } from '../timeline/event.ts';
import { procedures } from '../timeline/procedures.ts';
import { stageLabels } from '../timeline/stage.ts';
import type { Step } from '../timeline/series.ts';
import { seriesOf } from '../tender-series.ts';
import { eventLabels, NewTenderEvent } from './event.schema.ts';
import { recordEvent } from './event.verbs.ts';

export const lifePages = router();

const statusWords: Record<Step['status'], string> = {
  met: 'sket',
  late: 'ikke sket til tiden',
  scheduled: 'forestår',
  waiting: 'ingen dag endnu',
  'called-off': 'bliver ikke til noget',
};

const verifiedWords = {
  act: 'læst i loven',
  authority: 'læst hos myndigheden',
  travaux: 'læst i lovforslagets papirer, ikke i loven selv',
  unverified: 'ikke efterprøvet: spørg rådgiveren',
} as const;

lifePages.get(
  '/udbud/:tender/forloeb',
  seeing(seen => {
    const { c, whole, today, link, timeline } = seen;
    const steps = seriesOf(whole, today);
    const events = knownEvents(whole.events, today).toReversed();
    const { retenderOf } = whole.tender;
    return answerPage(
      c,
      <TenderPage seen={seen} title="Forløbet" path="/forloeb">
        <div class="page-top">
          <h1>Forløbet</h1>
          <PrintButton />
        </div>
        <p class="subheading">{seenText(today, seen.isAsked)}</p>
        <p class="font-lead answer">{answer(timeline)}</p>
        {retenderOf !== null && (
          <p>
            Udbuddet er et genudbud af <a href={`/udbud/${retenderOf}`}>{retenderOf}</a>.
          </p>
        )}
        <p class="actions d-print-none">
          <a href={link('/forloeb/ny')} class="button button-primary">
            Skriv ind, hvad der er sket
          </a>
        </p>
        <SeenFrom seen={seen} action={`/udbud/${whole.tender.code}/forloeb`} />
        <section aria-labelledby="steps">
          <h2 id="steps">Fra bekendtgørelse til udløb</h2>
          <p>
            Planlagt er det, kommunen vil. En frist følger af loven og det, der sidst er sket; den kan ikke
            skrives ind.
          </p>
          <table class="table table--compact table-md-responsive-headers">
            <caption class="sr-only">Udbuddets skridt med plan, frist og hvad der er sket</caption>
            <thead>
              <tr>
                <th scope="col">Skridt</th>
                <th scope="col">Planlagt</th>
                <th scope="col">Frist efter reglen</th>
                <th scope="col">Sket</th>
                <th scope="col">Status</th>
              </tr>
            </thead>
            <tbody>
              {steps.map(step => (
                <tr>
                  <th scope="row">{step.title}</th>
                  <td data-title="Planlagt">{dayOr(step.planned, today)}</td>
                  <td data-title="Frist efter reglen">
                    <span>
                      {step.computed === null ? (
                        '–'
                      ) : (
                        <>
                          {shortDay(step.computed.day, today)}
                          <span class="below">
                            fra {step.computed.from}; {step.computed.rule.law}
                          </span>
                        </>
                      )}
                    </span>
                  </td>
                  <td data-title="Sket">
                    {step.happened === null
                      ? step.expected === null
                        ? '–'
                        : `ventes ${shortDay(step.expected, today)}`
                      : shortDay(step.happened, today)}
                  </td>
                  <td data-title="Status">{statusWords[step.status]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <section aria-labelledby="events">
          <h2 id="events">Hvad er der sket?</h2>
          {events.length === 0 ? (
            <p>Intet er skrevet ind endnu.</p>
          ) : (
            <ol class="history">
              {events.map(({ number, kind, day, lot, by, reason, knownOn }) => (
                <li>
                  <strong>{formatDay(day)}</strong> {eventLabels[kind]}
                  {lot !== null && `, ${lot}`}
                  {by !== null && `, ${by}`} (nr. {number}
                  {knownOn !== day && `, skrevet ind ${formatDay(knownOn)}`})
                  {reason !== null && <span class="below">{reason}</span>}
                </li>
              ))}
            </ol>
          )}
        </section>
        <Rules steps={steps} />
      </TenderPage>,
    );
  }),
);

function dayOr(day: string | null, today: string): string {
  return day === null ? '–' : shortDay(day, today);
}

/** The rules the deadlines on the page follow from, and where each was read. */
function Rules({ steps }: { steps: readonly Step[] }) {
  const rules = new Map(
    steps.flatMap(({ computed }) => (computed ? [[computed.rule.law, computed.rule]] : [])),
  );
  if (rules.size === 0) return null;
  return (
    <section aria-labelledby="rules">
      <h2 id="rules">Regler</h2>
      <ul>
        {[...rules.values()].map(({ law, text, address, readOn, verified }) => (
          <li>
            {law}: {text}{' '}
            {address !== null && readOn !== null ? (
              <>
                <a href={address}>Kilde</a>, {verifiedWords[verified]} {formatDay(readOn)}.
              </>
            ) : verified === 'unverified' ? (
              'Ikke efterprøvet: spørg rådgiveren.'
            ) : (
              ''
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

lifePages.get(
  '/udbud/:tender/forloeb/ny',
  seeing(seen => showForm(seen.c, async () => newEvent(seen))),
);
lifePages.post(
  '/udbud/:tender/forloeb/ny',
  seeing(seen => answerForm(seen.c, async () => newEvent(seen))),
);

const allStages = new Set(Object.keys(stageLabels));

function newEvent(seen: Seen): Editor<NewTenderEvent> {
  const { c, whole, link, recordedOn } = seen;
  const { stages } = procedures[whole.tender.procedure];
  const offered = Object.entries(eventLabels).filter(
    ([kind]) => !allStages.has(kind) || stages.some(stage => stage === kind),
  );
  return {
    schema: NewTenderEvent,
    choices: {
      '/kind': Object.fromEntries(offered),
      '/lot': Object.fromEntries(whole.lots.map(({ code, title }) => [code, title])),
      '/electronic': { true: 'Ja', false: 'Nej' },
    },
    stored: null,
    blank: new Map([
      ['/kind', [c.req.query('slags') ?? '']],
      ['/day', [recordedOn]],
    ]),
    page: content => (
      <TenderPage seen={seen} title="Hvad er sket?" path="/forloeb/ny">
        <h1>Hvad er der sket med udbuddet?</h1>
        <p class="answer">
          Det bliver stående, som det er skrevet ind; en fejl trækkes tilbage. Et skridt, loven ikke giver lov
          til, bliver afvist med reglen.
        </p>
        {content}
      </TenderPage>
    ),
    fields: form => (
      <>
        <Field form={form} at="/kind" />
        <Field form={form} at="/day" />
        <Field form={form} at="/lot" />
        <Field form={form} at="/electronic" />
        <Field form={form} at="/by" />
        <Field form={form} at="/reason" />
        <Field form={form} at="/retracts" />
      </>
    ),
    saveLabel: 'Skriv det ind',
    cancel: link('/forloeb'),
    save: async input => {
      await recordEvent(c.var.em, whole.tender.code, input, recordedOn);
      rememberSaved(c, { what: `${eventLabels[input.kind]} ${formatDay(input.day)} er skrevet ind.` });
      return link('/forloeb');
    },
  };
}
