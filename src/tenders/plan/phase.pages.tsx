import type { Child } from 'hono/jsx';
import { committeeWork } from '../../committees/committee-work.query.ts';
import { meetingStatusLabels, outcomeLabels } from '../../committees/committee.schema.ts';
import { formatDay } from '../../shared/days/day.ts';
import { Field, Rows, type Form } from '../../shared/page/form-fields.tsx';
import { answerForm, showForm, type Editor } from '../../shared/page/form-page.tsx';
import { titleAt } from '../../shared/page/form.ts';
import { router } from '../../shared/http/http.ts';
import { answerPage, Assumed } from '../../shared/page/page.tsx';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { rememberSaved } from '../../shared/page/saved.ts';
import { basisLabels } from '../../shared/source.schema.ts';
import { etagOf } from '../../database/transaction.ts';
import { sourcesText } from '../../shared/wording.ts';
import { conditions } from './conditions.ts';
import { MilestoneTable } from './milestone-table.tsx';
import { mayBegin } from './permission.ts';
import { phaseName } from './phase.ts';
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
import {
  MilestoneKind,
  milestoneLabels,
  NewMilestone,
  NewPhaseRecord,
  ownerLabels,
  PhaseDecision,
  phaseKindLabels,
  PlannedPhase,
  recordLabels,
} from '../tender.schema.ts';
import {
  decidePhase,
  findMilestone,
  findTender,
  recordPhase,
  reviseMilestone,
  setMilestone,
} from '../tender.verbs.ts';
import type { TimelinePhase } from './timeline.ts';
import { planOn } from '../whole-tender.ts';

export const phasePages = router();

