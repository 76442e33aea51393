import { formatDay } from '../../shared/days/day.ts';
import { Alert, type Viewed } from '../../shared/page/page.tsx';
import type { KeptScenario, ScenarioFacts } from '../scenario-facts.query.ts';
import { seenDifferences, seenOf } from '../scenario-seen.ts';
import type { KeptDossier } from './dossier.query.ts';

type Props = { scenario: KeptScenario; viewed: Viewed; kept: KeptDossier | null };

/** With which case a scenario is presented, and what it is decided on. */
export function Presented({ scenario, viewed, kept }: Props) {
  const { presentation } = scenario.view;
  if (!presentation) return null;
  return (
    <section aria-labelledby="forelagt">
      <h2 id="forelagt">Forelæggelsen</h2>
      <p>
        Forelagt {formatDay(presentation.presentedOn)} med{' '}
        <a href={viewed.link(`/udvalg/sager/${presentation.case}`)}>
          {kept?.dossier.case.title ?? 'sagen'}, indstilling {presentation.recommendation}
        </a>
        : at {presentation.wording.replace(/^at /, '')}
      </p>
      <p>
        Tallene herunder er beslutningsgrundlaget, som det blev skrevet ned den dag; de følger ikke viften.{' '}
        <Record scenario={scenario} viewed={viewed} />
      </p>
      {kept && !kept.holds && <Broken />}
      {kept && <Rules kept={kept} />}
    </section>
  );
}

function Record({ scenario, viewed }: Omit<Props, 'kept'>) {
  return (
    <a
      href={`/api/portfolios/${viewed.portfolio.code}/scenarios/${scenario.code}/presentation`}
      class="d-print-none"
    >
      Hent grundlaget som JSON
    </a>
  );
}

function Broken() {
  return (
    <Alert variant="error" heading="Beslutningsgrundlaget er ændret i databasen">
      <p>Det passer ikke med den kontrolsum, det blev gemt med. Hent en sikkerhedskopi, og sammenlign.</p>
    </Alert>
  );
}

function Rules({ kept: { dossier, checksum } }: { kept: KeptDossier }) {
  const { rules } = dossier;
  return (
    <details class="more">
      <summary>Reglerne, der blev brugt</summary>
      <ul>
        {rules.sentences.map(sentence => (
          <li>{sentence}</li>
        ))}
      </ul>
      <p class="small-text">
        Set fra {formatDay(rules.seenFrom)}; udbudspligt screenet for en bekendtgørelse{' '}
        {formatDay(rules.noticeDate)}. Programmets udgave {rules.program}. Kontrolsum{' '}
        <span class="checksum">{checksum}</span>.
      </p>
    </details>
  );
}

/** What was decided, whether it has been carried out, and what the vifte has moved since. */
export function Chosen({ scenario, facts, viewed, kept }: Props & { facts: ScenarioFacts }) {
  const { frozen, name, view } = scenario;
  if (!frozen || !view.choice) return null;
  const { choice, carriedOutAt } = view;
  const before = kept && seenOf(kept.dossier.before);
  const decided = seenOf({ portfolio: frozen, offers: frozen.offers });
  const differences = seenDifferences(carriedOutAt === null && before ? before : decided, facts.whole);
  return (
    <section aria-labelledby="valgt">
      <p class="font-lead answer">
        {name} blev valgt {formatDay(choice.decidedOn)}
        {carriedOutAt === null ? ', men er ikke ført ud i viften endnu.' : ' og er viften; '}
        {carriedOutAt !== null &&
          (differences.length === 0
            ? 'intet er ændret siden.'
            : `siden er der ændret ${differences.length === 1 ? 'én ting' : `${differences.length} ting`}.`)}
      </p>
      {choice.corrections.map(({ reason, recordedAt }) => (
        <Alert variant="warning" heading={`Rettelse skrevet ind ${formatDay(recordedAt.slice(0, 10))}`}>
          <p class="written">{reason}</p>
          <p>Valget står herunder, som det blev truffet. Viften ændres med et nyt scenarie.</p>
        </Alert>
      ))}
      <h2 id="valgt">Beslutningen</h2>
      <p>
        <a href={viewed.link(`/udvalg/sager/${choice.case}`)}>Indstilling {choice.recommendation} i sagen</a>,
        besluttet på mødet {formatDay(choice.decidedOn)}. {frozen.offers.length} tilbud er gemt med de priser
        og evidensvurderinger, der blev besluttet på.{' '}
        <a href={`/api/portfolios/${viewed.portfolio.code}/scenarios/${scenario.code}/choice`}>
          Hent dem som JSON
        </a>
      </p>
      {carriedOutAt === null && (
        <Alert variant="warning" heading="Viften var ændret, da der blev besluttet">
          <ul>
            {differences.map(({ sentence }) => (
              <li>{sentence}</li>
            ))}
          </ul>
          <p>Se ændringerne igennem, og før så det, der blev besluttet, ud i viften, som den er nu.</p>
          <form method="post" action={viewed.link(`/scenarier/${scenario.code}/udfoer`)} class="d-print-none">
            <input type="hidden" name="version" value={scenario.etag} />
            <button type="submit" class="button button-secondary">
              Før beslutningen ud i viften
            </button>
          </form>
        </Alert>
      )}
      {carriedOutAt !== null && differences.length > 0 && (
        <>
          <h2>Ændret siden beslutningen</h2>
          <ul>
            {differences.map(({ sentence }) => (
              <li>{sentence}</li>
            ))}
          </ul>
        </>
      )}
      <details class="more d-print-none">
        <summary>Var valget forkert?</summary>
        <form method="post" action={viewed.link(`/scenarier/${scenario.code}/ret`)} class="edit">
          <div class="form-group">
            <label class="form-label" for="reason">
              Hvad var forkert
            </label>
            <span class="form-hint" id="reason-hint">
              Det bliver stående ved siden af valget, som ikke kan rettes. Viften ændres med et nyt scenarie.
            </span>
            <textarea
              class="form-input"
              id="reason"
              name="reason"
              rows={3}
              aria-describedby="reason-hint"
              required
            />
          </div>
          <button type="submit" class="button button-secondary">
            Skriv rettelsen ind
          </button>
        </form>
      </details>
    </section>
  );
}
