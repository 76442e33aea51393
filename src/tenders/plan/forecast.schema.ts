import { z } from '@hono/zod-openapi';
import { Code, ReckonedDay } from '../../shared/source.schema.ts';
import { PhaseNumber } from '../tender.schema.ts';

const aDay = (title: string) => ReckonedDay.meta({ title, examples: ['2023-05-09'] });

export const MeetingCode = Code.meta({ title: 'Møde', examples: ['beskaeftigelsesudvalget-2023-05-09'] });
export const WorkingDays = z
  .int()
  .min(0)
  .meta({ title: 'Arbejdsdage', examples: [10] });

/** One way among several: what it is called, its Danish word, and what goes with it. */
export function by<Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, word: string, shape: Shape) {
  return z
    .strictObject({
      by: z.enum([kind]).meta({ title: 'Hvad', 'x-enumDescriptions': { [kind]: word } }),
      ...shape,
    })
    .meta({ title: word });
}

const unknown = [
  by('unknown-predecessor', 'Fasen før har ingen slutdag', { phase: PhaseNumber }),
  by('halted', 'Udbuddet er stoppet', { phase: PhaseNumber }),
  by('ring', 'Faserne venter på hinanden', {}),
] as const;

export const StartBound = z
  .union([
    by('recorded', 'Skrevet ind', {}),
    by('not-recorded', 'Ikke skrevet ind', {}),
    by('planned-start', 'Planlagt start', {}),
    by('predecessor', 'Fasen før', { phase: PhaseNumber }),
    by('today', 'Dagen i dag', {}),
    by('nothing', 'Intet binder', {}),
    ...unknown,
  ])
  .meta({ title: 'Starten bestemmes af' });

const Obstacle = z
  .union([
    by('cancelled', 'Mødet er aflyst', {}),
    by('earlier-decision', 'Udvalget har allerede haft sagen', {}),
    by('today', 'Mødet er holdt', {}),
    by('paper-deadline', 'Sagen er ikke klar til sagsfristen', {
      paperDeadline: aDay('Sagsfrist'),
      ready: aDay('Klar'),
    }),
  ])
  .meta({ title: 'Hvorfor ikke' });

const passedOver = z
  .array(z.strictObject({ meeting: MeetingCode, day: aDay('Dato'), because: Obstacle }))
  .meta({ title: 'Møder, der ikke kan bruges' });

export const EndBound = z
  .union([
    by('recorded', 'Skrevet ind', {}),
    by('decision', 'Udvalgets beslutning', {}),
    by('work', 'Arbejdet', { workingDays: WorkingDays }),
    by('planned-start', 'Planlagt start', {}),
    by('planned-end', 'Planlagt slut', {}),
    by('predecessor', 'Fasen før', { phase: PhaseNumber }),
    by('today', 'Dagen i dag', {}),
    by('delay', 'Prøvet forsinkelse', { workingDays: WorkingDays }),
    by('meeting', 'Mødet', { meeting: MeetingCode, paperDeadline: aDay('Sagsfrist'), passedOver }),
    by('no-meeting', 'Intet møde tilbage', { passedOver }),
    ...unknown,
  ])
  .meta({ title: 'Slutningen bestemmes af' });

export const LatestBound = z
  .union([
    by('contract-start', 'Kontraktstarten', { letterBy: aDay('Brev senest') }),
    by('phase', 'Fasen efter', { phase: PhaseNumber, begins: aDay('Skal begynde') }),
    by('ready', 'Fasen efter skal være klar', { phase: PhaseNumber, on: aDay('Klar senest') }),
    by('no-meeting', 'Fasen efter har intet møde', { phase: PhaseNumber }),
    by('ring', 'Faserne venter på hinanden', {}),
  ])
  .meta({ title: 'Fristen bestemmes af' });
