import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { viewing } from '../../offers/viewed.query.ts';
import { leftText, spentText } from '../../offers/known-money.ts';
import { money, namesOf } from '../../offers/wording.ts';
import { DefaultButton, MistakeSummary, type Form } from '../../shared/page/form-fields.tsx';
import { readForm, typedFrom, type Mistake, type Typed } from '../../shared/page/form.ts';
import { router, type Env } from '../../shared/http/http.ts';
import { Alert, answerPage, Icon, type Viewed } from '../../shared/page/page.tsx';
import { problemOf } from '../../shared/http/problem.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { rememberSaved } from '../../shared/page/saved.ts';
import { askedComparison } from '../comparison/comparison-asked.query.ts';
import { comparisonRows } from '../comparison/comparison-rows.ts';
import { ComparisonTable, ConsequenceList, OfferChanges } from '../comparison/comparison-table.tsx';
import { alternativeText, changesText } from '../comparison/comparison-wording.ts';
import type { Comparison } from '../comparison/comparison.ts';
import { dossiers } from '../decision/dossier.query.ts';
import { changesOf, editorPointer, editsOf } from './scenario-editor.ts';
import { ScenarioEdits } from './scenario-editor.schema.ts';
import {
  askedScenarios,
  scenarioFacts,
  type KeptScenario,
  type ScenarioFacts,
} from '../scenario-facts.query.ts';
import { changeFindings } from '../scenario-findings.ts';
import { EditorFields } from './scenario-form.tsx';
import { ScenarioPage, addedOffers } from './scenario-shown.tsx';
import type { ScenarioChange } from '../scenario.schema.ts';
import { isEditable } from '../scenario.ts';
import { reviseScenario, undoEdit } from '../scenario.verbs.ts';

export const scenarioEditPages = router();

type Edited = { c: Context<Env>; viewed: Viewed; facts: ScenarioFacts; scenario: KeptScenario };

scenarioEditPages.get(
  '/scenarier/:scenario',
  viewing(async (c, viewed) => {
    const edited = await editing(c, viewed);
    const { scenario, facts } = edited;
    return draw(edited, typedFrom(ScenarioEdits, editsOf(scenario.view, facts.whole)), scenario.changes);
  }),
);

scenarioEditPages.post(
  '/scenarier/:scenario',
  viewing(async (c, viewed) => {
    const edited = await editing(c, viewed);
    const { action, version, typed } = await readSent(c);
    if (action === 'undo') return undo(edited, version);
    const { scenario, facts } = edited;
    const read = readForm(ScenarioEdits, typed);
    if ('mistakes' in read) return draw(edited, typed, scenario.changes, { mistakes: read.mistakes });
    const changes = changesOf(read.value, scenario.changes);
    const mistakes = changeFindings(facts.whole, changes, scenario.changes).map(finding => ({
      pointer: editorPointer('pointer' in finding ? finding.pointer : '', changes, read.value),
      message: finding.message,
    }));
    if (mistakes.length > 0) return draw(edited, typed, scenario.changes, { mistakes });
    if (action === 'preview') return draw(edited, typed, changes, { isPreview: true });
    if (version !== scenario.etag) return draw(edited, typed, changes, { outrun: true });
    try {
      const { name, reason } = read.value;
      await reviseScenario(
        c.var.em,
        viewed.portfolio.code,
        scenario.code,
        { name, reason, changes },
        version,
      );
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      const { problem } = problemOf(error);
      if (problem.status === 412) return draw(await editing(c, viewed), typed, changes, { outrun: true });
      const found = problem.findings.map(({ pointer = '', message }) => ({
        pointer: editorPointer(pointer, changes, read.value),
        message,
      }));
      const refused = found.length > 0 ? found : [{ pointer: '', message: problem.detail }];
      return draw(edited, typed, scenario.changes, { mistakes: refused });
    }
    rememberSaved(c, { what: `${read.value.name} er gemt.` });
    return c.redirect(viewed.link(`/scenarier/${scenario.code}`), 303);
  }),
);

async function undo({ c, viewed, scenario }: Edited, version: string): Promise<Response> {
  await undoEdit(c.var.em, viewed.portfolio.code, scenario.code, version);
  rememberSaved(c, { what: 'Den seneste ændring er fortrudt.' });
  return c.redirect(viewed.link(`/scenarier/${scenario.code}`), 303);
}

async function editing(c: Context<Env>, viewed: Viewed): Promise<Edited> {
  const facts = await scenarioFacts(c.var.database, viewed.portfolio.code);
  const [scenario] = askedScenarios(facts, [c.req.param('scenario') ?? '']);
  if (!scenario) throw new Error('An unknown scenario is refused above');
  return { c, viewed, facts, scenario };
}

async function readSent(c: Context<Env>): Promise<{ action: string; version: string; typed: Typed }> {
  const body = await c.req.parseBody({ all: true }).catch(() => {
    throw new RuleBroken('invalid-form', 'Formularen kunne ikke læses. Gå tilbage, og send den igen.', {
      status: 400,
    });
  });
  const texts = Object.entries(body).map(([name, value]) => {
    const values = [value].flat().filter(one => typeof one === 'string');
    return [name, values.map(one => one.replaceAll('\r\n', '\n'))] as const;
  });
  const named = (name: string) => texts.find(([key]) => key === name)?.[1][0] ?? '';
  return {
    action: named('action'),
    version: named('version'),
    typed: new Map(texts.filter(([name]) => name.startsWith('/'))),
  };
}

