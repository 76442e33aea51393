import { z } from '@hono/zod-openapi';
import type { EntityManager } from '@mikro-orm/core';
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { formatDay, seenFrom } from '../shared/days/day.ts';
import { Field, Rows, type Form } from '../shared/page/form-fields.tsx';
import type { Editor } from '../shared/page/form-page.tsx';
import { CodeField, Part, SourcesPart, withCode } from '../shared/page/form-parts.tsx';
import { titleAt } from '../shared/page/form.ts';
import type { Env } from '../shared/http/http.ts';
import { rememberSaved } from '../shared/page/saved.ts';
import { Code, basisLabels, text } from '../shared/source.schema.ts';
import { etagOf } from '../database/transaction.ts';
import {
  findCase,
  findCondition,
  createCase,
  putOnAgenda,
  recordConditionMet,
  recordDecision,
  reviseCase,
} from './case.verbs.ts';
import { isAhead } from './case-path.ts';
import { CommitteePage, caseIn, committeeName, meetingIn, type Seen } from './committee-page.tsx';
import {
  AgendaPlace,
  NewCase,
  NewConditionMet,
  NewDecision,
  NewMeeting,
  caseKindLabels,
  meetingStatusLabels,
  outcomeLabels,
  type CaseView,
  type ShownMeeting,
} from './committee.schema.ts';
import { createMeeting, findMeeting, reviseMeeting } from './meeting.verbs.ts';
import { lowered } from './overview.tsx';

type C = Context<Env>;

const meetingChoices = {
  '/status': meetingStatusLabels,
  '/basis': { document: basisLabels.document, assumption: basisLabels.assumption },
};

export function newMeeting(c: C, seen: Seen): Editor<NewMeeting> {
  const [only] = seen.work.committees;
  return {
    schema: NewMeeting,
    choices: { ...meetingChoices, '/committee': committeeChoices(seen) },
    stored: null,
    blank: new Map([
      ['/committee', [only?.code ?? '']],
      ['/status', ['planned']],
      ['/basis', ['document']],
    ]),
    page: content => framed(c, seen, 'Opret et møde', [], content),
    fields: form => <MeetingFields form={form} isNew />,
    saveLabel: 'Opret mødet',
    cancel: seen.link('/udvalg'),
    save: async input => {
      const meeting = await createMeeting(c.var.em, input, c.var.today());
      rememberSaved(c, { what: `Mødet ${formatDay(meeting.day)} er oprettet.` });
      return seen.link(`/udvalg/moeder/${meeting.code}`);
    },
  };
}

export async function changedMeeting(c: C, em: EntityManager, seen: Seen): Promise<Editor<NewMeeting>> {
  const meeting = await findMeeting(em, c.req.param('meeting') ?? '');
  const { code, ...value } = meeting.view();
  const address = seen.link(`/udvalg/moeder/${code}`);
  const above = [{ href: address, text: formatDay(value.day) }];
  return {
    schema: NewMeeting,
    choices: { ...meetingChoices, '/committee': committeeChoices(seen) },
    stored: { value, version: etagOf(meeting) },
    supply: typed => new Map([...typed, ['/committee', [value.committee]]]),
    page: content => framed(c, seen, `Redigér mødet ${formatDay(value.day)}`, above, content),
    fields: form => <MeetingFields form={form} isNew={false} />,
    saveLabel: 'Gem',
    cancel: address,
    save: async (input, version) => {
      const { committee: _, ...change } = input;
      await reviseMeeting(em, code, change, version, c.var.today());
      rememberSaved(c, { what: `Mødet ${formatDay(change.day)} er gemt.` });
      return address;
    },
  };
}

function MeetingFields({ form, isNew }: { form: Form; isNew: boolean }) {
  return (
    <>
      {isNew && <Field form={form} at="/committee" />}
      <div class="fields">
        <Field form={form} at="/day" />
        <Field form={form} at="/startsAt" hint="Fx 16:30" />
        <Field form={form} at="/place" />
        <Field form={form} at="/status" />
      </div>
      <Field form={form} at="/basis" hint="En antagelse er en dag, ingen kilde nævner." />
      <Field form={form} at="/note" />
      <SourcesPart form={form} />
    </>
  );
}

