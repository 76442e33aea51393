import type { Context } from 'hono';
import { formatDay } from '../shared/days/day.ts';
import { answerForm, showForm } from '../shared/page/form-page.tsx';
import { router, type Env } from '../shared/http/http.ts';
import { answerPage } from '../shared/page/page.tsx';
import { RuleBroken } from '../shared/rule-broken.ts';
import { rememberSaved } from '../shared/page/saved.ts';
import { etagOf } from '../database/transaction.ts';
import { agendaOf } from './agenda.ts';
import { CaseShown } from './case-shown.tsx';
import { deleteCase, findCase } from './case.verbs.ts';
import {
  caseForMeeting,
  changedCase,
  changedMeeting,
  decisionOn,
  meetingForCase,
  metCondition,
  newCase,
  newMeeting,
} from './committee-forms.tsx';
import {
  CommitteePage,
  caseIn,
  meetingIn,
  seeing,
  type OutgrowthOf,
  type Seen,
  type ViewedBy,
} from './committee-page.tsx';
import { MeetingStatus } from './committee.schema.ts';
import { MeetingShown } from './meeting-shown.tsx';
import { deleteMeeting, findMeeting, reviseMeeting } from './meeting.verbs.ts';
import { Overview } from './overview.tsx';

type C = Context<Env>;

/**
 * The pages about committees, their meetings and cases; `viewedBy` gives them the frame of a tilbudsvifte, `outgrowthOf` what
 * came of a case.
 */
export function committeePages(viewedBy: ViewedBy, outgrowthOf: OutgrowthOf) {
  const seen = (page: (c: C, seen: Seen) => Response | Promise<Response>) => seeing(viewedBy, page);
  return router()
    .get(
      '/udvalg',
      seen((c, seen) => {
        const { committees } = seen.work;
        const committee = committees.find(({ code }) => code === c.req.query('udvalg'))?.code ?? null;
        return answerPage(
          c,
          <CommitteePage c={c} seen={seen} title="Udvalg">
            <Overview seen={seen} committee={committee} />
          </CommitteePage>,
        );
      }),
    )
    .get(
      '/udvalg/moeder/nyt',
      seen((c, seen) => showForm(c, async () => newMeeting(c, seen))),
    )
    .post(
      '/udvalg/moeder/nyt',
      seen((c, seen) => answerForm(c, async () => newMeeting(c, seen))),
    )
    .get(
      '/udvalg/moeder/:meeting',
      seen((c, seen) => showMeeting(c, seen, outgrowthOf)),
    )
    .get(
      '/udvalg/moeder/:meeting/rediger',
      seen((c, seen) => showForm(c, em => changedMeeting(c, em, seen))),
    )
    .post(
      '/udvalg/moeder/:meeting/rediger',
      seen((c, seen) => answerForm(c, em => changedMeeting(c, em, seen))),
    )
    .get(
      '/udvalg/moeder/:meeting/dagsorden',
      seen((c, seen) => showForm(c, async () => caseForMeeting(c, seen))),
    )
    .post(
      '/udvalg/moeder/:meeting/dagsorden',
      seen((c, seen) => answerForm(c, async () => caseForMeeting(c, seen))),
    )
    .post('/udvalg/moeder/:meeting/status', seen(setStatus))
    .get('/udvalg/moeder/:meeting/slet', seen(confirmMeeting))
    .post('/udvalg/moeder/:meeting/slet', seen(removeMeeting))
    .get(
      '/udvalg/sager/ny',
      seen((c, seen) => showForm(c, async () => newCase(c, seen))),
    )
    .post(
      '/udvalg/sager/ny',
      seen((c, seen) => answerForm(c, async () => newCase(c, seen))),
    )
    .get(
      '/udvalg/sager/:case',
      seen((c, seen) => showCase(c, seen, outgrowthOf)),
    )
    .get(
      '/udvalg/sager/:case/rediger',
      seen((c, seen) => showForm(c, em => changedCase(c, em, seen))),
    )
    .post(
      '/udvalg/sager/:case/rediger',
      seen((c, seen) => answerForm(c, em => changedCase(c, em, seen))),
    )
    .get(
      '/udvalg/sager/:case/dagsorden',
      seen((c, seen) => showForm(c, async () => meetingForCase(c, seen))),
    )
    .post(
      '/udvalg/sager/:case/dagsorden',
      seen((c, seen) => answerForm(c, async () => meetingForCase(c, seen))),
    )
    .get(
      '/udvalg/sager/:case/beslutning',
      seen((c, seen) => showForm(c, async () => decisionOn(c, seen))),
    )
    .post(
      '/udvalg/sager/:case/beslutning',
      seen((c, seen) => answerForm(c, async () => decisionOn(c, seen))),
    )
    .get('/udvalg/sager/:case/slet', seen(confirmCase))
    .post('/udvalg/sager/:case/slet', seen(removeCase))
    .get(
      '/udvalg/betingelser/:condition',
      seen((c, seen) => showForm(c, em => metCondition(c, em, seen))),
    )
    .post(
      '/udvalg/betingelser/:condition',
      seen((c, seen) => answerForm(c, em => metCondition(c, em, seen))),
    );
}

