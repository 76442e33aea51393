import type { Context } from 'hono';
import type { Database } from '../database/database.ts';
import type { Env } from '../shared/http/http.ts';
import type { Viewed } from '../shared/page/page.tsx';
import { byRevision } from '../database/by-revision.ts';
import { RuleBroken } from '../shared/rule-broken.ts';
import { Portfolio } from './portfolio.entity.ts';
import { wholePortfolio } from './whole-portfolio.query.ts';
import type { WholePortfolio } from './whole-portfolio.ts';

/**
 * Answers a page about one tilbudsvifte: the one `?vifte=` names, otherwise the newest. Where there is none at all the
 * person is sent to the form that makes the first.
 */
export function viewing(
  page: (c: Context<Env>, viewed: Viewed, whole: WholePortfolio) => Response | Promise<Response>,
) {
  return async (c: Context<Env>) => {
    const viewed = await viewedBy(c);
    if (!viewed) return c.redirect('/vifte/ny', 303);
    return page(c, viewed, await wholePortfolio(c.var.database, viewed.portfolio.code));
  };
}

/** The tilbudsvifte a page stays with though it is about something else; undefined where there is none at all. */
export async function viewedBy(c: Context<Env>): Promise<Viewed | undefined> {
  const portfolios = await portfoliosNewestFirst(c.var.database, 'all');
  const wanted = c.req.query('vifte');
  if (wanted === undefined) return portfolios[0] && viewedOf(portfolios[0], portfolios);
  const portfolio = portfolios.find(({ code }) => code === wanted);
  if (!portfolio) throw new RuleBroken('not-found', `Tilbudsviften ${wanted} findes ikke.`, { status: 404 });
  return viewedOf(portfolio, portfolios);
}

/** The code of the tilbudsvifte that is looked at where none is named; null where there is none at all. */
export async function newestPortfolio(database: Database): Promise<string | null> {
  const portfolios = await portfoliosNewestFirst(database, 'all');
  return portfolios[0]?.code ?? null;
}

function viewedOf(portfolio: Viewed['portfolio'], portfolios: Viewed['portfolio'][]): Viewed {
  const newest = portfolio === portfolios[0];
  return {
    portfolio,
    others: portfolios.filter(other => other !== portfolio),
    link: path => (newest ? path : withQuery(path, `vifte=${portfolio.code}`)),
  };
}

function withQuery(address: string, query: string): string {
  const [path = '', fragment] = address.split('#');
  return `${path}${path.includes('?') ? '&' : '?'}${query}${fragment === undefined ? '' : `#${fragment}`}`;
}

/** The newest is the one that reaches furthest ahead. */
const portfoliosNewestFirst = byRevision(async (database, _all: string): Promise<Viewed['portfolio'][]> => {
  const portfolios = await database.orm.em.fork().findAll(Portfolio, { populate: ['frames'] });
  return portfolios
    .toSorted((a, b) => lastYear(b) - lastYear(a) || b.code.localeCompare(a.code))
    .map(({ code, title, municipality }) => ({ code, title, municipality }));
});

function lastYear(portfolio: Portfolio): number {
  return Math.max(...portfolio.frames.getItems().map(frame => frame.year));
}
