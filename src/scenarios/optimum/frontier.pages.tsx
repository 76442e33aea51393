import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { AdministrationBalances, CommitteeBalances } from '../../balance/balance-axes.tsx';
import { balanceFacts } from '../../balance/balance-facts.ts';
import { TargetGroupCoverage } from '../../balance/balance-tables.tsx';
import { viewing } from '../../offers/portfolio/viewed.query.ts';
import type { WholePortfolio } from '../../offers/portfolio/whole-portfolio.ts';
import { money, namesOf, number, yearsText, type Names } from '../../offers/wording.ts';
import { answerForm, showForm, type Editor } from '../../shared/page/form-page.tsx';
import { typedFrom } from '../../shared/page/form.ts';
import { router, type Env } from '../../shared/http/http.ts';
import { Alert, answerPage, Page, PrintButton, Scrolling, type Viewed } from '../../shared/page/page.tsx';
import { problemOf } from '../../shared/http/problem.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { rememberSaved } from '../../shared/page/saved.ts';
import { sumOere, type Oere } from '../../shared/money.ts';
import { slug } from '../../shared/slug.ts';
import { listed } from '../../shared/wording.ts';
import { axisLabels, FrontierChart, FrontierLegend, type Mark } from './frontier-chart.tsx';
import { pointChanges } from './frontier-changes.ts';
import { firstQuestion, QuestionFields, questionChoices } from './frontier-form.tsx';
import { pointOf } from './optimum.routes.ts';
import { cancelOptimum, findOptimum, startOptimum, type OptimumRun } from './optimum-run.verbs.ts';
import { Question, type OptimumAnswer } from './optimum.schema.ts';
import { knownCost as costIn, valuesOf, type Values } from './optimum-value.ts';
import { againstText, answerOf } from './optimum-wording.ts';
import { runningOn } from '../comparison/running-on.ts';
import { scenarioFacts } from '../scenario-facts.query.ts';
import { applyChanges } from '../scenario.ts';
import { createScenario } from '../scenario.verbs.ts';

type Frontier = Extract<OptimumAnswer, { kind: 'frontier' }>;
type Point = Frontier['points'][number];

export const frontierPages = router();

const at = '/scenarier/graense';

frontierPages.get(
  at,
  viewing((c, viewed, whole) => showForm(c, () => questionEditor(c, viewed, whole))),
);

frontierPages.post(
  at,
  viewing((c, viewed, whole) => answerForm(c, () => questionEditor(c, viewed, whole))),
);

async function questionEditor(
  c: Context<Env>,
  viewed: Viewed,
  whole: WholePortfolio,
): Promise<Editor<Question>> {
  const from = c.req.query('fra');
  const question = from === undefined ? firstQuestion(whole) : findOptimum(c.var.database, from).question;
  return {
    schema: Question,
    choices: questionChoices(whole),
    stored: null,
    blank: typedFrom(Question, question),
    supply: typed => new Map([['/gapPercent', ['0']], ...typed]),
    page: content => (
      <FrontierPage c={c} viewed={viewed} title="Grænsen" isTop>
        <h1>Kan man få mere?</h1>
        <p class="font-lead answer">
          Vælg, hvad der skal holdes. Så regnes det ud, hvor meget viften højst kan give, og hvad der skal
          til.
        </p>
        {content}
      </FrontierPage>
    ),
    fields: form => <QuestionFields form={form} />,
    saveLabel: 'Regn grænsen ud',
    undone: 'Grænsen er ikke regnet ud',
    cancel: viewed.link('/scenarier'),
    save: async question => {
      const run = await startOptimum(c.var.database, c.var.log, viewed.portfolio.code, question);
      return viewed.link(`${at}/${run.code}`);
    },
  };
}

frontierPages.get(
  `${at}/:run`,
  viewingRun((c, viewed, run) => answerRun(c, viewed, run)),
);

frontierPages.post(
  `${at}/:run/annuller`,
  viewingRun((c, viewed, run) => {
    cancelOptimum(c.var.database, run.code);
    return c.redirect(viewed.link(`${at}/${run.code}`), 303);
  }),
);

frontierPages.get(
  `${at}/:run/punkt/:point`,
  viewingRun((c, viewed, run) => answerPoint(c, viewed, run)),
);

