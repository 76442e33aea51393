import type { Context } from 'hono';
import { committeeWork } from '../../committees/committee-work.query.ts';
import { formatDay } from '../../shared/days/day.ts';
import { namesOf } from '../../offers/wording.ts';
import type { Env } from '../../shared/http/http.ts';
import type { Viewed } from '../../shared/page/page.tsx';
import { alternativeText } from '../comparison/comparison-wording.ts';
import { scenarioFacts } from '../scenario-facts.query.ts';
import { dossiers } from './dossier.query.ts';

/** The ways a committee is to decide on, as they were presented, with the case and the meeting; nothing where there are none. */
export async function scenariosFront(c: Context<Env>, viewed: Viewed) {
  const { scenarios } = await scenarioFacts(c.var.database, viewed.portfolio.code);
  const presented = scenarios.filter(({ status }) => status === 'presented');
  if (presented.length === 0) return null;
  const kept = await dossiers(c.var.database, viewed.portfolio.code);
  const { cases, meetings } = await committeeWork(c.var.database);
  const days = new Map(meetings.map(({ code, day }) => [code, day]));
  return (
    <section aria-labelledby="presented">
      <h2 id="presented">
        {presented.length === 1 ? 'En vej er forelagt' : `${presented.length} veje er forelagt`}
      </h2>
      <ul class="notices">
        {presented.map(({ code, view }) => {
          const dossier = kept.get(code)?.dossier;
          const [one] = dossier?.comparison.scenarios ?? [];
          const about = cases.find(other => other.code === view.presentation?.case);
          const day = about?.agenda
            .flatMap(({ meeting }) => days.get(meeting) ?? [])
            .toSorted()
            .at(-1);
          return (
            <li class="notice">
              {dossier &&
                one &&
                alternativeText(dossier.comparison.today, one, namesOf(dossier.before).group)}{' '}
              <a href={viewed.link(`/scenarier/${code}`)}>Se {view.name}</a>
              {about && (
                <>
                  {' '}
                  i <a href={viewed.link(`/udvalg/sager/${about.code}`)}>{about.title}</a>
                  {day !== undefined && `, mødet ${formatDay(day)}`}
                </>
              )}
            </li>
          );
        })}
      </ul>
      <p>
        <a href={viewed.link('/scenarier/sammenlign')}>Sammenlign dem side om side</a>
      </p>
    </section>
  );
}
