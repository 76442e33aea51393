import { justSaved } from '../../balance/weighing.tsx';
import { leftText, spentText } from '../../offers/known-money.ts';
import { viewing } from '../../offers/viewed.query.ts';
import { namesOf } from '../../offers/wording.ts';
import { number } from '../../shared/wording.ts';
import { router } from '../../shared/http/http.ts';
import { Icon, Page, Scrolling, answerPage, type Viewed } from '../../shared/page/page.tsx';
import { askedComparison } from '../comparison/comparison-asked.query.ts';
import { placedText } from '../comparison/comparison-rows.ts';
import { alternativeText, changesText } from '../comparison/comparison-wording.ts';
import type { Alternative, Comparison } from '../comparison/comparison.ts';
import { scenarioFacts, type KeptScenario } from '../scenario-facts.query.ts';
import { statusLabels } from '../scenario.schema.ts';
import { isForCommittee } from '../scenario.ts';

export const scenarioListPages = router();

scenarioListPages.get(
  '/scenarier',
  viewing(async (c, viewed, whole) => {
    const facts = await scenarioFacts(c.var.database, viewed.portfolio.code);
    const compared = await askedComparison(c, facts, facts.scenarios);
    return answerPage(
      c,
      <Page c={c} title="Scenarier" section="/scenarier" viewed={viewed}>
        {justSaved(c, whole)}
        <h1>Hvilke veje kan viften gå?</h1>
        <p class="font-lead answer">{listAnswer(facts.scenarios, compared, namesOf(whole).group)}</p>
        <p class="actions d-print-none">
          <a href={viewed.link('/scenarier/nyt')} class="button button-primary">
            <Icon name="plus" />
            Lav et scenarie
          </a>
          <a href={viewed.link('/scenarier/graense')} class="function-link">
            Kan man få mere? Se grænsen for, hvad der er muligt
          </a>
        </p>
        {facts.scenarios.length > 0 && (
          <ScenarioList scenarios={facts.scenarios} compared={compared} viewed={viewed} />
        )}
      </Page>,
    );
  }),
);

function listAnswer(
  scenarios: readonly KeptScenario[],
  { today, scenarios: alternatives }: Comparison,
  groupName: (code: string) => string,
): string {
  if (scenarios.length === 0)
    return 'Der er ingen scenarier endnu. Lav et på viften, som den er, og se, hvad en ændring koster og giver.';
  const shown = alternatives.filter((_, i) => scenarios[i] && isForCommittee(scenarios[i]));
  const count = scenarios.length === 1 ? 'Der er 1 scenarie' : `Der er ${scenarios.length} scenarier`;
  if (shown.length === 0) return `${count}; udvalget er ikke forelagt noget af dem endnu.`;
  return `${count}, og udvalget er forelagt ${shown.length}. ${shown.map(one => alternativeText(today, one, groupName)).join(' ')}`;
}

function ScenarioList(props: { scenarios: readonly KeptScenario[]; compared: Comparison; viewed: Viewed }) {
  const { scenarios, compared, viewed } = props;
  const years = compared.today.frames.map(({ year }) => year);
  return (
    <form method="get" action="/scenarier/sammenlign">
      {viewed.link('/').includes('?') && <input type="hidden" name="vifte" value={viewed.portfolio.code} />}
      <Scrolling label="Scenarierne">
        <table class="table table--compact comparison">
          <caption class="sr-only">Scenarierne og viften i dag</caption>
          <thead>
            <tr>
              <th scope="col">Sammenlign</th>
              <th scope="col">Scenarie</th>
              <th scope="col">Status</th>
              <th scope="col">Ændringer</th>
              {years.map(year => (
                <th scope="col">Udgift {year}</th>
              ))}
              <th scope="col">Personer i ydelsesgrupper dækket af en plads</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td></td>
              <th scope="row">Viften i dag</th>
              <td></td>
              <td></td>
              <Figures alternative={compared.today} today={compared.today} />
            </tr>
            {compared.scenarios.map((alternative, i) => {
              const scenario = scenarios[i];
              return (
                scenario && (
                  <tr>
                    <td>
                      <input
                        type="checkbox"
                        class="tick"
                        name="s"
                        value={scenario.code}
                        checked={isForCommittee(scenario)}
                        aria-label={`Sammenlign ${scenario.name}`}
                      />
                    </td>
                    <th scope="row">
                      <a href={viewed.link(`/scenarier/${scenario.code}`)}>{scenario.name}</a>
                      {alternative.differences.length > 0 && scenario.status !== 'chosen' && (
                        <span class="comparison-note">Viften er ændret siden</span>
                      )}
                    </th>
                    <td>{statusLabels[scenario.status]}</td>
                    <td>{changesText(alternative)}</td>
                    <Figures alternative={alternative} today={compared.today} />
                  </tr>
                )
              );
            })}
          </tbody>
        </table>
      </Scrolling>
      <button type="submit" class="button button-secondary d-print-none">
        Sammenlign de valgte
      </button>
    </form>
  );
}

function Figures({ alternative, today }: { alternative: Alternative; today: Alternative }) {
  const { frames, placed } = alternative;
  return (
    <>
      {frames.map(frame => (
        <td class={frame.isKept ? undefined : 'broken'}>
          {spentText(frame)}
          <span class="comparison-note">{leftText(frame)}</span>
        </td>
      ))}
      <td>
        {number(placed)}
        {alternative !== today && <span class="comparison-note">{placedText(today, alternative)}</span>}
      </td>
    </>
  );
}