frontierPages.post(
  `${at}/:run/punkt/:point/gem`,
  viewingRun(async (c, viewed, run) => {
    const { point } = pointOf(run, pointAsked(c));
    const body = await c.req.parseBody().catch(() => ({}));
    const given = 'navn' in body ? body['navn'] : '';
    const name = typeof given === 'string' ? given.trim() : '';
    const code = slug(name);
    if (code === '' || name.length > 100)
      return answerPoint(c, viewed, run, {
        name,
        message: 'Skriv et navn med højst 100 tegn, fx Flere pladser.',
      });
    try {
      const scenario = await createScenario(c.var.em, viewed.portfolio.code, {
        code,
        name,
        reason: point.sentence,
        copiedFrom: null,
        changes: pointChanges(point, run.question.fixedAmounts),
      });
      rememberSaved(c, { what: `${scenario.name} er gemt som scenarie.` });
      return c.redirect(viewed.link(`/scenarier/${scenario.code}`), 303);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const { problem, unexpected } = problemOf(error);
      if (unexpected) throw error;
      const [finding] = problem.findings;
      const isOfCode = finding !== undefined && 'pointer' in finding && finding.pointer === '/code';
      const message = isOfCode
        ? 'Navnet ligner for meget et, der er i brug. Skriv et andet navn.'
        : (finding?.message ?? problem.detail);
      return answerPoint(c, viewed, run, { name, message });
    }
  }),
);

/** Answers a page about a run, of the vifte that the run is about. */
function viewingRun(
  page: (c: Context<Env>, viewed: Viewed, run: OptimumRun) => Response | Promise<Response>,
) {
  return viewing((c, viewed) => {
    const run = findOptimum(c.var.database, c.req.param('run') ?? '');
    if (run.whole.portfolio.code !== viewed.portfolio.code)
      throw new RuleBroken('not-found', `Beregningen er ikke om ${viewed.portfolio.title}.`, { status: 404 });
    return page(c, viewed, run);
  });
}

async function answerRun(c: Context<Env>, viewed: Viewed, run: OptimumRun): Promise<Response> {
  const again = viewed.link(`${at}?fra=${run.code}`);
  switch (run.state) {
    case 'waiting':
    case 'running':
      // Without a script a page can only look again; a header does it, so that nothing in the page moves by itself.
      c.header('Refresh', '1');
      return answerPage(c, <Waiting c={c} viewed={viewed} run={run} />);
    case 'cancelled':
    case 'failed':
      return answerPage(
        c,
        <FrontierPage c={c} viewed={viewed} title={run.state === 'cancelled' ? 'Annulleret' : 'Gik i stå'}>
          <h1>{run.state === 'cancelled' ? 'Beregningen er annulleret' : 'Beregningen gik i stå'}</h1>
          <p class="font-lead answer">
            {run.state === 'cancelled'
              ? 'Der er intet svar.'
              : 'Der er intet svar. Fejlen er skrevet i loggen; prøv igen med færre krav eller kortere tid.'}
          </p>
          <p>
            <a href={again}>Ret spørgsmålet, og regn igen</a>
          </p>
        </FrontierPage>,
      );
    case 'done': {
      const answer = run.optimum && answerOf(run.whole, run.question, run.optimum);
      if (!answer) throw new Error('A run that is done has an answer');
      if (answer.kind === 'frontier')
        return answerPage(
          c,
          <FrontierShown
            c={c}
            viewed={viewed}
            run={run}
            answer={answer}
            scenarios={await scenarioMarks(c, viewed, run, answer)}
          />,
        );
      return answerPage(
        c,
        <FrontierPage c={c} viewed={viewed} title="Ingen grænse">
          <h1>Kan man få mere?</h1>
          <p class="font-lead answer">{answer.sentence}</p>
          {answer.kind === 'collision' && (
            <ul>
              {answer.demands.map(demand => (
                <li>{demand}</li>
              ))}
            </ul>
          )}
          {answer.kind === 'collision' && answer.isLate && (
            <p>Tiden var brugt, før det var vist, at alle de nævnte krav er nødvendige for sammenstødet.</p>
          )}
          <p>
            <a href={again}>Ret kravene, og regn igen</a>
          </p>
        </FrontierPage>,
      );
    }
  }
}

function Waiting({ c, viewed, run }: { c: Context<Env>; viewed: Viewed; run: OptimumRun }) {
  const { points, questions } = run.progress;
  return (
    <FrontierPage c={c} viewed={viewed} title="Regner">
      <h1>{run.state === 'waiting' ? 'Venter på en anden beregning' : 'Regner grænsen ud'}</h1>
      <p class="font-lead answer" role="status">
        {number(points)} punkter fundet, {number(questions)} delspørgsmål regnet. Højst{' '}
        {number(run.question.seconds)} sekunder til grænsen. Siden ser efter igen af sig selv.
      </p>
      <progress
        class="frontier-progress"
        aria-label="Punkter fundet"
        max={run.question.points}
        value={points}
      >
        {points}
      </progress>
      <form method="post" action={viewed.link(`${at}/${run.code}/annuller`)}>
        <button type="submit" class="button button-secondary">
          Annullér beregningen
        </button>
      </form>
      <p>
        <a href={viewed.link(`${at}/${run.code}`)}>Se efter igen</a>
      </p>
    </FrontierPage>
  );
}

