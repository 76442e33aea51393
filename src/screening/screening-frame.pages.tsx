import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { viewing } from '../offers/viewed.query.ts';
import type { Day } from '../shared/days/day.ts';
import type { Env } from '../shared/http/http.ts';
import { Alert, Page, type Viewed } from '../shared/page/page.tsx';
import { takeSaved } from '../shared/page/saved.ts';
import { RuleBroken } from '../shared/rule-broken.ts';
import { askedNotice, withNotice } from './notice-asked.query.ts';
import { screenedPortfolio, type Screened } from './screened.query.ts';
import { screen, type OfferScreening, type Screening } from './screening.ts';
import { thresholds } from './thresholds.ts';

/** The screening as a page shows it: for a notice on a day, with links that keep the day and the vifte. */
export type SeenScreening = {
  c: Context<Env>;
  viewed: Viewed;
  noticeDate: Day;
  screened: Screened;
  screening: Screening;
  link: (path?: string) => string;
};

/** Answers a page about the screening of a vifte. */
export function screeningSeen(page: (seen: SeenScreening) => Response | Promise<Response>) {
  return viewing(async (c, viewed) => {
    const notice = await askedNotice(c, viewed.portfolio.code);
    const screened = await screenedPortfolio(c.var.database, viewed.portfolio.code);
    const screening = screen(screened.offers, notice.day, thresholds.periods, screened.assessments);
    return page({
      c,
      viewed,
      noticeDate: notice.day,
      screened,
      screening,
      link: (path = '') => viewed.link(withNotice(`/udbudspligt${path}`, notice)),
    });
  });
}

export function ScreeningPage(props: {
  seen: SeenScreening;
  title: string;
  isTop?: boolean;
  children?: Child;
}) {
  const { seen, title, isTop = false, children } = props;
  const saved = takeSaved(seen.c);
  return (
    <Page
      c={seen.c}
      title={title}
      section="/udbudspligt"
      viewed={seen.viewed}
      above={isTop ? [] : [{ href: seen.link(), text: 'Udbudspligt' }]}
    >
      <div class="tender">
        {saved && <Alert variant="success" heading={saved.what} />}
        {children}
        <p class="small-text">{seen.screening.reservation}</p>
      </div>
    </Page>
  );
}

/** The offer an address names, as it is screened. */
export function offerAsked({ c, screening }: SeenScreening): OfferScreening {
  const code = c.req.param('offer') ?? '';
  const offer = screening.offers.find(offer => offer.code === code);
  if (offer) return offer;
  throw new RuleBroken('not-found', `Tilbuddet ${code} findes ikke i viften.`, { status: 404 });
}
