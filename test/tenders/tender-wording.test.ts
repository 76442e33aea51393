import { expect, test } from 'vitest';
import {
  answer,
  boundText,
  movedText,
  nextText,
  phasesText,
  slackText,
  spanText,
  whatIfAnswer,
} from '../../src/tenders/tender-wording.ts';
import { timeline } from '../../src/tenders/timeline/timeline.ts';
import type { Situation } from '../../src/tenders/timeline/laid-phase.ts';
import { whatIf, type Change } from '../../src/tenders/timeline/what-if.ts';
import { decided, meetings, phases1To3Done, situation, withMeeting } from './timeline/punkt42.ts';

function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

function said(changes: Partial<Situation> = {}): string {
  return plain(answer(timeline(situation(changes))));
}

function tried(change: Change): string {
  const before = situation();
  return plain(whatIfAnswer(timeline(before), timeline(whatIf(before, [change])), change, meetings));
}

const postponed: Partial<Situation> = {
  today: '2023-06-14',
  facts: [...phases1To3Done, decided(4, '2023-06-13', 'postponed')],
};

test('the page says that contracts can start, that nothing is late, and which phases have no slack', () => {
  expect(said()).toBe(
    'Ja: kontrakterne kan starte 1. januar 2024. Ingen fase er forsinket; fase 3 og 4 har ingen luft.',
  );
});

test('a postponement past the last possible meeting is told with that meeting', () => {
  expect(said(postponed)).toBe(
    'Nej: kontrakterne kan ikke starte 1. januar 2024. Fase 7 har intet møde tilbage i kalenderen. Fase 4 er længst bagud: ventet 45 arbejdsdage efter det sidste mulige møde 13. juni.',
  );
});

test('a tender stopped under § 23 waits for the council', () => {
  expect(said({ today: '2023-06-14', facts: [...phases1To3Done, decided(4, '2023-06-13', 'stopped')] })).toBe(
    'Det kan ikke siges, om kontrakterne kan starte 1. januar 2024: udbuddet er stoppet ved fase 4 (Rammeaftale), indtil byrådets beslutning er skrevet ind.',
  );
});

test('what is next is said with its paper deadline and who does it', () => {
  const expected = timeline(situation());

  expect(expected.next.map(step => nextText(step, expected))).toEqual([
    {
      phase: 2,
      what: 'Fase 2 (Aftale med rådgiver): skal begynde og gøres færdig',
      when: 'ventes færdig 28. april',
      who: 'Forvaltningen',
    },
    {
      phase: 3,
      what: 'Fase 3 (Principdrøftelse): sagen skal være klar',
      when: 'sagsfrist 2. maj til mødet 9. maj',
      who: 'Forvaltningen',
    },
  ]);
});

test('slack is said in words', () => {
  const { phases, today } = timeline(situation());

  expect(phases.map(phase => plain(slackText(phase, today)))).toEqual([
    'afsluttet 12. april',
    '9 arbejdsdage til det ikke kan nås',
    'sidste mulige møde',
    'sidste mulige møde',
    '20 arbejdsdage til det ikke kan nås',
    '20 arbejdsdage til det ikke kan nås',
    '20 arbejdsdage til det ikke kan nås',
  ]);
});

test('a phase behind its limit is too late, and one without a meeting says so', () => {
  const { phases, today } = timeline(situation(postponed));

  expect(phases.slice(3).map(phase => plain(slackText(phase, today)))).toEqual([
    '45 arbejdsdage for sent',
    '20 arbejdsdage for sent',
    '9 arbejdsdage for sent',
    'intet møde tilbage',
  ]);
});

test('what put a phase where it is names the meeting, its paper deadline and the meetings passed over', () => {
  const { phases, today } = timeline(
    situation({ meetings: withMeeting('m-08-15', { status: 'cancelled' }) }),
  );
  const fifth = phases.find(({ number }) => number === 5);

  expect(fifth && boundText(fifth, meetings, today)).toBe(
    'mødet 12. september, sagsfrist 6. september; 15. august er aflyst',
  );
});

test('what if a phase slips within its slack', () => {
  expect(tried({ change: 'phase-slips', phase: 6, workingDays: 10 })).toBe(
    'Hvis fase 6 forsinkes 10 arbejdsdage, flytter det fase 6 fra 8. november til 22. november og fase 7 fra 14. november til 12. december; kontrakterne kan stadig starte 1. januar 2024.',
  );
});

test('what if the last possible meeting is cancelled', () => {
  expect(tried({ change: 'meeting-cancelled', meeting: 'm-06-13' })).toMatch(
    /^Hvis mødet 13\. juni aflyses, flytter det fase 4 fra 13\. juni til 15\. august, .* fase 7 ud over det sidste møde i kalenderen; kontrakterne kan så ikke længere starte 1\. januar 2024\.$/,
  );
});

test('what if nothing moves', () => {
  expect(tried({ change: 'phase-slips', phase: 2, workingDays: 1 })).toMatch(
    /^Hvis fase 2 forsinkes 1 arbejdsdag, flytter det fase 2 fra 28\. april til 1\. maj; kontrakterne kan stadig/,
  );
  expect(tried({ change: 'meeting-cancelled', meeting: 'm-09-12' })).toBe(
    'Hvis mødet 12. september aflyses, flytter det ingen fase; kontrakterne kan stadig starte 1. januar 2024.',
  );
});

test('days, spans, runs of phases and moves are said shortly', () => {
  expect(spanText('2023-04-13', '2023-04-28', '2023-05-01')).toBe('13.–28. april');
  expect(spanText('2023-08-16', '2023-11-08', '2023-05-01')).toBe('16. august – 8. november');
  expect(spanText('2023-12-01', '2024-01-05', '2023-05-01')).toBe('1. december – 5. januar 2024');
  expect(spanText(null, '2023-05-09', '2023-05-01')).toBe('9. maj');
  expect(phasesText([{ number: 4 }, { number: 5 }, { number: 6 }, { number: 7 }])).toBe('fase 4–7');
  expect(phasesText([{ number: 4 }, { number: 6 }])).toBe('fase 4 og 6');
  expect([5, -1, 0].map(days => plain(movedText(days)))).toEqual([
    '5 arbejdsdage senere',
    '1 arbejdsdag tidligere',
    'uændret',
  ]);
});
