import type { Context } from 'hono';
import { router, type Env } from '../http/http.ts';
import type { ApiDocument, Schema } from '../http/openapi.ts';
import { Page, answerPage } from './page.tsx';
import { fieldRows, kindOf, operationsByTag, type Described, type FieldRow } from './reference.ts';
import { RuleBroken } from '../rule-broken.ts';

/** The API for a person to read, drawn from the document that programs read: the list, and each operation by itself. */
export function referencePages(document: () => ApiDocument) {
  return router().get('/api', c => {
    const wanted = c.req.query('opslag');
    if (wanted === undefined) return answerPage(c, <Overview c={c} document={document()} />);
    const found = operationsByTag(document())
      .flatMap(({ all }) => all)
      .find(({ operation }) => operation.operationId === wanted);
    if (!found) throw new RuleBroken('not-found', `Opslaget ${wanted} findes ikke.`, { status: 404 });
    return answerPage(c, <Shown c={c} document={document()} described={found} />);
  });
}

function Overview({ c, document }: { c: Context<Env>; document: ApiDocument }) {
  const groups = operationsByTag(document);
  const count = groups.reduce((sum, { all }) => sum + all.length, 0);
  return (
    <Page c={c} title="API" section="/api">
      <h1>API</h1>
      <p class="font-lead answer">
        {count} opslag giver programmer de samme data og beregninger som siderne, som JSON under /api.
      </p>
      <ul>
        <li>Ting kendes på deres kode. Beløb er hele øre. En ukendt pris er ukendt, aldrig nul.</li>
        <li>
          Svar bærer en ETag. Den, der retter eller sletter, sender den i If-Match og får 412, hvis nogen var
          først.
        </li>
        <li>
          Opret med en Idempotency-Key, hvis en forespørgsel kan blive gentaget: så oprettes der kun én gang.
        </li>
        <li>Fejl er problem+json (RFC 9457) på dansk med alle fund på én gang, hvert med sit sted.</li>
        <li>
          Hele beskrivelsen til programmer: <a href="/api/openapi.json">OpenAPI 3.1</a>
        </li>
      </ul>
      {groups.map(({ tag, about, all }) => (
        <section>
          <h2>{tag}</h2>
          <p>{about}</p>
          <ul class="unstyled-list">
            {all.map(({ method, path, operation }) => (
              <li>
                <a href={`/api?opslag=${operation.operationId}`}>{operation.summary}</a>
                <br />
                <code class="address">
                  {method} <Breakable text={path} />
                </code>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}

function Shown({ c, document, described }: { c: Context<Env>; document: ApiDocument; described: Described }) {
  const { method, path, operation } = described;
  const body = operation.requestBody?.content['application/json']?.schema;
  const answers = Object.entries(operation.responses);
  return (
    <Page c={c} title={operation.summary} section="/api" above={[{ href: '/api', text: 'API' }]}>
      <h1>{operation.summary}</h1>
      <p class="font-lead">
        <code class="address">
          {method} <Breakable text={path} />
        </code>
      </p>
      {operation.description && <p>{operation.description}</p>}
      {operation.parameters.length > 0 && (
        <>
          <h2>Parametre</h2>
          <Table
            name="Parametre"
            rows={operation.parameters.map(parameter => ({
              path: parameter.name,
              title: `${parameter.schema.title ?? ''} (${places[parameter.in]})`,
              kind: kindOf(document, parameter.schema),
              required: parameter.required,
              description: parameter.description ?? null,
              values: [],
            }))}
          />
        </>
      )}
      {body && (
        <>
          <h2>Indhold, der sendes</h2>
          <Body document={document} schema={body} name="Indhold, der sendes" />
        </>
      )}
      <h2>Svar</h2>
      {answers.map(([status, { description, content }]) => {
        const [type, media] = Object.entries(content ?? {})[0] ?? [];
        const isProblem = type === 'application/problem+json';
        return (
          <>
            <h3>
              {status} {description}
            </h3>
            {isProblem && media?.example !== undefined && (
              <pre class="example">
                <code>{JSON.stringify(media.example, null, 2)}</code>
              </pre>
            )}
            {!isProblem && media && type === 'application/json' && (
              <Body document={document} schema={media.schema} name={`Svar ${status}`} />
            )}
            {!isProblem && type !== undefined && type !== 'application/json' && <p>Indhold: {type}</p>}
          </>
        );
      })}
    </Page>
  );
}

const places = { path: 'i adressen', query: 'efter ?', header: 'i hovedet' };

function Body({ document, schema, name }: { document: ApiDocument; schema: Schema; name: string }) {
  const rows = fieldRows(document, schema);
  return rows.length === 0 ? <p>{kindOf(document, schema)}</p> : <Table name={name} rows={rows} />;
}

function Table({ name, rows }: { name: string; rows: FieldRow[] }) {
  return (
    <table class="table table--compact table-md-responsive-headers d-print-table">
      <caption class="sr-only">{name}</caption>
      <thead>
        <tr>
          <th scope="col">Felt</th>
          <th scope="col">På dansk</th>
          <th scope="col">Hvad det er</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ path, title, kind, required, description, values }) => (
          <tr>
            <th scope="row" data-title="Felt">
              <code class="address">
                <Breakable text={path} />
              </code>
              {required && ' skal med'}
            </th>
            <td data-title="På dansk">{title}</td>
            <td data-title="Hvad det er">
              {kind}
              {description !== null && `. ${description}`}
              {values.length > 0 && (
                <ul class="unstyled-list">
                  {values.map(({ value, word }) => (
                    <li>
                      <code>{value}</code> {word}
                    </li>
                  ))}
                </ul>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A long address may break after each slash, dot and dash instead of pushing the page sideways. */
function Breakable({ text }: { text: string }) {
  return (
    <>
      {text.split(/(?<=[/.\-\]}])/).map(part => (
        <>
          {part}
          <wbr />
        </>
      ))}
    </>
  );
}
