import { formatDay, weekdayName } from '../shared/days/day.ts';
import { Assumed, Icon, PrintButton } from '../shared/page/page.tsx';
import { sourcesText } from '../shared/wording.ts';
import { agendaOf, caseCountText } from './agenda.ts';
import { isAhead } from './case-path.ts';
import { committeeName, type Outgrowth, type Seen } from './committee-page.tsx';
import type { ShownMeeting } from './committee.schema.ts';
import { AgendaTable, Remarks, StatusTag } from './overview.tsx';

/** A meeting with its agenda and what can be done with it. */
export function MeetingShown(props: {
  seen: Seen;
  meeting: ShownMeeting;
  tag: string;
  /** What the cases on its agenda carry. */
  carried: readonly Outgrowth[];
}) {
  const { seen, meeting, tag, carried } = props;
  const agenda = agendaOf(meeting.code, seen.work.cases);
  const address = `/udvalg/moeder/${meeting.code}`;
  return (
    <>
      <h1>Mødet {formatDay(meeting.day)}</h1>
      <p class="font-lead answer">{meetingText(seen, meeting, caseCountText(agenda))}</p>
      <p>
        <StatusTag meeting={meeting} seen={seen} />
        {meeting.basis === 'assumption' && <Assumed reason="datoen står ikke i nogen kilde" />}
      </p>
      <Remarks meeting={meeting} />
      {meeting.note !== null && <p>{meeting.note}</p>}
      <div class="actions d-print-none">
        <a href={seen.link(`${address}/dagsorden`)} class="button button-primary">
          <Icon name="plus" />
          Sæt en sag på dagsordenen
        </a>
        <a href={seen.link(`${address}/rediger`)} class="function-link">
          <Icon name="edit" />
          Redigér eller flyt
        </a>
        <StatusButtons seen={seen} meeting={meeting} tag={tag} />
        {agenda.length === 0 && (
          <a href={seen.link(`${address}/slet`)} class="function-link">
            <Icon name="delete" />
            Slet
          </a>
        )}
        <PrintButton />
      </div>
      <h2>Dagsorden</h2>
      {agenda.length > 0 ? (
        <AgendaTable seen={seen} meeting={meeting} agenda={agenda} />
      ) : (
        <p>Der står ingen sager på dagsordenen endnu.</p>
      )}
      {carried.length > 0 && (
        <>
          <h2>Det drejer sagerne sig om</h2>
          <ul>
            {carried.map(({ text, href }) => (
              <li>
                <a href={href}>{text}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {meeting.sources.length > 0 && <p class="small-text">Kilder: {sourcesText(meeting.sources)}</p>}
    </>
  );
}

function meetingText(seen: Seen, meeting: ShownMeeting, cases: string): string {
  const { day, startsAt, place, paperDeadline, status } = meeting;
  const where = `${weekdayName(day)} ${formatDay(day)}${startsAt === null ? '' : ` kl. ${startsAt}`}${place === null ? '' : ` i ${place}`}`;
  const of = `Mødet i ${committeeName(seen, meeting.committee)}`;
  if (status === 'cancelled') return `${of} ${where} er aflyst; der stod ${cases} på dagsordenen.`;
  if (!isAhead(meeting, seen.today)) return `${of} var ${where} med ${cases}.`;
  const deadline =
    paperDeadline < seen.today
      ? `sagsfristen var ${formatDay(paperDeadline)}`
      : `sagerne skal være klar ${formatDay(paperDeadline)}`;
  return `${of} er ${where} med ${cases}; ${deadline}.`;
}

/** One press each: the meeting was held, is cancelled, is on again. */
function StatusButtons({ seen, meeting, tag }: { seen: Seen; meeting: ShownMeeting; tag: string }) {
  const decided = seen.work.cases.some(({ decisions }) =>
    decisions.some(decision => decision.meeting === meeting.code),
  );
  const { status, day } = meeting;
  const on = status === 'planned' || status === 'moved';
  if (decided) return null;
  return (
    <form method="post" action={seen.link(`/udvalg/moeder/${meeting.code}/status`)} class="inline">
      <input type="hidden" name="version" value={tag} />
      {on && day <= seen.today && (
        <button type="submit" class="function-link" name="status" value="held">
          <Icon name="success" />
          Mødet er holdt
        </button>
      )}
      {on && (
        <button type="submit" class="function-link" name="status" value="cancelled">
          <Icon name="error" />
          Aflys mødet
        </button>
      )}
      {!on && (
        <button type="submit" class="function-link" name="status" value="planned">
          Sæt tilbage til planlagt
        </button>
      )}
    </form>
  );
}
