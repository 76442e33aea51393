import type { Context } from 'hono';
import { router, type Env } from '../../shared/http/http.ts';
import { Alert, answerPage } from '../../shared/page/page.tsx';
import { problemOf } from '../../shared/http/problem.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { Basis } from '../../shared/source.schema.ts';
import { number, sourceText } from '../../shared/wording.ts';
import { ImportDraft } from './import-draft.entity.ts';
import { FindingList, draftPage, newestImport } from './import-draft.pages.tsx';
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
import { ClearedForm } from './cleared-form.tsx';
import { framed } from './import-frame.pages.tsx';
import { frontPage } from './import-front.pages.tsx';
import { mappingFrom } from './import-mapping.tsx';
import { Landed, home, withoutToken } from './import-shown.tsx';
import { formatOf, jobindsatsSource, sourceOf } from './import.routes.ts';
import { knownThings } from './import.verbs.ts';
import { jobindsatsData, jobindsatsFacts, type Asked, type JobindsatsAccess } from './jobindsats.query.ts';
import { landedBy } from './landed.query.ts';
import { ObservationImport } from '../observation.entity.ts';
import { uploadOf } from './upload.query.ts';

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
      cleared: [...fields].flatMap(([name, value]) => (name.startsWith('cleared:') ? [value] : [])),
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
      cleared: [],
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
    let changed = false;
    try {
      changed = await reviseDraft(em, id, { mapping, source, basis });
    } catch (error) {
      if (await wasStored(c, id)) return c.redirect(`${home}/${id}`, 303);
      throw error;
    }
    if (fields.get('action') === 'store') {
      // Only what somebody has seen is stored.
      if (changed) return c.redirect(`${home}/${id}?aendret=ja`, 303);
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
        <ClearedForm columns={kept.askedColumns} />
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
