import { z } from '@hono/zod-openapi';
import { NewDecision } from '../committees/committee.schema.ts';
import { Basis, Code, Day, Source, digits, inWords, someOf, text } from '../shared/source.schema.ts';
import { stageLabels } from './timeline/stage.ts';

export const ownerLabels = {
  committee: 'Udvalget',
  administration: 'Forvaltningen',
  adviser: 'Udbudsrådgiveren',
  unknown: 'Ikke angivet i kilden',
} as const;

/** Whose turn it can be: also the council's under § 23, and the board's where somebody has complained. */
export const nextOwnerLabels = {
  ...ownerLabels,
  council: 'Byrådet',
  'complaints-board': 'Klagenævnet for Udbud',
} as const;

export const phaseKindLabels = {
  decision: 'Beslutning',
  discussion: 'Drøftelse',
  presentation: 'Forelæggelse',
  work: 'Arbejde',
} as const;

export const procedureLabels = {
  'light-regime': 'Udbud efter light-reglerne',
  open: 'Offentligt udbud',
  restricted: 'Begrænset udbud',
  negotiated: 'Udbud med forhandling',
  'below-threshold': 'Under tærskelværdien',
  'below-threshold-cross-border': 'Under tærskelværdien, klar grænseoverskridende interesse',
  own: 'Kommunens egen udbudsform',
  undecided: 'Ikke besluttet',
} as const;

export const recordLabels = {
  started: 'Begyndt',
  ended: 'Slut',
  reopened: 'Taget op igen',
} as const;

export const milestoneLabels = stageLabels;

const note = text(2000)
  .nullable()
  .meta({ title: 'Bemærkning', examples: [null] });
const sources = z.array(Source).max(20).meta({ title: 'Kilder' });

export const PhaseNumber = z
  .int()
  .min(1)
  .max(99)
  .meta({ title: 'Fase', examples: [3] });

export const PlanNumber = z
  .int()
  .min(1)
  .max(999)
  .meta({ title: 'Plan nr.', examples: [1] });

const ContractStart = Day.meta({ title: 'Kontraktstart', examples: ['2024-01-01'] });

export const Option = z
  .strictObject({
    months: z
      .int()
      .min(1)
      .max(240)
      .meta({ title: 'Måneder', examples: [12] }),
    noticeMonths: z
      .int()
      .min(0)
      .max(60)
      .meta({
        title: 'Udnyttes senest måneder før',
        description: 'Så mange måneder, før kontrakten ellers udløber.',
        examples: [3],
      }),
  })
  .meta({ id: 'Option', title: 'Option' });
const Options = z
  .array(Option)
  .max(20)
  .meta({ title: 'Optioner', examples: [[]] });

/** A tender but for its plans. */
export const TenderFields = z.strictObject({
  code: Code.max(60).meta({ title: 'Kode', examples: ['udbud-2024-2025'] }),
  title: text(300, 1).meta({ title: 'Titel', examples: ['Udbud af eksterne tilbud i viften 2024/2025'] }),
  portfolio: Code.meta({ title: 'Tilbudsvifte', examples: ['randers-2024-2025'] }),
  committee: Code.meta({ title: 'Udvalg', examples: ['beskaeftigelsesudvalget'] }),
  adviser: text(200)
    .nullable()
    .meta({ title: 'Udbudsrådgiver', examples: [null] }),
  procedure: inWords(
    z.enum([
      'light-regime',
      'open',
      'restricted',
      'negotiated',
      'below-threshold',
      'below-threshold-cross-border',
      'own',
      'undecided',
    ]),
    procedureLabels,
  ).meta({ title: 'Udbudsform', examples: ['undecided'] }),
  contractMonths: z
    .int()
    .min(1)
    .max(240)
    .nullable()
    .meta({ title: 'Løbetid i måneder', examples: [24] }),
  optionMonths: z
    .int()
    .min(0)
    .max(240)
    .meta({ title: 'Optioner i måneder', description: 'I alt.', examples: [0] }),
  options: Options,
  framework: z.boolean().meta({ title: 'Rammeaftale', examples: [false] }),
  retenderOf: Code.nullable().meta({
    title: 'Genudbud af',
    description: 'Det udbud, der blev annulleret eller ikke fik bud.',
    examples: [null],
  }),
  note,
  sources,
});

