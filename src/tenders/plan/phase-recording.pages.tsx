import { committeeWork } from '../../committees/committee-work.query.ts';
import { meetingStatusLabels, outcomeLabels } from '../../committees/committee.schema.ts';
import { formatDay } from '../../shared/days/day.ts';
import { router } from '../../shared/http/http.ts';
import { Field, Rows } from '../../shared/page/form-fields.tsx';
import { answerForm, showForm, type Editor } from '../../shared/page/form-page.tsx';
import { titleAt } from '../../shared/page/form.ts';
import { rememberSaved } from '../../shared/page/saved.ts';
import { TenderPage } from '../tender-parts.tsx';
import { seeing, type Seen } from '../tender-seen.query.ts';
import { NewPhaseRecord, PhaseDecision, recordLabels } from '../tender.schema.ts';
import { decidePhase, recordPhase } from './phase.verbs.ts';
import { phaseAsked } from './phase-asked.query.ts';
import { phaseName } from '../timeline/phase.ts';

export const phaseRecordingPages = router();

phaseRecordingPages.get(
  '/udbud/:tender/faser/:phase/beslutning',
  seeing(seen => showForm(seen.c, () => decision(seen))),
);
phaseRecordingPages.post(
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
      await decidePhase(c.var.em, whole.tender.code, phase.number, input, recordedOn, c.var.follow);
      rememberSaved(c, { what: `Beslutningen om fase ${phase.number} er skrevet ind.` });
      return link();
    },
  };
}

phaseRecordingPages.get(
  '/udbud/:tender/faser/:phase/haendelse',
  seeing(seen => showForm(seen.c, async () => event(seen))),
);
phaseRecordingPages.post(
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
