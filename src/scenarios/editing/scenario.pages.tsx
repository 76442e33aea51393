import type { EntityManager } from '@mikro-orm/core';
import type { Context } from 'hono';
import { committeeWork } from '../../committees/committee-work.query.ts';
import { outcomeLabels } from '../../committees/committee.schema.ts';
import { standing } from '../../committees/case-path.ts';
import { OfferFields, blankOffer, offerChoices } from '../../offers/catalogue/offer-form.tsx';
import { NewOffer } from '../../offers/offer.schema.ts';
import { justSaved } from '../../balance/saved.pages.tsx';
import { viewing } from '../../offers/viewed.query.ts';
import { leftText, spentText } from '../../offers/known-money.ts';
import { number } from '../../offers/wording.ts';
import { formatDay } from '../../shared/days/day.ts';
import { Field } from '../../shared/page/form-fields.tsx';
import { answerForm, showForm, type Editor } from '../../shared/page/form-page.tsx';
import { CodeField, withCode } from '../../shared/page/form-parts.tsx';
import { router, type Env } from '../../shared/http/http.ts';
import { Alert, Icon, Page, Scrolling, answerPage, type Viewed } from '../../shared/page/page.tsx';
import { problemOf } from '../../shared/http/problem.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { rememberSaved } from '../../shared/page/saved.ts';
import { etagOf } from '../../database/transaction.ts';
import { passes } from '../../tenders/timeline/gates.ts';
import { askedComparison } from '../comparison/comparison-asked.query.ts';
import { placedText } from '../comparison/comparison-rows.ts';
import { alternativeText, changesText } from '../comparison/comparison-wording.ts';
import type { Alternative, Comparison } from '../comparison/comparison.ts';
import { chooseScenario } from '../scenario-choice.verbs.ts';
import { BlankScenario } from './scenario-editor.schema.ts';
import { askedScenarios, scenarioFacts, type KeptScenario } from '../scenario-facts.query.ts';
import { ScenarioRevision, statusLabels, type ScenarioChange } from '../scenario.schema.ts';
import { isForCommittee } from '../scenario.ts';
import {
  acceptPortfolio,
  createScenario,
  deleteScenario,
  findScenario,
  reviseScenario,
} from '../scenario.verbs.ts';

export const scenarioPages = router();

