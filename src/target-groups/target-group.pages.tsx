import type { z } from '@hono/zod-openapi';
import type { EntityManager } from '@mikro-orm/core';
import type { Context } from 'hono';
import { Field, Rows, type Form } from '../shared/page/form-fields.tsx';
import { answerForm, showForm, type Editor } from '../shared/page/form-page.tsx';
import { titleAt } from '../shared/page/form.ts';
import { router, type Env } from '../shared/http/http.ts';
import { Icon, Page, PrintButton, answerPage, type Viewed } from '../shared/page/page.tsx';
import { RuleBroken } from '../shared/rule-broken.ts';
import { etagOf } from '../database/transaction.ts';
import { CodeField, Part, SourcesPart, withCode } from '../shared/page/form-parts.tsx';
import { rememberSaved } from '../shared/page/saved.ts';
import { listed, sourceText, sourcesText } from '../shared/wording.ts';
import { GroupOffers, servedBy } from '../offers/catalogue/group-offers.tsx';
import { groupTree, latestCount, personsIn, wayOf, type GroupTree } from './group-tree.ts';
import { addressedBy } from '../offers/reach.ts';
import { justSaved } from '../balance/saved.pages.tsx';
import {
  InPartition,
  NewTargetGroup,
  distanceLabels,
  groupKindLabels,
  headcountKindLabels,
  headcountUnitLabels,
  type TargetGroupView,
} from './target-group.schema.ts';
import {
  createTargetGroup,
  deleteTargetGroup,
  findTargetGroup,
  reviseTargetGroup,
} from './target-group.verbs.ts';
import { viewing } from '../offers/viewed.query.ts';
import type { WholePortfolio } from '../offers/whole-portfolio.ts';
import { namesOf, number } from '../offers/wording.ts';

export const targetGroupPages = router();

/** A form always says yes or no. */
const GroupForm = NewTargetGroup.extend({ inPartition: InPartition });
type GroupForm = z.infer<typeof GroupForm>;

const title = (at: string) => titleAt(GroupForm, at);

targetGroupPages.get(
  '/maalgrupper',
  viewing((c, viewed, whole) => {
    const addressed = addressedBy(whole);
    const { countBasis } = addressed;
    const benefits = whole.targetGroups.filter(({ kind }) => kind === 'benefit');
    const without = [...addressed.groups.keys()].filter(
      group => servedBy(addressed.tree, whole, group).length === 0,
    );
    const rest = whole.targetGroups.filter(({ kind }) => kind === 'cross-cutting');
    const loose = whole.targetGroups.filter(
      ({ kind, code }) => kind === 'part' && wayOf(addressed.tree, code).length === 1,
    );
    return answerPage(
      c,
      <Page c={c} title="Målgrupper" section="/maalgrupper" viewed={viewed}>
        {justSaved(c, whole)}
        <h1>Målgrupper</h1>
        <p class="font-lead answer">
          Viften henvender sig til {addressed.groups.size} af {benefits.length}{' '}
          {benefits.length === 1 ? 'ydelsesgruppe' : 'ydelsesgrupper'}
          {addressed.all !== null &&
            ` med ${number(addressed.all)} ${headcountUnitLabels[countBasis.unit]}`}.{' '}
          {without.length === 0
            ? 'Alle har mindst ét tilbud.'
            : `${without.length} ${without.length === 1 ? 'gruppe' : 'grupper'} har intet tilbud: ${listed(without.map(namesOf(whole).group))}.`}
        </p>
        <p class="actions d-print-none">
          <a href={viewed.link('/maalgrupper/ny')} class="button button-primary">
            <Icon name="plus" />
            Opret en målgruppe
          </a>
          <PrintButton />
        </p>
        <h2>Ydelsesgrupper og deres dele</h2>
        <p>
          Ydelsesgrupperne deler borgerne mellem sig, så de kan lægges sammen. Antal er{' '}
          {headcountKindLabels[countBasis.kind].toLowerCase()} {countBasis.period} i{' '}
          {headcountUnitLabels[countBasis.unit]}, hvor ikke andet står.
        </p>
        <GroupTable
          groups={benefits.flatMap(group => withParts(whole, group, 0))}
          caption="Ydelsesgrupper og deres dele"
          whole={whole}
          viewed={viewed}
        />
        <h2>Tværgående grupper</h2>
        <p>De går på tværs af ydelsesgrupperne og tælles for sig; de lægges aldrig til.</p>
        <GroupTable
          groups={[...rest, ...loose].map(group => ({ group, depth: 0 }))}
          caption="Tværgående grupper"
          whole={whole}
          viewed={viewed}
        />
      </Page>,
    );
  }),
);

