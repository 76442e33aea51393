import { expect, test } from 'vitest';
import { decideBy } from '../../../src/scenarios/comparison/decide-by.ts';
import type { Situation } from '../../../src/tenders/timeline/laid-phase.ts';
import { decided, phases1To3Done, situation, withMeeting } from '../../tenders/timeline/punkt42.ts';

test('on 13 April the decision of phase 4 is waited for, and 13 June is the last meeting that can make it', () => {
  expect(seen(situation())).toMatchObject({
    phase: { number: 4 },
    meeting: { day: '2023-06-13', paperDeadline: '2023-06-07' },
    isPast: false,
    sentence:
      'Skal besluttes senest på mødet 13. juni 2023 (sagsfrist 7. juni 2023), for at »Rammeaftale« kan nås.',
  });
});

test('between the paper deadline and the meeting it can still be decided, and the deadline is told as gone', () => {
  expect(seen(situation({ today: '2023-06-09' }))).toMatchObject({
    isPast: false,
    sentence:
      'Skal besluttes senest på mødet 13. juni 2023, for at »Rammeaftale« kan nås; sagsfristen var 7. juni 2023.',
  });
});

test('once the meeting has gone by the contracts are said to start later', () => {
  const postponed = situation({
    today: '2023-06-14',
    facts: [...phases1To3Done, decided(4, '2023-06-13', 'postponed')],
  });
  expect(seen(postponed)).toMatchObject({ isPast: true, meeting: { day: '2023-06-13' } });
});

test('with phase 4 decided the choice of suppliers is next, and with no meeting left that is said', () => {
  const facts = [...phases1To3Done, decided(4, '2023-06-13', 'approved')];
  expect(seen(situation({ today: '2023-06-14', facts }))).toMatchObject({
    phase: { number: 7 },
    meeting: { day: '2023-12-12' },
  });
  const none = situation({ meetings: withMeeting('m-06-13', { status: 'cancelled' }).slice(0, 3) });
  expect(seen(none)).toMatchObject({ isPast: true });
});

test('a vifte without a tender is not bound by one', () => {
  expect(decideBy([])).toBeNull();
});

function seen(one: Situation) {
  return decideBy([{ tender: { code: 'udbud', title: 'Udbud' }, situation: one }]);
}
