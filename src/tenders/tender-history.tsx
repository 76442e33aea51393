import { outcomeLabels } from '../committees/committee.schema.ts';
import { formatDay, type Day } from '../shared/days/day.ts';
import type { Seen } from './tender-seen.query.ts';
import { recordLabels } from './tender.schema.ts';
import { approvedOn } from './whole-tender.ts';

export const conditionWords = {
  open: 'ikke opfyldt endnu',
  met: 'opfyldt',
  late: 'ikke opfyldt til tiden',
} as const;

type Event = { day: Day; what: string; why: string | null };

/** What has happened until the day the page is seen from, newest first; of one phase or of the whole tender. */
export function History({ seen, phase }: { seen: Seen; phase?: number }) {
  const events = eventsOf(seen, phase);
  return (
    <section aria-labelledby="history">
      <h2 id="history">{phase === undefined ? 'Hvad er der sket?' : 'Hvad er der sket i fasen?'}</h2>
      {events.length === 0 ? (
        <p>Intet er skrevet ind endnu.</p>
      ) : (
        <ol class="history">
          {events.map(({ day, what, why }) => (
            <li>
              <strong>{formatDay(day)}</strong> {what}
              {why !== null && <span class="below">{why}</span>}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function eventsOf({ whole, today }: Seen, phase: number | undefined): Event[] {
  const wanted = (number: number) => phase === undefined || number === phase;
  const decisions = whole.gates
    .filter(gate => wanted(gate.phase))
    .flatMap(gate =>
      gate.decisions.map(({ day, outcome, reason, by, absent }) => ({
        day,
        what: `${by === 'council' ? 'Byrådet' : whole.committee.name}, fase ${gate.phase}: ${outcomeLabels[outcome].toLowerCase()} (sagen »${gate.title}«, indstilling ${gate.recommendation})`,
        why: [reason, absent === null ? null : `${absent} fraværende`].filter(Boolean).join(' · ') || null,
      })),
    );
  const records = whole.records
    .filter(record => wanted(record.phase))
    .map(({ day, kind, phase, note }) => ({
      day,
      what: `Fase ${phase}: ${recordLabels[kind].toLowerCase()}`,
      why: note,
    }));
  const plans =
    phase === undefined
      ? whole.plans.map(plan => {
          const approved = approvedOn(plan, today);
          return {
            day: plan.madeOn,
            what: `Plan ${plan.number} lagt${approved === null ? '' : `, godkendt af udvalget ${formatDay(approved)}`}`,
            why: plan.reason,
          };
        })
      : [];
  return [...plans, ...records, ...decisions]
    .filter(({ day }) => day <= today)
    .toReversed()
    .toSorted((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
}
