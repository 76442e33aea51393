import { viewing } from '../../offers/viewed.query.ts';
import { formatDay } from '../../shared/days/day.ts';
import { router } from '../../shared/http/http.ts';
import { answerPage, Page, PrintButton } from '../../shared/page/page.tsx';
import { Gantt, GanttLegend } from './gantt.tsx';
import { ganttRows } from './gantt-rows.ts';
import { PhaseTable } from './phase-table.tsx';
import { conditions } from '../timeline/conditions.ts';
import { conditionWords, History } from '../tender-history.tsx';
import { asDayAsked, askedDay, seeing, type Seen } from '../tender-seen.query.ts';
import { MilestoneTable } from './milestone-table.tsx';
import { SeenFrom, seenText, TenderPage } from '../tender-parts.tsx';
import { answer, nextText, whatIfAnswer } from '../tender-wording.ts';
import { timeline, type Timeline } from '../timeline/timeline.ts';
import { WhatIf } from './what-if-form.tsx';
import { readWhatIf } from '../timeline/what-if-asked.ts';
import { whatIf } from '../timeline/what-if.ts';
import { everyTender } from '../whole-tender.query.ts';
import { baselineOn, milestonesOn, situationOf } from '../whole-tender.ts';

export const tenderPages = router();

tenderPages.get(
  '/udbud',
  viewing(async (c, viewed) => {
    const every = await everyTender(c.var.database, 'all');
    const tenders = every.filter(({ tender }) => tender.portfolio === viewed.portfolio.code);
    const asked = askedDay(c);
    const [only, second] = tenders;
    if (only && !second) return c.redirect(viewed.link(asDayAsked(`/udbud/${only.tender.code}`, asked)), 303);
    const today = asked ?? c.var.today();
    return answerPage(
      c,
      <Page c={c} title="Udbud" section="/udbud" viewed={viewed}>
        <h1>Udbud</h1>
        {tenders.length === 0 ? (
          <p class="font-lead answer">Viften har ingen udbud. Et udbud oprettes gennem API'et.</p>
        ) : (
          <ul class="tenders">
            {tenders.map(whole => (
              <li>
                <h2>
                  <a href={viewed.link(asDayAsked(`/udbud/${whole.tender.code}`, asked))}>
                    {whole.tender.title}
                  </a>
                </h2>
                <p>{answer(timeline(situationOf(whole, today)))}</p>
              </li>
            ))}
          </ul>
        )}
      </Page>,
    );
  }),
);

tenderPages.get(
  '/udbud/:tender',
  seeing(seen => {
    const { c, whole, situation, timeline: expected } = seen;
    const asked = {
      phase: c.req.query('fase') ?? '',
      days: c.req.query('dage') ?? '',
      meeting: c.req.query('aflyst') ?? '',
    };
    const { change, mistakes } = readWhatIf(asked, expected, whole.meetings);
    const tried = change === null ? null : timeline(whatIf(situation, [change]));
    const shown = tried ?? expected;
    const baseline = baselineOn(whole, seen.today);
    return answerPage(
      c,
      <TenderPage seen={seen} title="Når vi det?" path="">
        <div class="page-top">
          <h1>Når vi det?</h1>
          <PrintButton />
        </div>
        <p class="subheading">
          {whole.tender.title} · {seenText(seen.today, seen.isAsked)}
        </p>
        <p class="font-lead answer">{answer(expected)}</p>
        <Next seen={seen} />
        <Notices timeline={expected} />
        <SeenFrom seen={seen} action={`/udbud/${whole.tender.code}`} />
        <section aria-labelledby="tidsplan">
          <h2 id="tidsplan">Tidsplanen</h2>
          {tried && change && (
            <div class="tried" role="status" id="svar">
              <p>
                <strong>{whatIfAnswer(expected, tried, change, whole.meetings)}</strong>
              </p>
              <p>
                Intet er gemt. <a href={seen.link('#tidsplan')}>Vis tidsplanen uden</a>
              </p>
            </div>
          )}
          <Gantt
            id="gantt"
            title={`Tidsplan for ${whole.tender.title}`}
            description={`${answer(shown)} Tabellen nedenfor viser det samme med tal.`}
            rows={ganttRows(
              shown,
              situation.facts,
              baseline ?? situation.plan,
              tried && expected,
              milestonesOn(whole, seen.today),
            )}
            today={shown.today}
            contractStart={shown.contract.start}
          />
          <GanttLegend
            plan={baseline ? 'planen, udvalget har godkendt' : 'planen, ikke godkendt af udvalget'}
            tried={tried !== null}
          />
        </section>
        <WhatIf seen={seen} asked={asked} mistakes={mistakes} />
        <section aria-labelledby="faser">
          <h2 id="faser">Faserne{tried && ', som de ville ligge'}</h2>
          <PhaseTable seen={seen} shown={shown} />
        </section>
        <MilestoneTable seen={seen} milestones={milestonesOn(whole, seen.today)} />
        <Contract shown={shown} />
      </TenderPage>,
    );
  }),
);

