import { formatDay, weekdayName } from '../shared/days/day.ts';
import { Alert, Assumed, Icon, PrintButton } from '../shared/page/page.tsx';
import {
  agendaOf,
  caseCountText,
  meetingsSeenFrom,
  nextMeetingText,
  openConditions,
  type Placed,
} from './agenda.ts';
import { casePath, decidedText, pathText } from './case-path.ts';
import { CommitteeOf, type Seen } from './committee-page.tsx';
import { caseKindLabels, meetingStatusLabels, type CaseView, type ShownMeeting } from './committee.schema.ts';

/** What the committees have to decide and when, seen from a day. */
export function Overview({ seen, committee }: { seen: Seen; committee: string | null }) {
  const { work, today } = seen;
  const cases = work.cases;
  const meetings = work.meetings.filter(meeting => committee === null || meeting.committee === committee);
  const { next, ahead, cancelled, past } = meetingsSeenFrom(meetings, today);
  const onNext = next ? agendaOf(next.code, cases) : [];
  return (
    <>
      <h1>Hvad skal udvalget tage stilling til, og hvornår?</h1>
      <p class="font-lead answer">{nextMeetingText(next, onNext, today)}</p>
      {next && <Remarks meeting={next} />}
      <p class="actions d-print-none">
        <a href={seen.link('/udvalg/moeder/nyt')} class="button button-primary">
          <Icon name="plus" />
          Opret et møde
        </a>
        <a href={seen.link('/udvalg/sager/ny')} class="button button-secondary">
          <Icon name="plus" />
          Opret en sag
        </a>
        <PrintButton />
      </p>
      <Choose seen={seen} committee={committee} />
      {next && (
        <section class="part">
          <h2>
            Sagsliste til mødet <a href={seen.link(`/udvalg/moeder/${next.code}`)}>{formatDay(next.day)}</a>
          </h2>
          {onNext.length > 0 ? (
            <AgendaTable seen={seen} meeting={next} agenda={onNext} />
          ) : (
            <p>Der står ingen sager på dagsordenen endnu.</p>
          )}
        </section>
      )}
      <Ahead seen={seen} meetings={[...ahead.slice(1), ...cancelled]} />
      <Conditions seen={seen} />
      <Past seen={seen} meetings={past} />
    </>
  );
}

