import type { Viewed } from '../shared/page/page.tsx';
import { number, sourceText } from '../shared/wording.ts';
import { groupTree, latestCount, personsIn, wayOf, type GroupTree } from './group-tree.ts';
import type { GroupsSeen } from './groups-seen.query.ts';
import {
  headcountKindLabels,
  headcountUnitLabels,
  type CountBasis,
  type TargetGroupView,
} from './target-group.schema.ts';

type Placed = { group: TargetGroupView; depth: number };

/** The group with its parts below it, however deep. */
export function withParts(groups: readonly TargetGroupView[], group: TargetGroupView, depth = 0): Placed[] {
  const parts = groups.filter(({ kind, parent }) => kind === 'part' && parent === group.code);
  // A tree a person has drawn is never this deep; a ring of parts would be.
  if (depth > 5) return [];
  return [{ group, depth }, ...parts.flatMap(part => withParts(groups, part, depth + 1))];
}

export function GroupTable(props: { placed: Placed[]; caption: string; seen: GroupsSeen; viewed: Viewed }) {
  const { placed, caption, seen, viewed } = props;
  const tree = groupTree(seen.groups);
  if (placed.length === 0) return <p>Ingen endnu.</p>;
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
        {placed.map(({ group, depth }) => {
          const offers = seen.offersOf(group.code);
          return (
            <tr>
              <th scope="row" class={`depth-${Math.min(depth, 3)}`}>
                <a href={viewed.link(`/maalgrupper/${group.code}`)}>{group.name}</a>
              </th>
              <Count tree={tree} basis={seen.countBasis} group={group} />
              <td data-title="I viften">{belongs(tree, seen, group)}</td>
              <td data-title="Tilbud">
                {offers === 0 ? (
                  <strong>ingen</strong>
                ) : (
                  <a href={viewed.link(`/tilbud?maalgruppe=${group.code}`)}>
                    {offers}
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

function belongs(tree: GroupTree, { addressed }: GroupsSeen, group: TargetGroupView): string {
  const top = wayOf(tree, group.code).at(-1) ?? group.code;
  if (addressed.groups.has(top)) return 'ja';
  return group.kind === 'cross-cutting' ? 'på tværs' : 'nej';
}

/** That a part is counted to more than the group it is a part of, which another way of counting must be the reason of. */
function beyondWhole(
  tree: GroupTree,
  basis: CountBasis,
  { code, kind }: TargetGroupView,
  count: number | null,
): string | null {
  const above = kind === 'part' ? tree.groups.get(wayOf(tree, code)[1] ?? '') : undefined;
  const all = above ? personsIn(tree, above.code, basis) : null;
  if (!above || all === null || count === null || count <= all) return null;
  return `flere end ${above.name} (${number(all)}): de to er talt på hver sin måde og kan ikke trækkes fra hinanden`;
}

function Count({ tree, basis, group }: { tree: GroupTree; basis: CountBasis; group: TargetGroupView }) {
  const persons = personsIn(tree, group.code, basis);
  const counted = group.headcounts.find(
    ({ unit, kind, period }) => unit === basis.unit && kind === basis.kind && period === basis.period,
  );
  const latest = latestCount(tree, group.code);
  const shown = persons === null ? latest : null;
  const source = counted?.source ?? shown?.source;
  const beyond = beyondWhole(tree, basis, group, persons ?? shown?.count ?? null);
  return (
    <>
      <td class="number" data-title="Antal">
        <span>
          {persons !== null
            ? number(persons)
            : shown
              ? `${number(shown.count)} ${headcountUnitLabels[shown.unit]}`
              : 'ukendt'}
          {beyond !== null && <span class="cell-note">{beyond}</span>}
        </span>
      </td>
      <td data-title="Kilde til antallet">
        {shown && `${headcountKindLabels[shown.kind]} ${shown.period}: `}
        {source ? sourceText(source) : '–'}
      </td>
    </>
  );
}
