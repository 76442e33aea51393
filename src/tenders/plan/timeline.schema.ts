import { z } from '@hono/zod-openapi';
import { Case, Outcome } from '../../committees/committee.schema.ts';
import { Basis, Code, ReckonedDay, inWords } from '../../shared/source.schema.ts';
import { by, EndBound, LatestBound, MeetingCode, StartBound, WorkingDays } from './forecast.schema.ts';
import type { Notice } from '../timeline/notices.ts';
import { PlanDifference } from './plan-difference.schema.ts';
import {
  MilestoneKind,
  NewMilestone,
  PhaseNumber,
  PhaseRecord,
  PlanNumber,
  PlannedPhase,
  nextOwnerLabels,
  ownerLabels,
} from '../tender.schema.ts';

const someDay = (title: string) => ReckonedDay.nullable().meta({ title, examples: ['2023-05-09'] });
const aDay = (title: string) => ReckonedDay.meta({ title, examples: ['2023-05-09'] });
const title = z.string().meta({ title: 'Titel', examples: ['Principdrøftelse'] });

const gateLabels = {
  undecided: 'Ikke besluttet',
  passed: 'Passeret',
  postponed: 'Udsat',
  rejected: 'Afvist',
  short: 'Ikke den beslutning, fasen kræver',
  halted: 'Stoppet efter § 23',
} as const;

const Gate = z
  .strictObject({
    state: inWords(
      z.enum(['undecided', 'passed', 'postponed', 'rejected', 'short', 'halted']),
      gateLabels,
    ).meta({ title: 'Tilstand' }),
    on: ReckonedDay.optional().meta({ title: 'Den' }),
    outcome: Outcome.optional(),
  })
  .meta({ title: 'Port' });

const Decision = Case.shape.decisions.element.extend({
  by: inWords(z.enum(['committee', 'council']), {
    committee: 'Udvalget',
    council: 'Byrådet',
  }).meta({ title: 'Besluttet af' }),
});

const AskedDecisions = z
  .strictObject({
    case: Code.meta({ title: 'Sag', examples: ['udbudsproces-2024-2025'] }),
    title,
    recommendation: z.int().min(1).meta({ title: 'Indstilling' }),
    decisions: z.array(Decision).meta({ title: 'Beslutninger', description: 'Den senest skrevne sidst.' }),
  })
  .meta({ title: 'Indstillingen og dens beslutninger' });

const Owner = inWords(z.enum(['committee', 'administration', 'adviser', 'unknown']), ownerLabels).meta({
  title: 'Ansvarlig',
});

const Phase = z
  .strictObject({
    number: PhaseNumber,
    title,
    owner: Owner,
    kind: PlannedPhase.shape.kind,
    neededWorkingDays: PlannedPhase.shape.neededWorkingDays,
    neededBasis: Basis,
    state: inWords(z.enum(['waiting', 'begun', 'ended']), {
      waiting: 'Ikke begyndt',
      begun: 'I gang',
      ended: 'Slut',
    }).meta({ title: 'Tilstand' }),
    gate: Gate.nullable(),
    asked: AskedDecisions.nullable(),
    records: z.array(PhaseRecord).meta({ title: 'Hvad der er skrevet ind' }),
    inWords: z
      .strictObject({
        gate: z.string().meta({ title: 'Hvor den står' }),
        forecast: z.string().meta({ title: 'Hvorfor prognosen' }),
        latest: z.string().meta({ title: 'Hvorfor fristen' }),
        slack: z.string().meta({ title: 'Luft' }),
      })
      .meta({ title: 'I ord' }),
    planned: z
      .strictObject({ from: someDay('Fra'), to: someDay('Til'), meeting: MeetingCode.nullable() })
      .meta({ title: 'Planlagt' }),
    forecast: z
      .strictObject({
        phase: PhaseNumber,
        from: someDay('Fra'),
        fromBound: StartBound,
        ready: someDay('Sagen er klar'),
        to: someDay('Til'),
        toBound: EndBound,
      })
      .meta({ title: 'Prognose' }),
    latest: z
      .strictObject({
        phase: PhaseNumber,
        from: someDay('Skal begynde senest'),
        limit: someDay('Frist'),
        lastMeeting: z
          .strictObject({ code: MeetingCode, day: aDay('Dato'), paperDeadline: aDay('Sagsfrist') })
          .nullable()
          .meta({ title: 'Sidste mulige møde' }),
        bound: LatestBound,
      })
      .meta({ title: 'Seneste plan' }),
    slack: z
      .int()
      .nullable()
      .meta({
        title: 'Luft',
        description:
          'Arbejdsdage fra prognosen til fristen, for en udvalgsfase til det sidste mulige møde. Tom, når fasen er slut.',
        examples: [9],
      }),
    behind: z
      .int()
      .nullable()
      .meta({
        title: 'Efter planen',
        description: 'Arbejdsdage efter den planlagte slutning; negativ, når fasen er foran.',
        examples: [0],
      }),
  })
  .meta({ title: 'Fase' });