/** A case as its form has it: each recommendation is a row with its text. */
const CaseForm = NewCase.extend({
  recommendations: z
    .array(
      z.strictObject({ text: text(1000, 1).meta({ title: 'Indstilling' }) }).meta({ title: 'Indstilling' }),
    )
    .max(20)
    .meta({
      title: 'Indstillinger',
      description: 'Ét "at"-punkt i hver, i rækkefølge; selve ordet "at" sætter siden foran.',
    }),
});
type CaseForm = z.infer<typeof CaseForm>;

function caseOf({ recommendations, ...input }: CaseForm): NewCase {
  return { ...input, recommendations: recommendations.map(({ text }) => text) };
}

export function newCase(c: C, seen: Seen): Editor<CaseForm> {
  const [only] = seen.work.committees;
  const meeting = c.req.query('moede');
  return {
    schema: CaseForm,
    choices: caseChoices(seen),
    stored: null,
    blank: new Map([
      ['/committee', [only?.code ?? '']],
      ['/recommendations/0/text', ['']],
      ['/agenda/0/meeting', [meeting ?? '']],
    ]),
    supply: typed => withCode(typed, '/title'),
    page: content => framed(c, seen, 'Opret en sag', [], content),
    fields: form => <CaseFields form={form} isNew />,
    saveLabel: 'Opret sagen',
    cancel: seen.link('/udvalg'),
    save: async input => {
      const { code, title } = await createCase(c.var.em, caseOf(input));
      rememberSaved(c, { what: `${title} er oprettet.` });
      return seen.link(`/udvalg/sager/${code}`);
    },
  };
}

export async function changedCase(c: C, em: EntityManager, seen: Seen): Promise<Editor<CaseForm>> {
  const stored = await findCase(em, c.req.param('case') ?? '');
  const { decisions: _, recommendations, ...view } = stored.view();
  const value = { ...view, recommendations: recommendations.map(text => ({ text })) };
  const address = seen.link(`/udvalg/sager/${view.code}`);
  const above = [{ href: address, text: view.title }];
  return {
    schema: CaseForm,
    choices: caseChoices(seen),
    stored: { value, version: etagOf(stored) },
    supply: typed => new Map([...typed, ['/code', [view.code]], ['/committee', [view.committee]]]),
    page: content => framed(c, seen, `Redigér ${view.title}`, above, content),
    fields: form => <CaseFields form={form} isNew={false} />,
    saveLabel: 'Gem',
    cancel: address,
    save: async (input, version) => {
      const { code, committee: _, ...change } = caseOf(input);
      await reviseCase(em, code, change, version);
      rememberSaved(c, { what: `${change.title} er gemt.` });
      return address;
    },
  };
}

function caseChoices(seen: Seen) {
  return {
    '/committee': committeeChoices(seen),
    '/kind': caseKindLabels,
    '/agenda/*/meeting': namedMeetings(seen, seen.work.meetings),
  };
}

function CaseFields({ form, isNew }: { form: Form; isNew: boolean }) {
  const title = (at: string) => titleAt(form.schema, at);
  return (
    <>
      <Field form={form} at="/title" />
      {isNew && <CodeField form={form} />}
      <div class="fields">
        {isNew && <Field form={form} at="/committee" />}
        <Field form={form} at="/kind" />
        <Field form={form} at="/journalNumber" hint="Fx 15.00.00-G01-96-22; flere sager kan have det samme" />
      </div>
      <Field form={form} at="/summary" />
      <Part title={title('/recommendations')}>
        <Rows
          form={form}
          at="/recommendations"
          one={title('/recommendations/0')}
          add="Tilføj en indstilling"
          row={at => <Field form={form} at={`${at}/text`} />}
        />
      </Part>
      <Part title={title('/agenda')}>
        <Rows
          form={form}
          at="/agenda"
          one="Møde"
          add="Tilføj et møde"
          row={at => (
            <>
              <Field form={form} at={`${at}/meeting`} />
              <Field form={form} at={`${at}/number`} />
            </>
          )}
        />
      </Part>
      <Field form={form} at="/economy" />
      <Part title={title('/nextSteps')}>
        <Rows
          form={form}
          at="/nextSteps"
          one={title('/nextSteps/0')}
          add="Tilføj et næste skridt"
          row={at => (
            <>
              <Field form={form} at={`${at}/day`} hint="2023, 2023-06 eller 2023-06-13" />
              <Field form={form} at={`${at}/what`} />
            </>
          )}
        />
      </Part>
      <SourcesPart form={form} />
    </>
  );
}

