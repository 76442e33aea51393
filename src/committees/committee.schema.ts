import { z } from '@hono/zod-openapi';
import { Code, Day, Source, basisLabels, inWords, someOf, text } from '../shared/source.schema.ts';

const committeeKindLabels = {
  committee: 'Udvalg',
  council: 'Kommunalbestyrelse',
} as const;

export const meetingStatusLabels = {
  planned: 'Planlagt',
  held: 'Holdt',
  cancelled: 'Aflyst',
  moved: 'Flyttet',
} as const;

export const caseKindLabels = {
  decision: 'Beslutning',
  discussion: 'Drøftelse',
  briefing: 'Orientering',
  closed: 'Lukket punkt',
} as const;

/** What a committee can decide on one recommendation; a rejection and a § 23 stop are decisions too. */
export const outcomeLabels = {
  approved: 'Godkendt',
  discussed: 'Drøftet',
  noted: 'Taget til efterretning',
  'approved-with-conditions': 'Godkendt med betingelser',
  postponed: 'Udsat',
  rejected: 'Afvist',
  stopped: 'Stoppet efter styrelseslovens § 23',
} as const;

export const Outcome = inWords(
  z.enum(['approved', 'discussed', 'noted', 'approved-with-conditions', 'postponed', 'rejected', 'stopped']),
  outcomeLabels,
).meta({ title: 'Udfald', examples: ['approved'] });
export type Outcome = z.infer<typeof Outcome>;

const note = text(2000)
  .nullable()
  .meta({ title: 'Bemærkning', examples: [null] });
const sources = z.array(Source).max(20).meta({ title: 'Kilder' });

export const NewCommittee = z
  .strictObject({
    // a meeting's code is this one with the day after it
    code: Code.max(60).meta({ title: 'Kode', examples: ['beskaeftigelsesudvalget'] }),
    name: text(200, 1).meta({ title: 'Navn', examples: ['Beskæftigelsesudvalget'] }),
    kind: inWords(z.enum(['committee', 'council']), committeeKindLabels).meta({
      title: 'Slags',
      examples: ['committee'],
    }),
    paperDays: z
      .int()
      .min(0)
      .max(30)
      .meta({
        title: 'Sagsfrist i hverdage',
        description: 'Så mange hverdage før mødet skal sagen være klar.',
        examples: [4],
      }),
  })
  .meta({ id: 'NewCommittee', title: 'Nyt udvalg' });
export type NewCommittee = z.infer<typeof NewCommittee>;

export const Committee = NewCommittee.meta({ id: 'Committee', title: 'Udvalg' });
export type CommitteeView = z.infer<typeof Committee>;

export const CommitteeChange = someOf(NewCommittee.omit({ code: true }).partial()).meta({
  id: 'CommitteeChange',
  title: 'Rettelse af udvalg',
});
export type CommitteeChange = z.infer<typeof CommitteeChange>;

const knownFrom = inWords(z.enum(['document', 'assumption']), {
  document: basisLabels.document,
  assumption: basisLabels.assumption,
}).meta({ title: 'Grundlag', examples: ['document'] });

export const NewClosingDay = z
  .strictObject({
    day: Day.meta({ title: 'Dato', examples: ['2023-06-05'] }),
    name: text(200, 1).meta({ title: 'Navn', examples: ['Grundlovsdag'] }),
    basis: knownFrom,
  })
  .meta({
    id: 'ClosingDay',
    title: 'Lukkedag',
    description: 'En dag, kommunen holder lukket af egen vilje.',
  });
export type NewClosingDay = z.infer<typeof NewClosingDay>;

export const MeetingStatus = inWords(
  z.enum(['planned', 'held', 'cancelled', 'moved']),
  meetingStatusLabels,
).meta({
  title: 'Status',
  description: 'Et møde, der er flyttet, skal stadig holdes: på den dag, det nu har.',
  examples: ['planned'],
});

export const NewMeeting = z
  .strictObject({
    committee: Code.meta({ title: 'Udvalg', examples: ['beskaeftigelsesudvalget'] }),
    day: Day.meta({ title: 'Dato', examples: ['2023-05-09'] }),
    startsAt: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Skriv klokkeslættet som 16:30.')
      .nullable()
      .meta({ title: 'Klokkeslæt', examples: ['16:30'] }),
    place: text(200)
      .nullable()
      .meta({ title: 'Sted', examples: ['C.2.25'] }),
    status: MeetingStatus,
    basis: knownFrom,
    note,
    sources,
  })
  .meta({ id: 'NewMeeting', title: 'Nyt møde' });
export type NewMeeting = z.infer<typeof NewMeeting>;

export const Meeting = NewMeeting.extend({
  code: Code.meta({
    title: 'Kode',
    description: 'Udvalget og den dag, mødet først var sat til; den bliver stående, når mødet flyttes.',
    examples: ['beskaeftigelsesudvalget-2023-05-09'],
  }),
});
export type MeetingView = z.infer<typeof Meeting>;

export const ShownMeeting = Meeting.extend({
  paperDeadline: z.iso.date().meta({ title: 'Sagsfrist', examples: ['2023-05-02'] }),
  remarks: z.array(z.string()).meta({
    title: 'Bemærk',
    description: 'Det, der er værd at se efter ved mødets dag; det er ikke fejl.',
    examples: [[]],
  }),
}).meta({ id: 'Meeting', title: 'Møde' });
export type ShownMeeting = z.infer<typeof ShownMeeting>;