const Plan = z.strictObject({
  number: PlanNumber,
  reason: z.string().meta({ title: 'Begrundelse' }),
  madeOn: aDay('Lagt den'),
  contractStart: aDay('Kontraktstart'),
  approvedOn: someDay('Godkendt af udvalget den'),
});

const noticeLabels: Record<Notice['rule'], string> = {
  'contract-start-unreachable': 'Kontraktstart kan ikke nås',
  'contract-start-unknown': 'Kontraktstart kan ikke siges',
  halted: 'Stoppet efter § 23',
  rejected: 'Afvist',
  'decision-falls-short': 'Beslutningen rækker ikke',
  ring: 'Faser venter på hinanden',
  'no-meeting-left': 'Intet møde tilbage',
  'no-meeting-in-time': 'Intet møde i tide',
  'beyond-limit': 'Efter fristen',
  'last-possible-meeting': 'Sidste mulige møde',
  'meeting-cancelled': 'Aflyst møde',
  'meeting-on-closed-day': 'Møde på en lukket dag',
  'condition-late': 'Betingelse over fristen',
  'out-of-order': 'Afgjort før det, der går forud',
  'milestone-contradiction': 'Milepæl, der ikke kan passe',
};

const statusLabels = { scheduled: 'Planlagt', met: 'Nået', late: 'Forsinket' } as const;
const status = {
  status: inWords(z.enum(['scheduled', 'met', 'late']), statusLabels).meta({ title: 'Status' }),
  workingDaysLate: WorkingDays.meta({ title: 'Arbejdsdage for sent' }),
};

const LastDays = z
  .strictObject({
    decideBy: aDay('Sidste beslutning senest'),
    letterBy: aDay('Brev senest'),
    standstillEnds: aDay('Standstill udløber'),
    signBy: aDay('Underskrift senest'),
  })
  .meta({ title: 'Seneste dage', description: 'Regnet baglæns fra kontraktstarten.' });

const Expected = z
  .strictObject({
    letter: aDay('Brev'),
    standstillEnds: aDay('Standstill udløber'),
    contract: aDay('Kontrakt'),
    noticeBy: aDay('Bekendtgørelse senest'),
  })
  .nullable()
  .meta({ title: 'Ventet', description: 'Tom, så længe den sidste beslutning ingen dag har.' });

const ContractBecause = z
  .union([
    by('signed', 'Kontrakten er skrevet under', { on: aDay('Den') }),
    by('complaint', 'En klage har opsættende virkning', { since: aDay('Siden') }),
    by('called-off', 'Udbuddet fører ikke til en kontrakt', {
      how: inWords(z.enum(['annulled', 'given-up', 'no-bids']), {
        annulled: 'Annulleret',
        'given-up': 'Opgivet',
        'no-bids': 'Ingen bud',
      }).meta({ title: 'Hvordan' }),
      on: aDay('Den'),
      reason: z.string().nullable().meta({ title: 'Begrundelse' }),
    }),
  ])
  .nullable()
  .meta({ title: 'Afgjort af', description: 'Når det ikke er en fase, der afgør det.' });

const ChangeTried = z.union([
  z.strictObject({
    change: inWords(z.enum(['phase-slips']), { 'phase-slips': 'Fasen forsinkes' }).meta({ title: 'Ændring' }),
    phase: PhaseNumber,
    workingDays: WorkingDays,
  }),
  z.strictObject({
    change: inWords(z.enum(['meeting-cancelled']), { 'meeting-cancelled': 'Mødet aflyses' }).meta({
      title: 'Ændring',
    }),
    meeting: MeetingCode,
  }),
]);

const stepLabels = {
  'hand-in-papers': 'Aflever sagen',
  decide: 'Beslut',
  'finish-work': 'Gør arbejdet færdigt',
  'reach-stage': 'Nå milepælen',
  'send-letter': 'Send underretning om tildelingen',
  'await-standstill': 'Vent, til standstill er udløbet',
  'await-ruling': 'Vent på Klagenævnet for Udbud',
  'sign-contract': 'Skriv kontrakten under',
  'send-award-notice': 'Send bekendtgørelsen om indgået kontrakt',
  'meet-condition': 'Opfyld betingelsen',
} as const;

