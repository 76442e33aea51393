import { formatDay } from '../shared/days/day.ts';
import { Icon, PrintButton } from '../shared/page/page.tsx';
import { sourcesText } from '../shared/wording.ts';
import { casePath, isAhead, pathText, standing, type Step } from './case-path.ts';
import { CommitteeOf, committeeName, type Outgrowth, type Seen } from './committee-page.tsx';
import {
  caseKindLabels,
  outcomeLabels,
  type CaseView,
  type DecisionView,
  type NextStep,
} from './committee.schema.ts';
import { lowered, StatusTag } from './overview.tsx';

/** A case with its whole path: what was recommended, what was decided and what follows. */
export function CaseShown(props: { seen: Seen; one: CaseView; outgrowth: readonly Outgrowth[] }) {
  const { seen, one, outgrowth } = props;
  const path = casePath(one, seen.work.meetings, seen.today);
  const address = `/udvalg/sager/${one.code}`;
  const canDecide = path.some(({ meeting }) => !isAhead(meeting, seen.today) || meeting.day === seen.today);
  return (
    <>
      <h1>{one.title}</h1>
      <p class="font-lead answer">{pathText(one, path)}</p>
      <p>
        {caseKindLabels[one.kind]} · {committeeName(seen, one.committee)}
        {one.journalNumber !== null && ` · journalnr. ${one.journalNumber}`}
      </p>
      <p class="actions d-print-none">
        {canDecide && one.recommendations.length > 0 && (
          <a href={seen.link(`${address}/beslutning`)} class="button button-primary">
            <Icon name="plus" />
            Skriv en beslutning ind
          </a>
        )}
        <a href={seen.link(`${address}/dagsorden`)} class="button button-secondary">
          Sæt på et møde
        </a>
        <a href={seen.link(`${address}/rediger`)} class="function-link">
          <Icon name="edit" />
          Redigér
        </a>
        {one.decisions.length === 0 && (
          <a href={seen.link(`${address}/slet`)} class="function-link">
            <Icon name="delete" />
            Slet
          </a>
        )}
        <PrintButton />
      </p>
      {one.summary !== null && <p class="written">{one.summary}</p>}
      <Recommendations seen={seen} one={one} canDecide={canDecide} outgrowth={outgrowth} />
      <h2>Sagens vej</h2>
      {path.length === 0 ? (
        <p>Sagen har ikke stået på nogen dagsorden.</p>
      ) : (
        <ol class="path">
          {path.map(step => (
            <PathStep seen={seen} one={one} step={step} />
          ))}
        </ol>
      )}
      <Conditions seen={seen} one={one} />
      <h2>Økonomi</h2>
      <p class="written">{one.economy ?? 'Ikke oplyst.'}</p>
      {one.nextSteps.length > 0 && (
        <>
          <h2>Næste skridt</h2>
          <ul>
            {one.nextSteps.map(step => (
              <li>
                {step.day !== null && `${whenText(step.day)}: `}
                {step.what}
              </li>
            ))}
          </ul>
        </>
      )}
      {one.sources.length > 0 && <p class="small-text">Kilder: {sourcesText(one.sources)}</p>}
    </>
  );
}

function Recommendations(props: {
  seen: Seen;
  one: CaseView;
  canDecide: boolean;
  outgrowth: readonly Outgrowth[];
}) {
  const { seen, one, canDecide, outgrowth } = props;
  const decisions = standing(one, seen.today);
  return (
    <>
      <h2>Indstilling</h2>
      {one.recommendations.length === 0 ? (
        <p>Der er ingen indstilling.</p>
      ) : (
        <ol class="recommendations">
          {one.recommendations.map((text, i) => {
            const decision = decisions[i];
            return (
              <li>
                <p>at {lowered(text)}</p>
                <p>
                  {decision ? (
                    <>
                      <strong>{outcomeLabels[decision.outcome]}</strong> {formatDay(decision.day)}
                    </>
                  ) : (
                    'Ingen beslutning endnu.'
                  )}{' '}
                  {canDecide && (
                    <a
                      href={seen.link(`/udvalg/sager/${one.code}/beslutning?indstilling=${i + 1}`)}
                      class="d-print-none"
                    >
                      {decision ? 'Skriv en ny beslutning ind' : 'Skriv beslutningen ind'}
                      <span class="sr-only"> om indstilling {i + 1}</span>
                    </a>
                  )}
                </p>
                {outgrowth
                  .filter(({ recommendation }) => recommendation === i + 1)
                  .map(({ text, href }) => (
                    <p>
                      <a href={href}>{text}</a>
                    </p>
                  ))}
              </li>
            );
          })}
        </ol>
      )}
    </>
  );
}

function PathStep({ seen, one, step }: { seen: Seen; one: CaseView; step: Step }) {
  const { meeting, number, decisions, ahead } = step;
  return (
    <li class={ahead ? 'ahead' : ''}>
      <h3>
        <CommitteeOf seen={seen} meeting={meeting} />
        <a href={seen.link(`/udvalg/moeder/${meeting.code}`)}>{formatDay(meeting.day)}</a>
        {number !== null && `, sag ${number}`} <StatusTag meeting={meeting} seen={seen} />
      </h3>
      {decisions.map(decision => (
        <DecisionShown one={one} decision={decision} />
      ))}
      {decisions.length === 0 && (
        <p>
          {ahead
            ? `Sagen skal være klar ${formatDay(meeting.paperDeadline)}.`
            : meeting.status === 'cancelled'
              ? 'Mødet blev ikke til noget.'
              : 'Ingen beslutning er skrevet ind.'}
        </p>
      )}
    </li>
  );
}

function DecisionShown({ one, decision }: { one: CaseView; decision: DecisionView }) {
  const { outcome, recommendation, reason, absent } = decision;
  return (
    <>
      <p>
        <strong>{outcomeLabels[outcome]}</strong>
        {one.recommendations.length > 1 && ` (indstilling ${recommendation})`}
        {absent !== null && `, ${absent} fraværende`}
      </p>
      {reason !== null && <p class="written">{reason}</p>}
    </>
  );
}

function Conditions({ seen, one }: { seen: Seen; one: CaseView }) {
  const set = one.decisions.filter(({ day }) => day <= seen.today).flatMap(({ conditions }) => conditions);
  if (set.length === 0) return null;
  return (
    <>
      <h2>Betingelser</h2>
      <ul class="conditions">
        {set.map(({ id, text, dueOn, metOn, metNote }) => (
          <li>
            <p>{text}</p>
            <p>
              {metOn !== null && metOn <= seen.today ? (
                <>
                  Opfyldt {formatDay(metOn)}
                  {metNote !== null && `: ${metNote}`}
                </>
              ) : (
                <>
                  Frist {formatDay(dueOn)} {dueOn < seen.today && <strong class="late">overskredet</strong>}{' '}
                  <a href={seen.link(`/udvalg/betingelser/${id}`)} class="d-print-none">
                    Skriv ind, at den er opfyldt<span class="sr-only">: {text}</span>
                  </a>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A step's time as far as it is known: a year, a month or a day. */
function whenText(when: NonNullable<NextStep['day']>): string {
  if (when.length === 10) return formatDay(when);
  if (when.length === 4) return when;
  return formatDay(`${when}-01`).replace(/^1\. /, '');
}
