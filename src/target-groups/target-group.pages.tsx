import type { EntityManager } from '@mikro-orm/core';
import type { Context } from 'hono';
import { etagOf } from '../database/transaction.ts';
import { router, type Env } from '../shared/http/http.ts';
import { DeleteForm, formAt, sentVersion, underHeading } from '../shared/page/edit-pages.tsx';
import type { Editor } from '../shared/page/form-page.tsx';
import { withCode } from '../shared/page/form-parts.tsx';
import { Icon, Page, PrintButton, answerPage, type Viewed } from '../shared/page/page.tsx';
import { rememberSaved, type JustSaved } from '../shared/page/saved.ts';
import { RuleBroken } from '../shared/rule-broken.ts';
import { listed, number } from '../shared/wording.ts';
import { GroupFacts } from './group-facts.tsx';
import { GroupFields, GroupForm, choicesAmong } from './group-form.tsx';
import { GroupTable, withParts } from './group-table.tsx';
import { groupTree, wayOf } from './group-tree.ts';
import type { GroupsSeen, SeeingGroups, UsesOfGroup } from './groups-seen.query.ts';
import { groupKindLabels, headcountKindLabels, headcountUnitLabels } from './target-group.schema.ts';
import {
  createTargetGroup,
  deleteTargetGroup,
  findTargetGroup,
  reviseTargetGroup,
} from './target-group.verbs.ts';

/** Handed what the vifte says of the groups and who uses them. */
export function targetGroupPages(seeing: SeeingGroups, uses: UsesOfGroup, justSaved: JustSaved) {
  const pages = router();

  pages.get(
    '/maalgrupper',
    seeing(async (c, viewed, seen) => {
      const { groups, countBasis, addressed } = seen;
      const tree = groupTree(groups);
      const benefits = groups.filter(({ kind }) => kind === 'benefit');
      const rest = groups.filter(({ kind }) => kind === 'cross-cutting');
      const loose = groups.filter(({ kind, code }) => kind === 'part' && wayOf(tree, code).length === 1);
      return answerPage(
        c,
        <Page c={c} title="Målgrupper" section="/maalgrupper" viewed={viewed}>
          {await justSaved(c, viewed)}
          <h1>Målgrupper</h1>
          <p class="font-lead answer">
            Viften henvender sig til {addressed.groups.size} af {benefits.length}{' '}
            {benefits.length === 1 ? 'ydelsesgruppe' : 'ydelsesgrupper'}
            {addressed.all !== null &&
              ` med ${number(addressed.all)} ${headcountUnitLabels[countBasis.unit]}`}
            . {withoutText(seen)}
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
            placed={benefits.flatMap(group => withParts(groups, group))}
            caption="Ydelsesgrupper og deres dele"
            seen={seen}
            viewed={viewed}
          />
          <h2>Tværgående grupper</h2>
          <p>De går på tværs af ydelsesgrupperne og tælles for sig; de lægges aldrig til.</p>
          <GroupTable
            placed={[...rest, ...loose].map(group => ({ group, depth: 0 }))}
            caption="Tværgående grupper"
            seen={seen}
            viewed={viewed}
          />
        </Page>,
      );
    }),
  );

  formAt(pages, '/maalgrupper/ny', answer =>
    seeing((c, viewed, seen) => answer(c, async () => newGroup(c, viewed, seen, uses))),
  );

  pages.get(
    '/maalgrupper/:group',
    seeing(async (c, viewed, { groups, offersOf, Offers }) => {
      const code = c.req.param('group');
      const group = groups.find(group => group.code === code);
      if (!group) throw new RuleBroken('not-found', `Målgruppen ${code} findes ikke.`, { status: 404 });
      const offers = offersOf(group.code);
      return answerPage(
        c,
        <Page c={c} title={group.name} section="/maalgrupper" viewed={viewed} above={above(viewed)}>
          {await justSaved(c, viewed)}
          <h1>{group.name}</h1>
          <p class="font-lead answer">
            {groupKindLabels[group.kind]} med {offers === 0 ? 'intet tilbud' : `${number(offers)} tilbud`} i
            viften.
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
          <GroupFacts group={group} groups={groups} viewed={viewed} />
          <h2>Tilbud til gruppen</h2>
          <Offers group={group.code} />
          <p>
            <a href={viewed.link(`/effekt/${group.code}`)}>Bevæger gruppen sig?</a>
          </p>
          {offers === 1 && (
            <p>
              Gruppen har kun ét tilbud. Det, der sker for gruppen, må alligevel ikke læses som tilbuddets
              effekt.
            </p>
          )}
        </Page>,
      );
    }),
  );

  formAt(pages, '/maalgrupper/:group/rediger', answer =>
    seeing((c, viewed, seen) => answer(c, em => changedGroup(c, em, viewed, seen, uses))),
  );

  pages.get(
    '/maalgrupper/:group/slet',
    seeing(async (c, viewed) => {
      const group = await findTargetGroup(c.var.em, c.req.param('group') ?? '');
      return answerPage(
        c,
        <Page c={c} title={`Slet ${group.name}`} section="/maalgrupper" viewed={viewed} above={above(viewed)}>
          <h1>Slet {group.name}?</h1>
          <p>
            Det kan ikke fortrydes, og kun en gruppe, som ingen tilbud, vifter eller andre grupper bruger, kan
            slettes.
          </p>
          <DeleteForm
            version={etagOf(group)}
            button="Slet målgruppen"
            keep={viewed.link(`/maalgrupper/${group.code}`)}
          />
        </Page>,
      );
    }),
  );

  pages.post(
    '/maalgrupper/:group/slet',
    seeing(async (c, viewed) => {
      const { name, code } = await findTargetGroup(c.var.em, c.req.param('group') ?? '');
      await deleteTargetGroup(c.var.em, code, await sentVersion(c), uses);
      rememberSaved(c, { what: `${name} er slettet.` });
      return c.redirect(viewed.link('/maalgrupper'), 303);
    }),
  );

  return pages;
}

