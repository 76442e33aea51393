import { laterOf, type Day } from '../shared/days/day.ts';
import { knownEvents } from './timeline/event.ts';
import { procedures } from './timeline/procedures.ts';
import { series, type Step } from './timeline/series.ts';
import { timeline } from './timeline/timeline.ts';
import { milestonesOn, situationOf, type WholeTender } from './whole-tender.ts';

/** Every step of a tender's life as it stood on `today`: what the pages, the calendar and the published data read alike. */
export function seriesOf(whole: WholeTender, today: Day): Step[] {
  const situation = situationOf(whole, today);
  const laid = timeline(situation);
  const ends = laid.phases.map(({ forecast }) => forecast.to);
  const { tender, lots, closingDays } = whole;
  return series({
    procedure: procedures[tender.procedure],
    isFramework: tender.framework,
    planned: milestonesOn(whole, today),
    events: knownEvents(whole.events, today),
    lots: lots.map(({ code, title, contractMonths, options }) => ({
      code,
      title,
      contractMonths: contractMonths ?? tender.contractMonths,
      options: options ?? tender.options,
    })),
    decision: {
      expected: ends.includes(null) ? null : laterOf(...ends),
      isMade: laid.phases.every(({ state }) => state === 'ended'),
    },
    contractStart: laid.contract.start,
    contractMonths: tender.contractMonths,
    options: tender.options,
    last: laid.contract.last,
    expected: laid.contract.expected,
    today,
    closingDays,
  });
}