export const MeetingChange = someOf(NewMeeting.omit({ committee: true }).partial()).meta({
  id: 'MeetingChange',
  title: 'Rettelse af møde',
});
export type MeetingChange = z.infer<typeof MeetingChange>;

const NextStep = z
  .strictObject({
    day: z
      .string()
      .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'Skriv år, måned eller dag: 2023, 2023-06 eller 2023-06-13.')
      .nullable()
      .meta({ title: 'Hvornår', examples: ['2023-05-09'] }),
    what: text(500, 1).meta({ title: 'Hvad', examples: ['Principdrøftelse'] }),
  })
  .meta({ title: 'Næste skridt' });
export type NextStep = z.infer<typeof NextStep>;

export const AgendaPlace = z
  .strictObject({
    meeting: Code.meta({ title: 'Møde', examples: ['beskaeftigelsesudvalget-2023-04-12'] }),
    number: z
      .int()
      .min(1)
      .max(999)
      .nullable()
      .meta({ title: 'Sag nr.', examples: [42] }),
  })
  .meta({ title: 'På dagsordenen' });
export type AgendaPlace = z.infer<typeof AgendaPlace>;

/** KLE's group of three pairs, facet with number, running number and year; two cases may share one. */
export const JournalNumber = z
  .string()
  .regex(
    /^\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d{1,5}-\d{2}$/,
    'Skriv KLE-journalnummeret som 15.00.00-G01-96-22.',
  )
  .meta({ title: 'Journalnummer', examples: ['15.00.00-G01-96-22'] });

export const NewCase = z
  .strictObject({
    code: Code.meta({ title: 'Kode', examples: ['udbudsproces-2024-2025'] }),
    committee: Code.meta({ title: 'Udvalg', examples: ['beskaeftigelsesudvalget'] }),
    kind: inWords(z.enum(['decision', 'discussion', 'briefing', 'closed']), caseKindLabels).meta({
      title: 'Slags sag',
      examples: ['decision'],
    }),
    journalNumber: JournalNumber.nullable(),
    title: text(300, 1).meta({ title: 'Titel', examples: ['Udbudsproces for tilbudsviften 2024/2025'] }),
    summary: text(4000)
      .nullable()
      .meta({ title: 'Resumé', examples: [null] }),
    recommendations: z
      .array(text(1000, 1))
      .max(20)
      .meta({
        title: 'Indstillinger',
        description: 'Ét "at"-punkt hver, i rækkefølge.',
        examples: [['processen godkendes']],
      }),
    economy: text(4000)
      .nullable()
      .meta({ title: 'Økonomi', examples: [null] }),
    nextSteps: z.array(NextStep).max(20).meta({ title: 'Næste skridt' }),
    agenda: z
      .array(AgendaPlace)
      .max(20)
      .meta({ title: 'Dagsordener', description: 'Hvert møde, sagen har stået på.' }),
    sources,
  })
  .meta({ id: 'NewCase', title: 'Ny sag' });
export type NewCase = z.infer<typeof NewCase>;

export const CaseChange = someOf(NewCase.omit({ code: true, committee: true }).partial()).meta({
  id: 'CaseChange',
  title: 'Rettelse af sag',
});
export type CaseChange = z.infer<typeof CaseChange>;

const NewCondition = z
  .strictObject({
    text: text(1000, 1).meta({ title: 'Betingelse', examples: ['Økonomien genberegnes'] }),
    dueOn: Day.meta({ title: 'Frist', examples: ['2023-08-15'] }),
  })
  .meta({ title: 'Betingelse' });

export const NewDecision = z
  .strictObject({
    meeting: Code.meta({ title: 'Møde', examples: ['beskaeftigelsesudvalget-2023-04-12'] }),
    recommendation: z
      .int()
      .min(1)
      .max(20)
      .meta({ title: 'Indstilling nr.', examples: [1] }),
    outcome: Outcome,
    reason: text(2000)
      .nullable()
      .meta({ title: 'Begrundelse', examples: [null] }),
    absent: z
      .int()
      .min(0)
      .max(100)
      .nullable()
      .meta({ title: 'Antal fraværende', examples: [1] }),
    conditions: z.array(NewCondition).max(20).meta({ title: 'Betingelser' }),
  })
  .meta({ id: 'NewDecision', title: 'Ny beslutning' });
export type NewDecision = z.infer<typeof NewDecision>;

export const NewConditionMet = z
  .strictObject({
    day: Day.meta({ title: 'Opfyldt den', examples: ['2023-08-10'] }),
    note,
  })
  .meta({ id: 'NewConditionMet', title: 'Opfyldt betingelse' });
export type NewConditionMet = z.infer<typeof NewConditionMet>;

const Decision = NewDecision.extend({
  day: Day.meta({ title: 'Truffet den', examples: ['2023-04-12'] }),
  conditions: z
    .array(
      NewCondition.extend({
        id: z.uuid().meta({ title: 'Nummer' }),
        metOn: Day.nullable().meta({ title: 'Opfyldt den', examples: [null] }),
        metNote: note.meta({ title: 'Hvordan den blev opfyldt', examples: [null] }),
      }),
    )
    .meta({ title: 'Betingelser' }),
  recordedAt: z.iso.datetime().meta({ title: 'Skrevet ind' }),
}).meta({ id: 'Decision', title: 'Beslutning' });
export type DecisionView = z.infer<typeof Decision>;

export const Case = NewCase.extend({
  decisions: z
    .array(Decision)
    .meta({ title: 'Beslutninger', description: 'I den rækkefølge, de er skrevet ind.' }),
}).meta({ id: 'Case', title: 'Sag' });
export type CaseView = z.infer<typeof Case>;
