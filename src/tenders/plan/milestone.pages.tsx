import { etagOf } from '../../database/transaction.ts';
import { router } from '../../shared/http/http.ts';
import { Field, type Form } from '../../shared/page/form-fields.tsx';
import { answerForm, showForm, type Editor } from '../../shared/page/form-page.tsx';
import { rememberSaved } from '../../shared/page/saved.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { basisLabels } from '../../shared/source.schema.ts';
import { findTender } from '../find-tender.query.ts';
import { TenderPage } from '../tender-parts.tsx';
import { seeing, type Seen } from '../tender-seen.query.ts';
import { MilestoneKind, milestoneLabels, NewMilestone } from '../tender.schema.ts';
import { findMilestone, reviseMilestone, setMilestone } from './milestone.verbs.ts';

export const milestonePages = router();

milestonePages.get(
  '/udbud/:tender/milepaele/ny',
  seeing(seen => showForm(seen.c, async () => newMilestone(seen))),
);
milestonePages.post(
  '/udbud/:tender/milepaele/ny',
  seeing(seen => answerForm(seen.c, async () => newMilestone(seen))),
);
milestonePages.get(
  '/udbud/:tender/milepaele/:kind',
  seeing(seen => showForm(seen.c, em => changedMilestone(seen, em))),
);
milestonePages.post(
  '/udbud/:tender/milepaele/:kind',
  seeing(seen => answerForm(seen.c, em => changedMilestone(seen, em))),
);

function newMilestone(seen: Seen): Editor<NewMilestone> {
  const { c, whole, link, recordedOn } = seen;
  const taken = new Set(whole.milestones.map(({ kind }) => kind));
  const left = MilestoneKind.options.filter(kind => !taken.has(kind));
  return {
    schema: NewMilestone,
    choices: {
      ...milestoneChoices(seen),
      '/kind': Object.fromEntries(left.map(kind => [kind, milestoneLabels[kind]])),
    },
    stored: null,
    blank: new Map([['/phase', [c.req.query('fase') ?? '']]]),
    page: content => (
      <TenderPage seen={seen} title="Ny milepæl" path="/milepaele/ny">
        <h1>Tilføj en milepæl</h1>
        {left.length === 0 && <p>Udbuddet har alle milepæle. Ret en af dem i stedet.</p>}
        {content}
      </TenderPage>
    ),
    fields: form => (
      <>
        <Field form={form} at="/kind" />
        <MilestoneFields form={form} />
      </>
    ),
    saveLabel: 'Tilføj milepælen',
    cancel: link(),
    save: async input => {
      await setMilestone(c.var.em, whole.tender.code, input, recordedOn);
      rememberSaved(c, { what: `Milepælen »${milestoneLabels[input.kind]}« er tilføjet.` });
      return link('#milestones');
    },
  };
}

type EntityManager = Seen['c']['var']['em'];

async function changedMilestone(seen: Seen, em: EntityManager): Promise<Editor<NewMilestone>> {
  const { c, whole, link, recordedOn } = seen;
  const { data: kind } = MilestoneKind.safeParse(c.req.param('kind'));
  if (kind === undefined)
    throw new RuleBroken('not-found', 'Udbuddet har ikke den milepæl.', { status: 404 });
  const milestone = await findMilestone(em, await findTender(em, whole.tender.code), kind);
  const name = milestoneLabels[kind];
  return {
    schema: NewMilestone,
    choices: milestoneChoices(seen),
    stored: { value: milestone.view(), version: etagOf(milestone) },
    supply: typed => new Map([...typed, ['/kind', [kind]]]),
    page: content => (
      <TenderPage seen={seen} title={name} path={`/milepaele/${kind}`}>
        <h1>{name}</h1>
        {content}
      </TenderPage>
    ),
    fields: form => <MilestoneFields form={form} />,
    saveLabel: 'Gem',
    cancel: link(),
    save: async ({ phase, dueOn, metOn, basis, note }, version) => {
      const change = { phase, dueOn, metOn, basis, note };
      await reviseMilestone(c.var.em, whole.tender.code, kind, change, version, recordedOn);
      rememberSaved(c, { what: `Milepælen »${name}« er gemt.` });
      return link('#milestones');
    },
  };
}

function milestoneChoices({ timeline }: Seen) {
  return {
    '/phase': Object.fromEntries(
      timeline.phases.map(({ number, title }) => [String(number), `${number} ${title}`]),
    ),
    '/basis': basisLabels,
  };
}

function MilestoneFields({ form }: { form: Form }) {
  return (
    <>
      <Field form={form} at="/metOn" hint="Skriv dagen, når milepælen er nået." />
      <Field form={form} at="/dueOn" />
      <Field form={form} at="/basis" />
      <Field form={form} at="/phase" />
      <Field form={form} at="/note" />
    </>
  );
}
