import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { viewedBy } from '../../offers/portfolio/viewed.query.ts';
import { number } from '../../offers/wording.ts';
import { router, type Env } from '../../shared/http/http.ts';
import { Alert, Page, answerPage } from '../../shared/page/page.tsx';
import { problemOf } from '../../shared/http/problem.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { Basis } from '../../shared/source.schema.ts';
import { sourceText } from '../../shared/wording.ts';
import { ImportDraft } from './import-draft.entity.ts';
import {
  createDraft,
  deleteDraft,
  forgetStoring,
  lookAt,
  reviseDraft,
  storeDraft,
  storingOf,
  whole,
  type Job,
  type NewDraft,
} from './import-draft.verbs.ts';
import type { ImportFinding } from './import-findings.ts';
import { MappingFields, mappingFrom } from './import-mapping.tsx';
import {
  JobindsatsForm,
  Landed,
  SourceFields,
  Taken,
  date,
  home,
  withoutToken,
  type Described,
} from './import-shown.tsx';
import { formatOf, jobindsatsSource, sourceOf } from './import.routes.ts';
import { knownThings, type Report } from './import.verbs.ts';
import { jobindsatsData, jobindsatsFacts, type Asked, type JobindsatsAccess } from './jobindsats.query.ts';
import { landedBy } from './landed.query.ts';
import { ObservationImport } from '../observation.entity.ts';
import { uploadOf } from './upload.query.ts';

const title = 'Hent tal ind';

/** How long a page waits for its answer before it says that the work goes on. */
const waited = 1500;

/** Pages to take in a file: choose it, see what it says and correct it, take it in or throw it away. */
export function importPages(jobindsats: JobindsatsAccess | null) {
  const pages = router();

  pages.get(home, async c => answerPage(c, await frontPage(c, jobindsats, null)));

  pages.post(home, async c => {
    const upload = await uploadOf(c.req.raw).catch(mistakeOf);
    if ('message' in upload) return answerPage(c, await frontPage(c, jobindsats, upload.message), 422);
    const { fields, fileName, type, bytes } = upload;
    const format = formatOf(fileName, type);
    const source = sourceOf(fields.get('document'), fields.get('section'));
    return keep(c, jobindsats, {
      fileName: fileName.slice(0, 200),
      format,
      table: null,
      source: source ?? (format === 'jobindsats' ? jobindsatsSource(null) : null),
      basis: Basis.safeParse(fields.get('basis')).data ?? 'document',
      bytes,
    });
  });

  pages.post(`${home}/jobindsats`, async c => {
    if (!jobindsats) throw new RuleBroken('jobindsats-token', withoutToken);
    const fields = await fieldsOf(c);
    const asked = askedFrom(fields);
    if (fields.get('action') === 'describe') {
      const { table } = asked;
      const facts = await jobindsatsFacts(jobindsats, table).catch(mistakeOf);
      if ('message' in facts) return answerPage(c, await frontPage(c, jobindsats, facts.message), 422);
      return answerPage(c, await frontPage(c, jobindsats, null, { table, facts }));
    }
    const answer = await jobindsatsData(jobindsats, asked).catch(mistakeOf);
    if ('message' in answer) return answerPage(c, await frontPage(c, jobindsats, answer.message), 422);
    return keep(c, jobindsats, {
      fileName: null,
      format: 'jobindsats',
      table: asked.table,
      source: jobindsatsSource(asked.table),
      basis: 'document',
      bytes: pieceOf(JSON.stringify(answer)),
    });
  });

  pages.get(`${home}/:draft`, async c => {
    const id = idOf(c);
    const storing = storingOf(c.var.database, id);
    if (storing) return stored(c, id, storing);
    const draft = await c.var.em.findOne(ImportDraft, { id, ...whole });
    if (!draft) return finished(c, id);
    const job = await lookAt(c.var.database, draft, c.var.today());
    await Promise.race([job.done, pause(waited)]);
    if (job.error !== null) throw job.error;
    return job.report ? answerPage(c, await draftPage(c, draft, job.report)) : underWay(c, job);
  });

  pages.post(`${home}/:draft`, async c => {
    const id = idOf(c);
    const fields = await fieldsOf(c);
    const { database, em, today } = c.var;
    if (fields.get('action') === 'discard') {
      await deleteDraft(em, id);
      return c.redirect(home, 303);
    }
    const mapping = mappingFrom(fields, await knownThings(em, today()));
    const source = sourceOf(fields.get('document'), fields.get('section'));
    const basis = Basis.safeParse(fields.get('basis')).data ?? 'document';
    try {
      await reviseDraft(em, id, { mapping, source, basis });
    } catch (error) {
      if (await wasStored(c, id)) return c.redirect(`${home}/${id}`, 303);
      throw error;
    }
    if (fields.get('action') === 'store') {
      if (Number(fields.get('newest') ?? 0) < (await newestImport(c)))
        return c.redirect(`${home}/${id}?nyere=ja`, 303);
      const draft = await em.findOneOrFail(ImportDraft, { id });
      const job = storeDraft(database, draft, today());
      await Promise.race([job.done, pause(waited)]);
    }
    return c.redirect(`${home}/${id}`, 303);
  });

  return pages;
}

