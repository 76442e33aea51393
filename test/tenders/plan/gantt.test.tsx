import { html } from 'hono/html';
import { expect, test } from 'vitest';
import { Gantt } from '../../../src/tenders/plan/gantt.tsx';
import { ganttRows } from '../../../src/tenders/plan/gantt-rows.ts';
import { timeline } from '../../../src/tenders/timeline/timeline.ts';
import { whatIf } from '../../../src/tenders/timeline/what-if.ts';
import { decided, phases1To3Done, plan, situation } from '../timeline/punkt42.ts';

async function drawn(asked = situation(), slips = 0): Promise<string> {
  const expected = timeline(asked);
  const tried =
    slips === 0 ? null : timeline(whatIf(asked, [{ change: 'phase-slips', phase: 6, workingDays: slips }]));
  const shown = tried ?? expected;
  const chart = (
    <Gantt
      id="g"
      title="Tidsplan"
      description="Ja."
      rows={ganttRows(shown, asked.facts, plan, tried && expected)}
      today={shown.today}
      contractStart={shown.contract.start}
    />
  );
  return (await html`${chart}`).toString();
}

test('the drawing is named and described, and styles nothing inline', async () => {
  const svg = await drawn();

  expect(svg).toContain('role="img" aria-labelledby="g-title g-description"');
  expect(svg).toContain('<title id="g-title">Tidsplan</title>');
  expect(svg).not.toContain('style=');
});

test('every day lies inside the drawing, in the order of the calendar', async () => {
  const places = [...(await drawn()).matchAll(/(?:x|x1)="([\d.]+)%"/g)].map(([, place]) => Number(place));

  expect(places.length).toBeGreaterThan(20);
  expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...places)).toBeLessThanOrEqual(100);
  expect(place(await drawn(), 'i dag 13. april')).toBeLessThan(
    place(await drawn(), 'kontraktstart 1. januar 2024'),
  );
});

test('a day far outside the tender does not squeeze it', async () => {
  const near = place(await drawn(), 'kontraktstart 1. januar 2024');
  const far = await drawn(situation({ today: '2015-01-01', facts: [] }));

  expect(near).toBeGreaterThan(90);
  expect(place(far, 'kontraktstart')).toBeGreaterThan(90);
  expect(place(far, 'i dag 1. januar')).toBe(0);
});

test('rows hold plan, forecast, limit, meeting and the meetings that did not do', () => {
  const asked = situation({
    today: '2023-06-14',
    facts: [...phases1To3Done, decided(4, '2023-06-13', 'postponed')],
  });
  const rows = ganttRows(timeline(asked), asked.facts, plan, null);

  expect(rows[2]).toMatchObject({ meeting: { day: '2023-05-09', state: 'passed' }, missed: [] });
  expect(rows[3]).toMatchObject({
    planned: { to: '2023-06-13' },
    forecast: { to: '2023-08-15' },
    latest: '2023-06-13',
    meeting: { day: '2023-08-15', state: 'ahead' },
    missed: ['2023-06-13'],
  });
  expect(rows[6]).toMatchObject({ forecast: null, meeting: null, latest: '2023-12-12' });
});

test('what is tried shows beside what was expected, and only where it moves something', async () => {
  const asked = situation();
  const tried = timeline(whatIf(asked, [{ change: 'phase-slips', phase: 6, workingDays: 10 }]));
  const rows = ganttRows(tried, asked.facts, plan, timeline(asked));

  expect(rows.map(({ untried }) => untried?.to ?? null)).toEqual([
    null,
    null,
    null,
    null,
    null,
    '2023-11-08',
    '2023-11-14',
  ]);
  expect(await drawn(asked, 10)).toContain('stroke-dasharray="3 2"');
  expect(await drawn(asked)).not.toContain('stroke-dasharray="3 2"');
});

/** How far to the right, in percent, the line with this label stands. */
function place(svg: string, label: string): number {
  const before = svg.slice(0, svg.indexOf(label));
  return Number([...before.matchAll(/x="([\d.]+)%"/g)].at(-1)?.[1]);
}
