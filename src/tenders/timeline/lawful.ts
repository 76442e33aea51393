import { formatDay, type Day } from '../../shared/days/day.ts';
import { deadlineAfter } from '../../shared/days/deadline.ts';
import type { ClosingDays } from '../../shared/days/working-days.ts';
import { calledOff, knownEvents, lastOf, suspensionOf, type LifeEvent } from './event.ts';
import { happenedOn, isInStandstill, standstillDays, standstillEnds, type Planned } from './life.ts';
import { rules, type Procedure, type Rule } from './procedures.ts';
import { stageLabels, type EventKind, type IncidentKind, type StageKind } from './stage.ts';

/** What a step is judged by. */
export type Scene = {
  procedure: Procedure;
  /** As they stand. */
  planned: readonly Planned[];
  events: readonly LifeEvent[];
  lots: readonly string[];
  /** The day every phase of the plan was over; null as long as one is not, or where the plan ends before the award. */
  decidedOn: Day | null;
  /** Name of the phase that is not over. */
  undecided: string | null;
  today: Day;
  closingDays: ClosingDays;
};

/** Why a step may not be recorded: the rule broken, in words, with the law where it is law. */
export type Unlawful = { rule: string; message: string; pointer: string; law: Rule | null };

type Step = Omit<LifeEvent, 'number' | 'knownOn'>;

/** The first rule a step would break; null where it breaks none. */
export function unlawful(step: Step, scene: Scene): Unlawful | null {
  const events = knownEvents(scene.events, scene.today);
  if (step.day > scene.today)
    return refused('day-ahead', '/day', 'Dagen er ikke kommet endnu. Skriv den dag, det skete.');
  if (step.kind === 'retracted') return unlawfulRetraction(step, events);
  const ended = calledOff(events, step.lot);
  if (ended !== null && ended.how !== 'no-bids' && !afterTheEnd.has(step.kind))
    return refused(
      'called-off',
      '/kind',
      `Udbuddet er ${ended.how === 'annulled' ? 'annulleret' : 'opgivet'} ${formatDay(ended.on)}. Der kan ikke ske mere i det.`,
    );
  if (needsReason.has(step.kind) && !step.reason)
    return refused('reason-needed', '/reason', 'Skriv begrundelsen.');
  if (isStage(step.kind)) return unlawfulStage(step, step.kind, scene, events);
  return unlawfulIncident(step, step.kind, scene, events);
}

const needsReason: ReadonlySet<EventKind> = new Set<EventKind>(['annulled', 'given-up']);

/** A complaint can be made and decided after a tender has been called off. */
const afterTheEnd: ReadonlySet<EventKind> = new Set<EventKind>([
  'complaint',
  'suspension-granted',
  'suspension-lifted',
  'complaint-withdrawn',
  'complaint-ruled',
]);

function isStage(kind: EventKind): kind is Exclude<StageKind, 'standstill-ends'> {
  return kind in stageLabels;
}

function unlawfulRetraction({ retracts, reason }: Step, events: readonly LifeEvent[]): Unlawful | null {
  if (!events.some(({ number }) => number === retracts))
    return refused('not-found', '/retracts', 'Den hændelse findes ikke, eller den er trukket tilbage.');
  if (!reason) return refused('reason-needed', '/reason', 'Skriv, hvorfor hændelsen trækkes tilbage.');
  return null;
}

function unlawfulStage(
  { day, lot, reason }: Step,
  kind: Exclude<StageKind, 'standstill-ends'>,
  scene: Scene,
  events: readonly LifeEvent[],
): Unlawful | null {
  const { procedure } = scene;
  const done = (of: StageKind) => reachedOn(of, scene, events, lot);
  const name = stageLabels[kind];
  if (!procedure.stages.includes(kind))
    return refused('not-of-procedure', '/kind', `»${name}« hører ikke til den udbudsform, udbuddet har.`);
  if (events.some(event => event.kind === kind && event.lot === lot && !manyTimes.has(kind)))
    return refused(
      'already-recorded',
      '/kind',
      `»${name}« er allerede skrevet ind. Træk det tilbage, hvis det er forkert.`,
    );
  const order = procedure.stages;
  const earlier = order.slice(0, order.indexOf(kind)).filter(stage => procedure.needed.includes(stage));
  const missing = earlier.find(stage => mustBeDone.has(stage) && done(stage) === null);
  if (missing)
    return refused(
      'out-of-order',
      '/kind',
      `»${name}« kan ikke ske, før »${stageLabels[missing]}« er skrevet ind.`,
    );
  const later = order
    .slice(0, order.indexOf(kind))
    .map(stage => ({ stage, on: done(stage) }))
    .find(({ on }) => on !== null && on > day);
  if (later?.on)
    return refused(
      'out-of-order',
      '/day',
      `»${name}« kan ikke være ${formatDay(day)}: »${stageLabels[later.stage]}« var først ${formatDay(later.on)}.`,
    );
  if (kind === 'award-letter') return unlawfulLetter(day, scene);
  if (kind === 'contract-signed') return unlawfulContract(day, lot, scene, events);
  if (kind === 'award-notice') return lateNotice(day, reason, scene, done('contract-signed'));
  return null;
}

