import type { Context } from 'hono';
import type { Env } from '../../shared/http/http.ts';
import type { Viewed } from '../../shared/page/page.tsx';
import { asDayAsked, askedDay } from '../tender-seen.query.ts';
import { answer, nextText } from '../tender-wording.ts';
import { timeline } from '../timeline/timeline.ts';
import { everyTender } from '../whole-tender.query.ts';
import { situationOf } from '../whole-tender.ts';

/** The tenders of a vifte on the front page: whether each makes it, and what is next. */
export async function tenderFront(c: Context<Env>, viewed: Viewed) {
  const every = await everyTender(c.var.database, 'all');
  const tenders = every.filter(({ tender }) => tender.portfolio === viewed.portfolio.code);
  if (tenders.length === 0) return null;
  const asked = askedDay(c);
  return (
    <section aria-labelledby="tender">
      <h2 id="tender">Udbuddet</h2>
      <ul class="notices">
        {tenders.map(whole => {
          const expected = timeline(situationOf(whole, asked ?? c.var.today()));
          const href = viewed.link(asDayAsked(`/udbud/${whole.tender.code}`, asked));
          return (
            <>
              <li class={expected.contract.reached === 'yes' ? 'notice' : 'notice notice--urgent'}>
                {answer(expected)}{' '}
                <a href={href}>Se tidsplanen{tenders.length > 1 && ` for ${whole.tender.title}`}</a>
              </li>
              {expected.next.map(step => {
                const { what, when, who } = nextText(step, expected);
                return (
                  <li class="notice">
                    Næste: {what} · {when} · ansvarlig: {who}
                  </li>
                );
              })}
            </>
          );
        })}
      </ul>
    </section>
  );
}
