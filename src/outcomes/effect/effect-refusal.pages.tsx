import type { Context } from 'hono';
import { viewedBy } from '../../offers/viewed.query.ts';
import { wholePortfolio } from '../../offers/whole-portfolio.query.ts';
import { router, type Env } from '../../shared/http/http.ts';
import { answerPage as answer, Page } from '../../shared/page/page.tsx';
import { problemOf } from '../../shared/http/problem.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { effectRefusal } from './effect-refusal.ts';

/**
 * Every way somebody could ask for the effect of a single offer, answered before anything else sees it. None of it is in the
 * API document: what is not there cannot be promised.
 */
export const effectRefusals = router();

effectRefusals.all('/api/portfolios/:portfolio/offers/:offer/:word', (c, next) =>
  isAboutEffect(c.req.param('word'))
    ? refused(c, c.req.param('offer'), { portfolio: c.req.param('portfolio') })
    : next(),
);
effectRefusals.all('/api/offers/:offer/:word', (c, next) =>
  isAboutEffect(c.req.param('word')) ? refused(c, c.req.param('offer')) : next(),
);
effectRefusals.get('/tilbud/:offer/effekt', c => refused(c, c.req.param('offer')));

const aboutGroups = [
  '/api/target-groups/:group/effect',
  '/api/effects',
  '/api/goal-statuses/*',
  '/api/expectations/*',
  '/api/measures/*',
  '/api/observations/*',
  '/effekt/*',
  '/maal',
];
for (const path of aboutGroups) {
  effectRefusals.use(path, async (c, next) => {
    const name = ['offer', 'offers', 'tilbud'].find(name => c.req.query(name) !== undefined);
    return name === undefined ? next() : refused(c, c.req.query(name) ?? '', { parameter: name });
  });
}

/** Where a group's code belongs and there is no such group, it may be an offer's. */
for (const path of ['/effekt/:code', '/api/target-groups/:code/effect']) {
  effectRefusals.use(path, async (c, next) => {
    const code = c.req.param('code') ?? '';
    await next();
    if (c.res.status === 404 && (await isOffer(c, code))) c.res = await refused(c, code);
  });
}

async function isOffer(c: Context<Env>, code: string): Promise<boolean> {
  const viewed = await viewedBy(c);
  const whole = viewed && (await wholePortfolio(c.var.database, viewed.portfolio.code));
  return whole?.offers.some(offer => offer.code === code) ?? false;
}

function isAboutEffect(word: string): boolean {
  return /^(effects?|effekt|outcomes?|observations?)$/.test(word);
}

type Asked = { portfolio?: string; parameter?: string };

async function refused(
  c: Context<Env>,
  offer: string,
  { portfolio: named, parameter }: Asked = {},
): Promise<Response> {
  const viewed = await viewedBy(c);
  const portfolio = named ?? viewed?.portfolio.code;
  const whole = portfolio === undefined ? null : await wholePortfolio(c.var.database, portfolio);
  const { why, groups, offer: name } = effectRefusal(offer, whole);
  const status = parameter === undefined ? 404 : 400;
  if (c.req.path.startsWith('/api/')) {
    const findings = parameter === undefined ? [] : [{ parameter, message: why }];
    const broken = new RuleBroken('no-effect-of-an-offer', why, { status, findings });
    const { problem } = problemOf(broken);
    const addressed = groups.map(group => ({
      ...group,
      effect: `/api/target-groups/${group.code}/effect`,
      page: `/effekt/${group.code}`,
    }));
    return new Response(JSON.stringify({ ...problem, requestId: c.var.requestId, groups: addressed }), {
      status,
      headers: { 'Content-Type': 'application/problem+json; charset=utf-8' },
    });
  }
  const link = viewed?.link ?? ((path: string) => path);
  const { body, headers } = await answer(
    c,
    <Page c={c} title="Effekt af et tilbud" viewed={viewed}>
      <h1>Effekten af {name} kan ikke gøres op</h1>
      <p class="font-lead answer">{why}</p>
      {groups.length > 0 && (
        <ul>
          {groups.map(group => (
            <li>
              <a href={link(`/effekt/${group.code}`)}>Effekten for {group.name}</a>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={link('/effekt')}>Alle målgruppers effekt</a>
      </p>
    </Page>,
  );
  return new Response(body, { status, headers });
}
