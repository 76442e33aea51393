import type { Context } from 'hono';
import { money, namesOf, yearsText, type Names } from '../../offers/wording.ts';
import type { Env } from '../../shared/http/http.ts';
import { Alert, PrintButton, Scrolling, type Viewed } from '../../shared/page/page.tsx';
import { listed, number } from '../../shared/wording.ts';
import { axisLabels, FrontierChart, FrontierLegend, type Mark } from './frontier-chart.tsx';
import { at, FrontierPage } from './frontier-page.tsx';
import type { OptimumRun } from './optimum-run.verbs.ts';
import type { Frontier } from './optimum.schema.ts';
import type { Values } from '../solver/optimum-value.ts';
import { againstText } from './costs-wording.ts';

export function FrontierShown(props: {
  c: Context<Env>;
  viewed: Viewed;
  run: OptimumRun;
  answer: Frontier;
  isStale: boolean;
  scenarios: Mark[];
}) {
  const { c, viewed, run, answer, isStale, scenarios } = props;
  const names = namesOf(run.whole);
  const [up = 'persons', along = 'cost'] = answer.objectives;
  const link = (point: number) => viewed.link(`${at}/${run.code}/punkt/${point}`);
  const marks = answer.points.map(point => ({
    label: `Punkt ${point.number}: ${valuesText(point.values)}`,
    values: point.values,
    href: link(point.number),
  }));
  const today = {
    label: `Viften i dag: ${valuesText(answer.today.values)}`,
    values: answer.today.values,
    href: viewed.link('/balance'),
  };
  const best = answer.points.find(({ number }) => number === answer.reference);
  return (
    <FrontierPage c={c} viewed={viewed} title="Svaret">
      <div class="page-top">
        <h1>Kan man få mere?</h1>
        <PrintButton />
      </div>
      <p class="font-lead answer">{answer.sentence}</p>
      {best && (
        <p>
          <a href={link(best.number)}>Se hele den vifte (punkt {best.number})</a>
        </p>
      )}
      {isStale && (
        <Alert variant="warning" heading="Viften er ændret siden">
          <p>
            Det her er regnet ud på viften, som den var, da der blev spurgt. Regn igen for at se, hvad der
            gælder nu; gemmes et punkt som scenarie, står det i dets begrundelse.
          </p>
        </Alert>
      )}
      {answer.isLate && (
        <Alert variant="warning" heading="Tiden var brugt">
          <p>
            Alt var ikke regnet ud efter {number(run.question.seconds)} sekunder. Det, der står her, er det
            bedste, der var fundet.
          </p>
        </Alert>
      )}
      {answer.lost > 0 && (
        <Alert variant="warning" heading="Noget blev ikke regnet ud">
          <p>
            {number(answer.lost)} delspørgsmål fik intet svar, heller ikke da de blev stillet igen. De
            punkter, der står her, er rigtige; der kan mangle nogle imellem.
          </p>
        </Alert>
      )}
      {answer.today.broken.length > 0 && (
        <Alert variant="info" heading="Viften i dag holder ikke alle kravene">
          <ul>
            {answer.today.broken.map(text => (
              <li>{text}</li>
            ))}
          </ul>
        </Alert>
      )}
      <section aria-labelledby="kurve">
        <h2 id="kurve">
          {axisLabels[up]} mod {axisLabels[along].toLowerCase()}
        </h2>
        <p>{methodText(answer)}</p>
        <FrontierChart
          id="graense"
          objectives={[up, along]}
          points={answer.objectives.length > 2 ? [] : marks}
          today={today}
          scenarios={scenarios}
          description={`${number(marks.length)} punkter på grænsen, viften i dag og ${number(scenarios.length)} scenarier. Tabellen nedenfor siger det samme.`}
        />
        <FrontierLegend scenarios={scenarios} />
        {scenarios.length > 0 && (
          <p class="small-text">
            I et scenaries udgift er talt med, hvad kontrakter om tilbud, det lader bortfalde, stadig koster.
          </p>
        )}
        <PointTable answer={answer} marks={marks} today={today} scenarios={scenarios} />
      </section>
      <Standings answer={answer} names={names} />
      <Costs answer={answer} />
      <section aria-labelledby="krav">
        <h2 id="krav">Krav og antagelser</h2>
        <details>
          <summary>Kravene, som alle punkter holder ({number(answer.demands.length)})</summary>
          <ul>
            {answer.demands.map(text => (
              <li>{text}</li>
            ))}
          </ul>
        </details>
        <ul>
          {answer.assumptions.map(text => (
            <li>{text}</li>
          ))}
        </ul>
      </section>
      <p class="d-print-none">
        <a class="button button-secondary" href={viewed.link(`${at}?fra=${run.code}`)}>
          Ret spørgsmålet
        </a>{' '}
        <a href={`/api/optimum-runs/${run.code}`} download={`graense-${viewed.portfolio.code}.json`}>
          Hent som JSON
        </a>
      </p>
    </FrontierPage>
  );
}

