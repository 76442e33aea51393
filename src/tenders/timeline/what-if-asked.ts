import type { Meeting } from './phase.ts';
import type { Timeline } from './timeline.ts';
import type { Change } from './what-if.ts';

/** What the two forms of "what if" ask, as their address says it. */
export type WhatIfAsked = { phase: string; days: string; meeting: string };

type Answer = { change: Change | null; mistakes: { field: keyof WhatIfAsked; message: string }[] };

const mostDays = 250;

/** The change asked about, or what to write instead. */
export function readWhatIf(
  { phase, days, meeting }: WhatIfAsked,
  { phases, today }: Timeline,
  meetings: readonly Meeting[],
): Answer {
  const mistakes: Answer['mistakes'] = [];
  if (meeting !== '') {
    const found = meetings.find(({ code }) => code === meeting);
    if (found && found.day >= today && found.status !== 'cancelled')
      return { change: { change: 'meeting-cancelled', meeting }, mistakes };
    return {
      change: null,
      mistakes: [{ field: 'meeting', message: 'Vælg et møde, der ikke er holdt eller aflyst.' }],
    };
  }
  if (phase === '' && days === '') return { change: null, mistakes };
  const slipping = phases.find(({ number, state }) => String(number) === phase && state !== 'ended');
  if (!slipping) mistakes.push({ field: 'phase', message: 'Vælg en fase, der ikke er slut.' });
  const count = /^\d{1,3}$/.test(days.trim()) ? Number(days) : 0;
  if (count < 1 || count > mostDays)
    mistakes.push({ field: 'days', message: `Skriv et helt antal arbejdsdage fra 1 til ${mostDays}.` });
  if (!slipping || mistakes.length > 0) return { change: null, mistakes };
  return { change: { change: 'phase-slips', phase: slipping.number, workingDays: count }, mistakes };
}
