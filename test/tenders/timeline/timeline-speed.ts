import { quietLife } from '../../../src/tenders/timeline/life.ts';
import { addDays } from '../../../src/shared/days/day.ts';
import { addWorkingDays } from '../../../src/shared/days/working-days.ts';
import { forecast } from '../../../src/tenders/timeline/forecast.ts';
import { latestPlan } from '../../../src/tenders/timeline/latest-plan.ts';
import type { Fact, Meeting } from '../../../src/tenders/timeline/phase.ts';
import { timeline } from '../../../src/tenders/timeline/timeline.ts';
import type { Situation } from '../../../src/tenders/timeline/laid-phase.ts';
import { calendar, decided, phases } from './punkt42.ts';

export type TimelineSpeed = { tenders: number; forecastAndLatestMs: number; timelineMs: number };

/** Milliseconds of computing time, which other work on the machine does not add to, per tender for as many different tenders with seven phases, two hundred meetings and a history. */
export function measureTimelines(tenders: number): TimelineSpeed {
  const situations = Array.from({ length: tenders }, (_, i) => situationOf(i));
  const perTender = (work: (situation: Situation) => number) => {
    const start = process.cpuUsage();
    const done = situations.reduce((sum, situation) => sum + work(situation), 0);
    if (done < tenders) throw new Error('some tenders were not laid');
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000 / tenders;
  };
  return {
    tenders,
    forecastAndLatestMs: perTender(
      ({ plan, facts, meetings, today, calendar }) =>
        forecast(plan, facts, meetings, today, calendar).size +
        latestPlan(plan, meetings, calendar).phases.size,
    ),
    timelineMs: perTender(situation => timeline(situation).phases.length),
  };
}

/** Each with meetings of its own, every second week over eight years, and on another day of its course. */
function situationOf(index: number): Situation {
  const shift = index % 60;
  const meetings: Meeting[] = Array.from({ length: 200 }, (_, i) => {
    const day = addDays('2019-01-08', 14 * i + (index % 3));
    return { code: `m-${i}`, day, status: (i + index) % 9 === 0 ? 'cancelled' : 'planned' };
  });
  const moved = (day: string | null) => day && addWorkingDays(day, shift, calendar.closingDays);
  const facts: Fact[] = [
    decided(1, '2023-04-12', 'approved'),
    { fact: 'started', phase: 2, day: '2023-04-13' },
    { fact: 'ended', phase: 2, day: '2023-05-02' },
    decided(3, '2023-05-09', 'postponed'),
    decided(3, '2023-06-13', 'discussed'),
    decided(4, '2023-06-13', 'postponed'),
  ];
  return {
    plan: {
      contractStart: addDays('2024-01-01', shift),
      phases: phases.map(phase => ({
        ...phase,
        plannedFrom: moved(phase.plannedFrom),
        plannedTo: moved(phase.plannedTo),
        meeting: null,
      })),
    },
    facts: facts.slice(0, 1 + (index % facts.length)),
    meetings,
    life: quietLife,
    today: addDays('2023-04-13', shift),
    calendar,
  };
}
