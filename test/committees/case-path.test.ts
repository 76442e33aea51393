import { expect, test } from 'vitest';
import { casePath, pathText, standing } from '../../src/committees/case-path.ts';
import { Case, Meeting, type CaseView, type Outcome } from '../../src/committees/committee.schema.ts';
import { shownMeeting, closedOn } from '../../src/committees/shown-meeting.ts';
import { agendaOf, caseAbout, meetingOn } from './committee-world.ts';

const meetings = ['2023-02-07', '2023-03-14', '2023-04-12', '2023-05-09'].map(day =>
  shownMeeting(
    Meeting.parse({
      ...meetingOn(day, { status: day < '2023-05-09' ? 'held' : 'planned' }),
      code: `beskaeftigelsesudvalget-${day}`,
    }),
    4,
    closedOn([]),
  ),
);

function decided(day: string, outcome: Outcome, recommendation = 1): CaseView['decisions'][number] {
  return {
    meeting: `beskaeftigelsesudvalget-${day}`,
    day,
    recommendation,
    outcome,
    reason: null,
    absent: null,
    conditions: [],
    recordedAt: `${day}T20:00:00.000Z`,
  };
}

function caseWith(days: string[], decisions: CaseView['decisions'], recommendations = ['prognosen']) {
  return Case.parse({
    ...caseAbout('prognose', 'Arbejdskraftprognose', { recommendations, agenda: agendaOf(...days) }),
    decisions,
  });
}

const twice = caseWith(
  ['2023-04-12', '2023-02-07', '2023-03-14'],
  [decided('2023-02-07', 'postponed'), decided('2023-03-14', 'postponed'), decided('2023-04-12', 'noted')],
);

test('a case postponed twice reads as a story', () => {
  const path = casePath(twice, meetings, '2023-05-01');

  expect(path.map(({ meeting, decisions }) => [meeting.day, decisions[0]?.outcome])).toEqual([
    ['2023-02-07', 'postponed'],
    ['2023-03-14', 'postponed'],
    ['2023-04-12', 'noted'],
  ]);
  expect(pathText(twice, path)).toBe(
    'Udsat 7. februar 2023 og 14. marts 2023; taget til efterretning 12. april 2023.',
  );
});

test('seen from before its last meeting, what happened later is still to come', () => {
  const path = casePath(twice, meetings, '2023-03-20');

  expect(pathText(twice, path)).toBe(
    'Udsat 7. februar 2023 og 14. marts 2023. Kommer på mødet 12. april 2023.',
  );
  expect(standing(twice, '2023-03-20').map(decision => decision?.outcome)).toEqual(['postponed']);
});

test('recommendations that fared differently are told apart', () => {
  const split = caseWith(
    ['2023-04-12'],
    [decided('2023-04-12', 'approved', 1), decided('2023-04-12', 'rejected', 2)],
    ['processen', 'planen'],
  );

  expect(pathText(split, casePath(split, meetings, '2023-05-01'))).toBe(
    'Indstilling 1 godkendt 12. april 2023; indstilling 2 afvist 12. april 2023.',
  );
});

test('a decision followed by another at the same meeting counts by the other', () => {
  const followed = caseWith(
    ['2023-04-12'],
    [decided('2023-04-12', 'approved'), decided('2023-04-12', 'noted')],
  );

  expect(pathText(followed, casePath(followed, meetings, '2023-05-01'))).toBe(
    'Taget til efterretning 12. april 2023.',
  );
  expect(standing(followed, '2023-05-01').map(decision => decision?.outcome)).toEqual(['noted']);
});

test('a meeting that passed without a decision is told, and so is a case on no agenda', () => {
  const silent = caseWith(['2023-03-14'], []);
  const waiting = caseWith([], []);

  expect(pathText(silent, casePath(silent, meetings, '2023-05-01'))).toBe(
    'På dagsordenen 14. marts 2023 uden en beslutning.',
  );
  expect(pathText(waiting, [])).toBe('Sagen er ikke på vej til noget møde.');
});
