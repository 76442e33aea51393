import { titleAt } from '../shared/page/form.ts';
import type { Viewed } from '../shared/page/page.tsx';
import { number, sourceText, sourcesText } from '../shared/wording.ts';
import { GroupForm } from './group-form.tsx';
import {
  distanceLabels,
  headcountKindLabels,
  headcountUnitLabels,
  type TargetGroupView,
} from './target-group.schema.ts';

const title = (at: string) => titleAt(GroupForm, at);

/** What is known of a group: its place among the others, its distance to work, where it is known from, and its counts. */
export function GroupFacts(props: {
  group: TargetGroupView;
  groups: readonly TargetGroupView[];
  viewed: Viewed;
}) {
  const { group, groups, viewed } = props;
  const parent = groups.find(({ code }) => code === group.parent);
  const parts = groups.filter(other => other.parent === group.code);
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
