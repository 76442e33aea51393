import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { assets } from './assets.ts';
import type { Env } from '../http/http.ts';
import type { Problem } from '../http/problem.ts';
import { version } from '../version.ts';

/** The tilbudsvifte a page is about, and how to stay with it when following a link. */
export type Viewed = {
  portfolio: { code: string; title: string; municipality: string };
  others: { code: string; title: string; municipality: string }[];
  /** The address with `?vifte=` where it is needed to stay with this portfolio. */
  link: (path: string) => string;
};

/** The pages one can go to from everywhere, in this order. */
const sections = {
  '/': 'Forside',
  '/tilbud': 'Tilbud',
  '/balance': 'Balance',
  '/scenarier': 'Scenarier',
  '/effekt': 'Effekt',
  '/maal': 'Mål',
  '/udbud': 'Udbud',
  '/udbudspligt': 'Udbudspligt',
  '/udvalg': 'Udvalg',
  '/maalgrupper': 'Målgrupper',
  '/leverandoerer': 'Leverandører',
  '/vifte': 'Rammer',
  '/api': 'API',
};
type Section = keyof typeof sections;

type PageProps = {
  c: Context<Env>;
  /** What the page is, first in the browser's title. */
  title: string;
  section?: Section;
  viewed?: Viewed | undefined;
  /** The way back up: pages above this one. */
  above?: { href: string; text: string }[];
  children?: Child;
};

/** A whole page, answered. */
export function answerPage(c: Context<Env>, page: Child, status: 200 | 412 | 422 = 200) {
  c.header('Cache-Control', 'no-cache');
  return c.html(html`<!doctype html>${page}`, status);
}

export function Page({ c, title, section, viewed, above = [], children }: PageProps) {
  const link = viewed?.link ?? ((path: string) => path);
  return (
    <html lang="da">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${viewed ? `${viewed.portfolio.title}, ${viewed.portfolio.municipality}` : 'Tilbudsvifte'}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={assets.style} />
        <script type="module" src={assets.script}></script>
      </head>
      <body>
        <a class="skipnav" href="#main-content">
          Gå til sidens indhold
        </a>
        <header class="header">
          <div class="solution-info">
            <div class="solution-info-inner container">
              <div class="solution-heading">
                <a href={link('/')}>{viewed?.portfolio.title ?? 'Tilbudsvifte'}</a>
              </div>
              {viewed && <Municipality viewed={viewed} />}
            </div>
          </div>
          <div class="navigation-menu d-print-none">
            <div class="navigation-menu-inner container">
              <nav class="nav" aria-label="Hovedmenu">
                <ul class="mainmenu">
                  {Object.entries(sections).map(([path, text]) => (
                    <li class={path === section ? 'current' : undefined}>
                      <a
                        class="nav-link"
                        href={link(path)}
                        aria-current={currency(c.req.path, path, section)}
                      >
                        <span>{text}</span>
                      </a>
                    </li>
                  ))}
                </ul>
              </nav>
            </div>
          </div>
        </header>
        <div class="page-container container">
          {above.length > 0 && (
            <nav class="breadcrumbs d-print-none" aria-label="Brødkrumme">
              <ol class="breadcrumbs__list">
                {above.map(({ href, text }, i) => (
                  <li class="breadcrumbs__list-item">
                    {i > 0 && <Icon name="chevron-right" />}
                    <a class="breadcrumbs__link" href={href}>
                      {text}
                    </a>
                  </li>
                ))}
                <li class="breadcrumbs__list-item" aria-current="page">
                  <Icon name="chevron-right" />
                  {title}
                </li>
              </ol>
            </nav>
          )}
          <main id="main-content" tabindex={-1}>
            {children}
          </main>
        </div>
        <footer>
          <div class="footer">
            <div class="container">
              <ul class="unstyled-list inline-list align-text-left">
                <li>Tilbudsvifte {version}</li>
                {!c.var.database.powerSafe && (
                  <li>
                    <strong>Ikke strømsikker</strong>: bliver strømmen afbrudt, kan de seneste ændringer gå
                    tabt.
                  </li>
                )}
                <li>
                  Tal, som ingen kilde giver, er mærket <span class="assumed-sample">antaget</span>.
                </li>
              </ul>
            </div>
          </div>
        </footer>
      </body>
    </html>
  );
}