type Drawn = { mistakes?: Mistake[]; isPreview?: boolean; outrun?: boolean };

/** The editor with what is typed, and what the changes make of the vifte; a presented scenario is shown without the form. */
async function draw(
  edited: Edited,
  typed: Typed,
  changes: readonly ScenarioChange[],
  { mistakes = [], isPreview = false, outrun = false }: Drawn = {},
): Promise<Response> {
  const { c, viewed, facts, scenario } = edited;
  const kept = (await dossiers(c.var.database, viewed.portfolio.code)).get(scenario.code) ?? null;
  const record = isEditable(scenario) ? null : kept;
  const compared =
    record?.dossier.comparison ?? (await askedComparison(c, facts, [{ ...scenario, changes }]));
  const whole = record?.dossier.before ?? facts.whole;
  const form: Form = { schema: ScenarioEdits, choices: {}, typed, mistakes };
  const status = mistakes.length > 0 ? 422 : outrun ? 412 : 200;
  if (c.req.header('X-Part') === 'figures') {
    return answerPage(
      c,
      <div>
        <Answer compared={compared} whole={whole} mistakes={mistakes} isPreview />
        <Figures compared={compared} whole={whole} />
      </div>,
    );
  }
  return answerPage(
    c,
    <ScenarioPage c={c} viewed={viewed} scenario={scenario} compared={compared} facts={facts} kept={record}>
      {isEditable(scenario) ? (
        <form
          method="post"
          novalidate
          class="edit scenario-editor"
          data-unsaved={String(isPreview || status !== 200)}
          data-live
        >
          <DefaultButton action="preview" />
          <input type="hidden" name="version" value={scenario.etag} />
          <MistakeSummary form={form} />
          {outrun && <Outrun scenario={scenario} here={viewed.link(`/scenarier/${scenario.code}`)} />}
          <Answer compared={compared} whole={whole} mistakes={mistakes} isPreview={isPreview} />
          <Buttons scenario={scenario} viewed={viewed} />
          {addedOffers(scenario, viewed)}
          <div class="d-print-none">
            <EditorFields form={form} whole={facts.whole} />
          </div>
          <Buttons scenario={scenario} viewed={viewed} />
          <Figures compared={compared} whole={whole} />
        </form>
      ) : (
        <>
          <Answer compared={compared} whole={whole} mistakes={[]} isPreview={false} />
          {addedOffers(scenario, viewed)}
          <Figures compared={compared} whole={whole} />
        </>
      )}
    </ScenarioPage>,
    status,
  );
}

/** The sentence and the frames, which follow while somebody types. */
function Answer(props: {
  compared: Comparison;
  whole: WholePortfolio;
  mistakes: readonly Mistake[];
  isPreview: boolean;
}): Child {
  const { compared, whole, mistakes, isPreview } = props;
  const [one] = compared.scenarios;
  if (!one) return null;
  return (
    <div id="scenarie-svar" class="live" role="status" data-part>
      {mistakes.length > 0 ? (
        <p class="live-mistakes">
          <strong>Kan ikke regnes ud endnu:</strong> {mistakes.map(({ message }) => message).join(' ')}
        </p>
      ) : (
        <>
          <p class="font-lead answer">{alternativeText(compared.today, one, namesOf(whole).group)}</p>
          <ul class="live-frames">
            {one.frames.map(frame => (
              <li class={frame.isKept ? undefined : 'broken'}>
                <strong>{frame.year}:</strong> {spentText(frame)} af {money(frame.frameOere)},{' '}
                {leftText(frame)}
              </li>
            ))}
            <li>Ændringer: {changesText(one)}</li>
          </ul>
          {isPreview && <p class="small-text">Ikke gemt endnu.</p>}
        </>
      )}
    </div>
  );
}

function Figures({ compared, whole }: { compared: Comparison; whole: WholePortfolio }) {
  const [one] = compared.scenarios;
  if (!one) return null;
  return (
    <div id="scenarie-tal" data-part>
      <h2>Det ændres</h2>
      <OfferChanges alternative={one} />
      <h2>Det følger med</h2>
      <ConsequenceList alternative={one} />
      <h2>Balancerne mod viften i dag</h2>
      <ComparisonTable compared={compared} sections={comparisonRows(compared, whole)} />
    </div>
  );
}

function Outrun({ scenario, here }: { scenario: KeptScenario; here: string }) {
  return (
    <Alert variant="warning" heading="En anden har gemt ændringer, mens du skrev">
      <p>
        Dit er ikke gemt. Den gemte udgave hedder »{scenario.name}« og har {scenario.changes.length}{' '}
        ændringer. Gemmer du nu, træder din udgave i stedet for den; den gemte kan findes igen med Fortryd.
        Eller <a href={here}>se den gemte udgave</a>.
      </p>
    </Alert>
  );
}

function Buttons({ scenario, viewed }: { scenario: KeptScenario; viewed: Viewed }) {
  return (
    <div class="button-group d-print-none">
      <button type="submit" name="action" value="save" class="button button-primary">
        Gem
      </button>
      <button type="submit" name="action" value="preview" class="button button-secondary" data-no-script>
        Se hvad det betyder
      </button>
      <button
        type="submit"
        name="action"
        value="undo"
        class="button button-secondary"
        data-undo
        disabled={scenario.view.undoable === 0}
      >
        Fortryd
      </button>
      <a href={viewed.link(`/scenarier/${scenario.code}/tilbud/nyt`)} class="function-link">
        <Icon name="plus" />
        Føj et nyt tilbud til
      </a>
    </div>
  );
}
