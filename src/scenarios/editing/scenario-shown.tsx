import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { justSaved } from '../../balance/weighing.tsx';
import { danishDayAt, formatDay } from '../../shared/days/day.ts';
import type { Env } from '../../shared/http/http.ts';
import { Alert, Icon, Page, PrintButton, type Viewed } from '../../shared/page/page.tsx';
import type { Comparison } from '../comparison/comparison.ts';
import { comparisonPath } from '../comparison/comparison-wording.ts';
import { Chosen, Presented } from '../decision/decided.tsx';
import type { KeptDossier } from '../decision/dossier.query.ts';
import type { SeenDifference } from '../scenario-seen.ts';
import type { KeptScenario, ScenarioFacts } from '../scenario-facts.query.ts';
import { statusLabels, type Status } from '../scenario.schema.ts';
import { isEditable } from '../scenario.ts';

type ScenarioPageProps = {
  c: Context<Env>;
  viewed: Viewed;
  scenario: KeptScenario;
  compared: Comparison;
  facts: ScenarioFacts;
  /** What it was presented with; null where it is not presented. */
  kept: KeptDossier | null;
  children?: Child;
};

/** A scenario's page around its editor: what it is, where it stands, and what has changed under it. */
export function ScenarioPage({ c, viewed, scenario, compared, facts, kept, children }: ScenarioPageProps) {
  const { code, name, reason, status, view } = scenario;
  const address = `/scenarier/${code}`;
  const [one] = compared.scenarios;
  return (
    <Page
      c={c}
      title={name}
      section="/scenarier"
      viewed={viewed}
      above={[{ href: viewed.link('/scenarier'), text: 'Scenarier' }]}
    >
      {justSaved(c, facts.whole)}
      <h1>{name}</h1>
      <p>
        <strong>{statusLabels[status]}</strong>
        {view.copiedFrom !== null && (
          <>
            {' '}
            · bygger videre på <CopiedFrom code={view.copiedFrom} facts={facts} viewed={viewed} />
          </>
        )}{' '}
        · lavet på viften, som den var {formatDay(danishDayAt(new Date(view.seenAt)))}
      </p>
      {!isEditable(scenario) && reason !== null && <p>{reason}</p>}
      <div class="actions scenario-actions d-print-none">
        {nextStatuses[status].map(({ to, text }) => (
          <form method="post" action={viewed.link(`${address}/status`)} class="inline">
            <input type="hidden" name="version" value={scenario.etag} />
            <button type="submit" class="button button-secondary" name="status" value={to}>
              {text}
            </button>
          </form>
        ))}
        {status === 'draft' && (
          <a href={viewed.link(`${address}/forelaeg`)} class="button button-primary">
            Forelæg udvalget
          </a>
        )}
        <a href={viewed.link(comparisonPath([code]))} class="function-link">
          Sammenlign
        </a>
        <a href={viewed.link(`/scenarier/nyt?fra=${code}`)} class="function-link">
          Byg videre på det
        </a>
        {isEditable(scenario) && (
          <a href={viewed.link(`${address}/slet`)} class="function-link">
            <Icon name="delete" />
            Slet
          </a>
        )}
        <PrintButton />
      </div>
      {status === 'chosen' && <Chosen scenario={scenario} facts={facts} viewed={viewed} kept={kept} />}
      <Presented scenario={scenario} viewed={viewed} kept={kept} />
      {isEditable(scenario) && one && (
        <Differences
          differences={one.differences}
          accept={viewed.link(`${address}/viften`)}
          etag={scenario.etag}
        />
      )}
      {(status !== 'chosen' || kept) && children}
    </Page>
  );
}

function CopiedFrom(props: { code: string; facts: ScenarioFacts; viewed: Viewed }) {
  const { code, facts, viewed } = props;
  const from = facts.scenarios.find(scenario => scenario.code === code);
  return from ? (
    <a href={viewed.link(`/scenarier/${code}`)}>{from.name}</a>
  ) : (
    <>et scenarie, der er slettet</>
  );
}

const nextStatuses: Record<Status, { to: Status; text: string }[]> = {
  draft: [{ to: 'rejected', text: 'Forkast' }],
  presented: [
    { to: 'draft', text: 'Tag tilbage til kladde' },
    { to: 'rejected', text: 'Forkast' },
  ],
  rejected: [{ to: 'draft', text: 'Gør til kladde igen' }],
  chosen: [],
};

function Differences(props: { differences: readonly SeenDifference[]; accept: string; etag: string }) {
  const { differences, accept, etag } = props;
  if (differences.length === 0) return null;
  return (
    <Alert variant="warning" heading="Viften er ændret, siden scenariet blev lavet">
      <ul>
        {differences.map(({ sentence }) => (
          <li>{sentence}</li>
        ))}
      </ul>
      <p>Tallene herunder er regnet på viften, som den er nu.</p>
      <form method="post" action={accept} class="d-print-none">
        <input type="hidden" name="version" value={etag} />
        <button type="submit" class="button button-secondary">
          Godkend viften, som den er nu
        </button>
      </form>
    </Alert>
  );
}

/** The offers the scenario brings, each with its own form. */
export function addedOffers({ changes, code, status }: KeptScenario, viewed: Viewed) {
  const added = changes.flatMap(change => (change.kind === 'add' ? [change.offer] : []));
  if (added.length === 0) return null;
  return (
    <section aria-labelledby="nye-tilbud">
      <h2 id="nye-tilbud">Nye tilbud i scenariet</h2>
      <ul>
        {added.map(offer => (
          <li>
            {isEditable({ status }) ? (
              <a href={viewed.link(`/scenarier/${code}/tilbud/${offer.code}`)}>{offer.name}</a>
            ) : (
              offer.name
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
