import { z } from '@hono/zod-openapi';
import { placeOf, type Finding } from '../shared/rule-broken.ts';
import { text } from '../shared/source.schema.ts';
import { Meeting, NewCase, NewCommittee, NewDecision, type MeetingView } from './committee.schema.ts';
import { caseFindings, decisionFindings } from './decision-findings.ts';

const ClosingDay = z.strictObject({
  day: z.iso.date(),
  name: text(200, 1),
  basis: z.enum(['document', 'assumption']),
});

const PastCase = NewCase.extend({ decisions: z.array(NewDecision) });
type PastCase = z.infer<typeof PastCase>;

/** The part of a fixture that is committees with their meetings, and the cases with what was decided, first to last. */
export const CommitteesFixture = z.strictObject({
  committees: z.array(NewCommittee),
  closingDays: z.array(ClosingDay),
  meetings: z.array(Meeting),
  cases: z.array(PastCase),
});
export type CommitteesFixture = z.infer<typeof CommitteesFixture>;

export function committeesFindings({
  committees,
  closingDays,
  meetings,
  cases,
}: CommitteesFixture): Finding[] {
  const findings: Finding[] = [];
  const found = (pointer: string, message: string) => findings.push({ pointer, message });
  const codes = new Map(committees.map(committee => [committee.code, committee]));

  closingDays.forEach(({ day }, i) => {
    if (closingDays.findIndex(other => other.day === day) < i)
      found(`/closingDays/${i}/day`, `Lukkedagen ${day} står to gange.`);
  });
  meetings.forEach(({ committee, day }, i) => {
    if (!codes.has(committee)) found(`/meetings/${i}/committee`, `Udvalget ${committee} findes ikke.`);
    if (meetings.findIndex(other => other.committee === committee && other.day === day) < i)
      found(`/meetings/${i}/day`, `Udvalget har allerede et møde ${day}.`);
  });
  const known = {
    committees: codes,
    meetings: new Map(
      meetings.map(meeting => [
        meeting.code,
        { ...meeting, committee: codes.get(meeting.committee) ?? { code: meeting.committee } },
      ]),
    ),
  };
  cases.forEach((one, i) => {
    for (const finding of [...caseFindings(one, known), ...historyFindings(one, known.meetings)])
      found(`/cases/${i}${placeOf(finding)}`, finding.message);
  });
  return findings;
}

/** What was decided before anybody wrote it in here: as strict as a new decision, but the reason may be unknown. */
function historyFindings(
  { agenda, recommendations, decisions }: PastCase,
  meetings: ReadonlyMap<string, Pick<MeetingView, 'day' | 'status'>>,
): Finding[] {
  const decided = { recommendations, agenda: agenda.map(item => item.meeting) };
  return decisions.flatMap((decision, i) => {
    const meeting = meetings.get(decision.meeting);
    const findings = decisionFindings(decision, decided, meeting, meeting?.day ?? '').filter(
      finding => placeOf(finding) !== '/reason',
    );
    if (meeting?.status === 'planned') {
      findings.push({ pointer: '/meeting', message: 'Mødet har besluttet noget og skal stå som holdt.' });
    }
    return findings.map(finding => ({
      pointer: `/decisions/${i}${placeOf(finding)}`,
      message: finding.message,
    }));
  });
}
