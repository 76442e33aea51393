import type { Child } from 'hono/jsx';
import { router } from '../../shared/http/http.ts';
import { titleAt } from '../../shared/page/form.ts';
import { answerPage, Assumed } from '../../shared/page/page.tsx';
import { basisLabels } from '../../shared/source.schema.ts';
import { sourcesText } from '../../shared/wording.ts';
import { milestonesOn } from '../whole-tender.ts';
import { conditionWords, History } from '../tender-history.tsx';
import { MeetingDay, TenderPage } from '../tender-parts.tsx';
import { seeing, type Seen } from '../tender-seen.query.ts';
import {
  boundText,
  gateText,
  latestText,
  shortDay,
  slackText,
  spanText,
  workingDays,
} from '../tender-wording.ts';
import { ownerLabels, phaseKindLabels, PlannedPhase } from '../tender.schema.ts';
import { conditions } from '../timeline/conditions.ts';
import { milestonePages } from './milestone.pages.tsx';
import { MilestoneTable } from './milestone-table.tsx';
import { mayBegin } from '../timeline/permission.ts';
import { phaseAsked } from './phase-asked.query.ts';
import { phaseRecordingPages } from './phase-recording.pages.tsx';
import type { TimelinePhase } from '../timeline/laid-phase.ts';

export const phasePages = router();

phasePages.get(
  '/udbud/:tender/faser/:phase',
  seeing(seen => {
    const { c, today, timeline, whole, situation } = seen;
    const { phase, planned } = phaseAsked(seen);
    const notices = timeline.notices.filter(notice => notice.phase === phase.number);
    const milestones = milestonesOn(whole, today).filter(milestone => milestone.phase === phase.number);
    const own = conditions(situation.facts, today).filter(condition => condition.phase === phase.number);
    return answerPage(
      c,
      <TenderPage seen={seen} title={`Fase ${phase.number}`} path={`/faser/${phase.number}`}>
        <h1>
          Fase {phase.number}: {phase.title}
        </h1>
        <p class="font-lead answer">{phaseAnswer(phase, seen)}</p>
        <Actions seen={seen} phase={phase} />
        {notices.length > 0 && (
          <ul class="notices">
            {notices.map(({ message }) => (
              <li class="notice">{message}</li>
            ))}
          </ul>
        )}
        <Facts seen={seen} phase={phase} planned={planned} />
        <MilestoneTable seen={seen} milestones={milestones} />
        {own.length > 0 && (
          <section aria-labelledby="conditions">
            <h2 id="conditions">Betingelser</h2>
            <ul>
              {own.map(({ text, dueOn, status }) => (
                <li>
                  {text}. Frist {shortDay(dueOn, today)}, {conditionWords[status]}.
                </li>
              ))}
            </ul>
          </section>
        )}
        <History seen={seen} phase={phase.number} />
      </TenderPage>,
    );
  }),
);

function phaseAnswer(phase: TimelinePhase, { today }: Seen): string {
  const stands = gateText(phase, today);
  const sentence = stands.charAt(0).toUpperCase() + stands.slice(1);
  if (phase.state === 'ended') return `${sentence}.`;
  const { to } = phase.forecast;
  const when =
    to === null ? '' : ` Ventes ${phase.kind === 'work' ? 'færdig' : 'på mødet'} ${shortDay(to, today)}`;
  return `${sentence}.${when}${to === null ? ' ' : ': '}${slackText(phase, today)}.`;
}