export const TenderTimeline = z
  .strictObject({
    tender: z
      .strictObject({
        code: Code.meta({ title: 'Kode' }),
        title,
        committee: Code.meta({ title: 'Udvalg' }),
      })
      .meta({ title: 'Udbud' }),
    answer: z.string().meta({ title: 'Svaret', description: 'Om kontrakterne kan starte til tiden.' }),
    today: aDay('Set fra'),
    changes: z
      .array(ChangeTried)
      .meta({ title: 'Prøvet', description: 'Hvad nu hvis; intet af det er gemt.' }),
    plan: Plan.meta({ title: 'Planen' }),
    contract: z
      .strictObject({
        start: aDay('Kontraktstart'),
        reached: inWords(z.enum(['yes', 'no', 'unknown']), {
          yes: 'Kan nås',
          no: 'Kan ikke nås',
          unknown: 'Kan ikke siges',
        }).meta({ title: 'Kan nås' }),
        because: ContractBecause,
        last: LastDays,
        expected: Expected,
      })
      .meta({ title: 'Kontrakt' }),
    phases: z.array(Phase).meta({ title: 'Faser' }),
    next: z
      .array(
        z.strictObject({
          phase: PhaseNumber.nullable(),
          owner: inWords(
            z.enum(['committee', 'administration', 'adviser', 'unknown', 'council', 'complaints-board']),
            nextOwnerLabels,
          ).meta({ title: 'Ansvarlig' }),
          step: inWords(
            z.enum([
              'hand-in-papers',
              'decide',
              'finish-work',
              'reach-stage',
              'send-letter',
              'await-standstill',
              'await-ruling',
              'sign-contract',
              'send-award-notice',
              'meet-condition',
            ]),
            stepLabels,
          ).meta({ title: 'Skridt' }),
          due: someDay('Senest'),
          about: z
            .string()
            .nullable()
            .meta({ title: 'Hvad', description: 'Milepælens slags eller betingelsens ord.' }),
        }),
      )
      .meta({ title: 'Næste skridt' }),
    notices: z
      .array(
        z.strictObject({
          rule: inWords(
            z.enum([
              'contract-start-unreachable',
              'contract-start-unknown',
              'halted',
              'rejected',
              'decision-falls-short',
              'ring',
              'no-meeting-left',
              'no-meeting-in-time',
              'beyond-limit',
              'last-possible-meeting',
              'meeting-cancelled',
              'meeting-on-closed-day',
              'condition-late',
              'out-of-order',
              'milestone-contradiction',
            ]),
            noticeLabels,
          ).meta({ title: 'Regel' }),
          level: inWords(z.enum(['broken', 'attention']), {
            broken: 'Spærrer for kontraktstarten',
            attention: 'Se efter',
          }).meta({ title: 'Vægt' }),
          phase: PhaseNumber.nullable(),
          message: z.string().meta({ title: 'Besked' }),
        }),
      )
      .meta({ title: 'Fund' }),
    milestones: z.array(NewMilestone.extend(status)).meta({ title: 'Milepæle' }),
    award: z
      .array(
        z.strictObject({
          kind: MilestoneKind.extract([
            'award-letter',
            'standstill-ends',
            'contract-signed',
            'award-notice',
          ]).meta({
            ...MilestoneKind.meta(),
            title: 'Milepæl',
            examples: ['award-letter'],
          }),
          due: aDay('Senest'),
          expected: someDay('Ventet'),
          metOn: someDay('Nået den'),
          ...status,
        }),
      )
      .meta({
        title: 'Efter beslutningen',
        description: 'Frister, der holder kontraktstarten, og hvornår de ventes.',
      }),
    conditions: z
      .array(
        z.strictObject({
          phase: PhaseNumber,
          text: z.string().meta({ title: 'Betingelse' }),
          decidedOn: aDay('Stillet den'),
          dueOn: aDay('Frist'),
          metOn: someDay('Opfyldt den'),
          status: inWords(z.enum(['open', 'met', 'late']), {
            open: 'Åben',
            met: 'Opfyldt',
            late: 'Over fristen',
          }).meta({ title: 'Status' }),
        }),
      )
      .meta({ title: 'Betingelser' }),
    baseline: Plan.extend({ difference: PlanDifference })
      .nullable()
      .meta({ title: 'Den godkendte plan', description: 'Og hvordan den gældende afviger fra den.' }),
  })
  .meta({ id: 'TenderTimeline', title: 'Udbuddets tidsplan' });