const Placing = AgendaPlace.extend({ case: Code.meta({ title: 'Sag' }) });
type Placing = z.infer<typeof Placing>;

/** A case chosen for a meeting's agenda. */
export function caseForMeeting(c: C, seen: Seen): Editor<Placing> {
  const meeting = meetingIn(seen, c.req.param('meeting') ?? '');
  const address = seen.link(`/udvalg/moeder/${meeting.code}`);
  const free = seen.work.cases.filter(({ agenda }) => !agenda.some(place => place.meeting === meeting.code));
  return {
    schema: Placing,
    choices: { '/case': Object.fromEntries(free.map(({ code, title }) => [code, title])) },
    stored: null,
    supply: typed => new Map([...typed, ['/meeting', [meeting.code]]]),
    page: content =>
      framed(
        c,
        seen,
        `Sæt en sag på dagsordenen ${formatDay(meeting.day)}`,
        [{ href: address, text: formatDay(meeting.day) }],
        <>
          <p>
            Er sagen ny, så{' '}
            <a href={seen.link(`/udvalg/sager/ny?moede=${meeting.code}`)}>opret den til mødet</a>.
          </p>
          {content}
        </>,
      ),
    fields: form => (
      <>
        <Field form={form} at="/case" />
        <Field form={form} at="/number" />
      </>
    ),
    saveLabel: 'Sæt på dagsordenen',
    cancel: address,
    save: async ({ case: code, ...place }) => {
      const { title } = await putOnAgenda(c.var.em, code, place);
      rememberSaved(c, { what: `${title} er sat på dagsordenen ${formatDay(meeting.day)}.` });
      return address;
    },
  };
}

/** A meeting chosen for a case. */
export function meetingForCase(c: C, seen: Seen): Editor<Placing> {
  const one = caseIn(seen, c.req.param('case') ?? '');
  const address = seen.link(`/udvalg/sager/${one.code}`);
  const ahead = seen.work.meetings.filter(
    meeting => isAhead(meeting, seen.today) && !one.agenda.some(place => place.meeting === meeting.code),
  );
  return {
    schema: Placing,
    choices: { '/meeting': namedMeetings(seen, ahead) },
    stored: null,
    supply: typed => new Map([...typed, ['/case', [one.code]]]),
    page: content =>
      framed(c, seen, `Sæt ${one.title} på et møde`, [{ href: address, text: one.title }], content),
    fields: form => (
      <>
        <Field form={form} at="/meeting" />
        <Field form={form} at="/number" />
      </>
    ),
    saveLabel: 'Sæt på dagsordenen',
    cancel: address,
    save: async ({ case: code, ...place }) => {
      await putOnAgenda(c.var.em, code, place);
      rememberSaved(c, { what: `${one.title} er sat på dagsordenen.` });
      return address;
    },
  };
}