/**
 * The scenarios of the vifte as it is now, valued as the points are, with what contracts of dropped offers still cost; as
 * many as a chart can hold.
 */
async function scenarioMarks(
  c: Context<Env>,
  viewed: Viewed,
  { question }: OptimumRun,
  { years }: Frontier,
): Promise<Mark[]> {
  const { whole, scenarios } = await scenarioFacts(c.var.database, viewed.portfolio.code);
  return scenarios
    .filter(({ status }) => status !== 'rejected')
    .slice(0, 8)
    .map(({ code, name, changes }) => {
      const after = applyChanges(whole, changes);
      const kept = new Set(after.offers.map(({ code }) => code));
      const dropped = whole.offers.filter(({ code }) => !kept.has(code));
      const values = valuesOf(after, years, question.weights);
      const running = runningOn(dropped, years).map(({ amountOere }) => amountOere ?? 0);
      return {
        label: name,
        values: { ...values, costOere: sumOere([values.costOere, ...running]) },
        href: viewed.link(`/scenarier/${code}`),
      };
    });
}

function FrontierShown(props: {
  c: Context<Env>;
  viewed: Viewed;
  run: OptimumRun;
  answer: Frontier;
  scenarios: Mark[];
}) {
  const { c, viewed, run, answer, scenarios } = props;
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
      {answer.isLate && (
        <Alert variant="warning" heading="Tiden var brugt">
          <p>
            Alt var ikke regnet ud efter {number(run.question.seconds)} sekunder. Det, der står her, er det
            bedste, der var fundet; hvor langt det højst er fra det bedste, står ved hvert punkt.
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
      return `Det er hele grænsen, nøjagtigt: ${many}, og ingen andre vifter er lige så gode. ${when}`;
    case 'spaced':
      return `${many}, hver nøjagtigt på grænsen og spredt ud over den; der ligger andre imellem. ${when}`;
    case 'approximate':
      return `En tilnærmelse med ${many}: der kan være andre, og hvor langt et punkt højst er fra det bedste, står ved det. ${when}`;
  }
}

function PointTable(props: { answer: Frontier; marks: Mark[]; today: Mark; scenarios: Mark[] }) {
  const { answer, marks, today, scenarios } = props;
  const isGapped = answer.points.some(({ gapPercent }) => gapPercent > 0);
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
              gap={isGapped ? `${number(point.gapPercent)} %` : undefined}
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

function Standings({ answer, names }: { answer: Frontier; names: Names }) {
  const of = (standing: 'all' | 'some' | 'none') =>
    answer.standings.filter(one => one.standing === standing).map(({ offer }) => names.offer(offer));
  const parts = [
    { heading: 'Med i alle punkter', offers: of('all') },
    { heading: 'Med i nogle', offers: of('some') },
    { heading: 'Med i ingen', offers: of('none') },
  ];
  return (
    <section aria-labelledby="tilbud">
      <h2 id="tilbud">Hvilke tilbud er med?</h2>
      <p>
        Et tilbud, der er med i alle punkter, er med, hvad end man lægger vægt på; et, der er med i ingen, er
        aldrig.
      </p>
      <dl>
        {parts.map(({ heading, offers }) => (
          <>
            <dt>
              {heading} ({number(offers.length)})
            </dt>
            <dd>{offers.length === 0 ? 'ingen' : listed(offers)}</dd>
          </>
        ))}
      </dl>
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
          <p>Det bedste på hvert mål for sig, hvis ét krav var anderledes:</p>
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

type Refused = { name: string; message: string };

function answerPoint(c: Context<Env>, viewed: Viewed, run: OptimumRun, refused?: Refused) {
  const { answer, point, chosen } = pointOf(run, pointAsked(c));
  const facts = balanceFacts(chosen, run.question.year);
  const names = namesOf(run.whole);
  const kept = point.offers.length - point.scaled.length;
  return answerPage(
    c,
    <FrontierPage
      c={c}
      viewed={viewed}
      title={`Punkt ${point.number}`}
      above={[{ href: viewed.link(`${at}/${run.code}`), text: 'Grænsen' }]}
    >
      <div class="page-top">
        <h1>
          Punkt {point.number} af {answer.points.length} på grænsen
        </h1>
        <PrintButton />
      </div>
      <p class="font-lead answer">{point.sentence}</p>
      <PointValues answer={answer} point={point} whole={run.whole} />
      <section aria-labelledby="aendringer">
        <h2 id="aendringer">Hvad der ændres</h2>
        <h3>Bortfalder ({number(point.dropped.length)})</h3>
        <p>{point.dropped.length === 0 ? 'Ingen tilbud.' : `${listed(point.dropped.map(names.offer))}.`}</p>
        <h3>Andet antal pladser ({number(point.scaled.length)})</h3>
        {point.scaled.length > 0 && (
          <Scrolling label="Tilbud med et andet antal pladser">
            <table class="table table--compact">
              <caption class="sr-only">Tilbud med et andet antal pladser end i dag</caption>
              <thead>
                <tr>
                  <th scope="col">Tilbud</th>
                  <th scope="col" class="number">
                    I dag
                  </th>
                  <th scope="col" class="number">
                    Her
                  </th>
                </tr>
              </thead>
              <tbody>
                {point.scaled.map(({ offer, from, to }) => (
                  <tr>
                    <th scope="row">{names.offer(offer)}</th>
                    <td class="number">{number(from)}</td>
                    <td class="number">{number(to)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolling>
        )}
        <p>{number(kept)} tilbud er, som de er i dag.</p>
      </section>
      <form
        method="post"
        action={viewed.link(`${at}/${run.code}/punkt/${point.number}/gem`)}
        class="d-print-none save-point"
      >
        <h2>Gem som scenarie</h2>
        <div class={`form-group ${refused ? 'form-error' : ''}`}>
          <label class="form-label" for="navn">
            Navn
          </label>
          {refused && (
            <span class="form-error-message" id="navn-fejl">
              <span class="sr-only">Fejl: </span>
              {refused.message}
            </span>
          )}
          <input
            class="form-input"
            id="navn"
            name="navn"
            maxlength={100}
            value={refused?.name ?? scenarioName(point)}
            aria-invalid={refused && 'true'}
            aria-describedby={refused && 'navn-fejl'}
            autofocus={refused !== undefined}
          />
        </div>
        <button type="submit" class="button button-primary">
          Gem som scenarie
        </button>
      </form>
      <div class="balance">
        <CommitteeBalances facts={facts} />
        <AdministrationBalances facts={facts} />
        <TargetGroupCoverage facts={facts} />
      </div>
    </FrontierPage>,
    refused ? 422 : 200,
  );
}

function scenarioName({ values }: Point): string {
  return `${number(values.persons)} personer for ${money(values.costOere)}`.replaceAll('\u00a0', ' ');
}

function PointValues(props: { answer: Frontier; point: Point; whole: WholePortfolio }) {
  const { answer, point, whole } = props;
  const knownCost = (year: number) => sumOere(whole.offers.map(offer => costIn(offer, [year])));
  const rows: { label: string; of: (values: Values) => string }[] = [
    { label: axisLabels.persons, of: ({ persons }) => number(persons) },
    { label: axisLabels.evidence, of: ({ evidence }) => number(evidence) },
    { label: `Kendt udgift, ${yearsText(answer.years)}`, of: ({ costOere }) => money(costOere) },
  ];
  return (
    <Scrolling label="Punktet mod viften i dag">
      <table class="table table--compact">
        <caption class="sr-only">Punktet mod viften i dag</caption>
        <thead>
          <tr>
            <th scope="col">Mål</th>
            <th scope="col" class="number">
              I dag
            </th>
            <th scope="col" class="number">
              Her
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, of }) => (
            <tr>
              <th scope="row">{label}</th>
              <td class="number">{of(answer.today.values)}</td>
              <td class="number">{of(point.values)}</td>
            </tr>
          ))}
          {point.years.map(({ year, costOere, frameOere }) => (
            <tr>
              <th scope="row">Tilbage af rammen i {year}</th>
              <td class="number">{leftText(frameOere - knownCost(year))}</td>
              <td class="number">{leftText(frameOere - costOere)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}

/** `1,5 mio. kr.`, or by how much the frame is broken. */
function leftText(leftOere: Oere): string {
  return leftOere < 0 ? `over rammen med ${money(-leftOere)}` : money(leftOere);
}

function valuesText({ persons, evidence, costOere }: Values): string {
  return `${number(persons)} personer, ${number(evidence)} vægtede pladser, ${money(costOere)}`;
}

function pointAsked(c: Context<Env>): number {
  const text = c.req.param('point') ?? '';
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new RuleBroken('not-found', 'Adressen findes ikke.', { status: 404 });
}

function FrontierPage(props: {
  c: Context<Env>;
  viewed: Viewed;
  title: string;
  isTop?: boolean;
  above?: { href: string; text: string }[];
  children?: Child;
}) {
  const { c, viewed, title, isTop = false, above = [], children } = props;
  const { link } = viewed;
  return (
    <Page
      c={c}
      title={title}
      section="/scenarier"
      viewed={viewed}
      above={[
        { href: link('/scenarier'), text: 'Scenarier' },
        ...(isTop ? [] : above.length > 0 ? above : [{ href: link(at), text: 'Grænsen' }]),
      ]}
    >
      <div class="frontier">{children}</div>
    </Page>
  );
}