async function showMeeting(c: C, seen: Seen, outgrowthOf: OutgrowthOf) {
  const meeting = meetingIn(seen, c.req.param('meeting') ?? '');
  const tag = etagOf(await findMeeting(c.var.em, meeting.code));
  const agenda = agendaOf(meeting.code, seen.work.cases);
  const carried = await Promise.all(agenda.map(({ one }) => outgrowthOf(c.var.database, one.code)));
  return answerPage(
    c,
    <CommitteePage c={c} seen={seen} title={`Mødet ${formatDay(meeting.day)}`} above={[]}>
      <MeetingShown seen={seen} meeting={meeting} tag={tag} carried={carried.flat()} />
    </CommitteePage>,
  );
}

async function showCase(c: C, seen: Seen, outgrowthOf: OutgrowthOf) {
  const one = caseIn(seen, c.req.param('case') ?? '');
  const outgrowth = await outgrowthOf(c.var.database, one.code);
  return answerPage(
    c,
    <CommitteePage c={c} seen={seen} title={one.title} above={[]}>
      <CaseShown seen={seen} one={one} outgrowth={outgrowth} />
    </CommitteePage>,
  );
}

/** Held, cancelled or on again, by one press on the meeting's page. */
async function setStatus(c: C, seen: Seen) {
  const { code, day } = meetingIn(seen, c.req.param('meeting') ?? '');
  const { status, version } = await c.req.parseBody();
  const { data: wanted } = MeetingStatus.safeParse(status);
  if (!wanted) throw new RuleBroken('invalid-input', 'Vælg en af knapperne på mødets side.', { status: 400 });
  await reviseMeeting(c.var.em, code, { status: wanted }, textOf(version), c.var.today());
  const words = { held: 'holdt', cancelled: 'aflyst', planned: 'planlagt', moved: 'flyttet' };
  rememberSaved(c, { what: `Mødet ${formatDay(day)} står nu som ${words[wanted]}.` });
  return c.redirect(seen.link(`/udvalg/moeder/${code}`), 303);
}

async function confirmMeeting(c: C, seen: Seen) {
  const meeting = await findMeeting(c.var.em, c.req.param('meeting') ?? '');
  const title = `Slet mødet ${formatDay(meeting.day)}`;
  const back = seen.link(`/udvalg/moeder/${meeting.code}`);
  return answerPage(
    c,
    <CommitteePage c={c} seen={seen} title={title} above={[{ href: back, text: formatDay(meeting.day) }]}>
      <h1>{title}?</h1>
      <p>Det kan ikke fortrydes. Er mødet indkaldt, så aflys det hellere.</p>
      <Confirm tag={etagOf(meeting)} what="Slet mødet" back={back} keep="Behold det" />
    </CommitteePage>,
  );
}

async function removeMeeting(c: C, seen: Seen) {
  const { code, day } = meetingIn(seen, c.req.param('meeting') ?? '');
  const { version } = await c.req.parseBody();
  await deleteMeeting(c.var.em, code, textOf(version));
  rememberSaved(c, { what: `Mødet ${formatDay(day)} er slettet.` });
  return c.redirect(seen.link('/udvalg'), 303);
}

async function confirmCase(c: C, seen: Seen) {
  const one = await findCase(c.var.em, c.req.param('case') ?? '');
  const back = seen.link(`/udvalg/sager/${one.code}`);
  return answerPage(
    c,
    <CommitteePage c={c} seen={seen} title={`Slet ${one.title}`} above={[{ href: back, text: one.title }]}>
      <h1>Slet {one.title}?</h1>
      <p>Sagen forsvinder fra de dagsordener, den står på. Det kan ikke fortrydes.</p>
      <Confirm tag={etagOf(one)} what="Slet sagen" back={back} keep="Behold den" />
    </CommitteePage>,
  );
}

async function removeCase(c: C, seen: Seen) {
  const { code, title } = caseIn(seen, c.req.param('case') ?? '');
  const { version } = await c.req.parseBody();
  await deleteCase(c.var.em, code, textOf(version));
  rememberSaved(c, { what: `${title} er slettet.` });
  return c.redirect(seen.link('/udvalg'), 303);
}

function Confirm({ tag, what, back, keep }: { tag: string; what: string; back: string; keep: string }) {
  return (
    <form method="post">
      <input type="hidden" name="version" value={tag} />
      <div class="button-group">
        <button type="submit" class="button button-warning">
          {what}
        </button>
        <a href={back} class="button button-tertiary">
          {keep}
        </a>
      </div>
    </form>
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
