import type { Context } from 'hono';
import { viewing } from '../../offers/viewed.query.ts';
import { YearSwitch } from '../../offers/year-switch.tsx';
import { namesOf, yearsText } from '../../offers/wording.ts';
import { coveredYears } from '../../offers/price.ts';
import { formatDay } from '../../shared/days/day.ts';
import { router, type Env } from '../../shared/http/http.ts';
import { answerPage, Assumed, Page, PrintButton, type Viewed } from '../../shared/page/page.tsx';
import { listed } from '../../shared/wording.ts';
import { askedComparison } from './comparison-asked.query.ts';
import { comparisonRows } from './comparison-rows.ts';
import { ComparisonTable, Consequences, thresholdSources } from './comparison-table.tsx';
import { comparisonAnswer, comparisonPath } from './comparison-wording.ts';
import type { Comparison } from './comparison.ts';
import { askedScenarios, mostCompared, scenarioFacts, type KeptScenario } from '../scenario-facts.query.ts';
import { isForCommittee } from '../scenario.ts';
import { statusLabels } from '../scenario.schema.ts';

export const comparisonPages = router();

comparisonPages.get(
  '/scenarier/sammenlign',
  viewing(async (c, viewed, whole) => {
    const { portfolio } = viewed;
    const facts = await scenarioFacts(c.var.database, portfolio.code);
    const asked = askedCodes(c);
    const known = askedScenarios(facts, asked?.slice(0, mostCompared));
    const decided = known.filter(({ status }) => status === 'chosen');
    const chosen = known.filter(one => !decided.includes(one));
    const left = asked === undefined ? [] : askedScenarios(facts, asked.slice(mostCompared));
    const compared = await askedComparison(c, facts, chosen);
    const { year } = compared;
    const sources = thresholdSources(compared);
    const path = comparisonPath(chosen.map(({ code }) => code));
    const drafts = chosen.filter(one => !isForCommittee(one));
    return answerPage(
      c,
      <Page
        c={c}
        title="Sammenlign scenarier"
        section="/scenarier"
        viewed={viewed}
        above={[{ href: viewed.link('/scenarier'), text: 'Scenarier' }]}
      >
        <div class={`compare compare--${chosen.length}`}>
          <div class="page-top">
            <h1>Hvad koster valget, og hvad giver det?</h1>
            <YearSwitch path={path} viewed={viewed} whole={whole} year={year} />
          </div>
          <p class="font-lead answer">
            {comparisonAnswer(compared, facts.scenarios.length, namesOf(whole).group)}
          </p>
          {compared.decideBy && (
            <p class={compared.decideBy.isPast ? 'notice notice--urgent' : 'notice'}>
              {compared.decideBy.sentence}{' '}
              <a href={viewed.link(`/udbud/${compared.decideBy.tender}`)}>Se tidsplanen</a>
            </p>
          )}
          {decided.length > 0 && (
            <p class="notice">
              Valgt med en beslutning og derfor ikke sammenlignet med viften, som den er nu:{' '}
              {decided.map(({ code, name }) => (
                <>
                  <a href={viewed.link(`/scenarier/${code}`)}>{name}, som det blev besluttet</a>{' '}
                </>
              ))}
            </p>
          )}
          {left.length > 0 && (
            <p class="notice notice--urgent">
              Der kan højst sammenlignes {mostCompared} ad gangen.{' '}
              <strong>Ikke med her: {listed(left.map(({ name }) => name))}.</strong>
            </p>
          )}
          {drafts.length > 0 && (
            <p class="notice">
              <strong>Ikke forelagt udvalget:</strong>{' '}
              {drafts.map(({ name, status }) => `${name} (${statusLabels[status].toLowerCase()})`).join(', ')}
              .
            </p>
          )}
          {compared.scenarios
            .filter(({ differences, status }) => differences.length > 0 && status !== 'chosen')
            .map(({ name, scenario, differences }) => (
              <p class="notice">
                Viften er ændret {differences.length === 1 ? 'ét sted' : `${differences.length} steder`},
                siden {name} blev lavet.{' '}
                <a href={viewed.link(`/scenarier/${scenario}`)}>Se, hvad der er ændret</a>
              </p>
            ))}
          <ChooseForm facts={facts.scenarios} chosen={chosen} viewed={viewed} year={year} />
          {compared.scenarios.length > 0 && (
            <>
              <section aria-labelledby="side-om-side">
                <h2 id="side-om-side">Side om side, {yearsText(coveredYears(whole.portfolio, year))}</h2>
                <ComparisonTable compared={compared} sections={comparisonRows(compared, whole)} />
              </section>
              <section aria-labelledby="foelger">
                <h2 id="foelger">Det ændres, og det følger med</h2>
                <Consequences compared={compared} />
              </section>
            </>
          )}
          <p class="small-text">
            Beløb bygger på viftens prislinjer; noget af dem er{' '}
            <Assumed reason="ingen kilde giver det. Under Balance står, hvad der er antaget om hvert tilbud" />
            . Tilbud uden kendt pris er ikke med i beløbene ({unpricedText(compared)}). Udbudspligt er
            screenet for en bekendtgørelse {formatDay(compared.noticeDate)}. {compared.reservation}
            {sources !== null && ` Kilde til udbudspligt: ${sources}.`} Hentet {formatDay(c.var.today())}.
          </p>
          <p class="downloads d-print-none">
            <a class="function-link" href={viewed.link('/scenarier/graense')}>
              Kan man få mere? Se grænsen for, hvad der er muligt
            </a>
            <a class="function-link" href={apiAddress(viewed, chosen, year)}>
              Hent som JSON
            </a>
            <PrintButton />
          </p>
        </div>
      </Page>,
    );
  }),
);