/** What may happen more than once. */
const manyTimes: ReadonlySet<StageKind> = new Set<StageKind>(['market-dialogue', 'answers', 'negotiation']);

/** Steps without which those after them have no meaning; other planned stages may pass unrecorded. */
const mustBeDone: ReadonlySet<StageKind> = new Set<StageKind>(['notice', 'award-letter', 'contract-signed']);

function unlawfulLetter(day: Day, { undecided, decidedOn }: Scene): Unlawful | null {
  if (undecided !== null)
    return refused(
      'award-before-decision',
      '/kind',
      `Tilbudsgiverne kan ikke underrettes om tildelingen, før ${undecided} er afgjort. Skriv beslutningen ind først.`,
    );
  if (decidedOn !== null && day < decidedOn)
    return refused(
      'award-before-decision',
      '/day',
      `Underretningen kan ikke være sendt ${formatDay(day)}: der blev først truffet beslutning ${formatDay(decidedOn)}.`,
    );
  return null;
}

function unlawfulContract(
  day: Day,
  lot: string | null,
  scene: Scene,
  events: readonly LifeEvent[],
): Unlawful | null {
  const { procedure, planned, today, closingDays, lots } = scene;
  if (lot === null) {
    const split = lots.find(
      code => calledOff(events, code) === null && reachedOn('award-letter', scene, events, code) === null,
    );
    if (split)
      return refused(
        'no-award-letter',
        '/kind',
        `Der er ikke sendt underretning om delaftalen ${split}. Skriv kontrakten ind på de delaftaler, der er tildelt.`,
      );
  }
  for (const of of lot === null ? [null, ...lots] : [lot]) {
    const ends = standstillEnds(procedure, planned, events, today, closingDays, of);
    if (ends !== null && day <= ends)
      return refused(
        'contract-in-standstill',
        '/day',
        `Kontrakten kan ikke være skrevet under ${formatDay(day)}: standstill løber til og med ${formatDay(ends)}.`,
        rules.ineffective,
      );
    const held = suspensionOf(events, isInStandstill(procedure, planned, events, today, closingDays), of);
    if (held !== null && day >= held.since && (held.until === null || day <= held.until))
      return refused(
        'contract-while-suspended',
        '/day',
        `Kontrakten kan ikke skrives under, mens klagen fra ${formatDay(held.since)} har opsættende virkning${held.until === null ? '' : `; den ophørte ${formatDay(held.until)}`}.`,
        rules.suspension,
      );
  }
  return null;
}

function lateNotice(
  day: Day,
  reason: string | null,
  { procedure, closingDays }: Scene,
  signed: Day | null,
): Unlawful | null {
  if (procedure.awardNotice === null || signed === null || reason) return null;
  const due = deadlineAfter(signed, procedure.awardNotice.days, closingDays);
  if (day <= due) return null;
  return refused(
    'award-notice-late',
    '/reason',
    `Bekendtgørelsen skulle være sendt senest ${formatDay(due)}. Skriv, hvorfor den er sendt senere.`,
    procedure.awardNotice.rule,
  );
}

function unlawfulIncident(
  { day, lot }: Step,
  kind: Exclude<IncidentKind, 'retracted'>,
  scene: Scene,
  events: readonly LifeEvent[],
): Unlawful | null {
  const published = reachedOn('notice', scene, events, lot) ?? reachedOn('bids', scene, events, lot);
  switch (kind) {
    case 'given-up':
      return published === null
        ? null
        : refused(
            'published',
            '/kind',
            'Udbuddet er offentliggjort. Det kan ikke opgives stille; annullér det med en begrundelse.',
          );
    case 'no-bids':
      if (lot === null) return refused('lot-needed', '/lot', 'Vælg den delaftale, der ingen bud fik.');
      return before('bids', day, scene, events, lot);
    case 'annulled':
    case 'notice-changed':
      if (reachedOn('contract-signed', scene, events, lot) !== null)
        return refused('signed', '/kind', 'Kontrakten er skrevet under; udbuddet er slut.');
      return kind === 'notice-changed' ? before('notice', day, scene, events, lot) : null;
    case 'option-used':
      return before('contract-signed', day, scene, events, lot);
    case 'suspension-granted':
    case 'suspension-lifted':
    case 'complaint-withdrawn':
    case 'complaint-ruled': {
      const complaint = lastOf(events, 'complaint', lot) ?? events.find(event => event.kind === 'complaint');
      if (complaint === undefined)
        return refused('no-complaint', '/kind', 'Der er ikke skrevet nogen klage ind.');
      return complaint.day > day
        ? refused('out-of-order', '/day', `Klagen er først indgivet ${formatDay(complaint.day)}.`)
        : null;
    }
    case 'complaint':
      return null;
  }
}

