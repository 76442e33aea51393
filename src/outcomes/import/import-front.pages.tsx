import type { Context } from 'hono';
import { number } from '../../shared/wording.ts';
import type { Env } from '../../shared/http/http.ts';
import { Alert } from '../../shared/page/page.tsx';
import { ImportDraft } from './import-draft.entity.ts';
import { draftName } from './import-draft.pages.tsx';
import { whole } from './import-draft.verbs.ts';
import { framed, title } from './import-frame.pages.tsx';
import { JobindsatsForm, SourceFields, Taken, date, home, type Described } from './import-shown.tsx';
import type { JobindsatsAccess } from './jobindsats.query.ts';
import { ObservationImport } from '../observation.entity.ts';

/** Where a file is chosen, and what has been taken in before. */
export async function frontPage(
  c: Context<Env>,
  jobindsats: JobindsatsAccess | null,
  mistake: string | null,
  described: Described | null = null,
) {
  const { em } = c.var;
  const drafts = await em.find(ImportDraft, whole, { orderBy: { startedAt: 'desc' }, limit: 20 });
  const taken = await em.findAll(ObservationImport, { orderBy: { id: 'desc' }, limit: 50 });
  const byPeople = { format: { $ne: 'fixture' } } as const;
  const [[newest], times] = await em.findAndCount(ObservationImport, byPeople, {
    orderBy: { id: 'desc' },
    limit: 1,
  });
  return framed(
    c,
    title,
    <>
      <h1>{title}</h1>
      <p class="font-lead answer">{answerOf(times, newest?.importedAt, taken.length > 0)}</p>
      {mistake !== null && (
        <Alert variant="error" heading="Det gik ikke">
          <p>{mistake}</p>
        </Alert>
      )}
      <form method="post" action={home} enctype="multipart/form-data" class="edit d-print-none">
        <h2>Fra en fil</h2>
        <p>
          CSV med overskrifterne Målgruppe, Måling, Område, Periode, Tæller og Nævner (eller Andel), eller et
          svar fra jobindsats som JSON. Intet gemmes, før du har set, hvad filen siger. En fil, der nævner et
          tilbud eller har noget, der ligner et CPR-nummer, bliver afvist.
        </p>
        <SourceFields document="" section="" basis="document" />
        <div class="form-group">
          <label class="form-label" for="file">
            Fil
          </label>
          <input
            class="form-input"
            type="file"
            id="file"
            name="file"
            accept=".csv,.txt,.json,text/csv,application/json"
          />
        </div>
        <button type="submit" class="button button-primary">
          Læs filen
        </button>
      </form>
      <JobindsatsForm jobindsats={jobindsats} described={described} />
      {drafts.length > 0 && (
        <>
          <h2>Filer, der venter</h2>
          <ul>
            {drafts.map(draft => (
              <li>
                <a href={`${home}/${draft.id}`}>{draftName(draft)}</a>, læst {date.format(draft.startedAt)}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>Taget ind</h2>
      <Taken taken={taken} />
    </>,
  );
}
/** What the vifte came with is not counted as taken in by anybody. */
function answerOf(times: number, last: Date | undefined, hasFigures: boolean): string {
  if (times > 0)
    return `Der er taget tal ind ${times === 1 ? 'én gang' : `${number(times)} gange`}, sidst ${date.format(last)}.`;
  return hasFigures
    ? 'Der er ikke taget tal ind endnu. De tal, I ser, fulgte med viften.'
    : 'Der er ikke taget tal ind endnu.';
}
