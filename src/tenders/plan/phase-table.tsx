import { Assumed, AssumedAsNoted } from '../../shared/page/page.tsx';
import { MeetingDay } from '../tender-parts.tsx';
import type { Seen } from '../tender-seen.query.ts';
import {
  boundText,
  gateText,
  latestText,
  shortDay,
  slackText,
  spanText,
  workingDays,
} from '../tender-wording.ts';
import { ownerLabels } from '../tender.schema.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { TimelinePhase } from '../timeline/laid-phase.ts';

/** The timeline in figures and words: what the drawing draws, and why. */
export function PhaseTable({ seen, shown }: { seen: Seen; shown: Timeline }) {
  return (
    <>
      <table class="table table--compact table-md-responsive-headers phases">
        <caption class="sr-only">Faserne med ansvarlig, plan, forventet og seneste dag, og luft</caption>
        <thead>
          <tr>
            <th scope="col">Fase</th>
            <th scope="col">Ansvarlig</th>
            <th scope="col">Plan</th>
            <th scope="col">Forventet</th>
            <th scope="col">Senest</th>
            <th scope="col">Luft</th>
          </tr>
        </thead>
        <tbody>
          {shown.phases.map(phase => (
            <PhaseRow seen={seen} phase={phase} />
          ))}
        </tbody>
      </table>
      <p class="small-text">
        <AssumedAsNoted />: ingen kilde giver det. Luft er arbejdsdage fra det forventede til det, der lige
        netop kan nås; en fase i udvalget springer fra møde til møde.
      </p>
    </>
  );
}

function PhaseRow({ seen, phase }: { seen: Seen; phase: TimelinePhase }) {
  const { today, link, whole } = seen;
  const { number, title, owner, state, kind, planned, forecast, latest } = phase;
  const isOver = state === 'ended';
  return (
    <tr>
      <th scope="row">
        <a href={link(`/faser/${number}`)}>
          {number} {title}
        </a>
        <span class="below">{gateText(phase, today)}</span>
        {!isOver && <Needs phase={phase} />}
      </th>
      <td data-title="Ansvarlig">{ownerLabels[owner]}</td>
      <td data-title="Plan">
        <span>{spanText(kind === 'work' ? planned.from : null, planned.to, today)}</span>
      </td>
      <td data-title="Forventet">
        <span>
          {forecast.to === null ? (
            'ingen dag'
          ) : forecast.toBound.by === 'meeting' ? (
            <MeetingDay seen={seen} code={forecast.toBound.meeting} />
          ) : (
            spanText(kind === 'work' ? forecast.from : null, forecast.to, today)
          )}
          <span class="below">{boundText(phase, whole.meetings, today)}</span>
        </span>
      </td>
      <td data-title="Senest">
        <span>
          {isOver ? (
            '–'
          ) : latest.lastMeeting ? (
            <>
              mødet <MeetingDay seen={seen} code={latest.lastMeeting.code} />
              <span class="below">
                sagsfrist {shortDay(latest.lastMeeting.paperDeadline, today)}; {latestText(phase, today)}
              </span>
            </>
          ) : (
            <>
              {latest.limit === null ? 'ingen dag' : shortDay(latest.limit, today)}
              <span class="below">{latestText(phase, today)}</span>
            </>
          )}
        </span>
      </td>
      <td data-title="Luft">
        <strong>{slackText(phase, today)}</strong>
      </td>
    </tr>
  );
}

function Needs({ phase: { neededWorkingDays, neededBasis, kind } }: { phase: TimelinePhase }) {
  return (
    <span class="below">
      {neededWorkingDays === 0
        ? 'kræver ingen arbejdsdage'
        : `kræver mindst ${workingDays(neededWorkingDays)}${kind === 'work' ? '' : ' til sagen'}`}{' '}
      {neededBasis === 'assumption' && <Assumed reason="arbejdsdagene står ikke i nogen kilde" />}
    </span>
  );
}