function methodText({ method, points, years }: Frontier): string {
  const many = points.length === 1 ? 'ét punkt' : `${number(points.length)} punkter`;
  const when = `Beløb er for ${yearsText(years)}.`;
  switch (method) {
    case 'whole':
      return `Det er hele grænsen, nøjagtigt: ${many}. Enhver anden vifte, der holder kravene, har de samme tal som et af dem eller er dårligere end et af dem. ${when}`;
    case 'whole-in-steps':
      return `Det er hele grænsen i de trin, der er regnet i: ${many}. Hvilke tilbud der flyttes i trin, står under antagelserne. ${when}`;
    case 'spaced':
      return `${many}, hver nøjagtigt på grænsen og spredt ud over den; der ligger andre imellem. ${when}`;
    case 'approximate':
      return `En tilnærmelse med ${many}: der kan være andre, og hvor langt et punkt højst er fra det bedste, står ved det. ${when}`;
  }
}

function PointTable(props: { answer: Frontier; marks: Mark[]; today: Mark; scenarios: Mark[] }) {
  const { answer, marks, today, scenarios } = props;
  const isGapped = answer.points.some(({ gapPercent }) => gapPercent !== 0);
  const against = ({ values }: { values: Values }) =>
    againstText(answer.objectives, answer.today.values, values);
  return (
    <Scrolling label="Punkterne på grænsen">
      <table class="table table--compact">
        <caption class="sr-only">Punkterne på grænsen, viften i dag og scenarierne</caption>
        <thead>
          <tr>
            <th scope="col">Vifte</th>
            <th scope="col" class="number">
              Personer
            </th>
            <th scope="col" class="number">
              Vægtede pladser
            </th>
            <th scope="col" class="number">
              Udgift
            </th>
            <th scope="col">Mod i dag</th>
            {isGapped && (
              <th scope="col" class="number">
                Højst fra det bedste
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          <Row label="I dag" mark={today} against="" gap={isGapped ? '' : undefined} />
          {scenarios.map(mark => (
            <Row label={mark.label} mark={mark} against={against(mark)} gap={isGapped ? '' : undefined} />
          ))}
          {answer.points.map((point, i) => (
            <Row
              label={`Punkt ${point.number}`}
              mark={marks[i] ?? today}
              against={against(point)}
              gap={isGapped ? gapText(point) : undefined}
            />
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}

function Row(props: { label: string; mark: Mark; against: string; gap: string | undefined }) {
  const { label, mark, against, gap } = props;
  const { values, href } = mark;
  return (
    <tr>
      <th scope="row">
        <a href={href}>{label}</a>
      </th>
      <td class="number">{number(values.persons)}</td>
      <td class="number">{number(values.evidence)}</td>
      <td class="number">{money(values.costOere)}</td>
      <td>{against}</td>
      {gap !== undefined && <td class="number">{gap}</td>}
    </tr>
  );
}

function gapText({ gapPercent }: { gapPercent: number | null }): string {
  return gapPercent === null ? 'ikke vist' : `${number(gapPercent)} %`;
}

function Standings({ answer, names }: { answer: Frontier; names: Names }) {
  const of = (standing: 'all' | 'some' | 'none', isProved: boolean) =>
    answer.standings
      .filter(one => one.standing === standing && one.isProved === isProved)
      .map(({ offer }) => names.offer(offer));
  const parts = [
    { heading: 'Med i alle efficiente vifter', offers: of('all', true) },
    { heading: 'Med i nogle', offers: of('some', true) },
    { heading: 'Med i ingen efficient vifte', offers: of('none', true) },
  ];
  const shown = [
    { heading: 'Med i alle de viste punkter', offers: of('all', false) },
    { heading: 'Med i nogle af de viste punkter', offers: of('some', false) },
    { heading: 'Med i ingen af de viste punkter', offers: of('none', false) },
  ].filter(({ offers }) => offers.length > 0);
  return (
    <section aria-labelledby="tilbud">
      <h2 id="tilbud">Hvilke tilbud er med?</h2>
      <p>
        Et tilbud, der er med i alle efficiente vifter, er med, hvad end man lægger vægt på af målene; et, der
        er med i ingen, er aldrig. Vifter, der er lige så gode som de viste, er talt med.
      </p>
      <dl>
        {[...parts, ...shown].map(({ heading, offers }) => (
          <>
            <dt>
              {heading} ({number(offers.length)})
            </dt>
            <dd>{offers.length === 0 ? 'ingen' : listed(offers)}</dd>
          </>
        ))}
      </dl>
      {shown.length > 0 && (
        <p>
          Hvad der er sagt om de viste punkter, er ikke vist om hele grænsen: mellem dem kan der være andre.
        </p>
      )}
    </section>
  );
}

function Costs({ answer }: { answer: Frontier }) {
  if (answer.departures.length === 0 && answer.prices.length === 0) return null;
  return (
    <section aria-labelledby="koster">
      <h2 id="koster">Hvad koster kravene?</h2>
      {answer.departures.length > 0 && (
        <ul>
          {answer.departures.map(({ sentence }) => (
            <li>{sentence}</li>
          ))}
        </ul>
      )}
      {answer.prices.length > 0 && (
        <>
          <p>
            Det bedste på hvert mål for sig, hvis ét krav var anderledes. Hvert tal er en vifte for sig; de
            kan ikke lægges sammen:
          </p>
          <ul>
            {answer.prices.map(({ sentence }) => (
              <li>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function valuesText({ persons, evidence, costOere }: Values): string {
  return `${number(persons)} personer, ${number(evidence)} vægtede pladser, ${money(costOere)}`;
}