/** Sent twice, as by a double click, the form leads to where it led the first time. */
async function wasStored(c: Context<Env>, id: string): Promise<boolean> {
  if (storingOf(c.var.database, id)) return true;
  return (await c.var.em.count(ObservationImport, { draft: id })) > 0;
}

async function newestImport(c: Context<Env>): Promise<number> {
  const [newest] = await c.var.em.findAll(ObservationImport, { orderBy: { id: 'desc' }, limit: 1 });
  return newest?.id ?? 0;
}

async function keep(c: Context<Env>, jobindsats: JobindsatsAccess | null, draft: NewDraft) {
  const kept = await createDraft(c.var.database, draft).catch(mistakeOf);
  if ('message' in kept) return answerPage(c, await frontPage(c, jobindsats, kept.message), 422);
  if ('id' in kept) return c.redirect(`${home}/${kept.id}`, 303);
  return answerPage(
    c,
    await framed(
      c,
      'Filen er afvist',
      <>
        <h1>Filen er afvist, og intet er gemt</h1>
        <p class="font-lead answer">
          Den har noget, der ligner CPR-numre, {places(kept.findings.length + kept.more)}.
        </p>
        <FindingList findings={kept.findings} more={kept.more} />
        <p>
          <a href={home}>Vælg en anden fil</a>
        </p>
      </>,
    ),
    422,
  );
}

function places(count: number): string {
  return count === 1 ? 'ét sted' : `${count} steder`;
}

/** What a person can do something about is told on the page; anything else is an error of ours. */
function mistakeOf(error: unknown): { message: string } {
  if (!(error instanceof Error) || problemOf(error).unexpected) throw error;
  return { message: error.message };
}

async function stored(c: Context<Env>, id: string, job: Job) {
  await Promise.race([job.done, pause(waited)]);
  if (job.error !== null) {
    forgetStoring(c.var.database, id);
    throw job.error;
  }
  const { report } = job;
  if (!report) return underWay(c, job);
  if (!report.stored) {
    forgetStoring(c.var.database, id);
    return c.redirect(`${home}/${id}`, 303);
  }
  if (report.added + (report.changed ?? 0) > 0) return finished(c, id);
  return answerPage(
    c,
    await framed(
      c,
      'Intet er ændret',
      <>
        <h1>Intet er ændret</h1>
        <p class="font-lead answer">
          {report.known === 1
            ? 'Tallet stod her i forvejen, med den samme værdi.'
            : `Alle ${number(report.known)} tal stod her i forvejen, med de samme værdier.`}
        </p>
        <p>
          <a href={home}>Hent flere tal ind</a>
        </p>
      </>,
    ),
  );
}

async function finished(c: Context<Env>, id: string) {
  const taken = await c.var.em.findOne(ObservationImport, { draft: id });
  if (!taken)
    throw new RuleBroken('not-found', 'Filen er taget ind uden at ændre noget, eller smidt væk.', {
      status: 404,
    });
  return answerPage(
    c,
    await framed(
      c,
      'Tallene er taget ind',
      <>
        <h1>Tallene er taget ind</h1>
        <Alert variant="success" heading="Gemt">
          <p>
            {taken.added === 1 ? '1 nyt' : `${number(taken.added)} nye`} tal, {number(taken.changed)}{' '}
            {taken.changed === 1 ? 'rettet' : 'rettede'} og {number(taken.unchanged)}{' '}
            {taken.unchanged === 1 ? 'uændret' : 'uændrede'}
            {taken.fileName && ` fra ${taken.fileName}`}. Kilde: {sourceText(taken.source)}.
          </p>
        </Alert>
        <Landed landed={await landedBy(c.var.em, taken.id)} />
        <p>
          Hvor et tal er rettet, er det tidligere gemt. <a href="/effekt">Se alle målgruppers udvikling</a>{' '}
          eller <a href={home}>hent flere tal ind</a>.
        </p>
      </>,
    ),
  );
}