function currency(path: string, of: string, section: Section | undefined) {
  if (of !== section) return undefined;
  return path === of ? 'page' : 'true';
}

function Municipality({ viewed: { portfolio, others } }: { viewed: Viewed }) {
  return (
    <div class="municipality">
      <p>
        <strong class="authority-name">{portfolio.municipality}</strong>
      </p>
      {others.length > 0 && (
        <p class="d-print-none">
          Se også{' '}
          {others.map(({ code, title, municipality }, i) => (
            <>
              {i > 0 && ', '}
              <a href={`/?vifte=${code}`}>
                {title}
                {municipality !== portfolio.municipality && ` (${municipality})`}
              </a>
            </>
          ))}
        </p>
      )}
    </div>
  );
}

/** The same mark where many stand close together: the reason stands once in the footnote of the table. */
export function AssumedAsNoted() {
  return <span class="assumed-sample">antaget</span>;
}

/** Marks a figure nobody has documented. The reason shows on touch, hover and focus, and stands in print. */
export function Assumed({ reason }: { reason: string }) {
  return (
    <span class="assumed" tabindex={0}>
      antaget
      <span class="assumed-reason">
        <span class="assumed-colon">: </span>
        {reason}
      </span>
    </span>
  );
}

type IconName =
  | 'chevron-right'
  | 'delete'
  | 'download'
  | 'edit'
  | 'error'
  | 'info'
  | 'plus'
  | 'print'
  | 'sort-table-ascending'
  | 'sort-table-descending'
  | 'sort-table-none'
  | 'success'
  | 'upload'
  | 'warning';

export function Icon({ name, classes = '' }: { name: IconName; classes?: string }) {
  return (
    <svg class={`icon-svg ${classes}`} focusable="false" aria-hidden="true">
      <use href={`${assets.icons}#${name}`}></use>
    </svg>
  );
}

export function Alert(props: {
  variant: 'info' | 'success' | 'warning' | 'error';
  heading?: string;
  children?: Child;
}) {
  const { variant, heading, children } = props;
  return (
    <div class={`alert alert-${variant}`} role={variant === 'success' ? 'status' : undefined}>
      <Icon name={variant} classes="alert-icon" />
      <div class="alert-body">
        {heading && <h2 class="alert-heading">{heading}</h2>}
        {children}
      </div>
    </div>
  );
}

/** A table that scrolls inside itself where it is wider than the page, reachable with the keyboard, with a hint that it does. */
export function Scrolling({ label, children }: { label: string; children?: Child }) {
  return (
    <div class="scrolling">
      <div class="table--responsive-scroll" role="region" aria-label={label} tabindex={0}>
        {children}
      </div>
    </div>
  );
}

export function PrintButton() {
  return (
    <button type="button" class="function-link d-print-none" data-print hidden>
      <Icon name="print" />
      Udskriv
    </button>
  );
}

/** What went wrong, for a person. */
export async function problemPage(c: Context<Env>, problem: Problem) {
  const back = cameFrom(c);
  const more = problem.findings.filter(({ message }) => !problem.detail.includes(message));
  const { body, headers } = await answerPage(
    c,
    <Page c={c} title={problem.title}>
      <h1>{problem.title}</h1>
      <p class="font-lead">{problem.detail}</p>
      {more.length > 0 && (
        <ul>
          {more.map(({ message }) => (
            <li>{message}</li>
          ))}
        </ul>
      )}
      {back !== null && (
        <p>
          <a href={back}>Tilbage til siden, som den er nu</a>
        </p>
      )}
      <p>
        <a href="/">Til forsiden</a>
      </p>
      <p class="small-text">Forespørgslens nummer: {c.var.requestId}</p>
    </Page>,
  );
  return new Response(body, { status: problem.status, headers });
}

/** The page of ours that the browser says it came from, if it is another than the one asked for. */
function cameFrom({ req }: Context<Env>): string | null {
  const referer = req.header('Referer');
  if (referer === undefined || !URL.canParse(referer)) return null;
  const { host, pathname, search } = new URL(referer);
  const isHere = req.method === 'GET' && pathname === req.path;
  return host === req.header('Host') && !isHere && !pathname.startsWith('//') ? `${pathname}${search}` : null;
}