/** What can be recorded now, the likeliest first. */
function Actions({ seen, phase }: { seen: Seen; phase: TimelinePhase }) {
  const { number, kind, state } = phase;
  const { link, situation, recordedOn } = seen;
  const planned = situation.plan.phases.find(phase => phase.number === number);
  const permission = planned && mayBegin(planned, situation.plan, situation.facts, recordedOn);
  const barred = permission?.allowed === false && permission.rule !== 'already-begun' ? permission : null;
  const halted = phase.gate?.state === 'halted';
  return (
    <>
      {barred && !halted && (
        <ul class="notices">
          <li class="notice notice--urgent">{barred.message}</li>
        </ul>
      )}
      <p class="actions d-print-none">
        {kind !== 'work' && (!barred || halted) && (
          <a href={link(`/faser/${number}/beslutning`)} class="button button-primary">
            Skriv beslutningen ind
          </a>
        )}
        {(state !== 'ended' || kind === 'work') && (!barred || kind === 'work') && (
          <a
            href={link(`/faser/${number}/haendelse`)}
            class={kind === 'work' ? 'button button-primary' : 'button button-secondary'}
          >
            {state === 'waiting'
              ? 'Skriv ind, at fasen er begyndt'
              : state === 'begun'
                ? kind === 'work'
                  ? 'Skriv ind, at fasen er slut'
                  : 'Ret det skrevne'
                : 'Tag fasen op igen'}
          </a>
        )}
        <a href={link(`/milepaele/ny?fase=${number}`)}>Tilføj en milepæl</a>
      </p>
    </>
  );
}

function Facts({ seen, phase, planned }: { seen: Seen; phase: TimelinePhase; planned: PlannedPhase }) {
  const { today, whole, viewed } = seen;
  const { forecast, latest } = phase;
  const gate = whole.gates.find(gate => gate.phase === phase.number);
  return (
    <dl class="facts">
      <Fact name={titleAt(PlannedPhase, '/owner')}>{ownerLabels[phase.owner]}</Fact>
      <Fact name={titleAt(PlannedPhase, '/kind')}>{phaseKindLabels[phase.kind]}</Fact>
      <Fact name="Plan">
        {spanText(phase.planned.from, phase.planned.to, today)}
        {planned.meeting !== null && (
          <>
            , mødet <MeetingDay seen={seen} code={planned.meeting} />
          </>
        )}
      </Fact>
      <Fact name="Forventet">
        {spanText(forecast.from, forecast.to, today)} ({boundText(phase, whole.meetings, today)})
      </Fact>
      {phase.state !== 'ended' && (
        <Fact name="Senest">
          {latest.lastMeeting ? (
            <>
              mødet <MeetingDay seen={seen} code={latest.lastMeeting.code} />, sagsfrist{' '}
              {shortDay(latest.lastMeeting.paperDeadline, today)}
            </>
          ) : latest.limit === null ? (
            'ingen dag'
          ) : (
            shortDay(latest.limit, today)
          )}{' '}
          ({latestText(phase, today)})
        </Fact>
      )}
      <Fact name={titleAt(PlannedPhase, '/neededWorkingDays')}>
        {phase.neededWorkingDays === 0 ? 'ingen' : workingDays(phase.neededWorkingDays)}{' '}
        {phase.neededBasis === 'assumption' ? (
          <Assumed reason="arbejdsdagene står ikke i nogen kilde" />
        ) : (
          `(${basisLabels[phase.neededBasis].toLowerCase()})`
        )}
      </Fact>
      <Fact name={titleAt(PlannedPhase, '/predecessors')}>
        {planned.predecessors.length === 0 ? 'ingen' : planned.predecessors.join(' og ')}
      </Fact>
      {gate && (
        <Fact name="Afgøres i sagen">
          <a href={viewed.link(`/udvalg/sager/${gate.case}`)}>{gate.title}</a>, indstilling{' '}
          {gate.recommendation}
        </Fact>
      )}
      {planned.note !== null && <Fact name={titleAt(PlannedPhase, '/note')}>{planned.note}</Fact>}
      {planned.sources.length > 0 && (
        <Fact name={titleAt(PlannedPhase, '/sources')}>{sourcesText(planned.sources)}</Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children?: Child }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

phasePages.route('/', phaseRecordingPages);
phasePages.route('/', milestonePages);