tenderPages.get(
  '/udbud/:tender/historik',
  seeing(seen => {
    const { c, today, situation, link } = seen;
    const set = conditions(situation.facts, today);
    return answerPage(
      c,
      <TenderPage seen={seen} title="Historik" path="/historik">
        <div class="page-top">
          <h1>Historik</h1>
          <PrintButton />
        </div>
        <p class="subheading">{seenText(today, seen.isAsked)}</p>
        <section aria-labelledby="conditions">
          <h2 id="conditions">Betingelser</h2>
          {set.length === 0 ? (
            <p>Udvalget har ikke sat betingelser.</p>
          ) : (
            <ul>
              {set.map(({ text, phase, dueOn, status }) => (
                <li>
                  <a href={link(`/faser/${phase}`)}>Fase {phase}</a>: {text}. Frist {formatDay(dueOn)},{' '}
                  {conditionWords[status]}.
                </li>
              ))}
            </ul>
          )}
        </section>
        <History seen={seen} />
      </TenderPage>,
    );
  }),
);

function Next({ seen: { timeline, link } }: { seen: Seen }) {
  if (timeline.next.length === 0) return null;
  return (
    <section aria-labelledby="next" class="next">
      <h2 id="next">Næste</h2>
      <ul class="notices">
        {timeline.next.map(step => {
          const { what, when, who, phase } = nextText(step, timeline);
          return (
            <li class="notice notice--urgent">
              {phase === null ? (
                <a href={link('/forloeb')}>{what}</a>
              ) : (
                <a href={link(`/faser/${phase}`)}>{what}</a>
              )}{' '}
              · {when} · ansvarlig: {who}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What the answer has not said already. */
function Notices({ timeline }: { timeline: Timeline }) {
  const notices = timeline.notices.filter(({ rule }) => !rule.startsWith('contract-start'));
  if (notices.length === 0) return null;
  return (
    <section aria-labelledby="notices">
      <h2 id="notices">Vær opmærksom på</h2>
      <ul class="notices">
        {notices.map(({ level, message }) => (
          <li class={level === 'broken' ? 'notice notice--urgent' : 'notice'}>{message}</li>
        ))}
      </ul>
    </section>
  );
}

/** The way from the last decision to the contract, as the limits are laid from. */
function Contract({ shown: { contract } }: { shown: Timeline }) {
  const { last, expected, start } = contract;
  const rows = [
    ['Udvalgets sidste beslutning', last.decideBy, null],
    ['Tildelingsbrev sendt', last.letterBy, expected?.letter],
    ['Standstill slutter', last.standstillEnds, expected?.standstillEnds],
    ['Kontrakt skrevet under', last.signBy, expected?.contract],
  ] as const;
  return (
    <section aria-labelledby="contract">
      <h2 id="contract">Fra beslutning til kontrakt</h2>
      <p>
        Fristerne er regnet baglæns fra kontraktstarten {formatDay(start)}. Standstill er 10 kalenderdage fra
        tildelingsbrevet; slutter de på en fridag, løber de til den næste arbejdsdags udgang.
      </p>
      <table class="table table--compact table-md-responsive-headers">
        <caption class="sr-only">Skridtene fra den sidste beslutning til kontrakten</caption>
        <thead>
          <tr>
            <th scope="col">Skridt</th>
            <th scope="col">Senest</th>
            <th scope="col">Forventet</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([step, latest, day]) => (
            <tr>
              <th scope="row">{step}</th>
              <td data-title="Senest">{formatDay(latest)}</td>
              <td data-title="Forventet">{day ? formatDay(day) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