phasePages.get(
  '/udbud/:tender/faser/:phase',
  seeing(seen => {
    const { c, today, timeline, whole, situation } = seen;
    const { phase, planned } = phaseAsked(seen);
    const notices = timeline.notices.filter(notice => notice.phase === phase.number);
    const milestones = whole.milestones.filter(milestone => milestone.phase === phase.number);
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

phasePages.get(
  '/udbud/:tender/faser/:phase/beslutning',
  seeing(seen => showForm(seen.c, () => decision(seen))),
);
phasePages.post(
  '/udbud/:tender/faser/:phase/beslutning',
  seeing(seen => answerForm(seen.c, () => decision(seen))),
);

async function decision(seen: Seen): Promise<Editor<PhaseDecision>> {
  const { c, whole, link, recordedOn } = seen;
  const { phase } = phaseAsked(seen);
  const { committees, meetings } = await committeeWork(c.var.database);
  const deciding = new Map(
    committees
      .filter(({ code, kind }) => code === whole.committee.code || kind === 'council')
      .map(({ code, name }) => [code, name]),
  );
  const held = meetings.filter(
    ({ committee, day, status }) => deciding.has(committee) && day <= recordedOn && status !== 'cancelled',
  );
  const latest = held.findLast(({ committee }) => committee === whole.committee.code);
  const known: [string, string][] = held
    .toReversed()
    .map(({ code, committee, day, status }) => [
      code,
      `${formatDay(day)} · ${deciding.get(committee) ?? committee} · ${meetingStatusLabels[status].toLowerCase()}`,
    ]);
  return {
    schema: PhaseDecision,
    choices: { '/meeting': Object.fromEntries(known), '/outcome': outcomeLabels },
    stored: null,
    blank: new Map(latest ? [['/meeting', [latest.code]]] : []),
    page: content => (
      <TenderPage seen={seen} title="Beslutning" path={`/faser/${phase.number}/beslutning`}>
        <h1>Beslutning om {phaseName(phase)}</h1>
        <p class="answer">
          En beslutning bliver stående, som den er skrevet ind; en senere beslutning følger efter. Set fra den{' '}
          {formatDay(recordedOn)} kan kun møder, der er holdt, vælges.
        </p>
        {content}
      </TenderPage>
    ),
    fields: form => (
      <>
        <Field form={form} at="/meeting" />
        <Field form={form} at="/outcome" />
        <Field form={form} at="/reason" hint="Skal stå ved en udsættelse, en afvisning og et stop." />
        <Field form={form} at="/absent" />
        <h2 class="h4">{titleAt(PhaseDecision, '/conditions')}</h2>
        <Rows
          form={form}
          at="/conditions"
          one="Betingelse"
          add="Tilføj en betingelse"
          hint="Kun ved »Godkendt med betingelser«. Fristen følges på udbuddets side."
          row={at => (
            <>
              <Field form={form} at={`${at}/text`} />
              <Field form={form} at={`${at}/dueOn`} />
            </>
          )}
        />
      </>
    ),
    saveLabel: 'Skriv beslutningen ind',
    cancel: link(`/faser/${phase.number}`),
    save: async input => {
      await decidePhase(c.var.em, whole.tender.code, phase.number, input, recordedOn);
      rememberSaved(c, { what: `Beslutningen om fase ${phase.number} er skrevet ind.` });
      return link();
    },
  };
}

phasePages.get(
  '/udbud/:tender/faser/:phase/haendelse',
  seeing(seen => showForm(seen.c, async () => event(seen))),
);
phasePages.post(
  '/udbud/:tender/faser/:phase/haendelse',
  seeing(seen => answerForm(seen.c, async () => event(seen))),
);

function event(seen: Seen): Editor<NewPhaseRecord> {
  const { c, whole, link, recordedOn } = seen;
  const { phase } = phaseAsked(seen);
  const likeliest = { waiting: 'started', begun: 'ended', ended: 'reopened' }[phase.state];
  return {
    schema: NewPhaseRecord,
    choices: { '/kind': recordLabels },
    stored: null,
    blank: new Map([
      ['/kind', [likeliest]],
      ['/day', [recordedOn]],
    ]),
    page: content => (
      <TenderPage seen={seen} title="Hvad er sket?" path={`/faser/${phase.number}/haendelse`}>
        <h1>Hvad er sket i {phaseName(phase)}?</h1>
        {content}
      </TenderPage>
    ),
    fields: form => (
      <>
        <Field form={form} at="/kind" />
        <Field form={form} at="/day" />
        <Field form={form} at="/note" />
      </>
    ),
    saveLabel: 'Skriv det ind',
    cancel: link(`/faser/${phase.number}`),
    save: async input => {
      await recordPhase(c.var.em, whole.tender.code, phase.number, input, recordedOn);
      rememberSaved(c, {
        what: `Fase ${phase.number}: ${recordLabels[input.kind].toLowerCase()} ${formatDay(input.day)} er skrevet ind.`,
      });
      return link();
    },
  };
}

phasePages.get(
  '/udbud/:tender/milepaele/ny',
  seeing(seen => showForm(seen.c, async () => newMilestone(seen))),
);
phasePages.post(
  '/udbud/:tender/milepaele/ny',
  seeing(seen => answerForm(seen.c, async () => newMilestone(seen))),
);
phasePages.get(
  '/udbud/:tender/milepaele/:kind',
  seeing(seen => showForm(seen.c, em => changedMilestone(seen, em))),
);
phasePages.post(
  '/udbud/:tender/milepaele/:kind',
  seeing(seen => answerForm(seen.c, em => changedMilestone(seen, em))),
);

function newMilestone(seen: Seen): Editor<NewMilestone> {
  const { c, whole, link, recordedOn } = seen;
  const taken = new Set(whole.milestones.map(({ kind }) => kind));
  const left = MilestoneKind.options.filter(kind => !taken.has(kind));
  return {
    schema: NewMilestone,
    choices: {
      ...milestoneChoices(seen),
      '/kind': Object.fromEntries(left.map(kind => [kind, milestoneLabels[kind]])),
    },
    stored: null,
    blank: new Map([['/phase', [c.req.query('fase') ?? '']]]),
    page: content => (
      <TenderPage seen={seen} title="Ny milepæl" path="/milepaele/ny">
        <h1>Tilføj en milepæl</h1>
        {left.length === 0 && <p>Udbuddet har alle milepæle. Ret en af dem i stedet.</p>}
        {content}
      </TenderPage>
    ),
    fields: form => (
      <>
        <Field form={form} at="/kind" />
        <MilestoneFields form={form} />
      </>
    ),
    saveLabel: 'Tilføj milepælen',
    cancel: link(),
    save: async input => {
      await setMilestone(c.var.em, whole.tender.code, input, recordedOn);
      rememberSaved(c, { what: `Milepælen »${milestoneLabels[input.kind]}« er tilføjet.` });
      return link('#milestones');
    },
  };
}

type EntityManager = Seen['c']['var']['em'];

async function changedMilestone(seen: Seen, em: EntityManager): Promise<Editor<NewMilestone>> {
  const { c, whole, link, recordedOn } = seen;
  const { data: kind } = MilestoneKind.safeParse(c.req.param('kind'));
  if (kind === undefined)
    throw new RuleBroken('not-found', 'Udbuddet har ikke den milepæl.', { status: 404 });
  const milestone = await findMilestone(em, await findTender(em, whole.tender.code), kind);
  const name = milestoneLabels[kind];
  return {
    schema: NewMilestone,
    choices: milestoneChoices(seen),
    stored: { value: milestone.view(), version: etagOf(milestone) },
    supply: typed => new Map([...typed, ['/kind', [kind]]]),
    page: content => (
      <TenderPage seen={seen} title={name} path={`/milepaele/${kind}`}>
        <h1>{name}</h1>
        {content}
      </TenderPage>
    ),
    fields: form => <MilestoneFields form={form} />,
    saveLabel: 'Gem',
    cancel: link(),
    save: async ({ phase, dueOn, metOn, basis, note }, version) => {
      const change = { phase, dueOn, metOn, basis, note };
      await reviseMilestone(c.var.em, whole.tender.code, kind, change, version, recordedOn);
      rememberSaved(c, { what: `Milepælen »${name}« er gemt.` });
      return link('#milestones');
    },
  };
}

function milestoneChoices({ timeline }: Seen) {
  return {
    '/phase': Object.fromEntries(
      timeline.phases.map(({ number, title }) => [String(number), `${number} ${title}`]),
    ),
    '/basis': basisLabels,
  };
}

function MilestoneFields({ form }: { form: Form }) {
  return (
    <>
      <Field form={form} at="/metOn" hint="Skriv dagen, når milepælen er nået." />
      <Field form={form} at="/dueOn" />
      <Field form={form} at="/basis" />
      <Field form={form} at="/phase" />
      <Field form={form} at="/note" />
    </>
  );
}

function phaseAsked({ c, timeline, whole, today }: Seen) {
  const number = c.req.param('phase');
  const phase = timeline.phases.find(phase => String(phase.number) === number);
  const planned = planOn(whole, today).phases.find(phase => String(phase.number) === number);
  if (phase && planned) return { phase, planned };
  throw new RuleBroken('not-found', `Fase ${number ?? ''} findes ikke i planen.`, { status: 404 });
}