function unpricedText({ today, scenarios }: Comparison): string {
  return [today, ...scenarios]
    .map(({ name, balance }) => `${name}: ${balance.budget.unknownPriceOffers}`)
    .join(', ');
}

/** The boxes ticked; none of them asks for those that are for the committee. */
function askedCodes(c: Context<Env>): string[] | undefined {
  const codes = (c.req.queries('s') ?? []).flatMap(codes => codes.split(',')).filter(Boolean);
  return codes.length === 0 ? undefined : [...new Set(codes)];
}

function ChooseForm(props: {
  facts: readonly KeptScenario[];
  chosen: readonly KeptScenario[];
  viewed: Viewed;
  year: number | null;
}) {
  const { facts, chosen, viewed, year } = props;
  if (facts.length === 0)
    return (
      <p class="d-print-none">
        <a href={viewed.link('/scenarier/nyt')} class="button button-primary">
          Lav et scenarie
        </a>
      </p>
    );
  const codes = new Set(chosen.map(({ code }) => code));
  return (
    <form method="get" class="d-print-none choose-scenarios">
      {viewed.link('/').includes('?') && <input type="hidden" name="vifte" value={viewed.portfolio.code} />}
      {year !== null && <input type="hidden" name="aar" value={year} />}
      <fieldset>
        <legend class="form-label">Sammenlign (højst {mostCompared})</legend>
        <ul class="boxes">
          {facts.map(({ code, name, status }) => (
            <li class="form-group-checkbox">
              <input
                type="checkbox"
                class="form-checkbox"
                id={`s-${code}`}
                name="s"
                value={code}
                checked={codes.has(code)}
              />
              <label for={`s-${code}`}>
                {name} ({statusLabels[status].toLowerCase()})
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <button type="submit" class="button button-secondary">
        Sammenlign
      </button>
    </form>
  );
}

function apiAddress({ portfolio }: Viewed, chosen: readonly KeptScenario[], year: number | null): string {
  const codes = chosen.map(({ code }) => code).join(',');
  const asked = [...(codes === '' ? [] : [`scenarios=${codes}`]), ...(year === null ? [] : [`year=${year}`])];
  return `/api/portfolios/${portfolio.code}/comparison${asked.length > 0 ? `?${asked.join('&')}` : ''}`;
}