function withoutText({ groups, addressed, offersOf }: GroupsSeen): string {
  const names = new Map(groups.map(({ code, name }) => [code, name]));
  const without = [...addressed.groups.keys()].filter(group => offersOf(group) === 0);
  if (without.length === 0) return 'Alle har mindst ét tilbud.';
  return `${without.length} ${without.length === 1 ? 'gruppe' : 'grupper'} har intet tilbud: ${listed(without.map(code => names.get(code) ?? code))}.`;
}

function newGroup(
  c: Context<Env>,
  viewed: Viewed,
  { groups }: GroupsSeen,
  uses: UsesOfGroup,
): Editor<GroupForm> {
  return {
    schema: GroupForm,
    choices: choicesAmong(groups),
    stored: null,
    supply: typed => withCode(typed),
    page: underHeading({
      c,
      title: 'Opret en målgruppe',
      section: '/maalgrupper',
      viewed,
      above: above(viewed),
    }),
    fields: form => <GroupFields form={form} isNew />,
    saveLabel: 'Opret målgruppen',
    cancel: viewed.link('/maalgrupper'),
    save: async input => {
      const { code, name } = await createTargetGroup(c.var.em, input, uses);
      rememberSaved(c, { what: `${name} er oprettet.` });
      return viewed.link(`/maalgrupper/${code}`);
    },
  };
}

async function changedGroup(
  c: Context<Env>,
  em: EntityManager,
  viewed: Viewed,
  { groups }: GroupsSeen,
  uses: UsesOfGroup,
): Promise<Editor<GroupForm>> {
  const group = await findTargetGroup(em, c.req.param('group') ?? '');
  const value = group.view();
  const { comprises: _kept, ...shown } = value;
  const address = viewed.link(`/maalgrupper/${value.code}`);
  return {
    schema: GroupForm,
    choices: choicesAmong(groups, value.code),
    stored: { value: { ...shown, inPartition: group.inPartition }, version: etagOf(group) },
    supply: typed => new Map([...typed, ['/code', [value.code]]]),
    page: underHeading(
      {
        c,
        title: 'Redigér',
        section: '/maalgrupper',
        viewed,
        above: [...above(viewed), { href: address, text: value.name }],
      },
      `Redigér ${value.name}`,
    ),
    fields: form => <GroupFields form={form} isNew={false} />,
    saveLabel: 'Gem',
    cancel: address,
    save: async (input, version) => {
      const { code, ...change } = input;
      await reviseTargetGroup(em, code, change, version, uses);
      rememberSaved(c, { what: `${input.name} er gemt.` });
      return address;
    },
  };
}

function above(viewed: Viewed) {
  return [{ href: viewed.link('/maalgrupper'), text: 'Målgrupper' }];
}
