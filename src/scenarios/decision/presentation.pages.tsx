import type { Context } from 'hono';
import { committeeWork } from '../../committees/committee-work.query.ts';
import type { CaseView, ShownMeeting } from '../../committees/committee.schema.ts';
import { viewing } from '../../offers/viewed.query.ts';
import { formatDay, seenFrom } from '../../shared/days/day.ts';
import { router, type Env } from '../../shared/http/http.ts';
import { problemOf } from '../../shared/http/problem.ts';
import { Alert, Page, answerPage, type Viewed } from '../../shared/page/page.tsx';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { rememberSaved } from '../../shared/page/saved.ts';
import { askedDay } from '../../tenders/tender-seen.query.ts';
import { above, fieldsOf, scenarioAt } from '../scenario-asked.query.ts';
import type { KeptScenario } from '../scenario-facts.query.ts';
import { carryOut, recordCorrection } from './choice.verbs.ts';
import { presentedOn } from './presented-on.query.ts';
import { decidedOn, presentScenario } from './presentation.verbs.ts';

export const presentationPages = router();

presentationPages.get(
  '/scenarier/:scenario/forelaeg',
  viewing(async (c, viewed) => presentPage(c, viewed, await scenarioAt(c, viewed))),
);

presentationPages.post(
  '/scenarier/:scenario/forelaeg',
  viewing(async (c, viewed) => {
    const scenario = await scenarioAt(c, viewed);
    const here = viewed.link(`/scenarier/${scenario.code}`);
    // Sent again, as by a second press on the button: it has been done.
    if (scenario.status === 'presented') return c.redirect(here, 303);
    const { version, recommendation = '' } = await fieldsOf(c);
    const [, code = '', number = '0'] = /^(.*) (\d{1,3})$/.exec(recommendation) ?? [];
    if (code === '')
      return presentPage(c, viewed, scenario, 'Vælg den indstilling, scenariet skal afgøres med.');
    try {
      const on = await presentedOn(c.var.database, viewed.portfolio.code, recordedOn(c));
      const about = { case: code, recommendation: Number(number) };
      await presentScenario(c.var.em, viewed.portfolio.code, scenario.code, about, version, on);
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      const { problem } = problemOf(error);
      return presentPage(c, viewed, scenario, problem.detail, problem.status === 412 ? 412 : 422);
    }
    rememberSaved(c, { what: `${scenario.name} er forelagt.` });
    return c.redirect(here, 303);
  }),
);

presentationPages.post(
  '/scenarier/:scenario/udfoer',
  viewing(async (c, viewed) => {
    const { version } = await fieldsOf(c);
    const code = c.req.param('scenario') ?? '';
    const { name } = await carryOut(c.var.em, viewed.portfolio.code, code, version, recordedOn(c));
    rememberSaved(c, { what: `${name} er ført ud i viften.` });
    return c.redirect(viewed.link(`/scenarier/${code}`), 303);
  }),
);

presentationPages.post(
  '/scenarier/:scenario/ret',
  viewing(async (c, viewed) => {
    const { reason = '' } = await fieldsOf(c);
    const code = c.req.param('scenario') ?? '';
    if (reason.trim() === '' || reason.length > 4000)
      throw new RuleBroken('invalid-input', 'Skriv med højst 4.000 tegn, hvad der var forkert ved valget.', {
        status: 422,
      });
    const { name } = await recordCorrection(c.var.em, viewed.portfolio.code, code, { reason: reason.trim() });
    rememberSaved(c, { what: `Rettelsen af valget af ${name} er skrevet ind.` });
    return c.redirect(viewed.link(`/scenarier/${code}`), 303);
  }),
);

/** Never a later day than today. */
function recordedOn(c: Context<Env>) {
  return seenFrom(askedDay(c) ?? undefined, c.var.today());
}

type Open = { value: string; text: string };

/** The recommendations that are not decided yet, with the meeting each comes to. */
function openRecommendations(cases: readonly CaseView[], meetings: readonly ShownMeeting[]): Open[] {
  const days = new Map(meetings.map(({ code, day }) => [code, day]));
  return cases
    .filter(({ kind }) => kind === 'decision' || kind === 'closed')
    .flatMap(one =>
      one.recommendations.flatMap((wording, i): Open[] => {
        if (decidedOn(one, i + 1)) return [];
        const last = one.agenda
          .flatMap(({ meeting }) => days.get(meeting) ?? [])
          .toSorted()
          .at(-1);
        const when = last === undefined ? 'ikke på en dagsorden' : `mødet ${formatDay(last)}`;
        return [
          {
            value: `${one.code} ${i + 1}`,
            text: `${one.title} (${when}), ${i + 1}: at ${shortened(wording)}`,
          },
        ];
      }),
    );
}

function shortened(text: string): string {
  const plain = text.replace(/^at /, '');
  return plain.length > 90 ? `${plain.slice(0, 89)}…` : plain;
}

async function presentPage(
  c: Context<Env>,
  viewed: Viewed,
  scenario: KeptScenario,
  mistake?: string,
  status: 412 | 422 = 422,
) {
  const { cases, meetings } = await committeeWork(c.var.database);
  const open = openRecommendations(cases, meetings);
  const here = viewed.link(`/scenarier/${scenario.code}`);
  return answerPage(
    c,
    <Page
      c={c}
      title="Forelæg scenariet"
      section="/scenarier"
      viewed={viewed}
      above={above(viewed, scenario)}
    >
      <h1>Forelæg {scenario.name}</h1>
      <p class="font-lead">
        Scenariet hører til en indstilling i en sag. Når det forelægges, bliver viften før og efter,
        sammenligningen og følgerne skrevet ned. Godkender udvalget indstillingen på et senere møde, bliver
        scenariet viften.
      </p>
      {mistake !== undefined && (
        <Alert variant="error" heading="Scenariet er ikke forelagt">
          <p>{mistake}</p>
        </Alert>
      )}
      {scenario.status !== 'draft' ? (
        <p>
          Kun en kladde kan forelægges. <a href={here}>Gå til scenariet</a>
        </p>
      ) : open.length === 0 ? (
        <p>
          Ingen sag har en indstilling, der venter på en beslutning.{' '}
          <a href={viewed.link('/udvalg/sager/ny')}>Opret sagen</a> med en indstilling om scenariet først.
        </p>
      ) : (
        <form method="post" class="edit">
          <input type="hidden" name="version" value={scenario.etag} />
          <div class="form-group">
            <label class="form-label" for="recommendation">
              Indstilling
            </label>
            <span class="form-hint" id="recommendation-hint">
              De indstillinger, der ikke er afgjort. Mangler den, så{' '}
              <a href={viewed.link('/udvalg')}>skriv den i sagen</a> først.
            </span>
            <select
              class="form-select"
              id="recommendation"
              name="recommendation"
              aria-describedby="recommendation-hint"
            >
              <option value="">Vælg</option>
              {open.map(({ value, text }) => (
                <option value={value}>{text}</option>
              ))}
            </select>
          </div>
          <div class="button-group">
            <button type="submit" class="button button-primary">
              Forelæg scenariet
            </button>
            <a href={here} class="button button-tertiary">
              Annullér
            </a>
          </div>
        </form>
      )}
    </Page>,
    mistake === undefined ? 200 : status,
  );
}
