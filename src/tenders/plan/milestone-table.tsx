import type { Day } from '../../shared/days/day.ts';
import { AssumedAsNoted } from '../../shared/page/page.tsx';
import { milestoneStatus } from '../timeline/milestones.ts';
import type { Seen } from '../tender-seen.query.ts';
import { shortDay, workingDays } from '../tender-wording.ts';
import { milestoneLabels, type NewMilestone } from '../tender.schema.ts';

/** The dated milestones inside the phases, as they stood on the day. */
export function MilestoneTable({ seen, milestones }: { seen: Seen; milestones: readonly NewMilestone[] }) {
  const { today, link, situation } = seen;
  if (milestones.length === 0) return null;
  return (
    <section aria-labelledby="milestones">
      <h2 id="milestones">Milepæle</h2>
      <table class="table table--compact table-md-responsive-headers">
        <caption class="sr-only">Milepæle med frist og status</caption>
        <thead>
          <tr>
            <th scope="col">Milepæl</th>
            <th scope="col">Fase</th>
            <th scope="col">Frist</th>
            <th scope="col">Status</th>
            <th scope="col" class="d-print-none">
              Skriv ind
            </th>
          </tr>
        </thead>
        <tbody>
          {milestones.map(milestone => (
            <tr>
              <th scope="row">{milestoneLabels[milestone.kind]}</th>
              <td data-title="Fase">{milestone.phase}</td>
              <td data-title="Frist">
                <span>
                  {shortDay(milestone.dueOn, today)} {milestone.basis === 'assumption' && <AssumedAsNoted />}
                </span>
              </td>
              <td data-title="Status">{statusText(milestone, today, situation.calendar.closingDays)}</td>
              <td data-title="Skriv ind" class="d-print-none">
                <a href={link(`/milepaele/${milestone.kind}`)}>
                  Nået?<span class="sr-only"> {milestoneLabels[milestone.kind]}</span>
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type ClosingDays = Seen['situation']['calendar']['closingDays'];

function statusText({ dueOn, metOn }: NewMilestone, today: Day, closingDays: ClosingDays): string {
  const { status, workingDaysLate } = milestoneStatus(dueOn, metOn, today, closingDays);
  const late = workingDaysLate > 0 ? `, ${workingDays(workingDaysLate)} efter fristen` : '';
  switch (status) {
    case 'met':
      return `nået ${metOn === null ? '' : shortDay(metOn, today)}${late}`;
    case 'late':
      return `ikke nået${late}`;
    case 'scheduled':
      return 'forestår';
  }
}