function before(
  stage: StageKind,
  day: Day,
  scene: Scene,
  events: readonly LifeEvent[],
  lot: string | null,
): Unlawful | null {
  const on = reachedOn(stage, scene, events, lot);
  if (on === null)
    return refused('out-of-order', '/kind', `»${stageLabels[stage]}« er ikke skrevet ind endnu.`);
  return on > day
    ? refused('out-of-order', '/day', `»${stageLabels[stage]}« var først ${formatDay(on)}.`)
    : null;
}

/** The day a stage was reached for a lot: by itself, with the whole tender, or as its milestone says. */
function reachedOn(
  kind: StageKind,
  { planned, lots, today }: Scene,
  events: readonly LifeEvent[],
  lot: string | null,
): Day | null {
  const own = lot === null || kind === 'standstill-ends' ? undefined : lastOf(events, kind, lot)?.day;
  return own ?? happenedOn(kind, planned, events, lots, today);
}

function refused(rule: string, pointer: string, message: string, law: Rule | null = null): Unlawful {
  return { rule, pointer, message, law };
}

/** Every planned day that contradicts another, or the law. */
export function planContradictions(
  planned: readonly Planned[],
  { procedure, events, closingDays, today }: Scene,
  plannedDecision: Day | null,
): { kind: StageKind; message: string }[] {
  const known = knownEvents(events, today);
  const at = (kind: StageKind) => planned.find(one => one.kind === kind);
  const found: { kind: StageKind; message: string }[] = [];
  const order = procedure.stages.filter(kind => kind !== 'standstill-ends');
  const inOrder = order.flatMap(kind => at(kind) ?? []);
  inOrder.forEach((one, i) => {
    const earlier = inOrder.slice(0, i).find(other => standsOn(other) > standsOn(one));
    if (earlier)
      found.push({
        kind: one.kind,
        message: `»${stageLabels[one.kind]}« ${formatDay(standsOn(one))} ligger før »${stageLabels[earlier.kind]}« ${formatDay(standsOn(earlier))}.`,
      });
  });
  for (const { kind } of planned) {
    if (!procedure.stages.includes(kind))
      found.push({ kind, message: `»${stageLabels[kind]}« hører ikke til udbuddets udbudsform.` });
  }
  const letter = at('award-letter');
  const contract = at('contract-signed');
  const notice = at('award-notice');
  if (letter && plannedDecision !== null && standsOn(letter) < plannedDecision)
    found.push({
      kind: 'award-letter',
      message: `Underretningen ${formatDay(standsOn(letter))} ligger før beslutningen ${formatDay(plannedDecision)}.`,
    });
  const sent = lastOf(known, 'award-letter')?.day ?? (letter && standsOn(letter));
  if (sent && procedure.standstill !== null) {
    const ends = deadlineAfter(sent, standstillDays(procedure, known), closingDays);
    const stored = at('standstill-ends');
    if (stored && stored.dueOn !== ends)
      found.push({
        kind: 'standstill-ends',
        message: `Standstill regnes fra underretningen ${formatDay(sent)} og udløber ${formatDay(ends)}, ikke ${formatDay(stored.dueOn)} (${procedure.standstill.rule.law}).`,
      });
    if (contract && standsOn(contract) <= ends)
      found.push({
        kind: 'contract-signed',
        message: `Kontrakten ${formatDay(standsOn(contract))} ligger i standstill, der løber til og med ${formatDay(ends)} (${procedure.standstill.rule.law}).`,
      });
  }
  if (contract && notice && procedure.awardNotice !== null) {
    const due = deadlineAfter(standsOn(contract), procedure.awardNotice.days, closingDays);
    if (standsOn(notice) > due)
      found.push({
        kind: 'award-notice',
        message: `Bekendtgørelsen om indgået kontrakt ${formatDay(standsOn(notice))} er for sent: kontrakten skrives under ${formatDay(standsOn(contract))}, så den skal sendes senest ${formatDay(due)} (${procedure.awardNotice.rule.law}).`,
      });
  }
  return found;
}

/** The day a stage was reached, or is planned for. */
function standsOn({ dueOn, metOn }: Planned): Day {
  return metOn ?? dueOn;
}
