import { shortDay } from '../tender-wording.ts';
import type { Seen } from '../tender-seen.query.ts';
import type { WhatIfAsked } from '../timeline/what-if-asked.ts';

type WhatIfProps = {
  seen: Seen;
  asked: WhatIfAsked;
  mistakes: readonly { field: keyof WhatIfAsked; message: string }[];
};

/** Two questions, each a form of its own that only asks: the answer stands in the address and nothing is saved. */
export function WhatIf({ seen, asked, mistakes }: WhatIfProps) {
  const { whole, timeline, today } = seen;
  const mistake = (field: keyof WhatIfAsked) => mistakes.find(mistake => mistake.field === field)?.message;
  const open = timeline.phases.filter(({ state }) => state !== 'ended');
  const meetings = whole.meetings.filter(({ day, status }) => day >= today && status !== 'cancelled');
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="what-if" class="what-if d-print-none">
      <h2 id="what-if">Hvad hvis?</h2>
      <p>Svaret står over og i tidsplanen. Intet gemmes.</p>
      <div class="what-if-forms">
        <form method="get" action={`/udbud/${whole.tender.code}#svar`}>
          <Kept seen={seen} />
          <div class={`form-group ${mistake('phase') ? 'form-error' : ''}`}>
            <label class="form-label" for="fase">
              Fase
            </label>
            <Mistake field="fase" text={mistake('phase')} />
            <select
              class="form-select"
              id="fase"
              name="fase"
              aria-describedby={mistake('phase') && 'fase-error'}
              aria-invalid={mistake('phase') && 'true'}
            >
              {open.map(({ number, title }) => (
                <option value={String(number)} selected={String(number) === asked.phase}>
                  {number} {title}
                </option>
              ))}
            </select>
          </div>
          <div class={`form-group ${mistake('days') ? 'form-error' : ''}`}>
            <label class="form-label" for="dage">
              forsinkes arbejdsdage
            </label>
            <Mistake field="dage" text={mistake('days')} />
            <input
              class="form-input"
              id="dage"
              name="dage"
              inputmode="numeric"
              value={asked.days || '10'}
              aria-describedby={mistake('days') && 'dage-error'}
              aria-invalid={mistake('days') && 'true'}
            />
          </div>
          <button type="submit" class="button button-secondary">
            Hvad sker der så?
          </button>
        </form>
        {meetings.length > 0 && (
          <form method="get" action={`/udbud/${whole.tender.code}#svar`}>
            <Kept seen={seen} />
            <div class={`form-group ${mistake('meeting') ? 'form-error' : ''}`}>
              <label class="form-label" for="aflyst">
                Mødet aflyses
              </label>
              <Mistake field="aflyst" text={mistake('meeting')} />
              <select
                class="form-select"
                id="aflyst"
                name="aflyst"
                aria-describedby={mistake('meeting') && 'aflyst-error'}
                aria-invalid={mistake('meeting') && 'true'}
              >
                {meetings.map(({ code, day }) => (
                  <option value={code} selected={code === asked.meeting}>
                    {shortDay(day, today)}
                  </option>
                ))}
              </select>
            </div>
            <button type="submit" class="button button-secondary">
              Hvad sker der så?
            </button>
          </form>
        )}
      </div>
    </section>
  );
}

/** What a question keeps of the page it is asked from. */
function Kept({ seen: { viewed, today, isAsked } }: { seen: Seen }) {
  return (
    <>
      <input type="hidden" name="vifte" value={viewed.portfolio.code} />
      {isAsked && <input type="hidden" name="today" value={today} />}
    </>
  );
}

function Mistake({ field, text }: { field: string; text: string | undefined }) {
  return text === undefined ? null : (
    <span class="form-error-message" id={`${field}-error`}>
      <span class="sr-only">Fejl: </span>
      {text}
    </span>
  );
}
