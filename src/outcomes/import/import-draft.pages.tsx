import type { Context } from 'hono';
import { number } from '../../shared/wording.ts';
import type { Env } from '../../shared/http/http.ts';
import { Alert } from '../../shared/page/page.tsx';
import type { ImportDraft } from './import-draft.entity.ts';
import { framed } from './import-frame.pages.tsx';
import type { ImportFinding } from '../reading/import-findings.ts';
import { MappingFields } from './import-mapping.tsx';
import { Understood } from './import-understood.tsx';
import { SourceFields } from './import-shown.tsx';
import { knownThings, type Report } from './import.verbs.ts';
import { ObservationImport } from '../observation.entity.ts';

/** What a file says, what is left to choose, and the buttons to take it in or throw it away. */
export async function draftPage(c: Context<Env>, draft: ImportDraft, report: Report) {
  const known = await knownThings(c.var.em, c.var.today());
  const newest = await newestImport(c);
  const wrong = report.findings.length + report.more;
  const ready = wrong === 0 && report.unsaid.length === 0;
  return framed(
    c,
    draftName(draft),
    <>
      <h1>{draftName(draft)}</h1>
      <p class="font-lead answer">{summary(report, wrong)}</p>
      <p>
        {report.rows === 1 ? '1 række' : `${number(report.rows)} rækker`} giver {number(report.cells)} tal;{' '}
        {number(report.suppressed)} holder kilden tilbage, og {number(report.leftOut)} tages ikke med.
      </p>
      {wrong > 0 && (
        <section>
          <h2>Fejl i filen</h2>
          <FindingList findings={report.findings} more={report.more} />
        </section>
      )}
      {report.unsaid.length > 0 && (
        <section>
          <h2>Mangler at blive valgt</h2>
          <FindingList findings={report.unsaid.slice(0, 20)} more={Math.max(0, report.unsaid.length - 20)} />
        </section>
      )}
      <Understood report={report} known={known} />
      {c.req.query('aendret') !== undefined && (
        <Alert variant="warning" heading="Noget er valgt om">
          <p>Intet er gemt. Se, hvad filen nu er læst som, og tag den så ind.</p>
        </Alert>
      )}
      {c.req.query('nyere') !== undefined && (
        <Alert variant="warning" heading="Der er taget andre tal ind, siden du så filen">
          <p>Intet er gemt. Se, om filen stadig passer, og tag den så ind.</p>
        </Alert>
      )}
      <form method="post" action={c.req.path} class="edit">
        <input type="hidden" name="newest" value={newest} />
        <h2>Filens ord og vores</h2>
        <p>Skriv eller vælg vores ord, eller «Tages ikke med». Det valgte huskes til næste fil.</p>
        <MappingFields report={report} known={known} mapping={draft.mapping} />
        <SourceFields
          document={report.source?.document ?? ''}
          section={report.source?.section ?? ''}
          basis={draft.basis}
        />
        <p class="actions">
          <button
            type="submit"
            name="action"
            value="look"
            class={`button ${ready ? 'button-secondary' : 'button-primary'}`}
          >
            Se filen igen med det valgte
          </button>
          {ready && (
            <button type="submit" name="action" value="store" class="button button-primary">
              Tag tallene ind
            </button>
          )}
          <button type="submit" name="action" value="discard" class="button button-unstyled">
            Smid filen væk
          </button>
        </p>
      </form>
    </>,
  );
}

function summary(report: Report, wrong: number): string {
  if (wrong > 0)
    return `Filen kan ikke tages ind: den har ${wrong === 1 ? 'én fejl' : `${number(wrong)} fejl`}. Intet er gemt.`;
  const { added, known, unsaid } = report;
  if (unsaid.length > 0) {
    return `Der mangler ${unsaid.length === 1 ? 'ét valg' : `${number(unsaid.length)} valg`}, før filen kan tages ind. Intet er gemt.`;
  }
  const news =
    added === 0 ? 'Ingen tal er nye' : added === 1 ? '1 tal er nyt' : `${number(added)} tal er nye`;
  if (known === 0) return `${news}. Intet er gemt endnu.`;
  return `${news}, og ${number(known)} står her i forvejen: er filens et andet, retter det vores, og det tidligere gemmes. Intet er gemt endnu.`;
}

export function FindingList({ findings, more }: { findings: readonly ImportFinding[]; more: number }) {
  return (
    <>
      <ul class="import-findings">
        {findings.map(({ line, column, message }) => (
          <li>
            {line !== null && <strong>Linje {number(line)}</strong>}
            {column !== null && `${line === null ? 'Kolonnen' : ', kolonnen'} ${column}`}
            {(line !== null || column !== null) && ': '}
            {message}
          </li>
        ))}
      </ul>
      {more > 0 && <p>Og {number(more)} mere.</p>}
    </>
  );
}

/** The number of what was taken in last. */
export async function newestImport(c: Context<Env>): Promise<number> {
  const [newest] = await c.var.em.findAll(ObservationImport, { orderBy: { id: 'desc' }, limit: 1 });
  return newest?.id ?? 0;
}

export function draftName({ fileName, table }: ImportDraft): string {
  return fileName ?? (table ? `Tabel ${table} fra jobindsats` : 'Svar fra jobindsats');
}
