import type { Day } from '../../shared/days/day.ts';
import type { ExpectedAward, LastContractDays } from './award.ts';
import type { CalledOff } from './event.ts';
import type { PhaseForecast } from './forecast.ts';
import type { Gate } from './gates.ts';
import type { LatestPhase } from './latest-plan.ts';
import type { Life } from './life.ts';
import type { Calendar, Fact, Meeting, Phase, Plan } from './phase.ts';

/** All that a tender's timeline is worked out from, seen from `today`. */
export type Situation = {
  plan: Plan;
  facts: readonly Fact[];
  /** The meetings of the committee that decides the tender. */
  meetings: readonly Meeting[];
  /** What has happened to the tender itself, and what its procedure asks. */
  life: Life;
  today: Day;
  calendar: Calendar;
};

export type ContractForecast = {
  start: Day;
  /** `unknown` while the tender is halted under § 23 or by a complaint, or its plan cannot be laid. */
  reached: 'yes' | 'no' | 'unknown';
  /** What decides it, where no phase does. */
  because: ContractBecause | null;
  last: LastContractDays;
  /** Null as long as the last decision has no day. */
  expected: ExpectedAward | null;
};

/** The contract is signed, waits for the board of complaints, or will not come of this tender. */
type ContractBecause =
  | { by: 'signed'; on: Day }
  | { by: 'complaint'; since: Day }
  | { by: 'called-off'; how: CalledOff['how']; on: Day; reason: string | null };

export type TimelinePhase = Pick<
  Phase,
  'number' | 'title' | 'owner' | 'kind' | 'neededWorkingDays' | 'neededBasis'
> & {
  state: 'waiting' | 'begun' | 'ended';
  /** Null for work, which has no gate. */
  gate: Gate | null;
  planned: { from: Day | null; to: Day | null; meeting: string | null };
  forecast: PhaseForecast;
  latest: LatestPhase;
  /** Working days from the forecast to the limit, for a committee phase to its last possible meeting; null once it is over. */
  slack: number | null;
  /** Working days from the planned end to the forecast or real one; negative where it is earlier. */
  behind: number | null;
};