/** What a tender is taken to be where it is not said. */
export const unsaid = {
  options: Options.default([]),
  framework: TenderFields.shape.framework.default(false),
  retenderOf: TenderFields.shape.retenderOf.default(null),
};
export type TenderFields = z.infer<typeof TenderFields>;

export const PlannedPhase = z
  .strictObject({
    number: PhaseNumber,
    title: text(300, 1).meta({ title: 'Titel', examples: ['Principdrøftelse af krav til udbudsmaterialet'] }),
    owner: inWords(z.enum(['committee', 'administration', 'adviser', 'unknown']), ownerLabels).meta({
      title: 'Ansvarlig',
      examples: ['committee'],
    }),
    kind: inWords(z.enum(['decision', 'discussion', 'presentation', 'work']), phaseKindLabels).meta({
      title: 'Slags',
      description: 'Alt andet end arbejde slutter på et møde med en beslutning.',
      examples: ['discussion'],
    }),
    predecessors: z
      .array(PhaseNumber)
      .max(20)
      .meta({ title: 'Kommer efter fase', examples: [[1, 2]] }),
    plannedFrom: Day.nullable().meta({ title: 'Planlagt fra', examples: ['2023-04-13'] }),
    plannedTo: Day.nullable().meta({ title: 'Planlagt til', examples: ['2023-05-09'] }),
    meeting: Code.nullable().meta({ title: 'Møde', examples: ['beskaeftigelsesudvalget-2023-05-09'] }),
    neededWorkingDays: z
      .int()
      .min(0)
      .max(400)
      .meta({ title: 'Arbejdsdage mindst', examples: [5] }),
    neededBasis: Basis.meta({ title: 'Grundlag for arbejdsdage', examples: ['assumption'] }),
    note,
    sources,
  })
  .meta({ id: 'PlannedPhase', title: 'Planlagt fase' });
export type PlannedPhase = z.infer<typeof PlannedPhase>;

const phases = z.array(PlannedPhase).max(99).meta({ title: 'Faser' });

export const NewPlan = z
  .strictObject({
    reason: text(2000, 1).meta({ title: 'Begrundelse', examples: ['Rådgiveren har brug for to uger mere'] }),
    madeOn: Day.meta({ title: 'Lagt den', examples: ['2023-04-12'] }),
    contractStart: ContractStart,
    phases: phases.min(1),
  })
  .meta({ id: 'NewPlan', title: 'Ny plan' });
export type NewPlan = z.infer<typeof NewPlan>;

/** A recommendation of a case: what a gate waits for, and what asks the committee to approve a plan. */
export const Asked = z
  .strictObject({
    case: Code.meta({ title: 'Sag', examples: ['udbudsproces-2024-2025'] }),
    recommendation: z
      .int()
      .min(1)
      .max(50)
      .meta({ title: 'Indstilling', examples: [2] }),
  })
  .meta({ id: 'Asked', title: 'Indstilling i en sag' });
export type Asked = z.infer<typeof Asked>;

const number = PlanNumber;
const approval = Asked.nullable().meta({
  title: 'Forelægges i',
  description: 'Den indstilling, hvor udvalget godkender planen.',
});
const approvedOn = Day.nullable().meta({
  title: 'Godkendt af udvalget den',
  description: 'Dagen for den beslutning, der godkendte planen. Tom, når udvalget ikke har godkendt den.',
  examples: ['2023-04-12'],
});

