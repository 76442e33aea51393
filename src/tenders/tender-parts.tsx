import type { Child } from 'hono/jsx';
import { formatDay, type Day } from '../shared/days/day.ts';
import { Alert, AssumedAsNoted, Page } from '../shared/page/page.tsx';
import { takeSaved } from '../shared/page/saved.ts';
import { shortDay } from './tender-wording.ts';
import type { Seen } from './tender-seen.query.ts';

/** A page of one tender, with the way back to it and to every other page of it. */
export function TenderPage(props: { seen: Seen; title: string; path: string; children?: Child }) {
  const { seen, title, path, children } = props;
  const { c, viewed, whole, link } = seen;
  const saved = takeSaved(c);
  return (
    <Page
      c={c}
      title={title}
      section="/udbud"
      viewed={viewed}
      above={path === '' ? [] : [{ href: link(), text: whole.tender.title }]}
    >
      <div class="tender">
        {saved && <Alert variant="success" heading={saved.what} />}
        {children}
        <nav class="d-print-none tender-pages" aria-label="Udbuddets sider">
          <h2>Mere om udbuddet</h2>
          <ul>
            {tenderPages.map(({ path: to, text, about }) => (
              <li>
                <a href={link(to)} aria-current={to === path ? 'page' : undefined}>
                  {text}
                </a>{' '}
                {about}
              </li>
            ))}
            <li>
              <a href={viewed.link('/udbudspligt')}>Udbudspligt</a> Hvilke tilbud skal i udbud?
            </li>
            <li>
              <a href={webcal(c.req.url, whole.tender.code)}>Kalender</a> Abonnér på møder, sagsfrister og
              milepæle. <a href={`/api/tenders/${whole.tender.code}/calendar.ics`}>Hent den som fil</a>.
            </li>
          </ul>
        </nav>
      </div>
    </Page>
  );
}

/** The address a calendar program subscribes to. */
function webcal(url: string, tender: string): string {
  return `webcal://${new URL(url).host}/api/tenders/${tender}/calendar.ics`;
}

const tenderPages = [
  { path: '', text: 'Når vi det?', about: 'Tidsplanen set fra en dag.' },
  {
    path: '/forloeb',
    text: 'Forløbet',
    about: 'Fra bekendtgørelse til udløb: frister, hændelser og klager.',
  },
  { path: '/planer', text: 'Planer', about: 'Sammenlign to udgaver, eller læg en ny.' },
  { path: '/delaftaler', text: 'Delaftaler og bud', about: 'Hvad der købes, og hvordan bud vurderes.' },
  { path: '/historik', text: 'Historik', about: 'Beslutninger, betingelser og hændelser.' },
];

/** A meeting's day, marked where no document gives it. */
export function MeetingDay({ seen, code }: { seen: Seen; code: string }) {
  const meeting = seen.whole.meetings.find(meeting => meeting.code === code);
  if (!meeting) return <>{code}</>;
  return (
    <>
      {shortDay(meeting.day, seen.today)}
      {meeting.basis === 'assumption' && (
        <>
          {' '}
          <AssumedAsNoted />
        </>
      )}
    </>
  );
}

/** Which day the page is seen from, and the form to choose another. */
export function SeenFrom({
  seen,
  action,
}: {
  seen: Pick<Seen, 'today' | 'isAsked' | 'viewed'>;
  action: string;
}) {
  const { today, isAsked, viewed } = seen;
  return (
    <form method="get" action={action} class="seen-from d-print-none">
      <input type="hidden" name="vifte" value={viewed.portfolio.code} />
      <label class="form-label" for="today">
        Set fra dagen
      </label>
      <input class="form-input" type="date" id="today" name="today" value={today} required />
      <button type="submit" class="button button-secondary">
        Vis dagen
      </button>
      {isAsked && <a href={viewed.link(action)}>Vis i dag</a>}
    </form>
  );
}

export function seenText(today: Day, isAsked: boolean): string {
  return isAsked ? `Set fra den ${formatDay(today)}.` : `I dag er det den ${formatDay(today)}.`;
}