type Placed = { group: TargetGroupView; depth: number };

function withParts(whole: WholePortfolio, group: TargetGroupView, depth: number): Placed[] {
  const parts = whole.targetGroups.filter(({ kind, parent }) => kind === 'part' && parent === group.code);
  // A tree a person has drawn is never this deep; a ring of parts would be.
  if (depth > 5) return [];
  return [{ group, depth }, ...parts.flatMap(part => withParts(whole, part, depth + 1))];
}

function GroupTable(props: { groups: Placed[]; caption: string; whole: WholePortfolio; viewed: Viewed }) {
  const { groups, caption, whole, viewed } = props;
  const addressed = addressedBy(whole);
  if (groups.length === 0) return <p>Ingen endnu.</p>;
  return (
    <table class="table table--compact table-md-responsive-headers d-print-table">
      <caption class="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Målgruppe</th>
          <th scope="col" class="number">
            Antal
          </th>
          <th scope="col">Kilde til antallet</th>
          <th scope="col">I viften</th>
          <th scope="col">Tilbud</th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ group, depth }) => {
          const offers = servedBy(addressed.tree, whole, group.code);
          return (
            <tr>
              <th scope="row" class={`depth-${Math.min(depth, 3)}`}>
                <a href={viewed.link(`/maalgrupper/${group.code}`)}>{group.name}</a>
              </th>
              <Count tree={addressed.tree} whole={whole} group={group} />
              <td data-title="I viften">{belongs(addressed, group)}</td>
              <td data-title="Tilbud">
                {offers.length === 0 ? (
                  <strong>ingen</strong>
                ) : (
                  <a href={viewed.link(`/tilbud?maalgruppe=${group.code}`)}>
                    {offers.length}
                    <span class="sr-only"> tilbud til {group.name}</span>
                  </a>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function belongs(addressed: ReturnType<typeof addressedBy>, group: TargetGroupView): string {
  const top = wayOf(addressed.tree, group.code).at(-1) ?? group.code;
  if (addressed.groups.has(top)) return 'ja';
  return group.kind === 'cross-cutting' ? 'på tværs' : 'nej';
}

function Count({ tree, whole, group }: { tree: GroupTree; whole: WholePortfolio; group: TargetGroupView }) {
  const basis = whole.portfolio.countBasis;
  const persons = personsIn(tree, group.code, basis);
  const counted = group.headcounts.find(
    ({ unit, kind, period }) => unit === basis.unit && kind === basis.kind && period === basis.period,
  );
  const latest = latestCount(tree, group.code);
  const shown = persons === null ? latest : null;
  const source = counted?.source ?? shown?.source;
  return (
    <>
      <td class="number" data-title="Antal">
        <span>
          {persons !== null
            ? number(persons)
            : shown
              ? `${number(shown.count)} ${headcountUnitLabels[shown.unit]}`
              : 'ukendt'}
        </span>
      </td>
      <td data-title="Kilde til antallet">
        {shown && `${headcountKindLabels[shown.kind]} ${shown.period}: `}
        {source ? sourceText(source) : '–'}
      </td>
    </>
  );
}

targetGroupPages.get(
  '/maalgrupper/ny',
  viewing((c, viewed, whole) => showForm(c, async () => newGroup(c, viewed, whole))),
);
targetGroupPages.post(
  '/maalgrupper/ny',
  viewing((c, viewed, whole) => answerForm(c, async () => newGroup(c, viewed, whole))),
);

targetGroupPages.get(
  '/maalgrupper/:group',
  viewing((c, viewed, whole) => {
    const code = c.req.param('group');
    const group = whole.targetGroups.find(group => group.code === code);
    if (!group) throw new RuleBroken('not-found', `Målgruppen ${code} findes ikke.`, { status: 404 });
    const tree = groupTree(whole.targetGroups);
    const offers = servedBy(tree, whole, group.code);
    return answerPage(
      c,
      <Page c={c} title={group.name} section="/maalgrupper" viewed={viewed} above={above(viewed)}>
        {justSaved(c, whole)}
        <h1>{group.name}</h1>
        <p class="font-lead answer">
          {groupKindLabels[group.kind]} med{' '}
          {offers.length === 0 ? 'intet tilbud' : `${number(offers.length)} tilbud`} i viften.
        </p>
        <p class="actions d-print-none">
          <a href={viewed.link(`/maalgrupper/${group.code}/rediger`)} class="button button-primary">
            <Icon name="edit" />
            Redigér
          </a>
          <a href={viewed.link(`/maalgrupper/${group.code}/slet`)} class="function-link">
            <Icon name="delete" />
            Slet
          </a>
          <PrintButton />
        </p>
        <GroupFacts group={group} whole={whole} viewed={viewed} />
        <h2>Tilbud til gruppen</h2>
        <GroupOffers group={group.code} whole={whole} viewed={viewed} />
        <p>
          <a href={viewed.link(`/effekt/${group.code}`)}>Bevæger gruppen sig?</a>
        </p>
        {offers.length === 1 && (
          <p>
            Gruppen har kun ét tilbud. Det, der sker for gruppen, må alligevel ikke læses som tilbuddets
            effekt.
          </p>
        )}
      </Page>,
    );
  }),
);

function GroupFacts({
  group,
  whole,
  viewed,
}: {
  group: TargetGroupView;
  whole: WholePortfolio;
  viewed: Viewed;
}) {
  const parent = whole.targetGroups.find(({ code }) => code === group.parent);
  const parts = whole.targetGroups.filter(other => other.parent === group.code);
  const links = (groups: TargetGroupView[]) =>
    groups.map(({ code, name }, i) => (
      <>
        {i > 0 && ', '}
        <a href={viewed.link(`/maalgrupper/${code}`)}>{name}</a>
      </>
    ));
  return (
    <>
      <dl class="facts">
        {group.description !== null && (
          <div>
            <dt>{title('/description')}</dt>
            <dd class="written">{group.description}</dd>
          </div>
        )}
        {parent && (
          <div>
            <dt>{title('/parent')}</dt>
            <dd>{links([parent])}</dd>
          </div>
        )}
        {parts.length > 0 && (
          <div>
            <dt>Grupper under den</dt>
            <dd>{links(parts)}</dd>
          </div>
        )}
        {group.inPartition && (
          <div>
            <dt>{title('/inPartition')}</dt>
            <dd>Ja</dd>
          </div>
        )}
        <div>
          <dt>{title('/distance')}</dt>
          <dd>{group.distance === null ? 'Ikke angivet' : distanceLabels[group.distance]}</dd>
        </div>
        <div>
          <dt>{title('/sources')}</dt>
          <dd>{group.sources.length === 0 ? 'Ingen' : sourcesText(group.sources)}</dd>
        </div>
      </dl>
      <h2>{title('/headcounts')}</h2>
      {group.headcounts.length === 0 ? (
        <p>Antallet er ukendt.</p>
      ) : (
        <table class="table table--compact table-md-responsive-headers d-print-table">
          <caption class="sr-only">{title('/headcounts')}</caption>
          <thead>
            <tr>
              <th scope="col">{title('/headcounts/0/period')}</th>
              <th scope="col">{title('/headcounts/0/kind')}</th>
              <th scope="col" class="number">
                {title('/headcounts/0/count')}
              </th>
              <th scope="col">Kilde</th>
            </tr>
          </thead>
          <tbody>
            {group.headcounts.map(({ period, kind, count, unit, source, note }) => (
              <tr>
                <th scope="row">{period}</th>
                <td data-title={title('/headcounts/0/kind')}>{headcountKindLabels[kind]}</td>
                <td class="number" data-title={title('/headcounts/0/count')}>
                  {number(count)} {headcountUnitLabels[unit]}
                </td>
                <td data-title="Kilde">
                  <span>
                    {sourceText(source)}
                    {note !== null && `. ${note}`}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

targetGroupPages.get(
  '/maalgrupper/:group/rediger',
  viewing((c, viewed, whole) => showForm(c, em => changedGroup(c, em, viewed, whole))),
);
targetGroupPages.post(
  '/maalgrupper/:group/rediger',
  viewing((c, viewed, whole) => answerForm(c, em => changedGroup(c, em, viewed, whole))),
);

targetGroupPages.get(
  '/maalgrupper/:group/slet',
  viewing(async (c, viewed) => {
    const group = await findTargetGroup(c.var.em, c.req.param('group') ?? '');
    return answerPage(
      c,
      <Page c={c} title={`Slet ${group.name}`} section="/maalgrupper" viewed={viewed} above={above(viewed)}>
        <h1>Slet {group.name}?</h1>
        <p>
          Det kan ikke fortrydes, og kun en gruppe, som ingen tilbud, vifter eller andre grupper bruger, kan
          slettes.
        </p>
        <form method="post">
          <input type="hidden" name="version" value={etagOf(group)} />
          <div class="button-group">
            <button type="submit" class="button button-warning">
              Slet målgruppen
            </button>
            <a href={viewed.link(`/maalgrupper/${group.code}`)} class="button button-tertiary">
              Behold den
            </a>
          </div>
        </form>
      </Page>,
    );
  }),
);

targetGroupPages.post(
  '/maalgrupper/:group/slet',
  viewing(async (c, viewed) => {
    const { name, code } = await findTargetGroup(c.var.em, c.req.param('group') ?? '');
    const { version } = await c.req.parseBody();
    await deleteTargetGroup(c.var.em, code, typeof version === 'string' ? version : '');
    rememberSaved(c, { what: `${name} er slettet.` });
    return c.redirect(viewed.link('/maalgrupper'), 303);
  }),
);

function choicesAmong(whole: WholePortfolio, without?: string) {
  const others = whole.targetGroups.filter(({ code, kind }) => kind !== 'cross-cutting' && code !== without);
  return {
    '/kind': groupKindLabels,
    '/parent': Object.fromEntries(others.map(({ code, name }) => [code, name])),
    '/distance': distanceLabels,
    '/headcounts/*/unit': headcountUnitLabels,
    '/headcounts/*/kind': headcountKindLabels,
  };
}

function newGroup(c: Context<Env>, viewed: Viewed, whole: WholePortfolio): Editor<GroupForm> {
  return {
    schema: GroupForm,
    choices: choicesAmong(whole),
    stored: null,
    supply: typed => withCode(typed),
    page: content => (
      <Page c={c} title="Opret en målgruppe" section="/maalgrupper" viewed={viewed} above={above(viewed)}>
        <h1>Opret en målgruppe</h1>
        {content}
      </Page>
    ),
    fields: form => <GroupFields form={form} isNew />,
    saveLabel: 'Opret målgruppen',
    cancel: viewed.link('/maalgrupper'),
    save: async input => {
      const { code, name } = await createTargetGroup(c.var.em, input);
      rememberSaved(c, { what: `${name} er oprettet.` });
      return viewed.link(`/maalgrupper/${code}`);
    },
  };
}

async function changedGroup(
  c: Context<Env>,
  em: EntityManager,
  viewed: Viewed,
  whole: WholePortfolio,
): Promise<Editor<GroupForm>> {
  const group = await findTargetGroup(em, c.req.param('group') ?? '');
  const value = group.view();
  const address = viewed.link(`/maalgrupper/${value.code}`);
  return {
    schema: GroupForm,
    choices: choicesAmong(whole, value.code),
    stored: { value: { ...value, inPartition: group.inPartition }, version: etagOf(group) },
    supply: typed => new Map([...typed, ['/code', [value.code]]]),
    page: content => (
      <Page
        c={c}
        title="Redigér"
        section="/maalgrupper"
        viewed={viewed}
        above={[...above(viewed), { href: address, text: value.name }]}
      >
        <h1>Redigér {value.name}</h1>
        {content}
      </Page>
    ),
    fields: form => <GroupFields form={form} isNew={false} />,
    saveLabel: 'Gem',
    cancel: address,
    save: async (input, version) => {
      const { code, ...change } = input;
      await reviseTargetGroup(em, code, change, version);
      rememberSaved(c, { what: `${input.name} er gemt.` });
      return address;
    },
  };
}

function GroupFields({ form, isNew }: { form: Form; isNew: boolean }) {
  return (
    <>
      <Field form={form} at="/name" />
      {isNew && <CodeField form={form} />}
      <Field form={form} at="/kind" />
      <Field form={form} at="/parent" />
      <Field form={form} at="/inPartition" />
      <Field form={form} at="/distance" />
      <Field form={form} at="/description" />
      <Part title={title('/headcounts')}>
        <Rows
          form={form}
          at="/headcounts"
          one={title('/headcounts/0')}
          add="Tilføj et personantal"
          row={at => (
            <>
              <Field form={form} at={`${at}/count`} />
              <Field form={form} at={`${at}/unit`} />
              <Field form={form} at={`${at}/kind`} />
              <Field form={form} at={`${at}/period`} hint="Fx 2023, 2023-08 eller 2023-03-23" />
              <Field form={form} at={`${at}/source/document`} />
              <Field form={form} at={`${at}/source/section`} />
              <Field form={form} at={`${at}/note`} />
            </>
          )}
        />
      </Part>
      <SourcesPart form={form} />
    </>
  );
}

function above(viewed: Viewed) {
  return [{ href: viewed.link('/maalgrupper'), text: 'Målgrupper' }];
}