scenarioPages.get(
  '/scenarier',
  viewing(async (c, viewed, whole) => {
    const facts = await scenarioFacts(c.var.database, viewed.portfolio.code);
    const compared = await askedComparison(c, facts, facts.scenarios);
    return answerPage(
      c,
      <Page c={c} title="Scenarier" section="/scenarier" viewed={viewed}>
        {justSaved(c, whole)}
        <h1>Hvilke veje kan viften gå?</h1>
        <p class="font-lead answer">{listAnswer(facts.scenarios, compared)}</p>
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
): string {
  if (scenarios.length === 0)
    return 'Der er ingen scenarier endnu. Lav et på viften, som den er, og se, hvad en ændring koster og giver.';
  const shown = alternatives.filter((_, i) => scenarios[i] && isForCommittee(scenarios[i]));
  const count = scenarios.length === 1 ? 'Der er 1 scenarie' : `Der er ${scenarios.length} scenarier`;
  if (shown.length === 0) return `${count}; udvalget er ikke forelagt noget af dem endnu.`;
  return `${count}, og udvalget er forelagt ${shown.length}. ${shown.map(one => alternativeText(today, one)).join(' ')}`;
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
              <th scope="col">Personer dækket af en plads</th>
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

scenarioPages.get(
  '/scenarier/nyt',
  viewing((c, viewed) => showForm(c, () => newScenario(c, viewed))),
);
scenarioPages.post(
  '/scenarier/nyt',
  viewing((c, viewed) => answerForm(c, () => newScenario(c, viewed))),
);

async function newScenario(c: Context<Env>, viewed: Viewed): Promise<Editor<BlankScenario>> {
  const { scenarios } = await scenarioFacts(c.var.database, viewed.portfolio.code);
  return {
    schema: BlankScenario,
    choices: { '/copiedFrom': Object.fromEntries(scenarios.map(({ code, name }) => [code, name])) },
    stored: null,
    blank: new Map([['/copiedFrom', [c.req.query('fra') ?? '']]]),
    supply: typed => withCode(typed),
    page: content => (
      <Page c={c} title="Lav et scenarie" section="/scenarier" viewed={viewed} above={above(viewed)}>
        <h1>Lav et scenarie</h1>
        <p>Det begynder med viften, som den er i dag. Bagefter vælger du, hvad der skal være anderledes.</p>
        {content}
      </Page>
    ),
    fields: form => (
      <>
        <Field form={form} at="/name" />
        <CodeField form={form} />
        <Field form={form} at="/reason" hint="Hvorfor scenariet er værd at overveje." />
        <Field
          form={form}
          at="/copiedFrom"
          hint="Vælg et scenarie, hvis dets ændringer skal med fra start."
        />
      </>
    ),
    saveLabel: 'Lav scenariet',
    cancel: viewed.link('/scenarier'),
    save: async input => {
      const made = await createScenario(c.var.em, viewed.portfolio.code, { ...input, changes: [] });
      rememberSaved(c, { what: `${made.name} er lavet.` });
      return viewed.link(`/scenarier/${made.code}`);
    },
  };
}

scenarioPages.post(
  '/scenarier/:scenario/status',
  viewing(async (c, viewed) => {
    const { version, status } = await fieldsOf(c);
    const revision = ScenarioRevision.safeParse({ status });
    if (!revision.success || revision.data.status === undefined)
      throw new RuleBroken('invalid-input', 'Vælg en status, som scenariet kan få.', { status: 400 });
    const code = c.req.param('scenario') ?? '';
    const made = await reviseScenario(c.var.em, viewed.portfolio.code, code, revision.data, version);
    rememberSaved(c, { what: `${made.name}: ${statusLabels[made.status].toLowerCase()}.` });
    return c.redirect(viewed.link(`/scenarier/${code}`), 303);
  }),
);

scenarioPages.post(
  '/scenarier/:scenario/viften',
  viewing(async (c, viewed) => {
    const { version } = await fieldsOf(c);
    const code = c.req.param('scenario') ?? '';
    const made = await acceptPortfolio(c.var.em, viewed.portfolio.code, code, version);
    rememberSaved(c, { what: `${made.name} er nu lavet på viften, som den er i dag.` });
    return c.redirect(viewed.link(`/scenarier/${code}`), 303);
  }),
);

scenarioPages.get(
  '/scenarier/:scenario/slet',
  viewing(async (c, viewed) => {
    const scenario = await scenarioAt(c, viewed);
    return answerPage(
      c,
      <Page
        c={c}
        title={`Slet ${scenario.name}`}
        section="/scenarier"
        viewed={viewed}
        above={above(viewed, scenario)}
      >
        <h1>Slet {scenario.name}?</h1>
        <p>Scenariet forsvinder med sine {scenario.changes.length} ændringer. Viften bliver, som den er.</p>
        <form method="post">
          <input type="hidden" name="version" value={scenario.etag} />
          <div class="button-group">
            <button type="submit" class="button button-warning">
              Slet scenariet
            </button>
            <a href={viewed.link(`/scenarier/${scenario.code}`)} class="button button-tertiary">
              Behold det
            </a>
          </div>
        </form>
      </Page>,
    );
  }),
);

scenarioPages.post(
  '/scenarier/:scenario/slet',
  viewing(async (c, viewed) => {
    const { name, code } = await scenarioAt(c, viewed);
    const { version } = await fieldsOf(c);
    await deleteScenario(c.var.em, viewed.portfolio.code, code, version);
    rememberSaved(c, { what: `${name} er slettet.` });
    return c.redirect(viewed.link('/scenarier'), 303);
  }),
);

scenarioPages.get(
  '/scenarier/:scenario/valg',
  viewing(async (c, viewed) => choicePage(c, viewed, await scenarioAt(c, viewed))),
);

scenarioPages.post(
  '/scenarier/:scenario/valg',
  viewing(async (c, viewed) => {
    const scenario = await scenarioAt(c, viewed);
    // Sent again, as by a second press on the button: it has been done.
    if (scenario.status === 'chosen') return c.redirect(viewed.link(`/scenarier/${scenario.code}`), 303);
    const { version, decision = '' } = await fieldsOf(c);
    const [, code = '', number = '0'] = /^(.*) (\d{1,3})$/.exec(decision) ?? [];
    const choice = { case: code, recommendation: Number(number) };
    if (code === '') return choicePage(c, viewed, scenario, 'Vælg den beslutning, der valgte scenariet.');
    try {
      const today = c.var.today();
      await chooseScenario(c.var.em, viewed.portfolio.code, scenario.code, choice, version, today);
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      return choicePage(c, viewed, scenario, problemOf(error).problem.detail);
    }
    rememberSaved(c, { what: `${scenario.name} er valgt og er nu viften.` });
    return c.redirect(viewed.link(`/scenarier/${scenario.code}`), 303);
  }),
);

async function choicePage(c: Context<Env>, viewed: Viewed, scenario: KeptScenario, mistake?: string) {
  const { cases } = await committeeWork(c.var.database);
  const decided = cases.flatMap(one =>
    standing(one, c.var.today()).flatMap((decision, i) =>
      decision && passes(decision.outcome, 'decision')
        ? [
            {
              value: `${one.code} ${i + 1}`,
              day: decision.day,
              text: `${one.title}, indstilling ${i + 1}: ${outcomeLabels[decision.outcome].toLowerCase()} ${formatDay(decision.day)}`,
            },
          ]
        : [],
    ),
  );
  const newestFirst = decided.toSorted((a, b) => (a.day < b.day ? 1 : -1));
  return answerPage(
    c,
    <Page c={c} title="Vælg scenariet" section="/scenarier" viewed={viewed} above={above(viewed, scenario)}>
      <h1>Vælg {scenario.name}</h1>
      <p class="font-lead">
        Når udvalget har godkendt det, bliver scenariet viften, og de priser og evidensvurderinger, der blev
        besluttet på, bliver gemt.
      </p>
      {mistake !== undefined && (
        <Alert variant="error" heading="Scenariet er ikke valgt">
          <p>{mistake}</p>
        </Alert>
      )}
      {scenario.status !== 'presented' ? (
        <NotPresented scenario={scenario} here={viewed.link(`/scenarier/${scenario.code}`)} />
      ) : newestFirst.length === 0 ? (
        <p>
          Ingen sag har en godkendt indstilling endnu.{' '}
          <a href={viewed.link('/udvalg')}>Skriv beslutningen ind</a> først.
        </p>
      ) : (
        <form method="post" class="edit">
          <input type="hidden" name="version" value={scenario.etag} />
          <div class="form-group">
            <label class="form-label" for="decision">
              Udvalgets beslutning
            </label>
            <span class="form-hint" id="decision-hint">
              De indstillinger, der er godkendt. Mangler den, så skriv den ind under Udvalg først.
            </span>
            <select class="form-select" id="decision" name="decision" aria-describedby="decision-hint">
              <option value="">Vælg</option>
              {newestFirst.map(({ value, text }) => (
                <option value={value}>{text}</option>
              ))}
            </select>
          </div>
          <div class="button-group">
            <button type="submit" class="button button-primary">
              Gør scenariet til viften
            </button>
            <a href={viewed.link(`/scenarier/${scenario.code}`)} class="button button-tertiary">
              Annullér
            </a>
          </div>
        </form>
      )}
    </Page>,
    mistake === undefined ? 200 : 422,
  );
}

function NotPresented({ scenario: { name, status }, here }: { scenario: KeptScenario; here: string }) {
  switch (status) {
    case 'draft':
      return (
        <p>
          {name} er ikke forelagt udvalget endnu.{' '}
          <a href={here}>Gå til scenariet, og tryk på »Forelæg udvalget«</a> først.
        </p>
      );
    case 'rejected':
      return (
        <p>
          {name} er forkastet og ikke forelagt udvalget.{' '}
          <a href={here}>Gå til scenariet, og gør det til kladde igen</a> først.
        </p>
      );
    case 'chosen':
    case 'presented':
      return (
        <p>
          {name} er allerede valgt. <a href={here}>Se beslutningen</a>
        </p>
      );
  }
}

scenarioPages.get(
  '/scenarier/:scenario/tilbud/nyt',
  viewing((c, viewed) => showForm(c, em => addedOffer(c, em, viewed, null))),
);
scenarioPages.post(
  '/scenarier/:scenario/tilbud/nyt',
  viewing((c, viewed) => answerForm(c, em => addedOffer(c, em, viewed, null))),
);
scenarioPages.get(
  '/scenarier/:scenario/tilbud/:offer',
  viewing((c, viewed) => showForm(c, em => addedOffer(c, em, viewed, c.req.param('offer') ?? ''))),
);
scenarioPages.post(
  '/scenarier/:scenario/tilbud/:offer',
  viewing((c, viewed) => answerForm(c, em => addedOffer(c, em, viewed, c.req.param('offer') ?? ''))),
);
scenarioPages.post(
  '/scenarier/:scenario/tilbud/:offer/fjern',
  viewing(async (c, viewed) => {
    const scenario = await scenarioAt(c, viewed);
    const { version } = await fieldsOf(c);
    const offer = c.req.param('offer') ?? '';
    const changes = scenario.changes.filter(change => !isAbout(change, offer));
    await reviseScenario(c.var.em, viewed.portfolio.code, scenario.code, { changes }, version);
    rememberSaved(c, { what: 'Tilbuddet er taget ud af scenariet.' });
    return c.redirect(viewed.link(`/scenarier/${scenario.code}`), 303);
  }),
);

/** The form of an offer that the scenario brings; `code` is null for a new one. */
async function addedOffer(
  c: Context<Env>,
  em: EntityManager,
  viewed: Viewed,
  code: string | null,
): Promise<Editor<NewOffer>> {
  const portfolio = viewed.portfolio.code;
  const { whole } = await scenarioFacts(c.var.database, portfolio);
  const scenario = await findScenario(em, portfolio, c.req.param('scenario') ?? '');
  const { changes, name, status } = scenario.view();
  const stored = changes.find(change => change.kind === 'add' && change.offer.code === code);
  const value = stored?.kind === 'add' ? stored.offer : null;
  if (code !== null && value === null)
    throw new RuleBroken('not-found', `Tilbuddet ${code} er ikke et, scenariet føjer til.`, { status: 404 });
  const address = viewed.link(`/scenarier/${scenario.code}`);
  const version = etagOf(scenario);
  return {
    schema: NewOffer,
    choices: offerChoices(whole),
    stored: value && { value, version },
    blank: blankOffer(whole),
    supply: typed => (value ? new Map([...typed, ['/code', [value.code]]]) : withCode(typed)),
    page: content => (
      <Page
        c={c}
        title={value?.name ?? 'Nyt tilbud'}
        section="/scenarier"
        viewed={viewed}
        above={above(viewed, { code: scenario.code, name })}
      >
        <h1>{value ? `${value.name} i ${name}` : `Føj et tilbud til ${name}`}</h1>
        {status !== 'draft' && (
          <p>Scenariet er ikke en kladde. Tag det tilbage til kladde for at ændre det.</p>
        )}
        {content}
        {value && (
          <form method="post" action={viewed.link(`/scenarier/${scenario.code}/tilbud/${value.code}/fjern`)}>
            <input type="hidden" name="version" value={version} />
            <button type="submit" class="function-link">
              <Icon name="delete" />
              Tag tilbuddet ud af scenariet
            </button>
          </form>
        )}
      </Page>
    ),
    fields: form => <OfferFields form={form} whole={whole} isNew={value === null} />,
    saveLabel: value ? 'Gem' : 'Føj tilbuddet til',
    cancel: address,
    save: async (offer, seen) => {
      const others = changes.filter(change => !(change.kind === 'add' && change.offer.code === offer.code));
      if (value === null && others.length < changes.length) throw alreadyAdded(offer.code);
      await reviseScenario(
        em,
        portfolio,
        scenario.code,
        { changes: [...others, { kind: 'add', offer }] },
        value ? seen : version,
      ).catch((error: unknown) => {
        throw error instanceof RuleBroken ? atOffer(error) : error;
      });
      rememberSaved(c, { what: `${offer.name} er føjet til scenariet.` });
      return address;
    },
  };
}

/** What is wrong with the change, told at the fields of the offer. */
function atOffer({ rule, message, status, findings }: RuleBroken): RuleBroken {
  const moved = findings.map(finding =>
    'pointer' in finding
      ? { ...finding, pointer: finding.pointer.replace(/^\/changes\/\d+\/offer/, '') }
      : finding,
  );
  return new RuleBroken(rule, message, { status, findings: moved });
}

function alreadyAdded(code: string): RuleBroken {
  const message = `Scenariet har allerede et nyt tilbud med koden ${code}. Vælg en anden.`;
  return new RuleBroken('already-exists', message, { findings: [{ pointer: '/code', message }] });
}

function isAbout(change: ScenarioChange, code: string): boolean {
  return change.kind === 'add' ? change.offer.code === code : change.offer === code;
}

async function scenarioAt(c: Context<Env>, viewed: Viewed): Promise<KeptScenario> {
  const facts = await scenarioFacts(c.var.database, viewed.portfolio.code);
  const [scenario] = askedScenarios(facts, [c.req.param('scenario') ?? '']);
  if (!scenario) throw new Error('An unknown scenario is refused above');
  return scenario;
}

async function fieldsOf(c: Context<Env>): Promise<{ version: string; status?: string; decision?: string }> {
  const { version, status, decision } = await c.req.parseBody();
  return {
    version: typeof version === 'string' ? version : '',
    ...(typeof status === 'string' && { status }),
    ...(typeof decision === 'string' && { decision }),
  };
}

function above(viewed: Viewed, scenario?: { code: string; name: string }) {
  return [
    { href: viewed.link('/scenarier'), text: 'Scenarier' },
    ...(scenario ? [{ href: viewed.link(`/scenarier/${scenario.code}`), text: scenario.name }] : []),
  ];
}