/** The day to see the page from, and the committee where there are several. */
function Choose({ seen, committee }: { seen: Seen; committee: string | null }) {
  const { work, today, viewed } = seen;
  const others = viewed?.link('') ?? '';
  return (
    <form method="get" action="/udvalg" class="choose d-print-none">
      {others.startsWith('?vifte=') && (
        <input type="hidden" name="vifte" value={others.slice('?vifte='.length)} />
      )}
      <div class="form-group">
        <label class="form-label" for="today">
          Se fra den
        </label>
        <input class="form-input" type="date" id="today" name="today" value={today} />
      </div>
      {work.committees.length > 1 && (
        <div class="form-group">
          <label class="form-label" for="udvalg">
            Udvalg
          </label>
          <select class="form-select" id="udvalg" name="udvalg">
            <option value="">Alle</option>
            {work.committees.map(({ code, name }) => (
              <option value={code} selected={code === committee}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <button type="submit" class="button button-secondary">
        Vis
      </button>
    </form>
  );
}

/** Columns that would say nothing for any case are left out: numbers come late, and most cases come for the first time. */
export function AgendaTable(props: { seen: Seen; meeting: ShownMeeting; agenda: readonly Placed[] }) {
  const { seen, meeting, agenda } = props;
  const rows = agenda.map(placed => ({ ...placed, soFar: decidedSoFar(seen, placed.one, meeting) }));
  const numbered = rows.some(({ number }) => number !== null);
  const decided = rows.some(({ soFar }) => soFar !== '');
  return (
    <table class="table table--compact table-md-responsive-headers d-print-table agenda">
      <caption class="sr-only">Sager på mødet {formatDay(meeting.day)}</caption>
      <thead>
        <tr>
          {numbered && <th scope="col">Sag nr.</th>}
          <th scope="col">Sag</th>
          <th scope="col">Slags</th>
          <th scope="col">Indstilling</th>
          {decided && <th scope="col">Besluttet indtil nu</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ number, one, soFar }) => (
          <tr>
            {numbered && <td data-title="Sag nr.">{number ?? '–'}</td>}
            <th scope="row">
              <a href={seen.link(`/udvalg/sager/${one.code}`)}>{one.title}</a>
            </th>
            <td data-title="Slags">{caseKindLabels[one.kind]}</td>
            <td data-title="Indstilling">
              <Decides one={one} />
            </td>
            {decided && (
              <td data-title="Besluttet indtil nu">
                <span>{soFar === '' ? '–' : soFar}</span>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The path of a case without saying that it comes on the very meeting that is shown. */
function decidedSoFar(seen: Seen, one: CaseView, meeting: ShownMeeting): string {
  const path = casePath(one, seen.work.meetings, seen.today);
  const elsewhere = path.filter(step => !(step.ahead && step.meeting.code === meeting.code));
  return elsewhere.length === 0 ? '' : pathText(one, elsewhere);
}

function Decides({ one }: { one: CaseView }) {
  if (one.recommendations.length === 0) return <span>ingen indstilling</span>;
  if (one.recommendations.length === 1) return <span>at {lowered(one.recommendations[0] ?? '')}</span>;
  return (
    <ol class="recommendations">
      {one.recommendations.map(text => (
        <li>at {lowered(text)}</li>
      ))}
    </ol>
  );
}

/** A recommendation is read after its "at". */
export function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function Ahead({ seen, meetings }: { seen: Seen; meetings: readonly ShownMeeting[] }) {
  if (meetings.length === 0) return null;
  return (
    <section class="part">
      <h2>Møder derefter</h2>
      <ul class="meetings">
        {meetings.map(meeting => {
          const agenda = agendaOf(meeting.code, seen.work.cases);
          return (
            <li>
              <h3>
                <CommitteeOf seen={seen} meeting={meeting} />
                <a href={seen.link(`/udvalg/moeder/${meeting.code}`)}>
                  {weekdayName(meeting.day)} {formatDay(meeting.day)}
                </a>{' '}
                <StatusTag meeting={meeting} seen={seen} />
                {meeting.basis === 'assumption' && <Assumed reason="datoen står ikke i nogen kilde" />}
              </h3>
              {meeting.status !== 'cancelled' && (
                <p>
                  Sagerne skal være klar {formatDay(meeting.paperDeadline)}
                  {agenda.length === 0 && '; ingen sager endnu'}.
                </p>
              )}
              <Remarks meeting={meeting} />
              {agenda.length > 0 && (
                <ul>
                  {agenda.map(({ one }) => (
                    <li>
                      <a href={seen.link(`/udvalg/sager/${one.code}`)}>{one.title}</a>: <Decides one={one} />
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Conditions({ seen }: { seen: Seen }) {
  const open = openConditions(seen.work.cases, seen.today);
  return (
    <section class="part">
      <h2>Betingelser, der ikke er opfyldt</h2>
      {open.length === 0 ? (
        <p>Der er ingen.</p>
      ) : (
        <table class="table table--compact table-md-responsive-headers d-print-table">
          <caption class="sr-only">Betingelser, der ikke er opfyldt, de ældste frister først</caption>
          <thead>
            <tr>
              <th scope="col">Frist</th>
              <th scope="col">Betingelse</th>
              <th scope="col">Sag</th>
              <th scope="col" class="d-print-none">
                Opfyldt
              </th>
            </tr>
          </thead>
          <tbody>
            {open.map(({ id, text, dueOn, decidedOn, late, one }) => (
              <tr>
                <td data-title="Frist">
                  <span>
                    {formatDay(dueOn)} {late && <strong class="late">overskredet</strong>}
                  </span>
                </td>
                <th scope="row" class="condition-text">
                  {text}
                </th>
                <td data-title="Sag">
                  <span>
                    <a href={seen.link(`/udvalg/sager/${one.code}`)}>{one.title}</a>, {formatDay(decidedOn)}
                  </span>
                </td>
                <td data-title="Opfyldt" class="d-print-none">
                  <a href={seen.link(`/udvalg/betingelser/${id}`)}>
                    Skriv ind<span class="sr-only">, at den er opfyldt: {text}</span>
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Past({ seen, meetings }: { seen: Seen; meetings: readonly ShownMeeting[] }) {
  if (meetings.length === 0) return null;
  return (
    <section class="part">
      <h2>Tidligere møder</h2>
      {meetings.map(meeting => {
        const agenda = agendaOf(meeting.code, seen.work.cases);
        return (
          <details class="past">
            <summary>
              {formatDay(meeting.day)}: {caseCountText(agenda)} <StatusTag meeting={meeting} seen={seen} />
            </summary>
            <p>
              <a href={seen.link(`/udvalg/moeder/${meeting.code}`)}>
                <CommitteeOf seen={seen} meeting={meeting} />
                mødet {formatDay(meeting.day)}
              </a>
            </p>
            <ul>
              {agenda.map(({ number, one }) => (
                <li>
                  {number !== null && `${number}. `}
                  <a href={seen.link(`/udvalg/sager/${one.code}`)}>{one.title}</a>:{' '}
                  {casePath(one, seen.work.meetings, seen.today)
                    .filter(step => step.meeting.code === meeting.code)
                    .map(step => decidedText(one, step))}
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </section>
  );
}

/** Said only where it is not what one would think: a meeting ahead is planned, a past one held. */
export function StatusTag({ meeting, seen }: { meeting: ShownMeeting; seen: Seen }) {
  const { status, day } = meeting;
  if (status === 'cancelled' || (status === 'moved' && day >= seen.today))
    return <strong class="status">{meetingStatusLabels[status]}</strong>;
  if (status !== 'held' && day < seen.today)
    return <strong class="status">Ikke skrevet ind som holdt</strong>;
  return null;
}

export function Remarks({ meeting }: { meeting: ShownMeeting }) {
  if (meeting.remarks.length === 0) return null;
  return (
    <Alert variant="warning">
      {meeting.remarks.map(remark => (
        <p>{remark} Det er tilladt; se efter, om det er meningen.</p>
      ))}
    </Alert>
  );
}
