import { formatDay, type Day } from '../shared/days/day.ts';
import type { Finding } from '../shared/rule-broken.ts';
import type { NewMeeting } from './committee.schema.ts';

/**
 * Everything that is wrong with a meeting beyond the shape of its fields, each at its place. `others` are the committee's
 * other meetings; `decided` says on which day decisions were made at this one: they stand, and the day with them.
 */
export function meetingFindings(
  meeting: NewMeeting,
  others: readonly { day: Day }[],
  today: Day,
  decided: { day: Day } | null = null,
): Finding[] {
  const findings: Finding[] = [];
  const found = (pointer: string, message: string) => findings.push({ pointer, message });

  if (others.some(({ day }) => day === meeting.day)) {
    found(
      '/day',
      `Udvalget har allerede et møde ${formatDay(meeting.day)}. Vælg en anden dag, eller ret det.`,
    );
  }
  if (decided && meeting.day !== decided.day) {
    found(
      '/day',
      `Der er truffet beslutninger på mødet ${formatDay(decided.day)}; dagen skal blive stående.`,
    );
  }
  if (decided && meeting.status !== 'held') {
    found('/status', 'Der er truffet beslutninger på mødet; det skal stå som holdt.');
  } else if (meeting.status === 'held' && meeting.day > today) {
    found('/status', `Mødet er først ${formatDay(meeting.day)}; det kan ikke være holdt endnu.`);
  }
  return findings;
}