/** Asks for itself again, so that it works without JavaScript. */
async function underWay(c: Context<Env>, job: Job) {
  c.header('Refresh', '1');
  const what = job.purpose === 'store' ? 'Tager tallene ind' : 'Læser filen';
  return answerPage(
    c,
    await framed(
      c,
      what,
      <>
        <h1>{what} …</h1>
        <p class="font-lead answer" role="status">
          {number(job.rows)} rækker indtil nu. Siden viser selv, når det er færdigt.
        </p>
        <p>
          <a href={c.req.path}>Se igen</a>
        </p>
      </>,
    ),
  );
}

async function frontPage(
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

async function draftPage(c: Context<Env>, draft: ImportDraft, report: Report) {
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
      {c.req.query('nyere') !== undefined && (
        <Alert variant="warning" heading="Der er taget andre tal ind, siden du så filen">
          <p>Intet er gemt. Se, om filen stadig passer, og tag den så ind.</p>
        </Alert>
      )}
      <form method="post" action={c.req.path} class="edit">
        <input type="hidden" name="newest" value={newest} />
        <h2>Filens ord og vores</h2>
        <p>Skriv eller vælg vores ord, eller «Tages ikke med». Det valgte huskes til næste fil.</p>
        <MappingFields report={report} known={known} />
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

function FindingList({ findings, more }: { findings: readonly ImportFinding[]; more: number }) {
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

/** What the vifte came with is not counted as taken in by anybody. */
function answerOf(times: number, last: Date | undefined, hasFigures: boolean): string {
  if (times > 0)
    return `Der er taget tal ind ${times === 1 ? 'én gang' : `${number(times)} gange`}, sidst ${date.format(last)}.`;
  return hasFigures
    ? 'Der er ikke taget tal ind endnu. De tal, I ser, fulgte med viften.'
    : 'Der er ikke taget tal ind endnu.';
}

async function framed(c: Context<Env>, text: string, content: Child) {
  const viewed = await viewedBy(c);
  const above = [
    { href: '/effekt', text: 'Effekt' },
    ...(text === title ? [] : [{ href: home, text: title }]),
  ];
  return (
    <Page c={c} title={text} section="/effekt" viewed={viewed} above={above}>
      {content}
    </Page>
  );
}

function draftName({ fileName, table }: ImportDraft): string {
  return fileName ?? (table ? `Tabel ${table} fra jobindsats` : 'Svar fra jobindsats');
}

function idOf(c: Context<Env>): string {
  const id = c.req.param('draft') ?? '';
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return id;
  throw new RuleBroken('not-found', 'Filen findes ikke.', { status: 404 });
}

async function fieldsOf(c: Context<Env>): Promise<Map<string, string>> {
  const body = await c.req.parseBody().catch(() => {
    throw new RuleBroken('invalid-form', 'Formularen kunne ikke læses. Gå tilbage, og send den igen.', {
      status: 400,
    });
  });
  return new Map(
    Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

function askedFrom(fields: ReadonlyMap<string, string>): Asked {
  const table = fields.get('table')?.trim() ?? '';
  if (!/^[A-Za-z0-9_]{1,40}$/.test(table))
    throw new RuleBroken('invalid-input', 'Skriv tabellens navn, fx y01b15.', { status: 422 });
  const kind = (['M', 'Q', 'QMAT', 'Y'] as const).find(kind => kind === fields.get('kind')) ?? 'Q';
  const latest = Math.min(200, Math.max(1, Math.trunc(Number(fields.get('latest')) || 12)));
  const pairs = (fields.get('hierarchies') ?? '').split('\n').map(line => line.trim().split('='));
  const hierarchies = Object.fromEntries(
    pairs.flatMap(([id = '', values = '']) => (id && values ? [[id, values]] : [])),
  );
  return { table, period: { kind, latest }, hierarchies };
}

async function* pieceOf(text: string) {
  yield Buffer.from(text);
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms).unref();
  });
}
