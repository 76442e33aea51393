import { formatDay } from '../../shared/days/day.ts';
import { inOrder } from './phase-order.ts';
import { isCommitteePhase, type Meeting, type Plan } from './phase.ts';

/** A mistake in a plan, at its JSON pointer. */
export type PlanFinding = { pointer: string; message: string };

/** Everything that makes a plan unusable, each at its place; `meetings` are the committee's. */
export function planFindings({ phases }: Plan, meetings: readonly Meeting[]): PlanFinding[] {
  const findings: PlanFinding[] = [];
  const found = (pointer: string, message: string) => findings.push({ pointer, message });
  const numbers = new Set(phases.map(({ number }) => number));
  const byCode = new Map(meetings.map(meeting => [meeting.code, meeting]));

  if (phases.length === 0) found('/phases', 'En plan skal have mindst én fase.');
  phases.forEach((phase, i) => {
    const { number, plannedFrom, plannedTo, predecessors } = phase;
    if (phases.findIndex(other => other.number === number) < i) {
      found(`/phases/${i}/number`, `Der er to faser med nummer ${number}. Giv hver fase sit eget nummer.`);
    }
    if (plannedFrom !== null && plannedTo !== null && plannedTo < plannedFrom) {
      found(
        `/phases/${i}/plannedTo`,
        `Fase ${number} slutter ${formatDay(plannedTo)}, før den begynder ${formatDay(plannedFrom)}.`,
      );
    }
    predecessors.forEach((predecessor, j) => {
      const pointer = `/phases/${i}/predecessors/${j}`;
      if (!numbers.has(predecessor)) found(pointer, `Fase ${predecessor} findes ikke i planen.`);
      if (predecessor === number) found(pointer, `Fase ${number} kan ikke vente på sig selv.`);
      if (predecessors.indexOf(predecessor) < j) found(pointer, `Fase ${predecessor} står to gange.`);
    });
    if (phase.meeting === null) return;
    const meeting = byCode.get(phase.meeting);
    const pointer = `/phases/${i}/meeting`;
    if (!isCommitteePhase(phase)) {
      found(pointer, `Fase ${number} er arbejde og kan ikke knyttes til et møde.`);
    } else if (!meeting) {
      found(pointer, `Mødet ${phase.meeting} findes ikke i udvalgets kalender.`);
    } else if (meeting.status === 'cancelled') {
      found(pointer, `Mødet ${formatDay(meeting.day)} er aflyst. Vælg et andet.`);
    } else if (plannedTo !== meeting.day) {
      found(
        `/phases/${i}/plannedTo`,
        `Fase ${number} skal slutte på mødedagen ${formatDay(meeting.day)}, når den er knyttet til mødet.`,
      );
    }
  });
  return [...findings, ...ringFindings(phases)];
}

function ringFindings(phases: Plan['phases']): PlanFinding[] {
  const ring = ringAmong(inOrder(phases).circling);
  // a phase that waits for itself alone has been told at its predecessor
  if (ring.length < 2) return [];
  const numbers = list.format(ring.map(String));
  return phases.flatMap(({ number }, i) =>
    ring.includes(number)
      ? [{ pointer: `/phases/${i}/predecessors`, message: `Fase ${numbers} venter på hinanden i ring.` }]
      : [],
  );
}

const list = new Intl.ListFormat('da', { type: 'conjunction' });

/** The phases of the rings themselves, without those that only wait for a ring. */
function ringAmong(circling: Plan['phases']): number[] {
  let left = circling;
  for (;;) {
    const waitedFor = new Set(left.flatMap(({ predecessors }) => predecessors));
    const kept = left.filter(({ number }) => waitedFor.has(number));
    if (kept.length === left.length) return kept.map(({ number }) => number);
    left = kept;
  }
}