export const Plan = NewPlan.extend({ number, approval, approvedOn }).meta({ id: 'Plan', title: 'Plan' });
export type PlanView = z.infer<typeof Plan>;

/** The plan a tender begins with: phases of its own, or those of another tender's plan without their days. */
const FirstPlan = NewPlan.extend({
  template: Code.nullable().meta({
    title: 'Skabelon',
    description:
      'Et andet udbud, hvis faser overtages: uden dage og møder, som er dets egne. Så skal phases være tom.',
    examples: [null],
  }),
  phases,
}).meta({ id: 'FirstPlan', title: 'Første plan' });

export const NewTender = TenderFields.extend({ ...unsaid, plan: FirstPlan }).meta({
  id: 'NewTender',
  title: 'Nyt udbud',
});
export type NewTender = z.infer<typeof NewTender>;

export const TenderChange = someOf(
  TenderFields.omit({ code: true, portfolio: true, committee: true }).partial(),
).meta({ id: 'TenderChange', title: 'Rettelse af udbud' });
export type TenderChange = z.infer<typeof TenderChange>;

export const Tender = TenderFields.extend({
  plan: PlanNumber.meta({ title: 'Gældende plan' }),
  contractStart: ContractStart,
  approvedPlan: PlanNumber.nullable().meta({ title: 'Senest godkendte plan' }),
}).meta({ id: 'Tender', title: 'Udbud' });
export type TenderView = z.infer<typeof Tender>;

export const NewPhaseRecord = z
  .strictObject({
    kind: inWords(z.enum(['started', 'ended', 'reopened']), recordLabels).meta({
      title: 'Hændelse',
      description: 'Taget op igen: det sidst skrevne om fasen gælder ikke længere.',
      examples: ['started'],
    }),
    day: Day.meta({ title: 'Dato', examples: ['2023-04-13'] }),
    note,
  })
  .meta({ id: 'NewPhaseRecord', title: 'Hvad der er sket i fasen' });
export type NewPhaseRecord = z.infer<typeof NewPhaseRecord>;

export const PhaseRecord = NewPhaseRecord.extend({ phase: PhaseNumber }).meta({
  id: 'PhaseRecord',
  title: 'Hvad der er sket i en fase',
});
export type PhaseRecord = z.infer<typeof PhaseRecord>;

export const MilestoneKind = inWords(
  z.enum([
    'market-dialogue',
    'notice',
    'questions',
    'answers',
    'applications',
    'selection',
    'bids',
    'opening',
    'negotiation',
    'final-bids',
    'evaluation',
    'award-letter',
    'standstill-ends',
    'contract-signed',
    'award-notice',
  ]),
  milestoneLabels,
).meta({ title: 'Milepæl', examples: ['bids'] });
export type MilestoneKind = z.infer<typeof MilestoneKind>;

export const NewMilestone = z
  .strictObject({
    phase: PhaseNumber,
    kind: MilestoneKind,
    dueOn: Day.meta({ title: 'Frist', examples: ['2023-10-02'] }),
    metOn: Day.nullable().meta({ title: 'Nået den', examples: [null] }),
    basis: Basis,
    note,
  })
  .meta({ id: 'NewMilestone', title: 'Milepæl' });
export type NewMilestone = z.infer<typeof NewMilestone>;

export const MilestoneChange = someOf(NewMilestone.omit({ kind: true }).partial()).meta({
  id: 'MilestoneChange',
  title: 'Rettelse af milepæl',
});
export type MilestoneChange = z.infer<typeof MilestoneChange>;

/** A committee's decision recorded straight on a phase: on the case that gates it. */
export const PhaseDecision = NewDecision.omit({ recommendation: true }).meta({
  id: 'PhaseDecision',
  title: 'Beslutning om en fase',
});
export type PhaseDecision = z.infer<typeof PhaseDecision>;

/** A number as an address holds it. */
export const inAddress = { phase: digits(PhaseNumber), plan: digits(PlanNumber) };