export function decisionOn(c: C, seen: Seen): Editor<NewDecision> {
  const one = caseIn(seen, c.req.param('case') ?? '');
  const address = seen.link(`/udvalg/sager/${one.code}`);
  const meetings = seen.work.meetings.filter(
    ({ code, status }) => status !== 'cancelled' && one.agenda.some(place => place.meeting === code),
  );
  const latest = meetings.findLast(({ day }) => day <= seen.today);
  const numbered = one.recommendations.map((text, i) => [String(i + 1), `${i + 1}: at ${lowered(text)}`]);
  return {
    schema: NewDecision,
    choices: {
      '/meeting': namedMeetings(seen, meetings),
      '/recommendation': Object.fromEntries(numbered),
      '/outcome': outcomeLabels,
    },
    stored: null,
    blank: new Map([
      ['/meeting', [latest?.code ?? '']],
      ['/recommendation', [c.req.query('indstilling') ?? '1']],
    ]),
    page: content =>
      framed(
        c,
        seen,
        'Skriv en beslutning ind',
        [{ href: address, text: one.title }],
        <>
          <p class="font-lead">{one.title}</p>
          <p>
            En beslutning kan ikke rettes eller slettes, når den er skrevet ind. Bliver den forkert, følges
            den af en ny.
          </p>
          {content}
        </>,
      ),
    fields: form => (
      <>
        <Field form={form} at="/meeting" />
        <Field form={form} at="/recommendation" />
        <Field form={form} at="/outcome" />
        <Field form={form} at="/reason" hint="Skal skrives ved udsættelse, afvisning og stop" />
        <Field form={form} at="/absent" />
        <Part title={titleAt(form.schema, '/conditions')}>
          <Rows
            form={form}
            at="/conditions"
            one={titleAt(form.schema, '/conditions/0')}
            add="Tilføj en betingelse"
            hint="Kun ved Godkendt med betingelser"
            row={at => (
              <>
                <Field form={form} at={`${at}/text`} />
                <Field form={form} at={`${at}/dueOn`} />
              </>
            )}
          />
        </Part>
      </>
    ),
    saveLabel: 'Skriv beslutningen ind',
    cancel: address,
    save: async input => {
      const day = seenFrom(seen.asked ?? undefined, c.var.today());
      await recordDecision(c.var.em, one.code, input, day, c.var.follow);
      rememberSaved(c, { what: `Beslutningen er skrevet ind: ${outcomeLabels[input.outcome]}.` });
      return address;
    },
  };
}

export async function metCondition(c: C, em: EntityManager, seen: Seen): Promise<Editor<NewConditionMet>> {
  const { id, text, dueOn, decision } = await findCondition(em, c.req.param('condition') ?? '');
  const one: CaseView = caseIn(seen, decision.case.code);
  const address = seen.link(`/udvalg/sager/${one.code}`);
  return {
    schema: NewConditionMet,
    choices: {},
    stored: null,
    blank: new Map([['/day', [seen.today]]]),
    page: content =>
      framed(
        c,
        seen,
        'Betingelsen er opfyldt',
        [{ href: address, text: one.title }],
        <>
          <p class="font-lead">{text}</p>
          <p>Frist {formatDay(dueOn)}.</p>
          {content}
        </>,
      ),
    fields: form => (
      <>
        <Field form={form} at="/day" />
        <Field form={form} at="/note" />
      </>
    ),
    saveLabel: 'Skriv ind',
    cancel: address,
    save: async input => {
      const today = seenFrom(seen.asked ?? undefined, c.var.today());
      await recordConditionMet(em, id, input, today);
      rememberSaved(c, { what: 'Betingelsen er skrevet ind som opfyldt.' });
      return address;
    },
  };
}

function framed(c: C, seen: Seen, title: string, above: { href: string; text: string }[], content: Child) {
  return (
    <CommitteePage c={c} seen={seen} title={title} above={above}>
      <h1>{title}</h1>
      {content}
    </CommitteePage>
  );
}

function committeeChoices({ work }: Seen) {
  return Object.fromEntries(work.committees.map(({ code, name }) => [code, name]));
}

function namedMeetings(seen: Seen, meetings: readonly ShownMeeting[]) {
  const several = new Set(meetings.map(({ committee }) => committee)).size > 1;
  return Object.fromEntries(
    meetings.map(({ code, day, committee, status }) => [
      code,
      `${formatDay(day)}${several ? `, ${committeeName(seen, committee)}` : ''}${status === 'cancelled' ? ' (aflyst)' : ''}`,
    ]),
  );
}
