import { distanceLabels } from '../../target-groups/target-group.schema.ts';
import { number } from '../../shared/wording.ts';
import { AssumedAsNoted, type Viewed } from '../../shared/page/page.tsx';
import { withAsked } from './effect-filter.tsx';
import { Lane, type Scale } from './effect-lane.tsx';
import type { Asked } from './effect.query.ts';
import { meaningWords } from './effect.schema.ts';
import type { Effect } from './effect.ts';
import { comparedText, missingByReason, pointsText, rangeText, shareText } from './effect-wording.ts';
import type { GroupEffect } from './group-effect.ts';
import type { Distance, EffectRow } from './overview.ts';

export type Computed = { row: EffectRow; result: Effect };

export function computedOf(row: EffectRow): Computed | null {
  const { result } = row.effect;
  return result.kind === 'computed' ? { row, result } : null;
}

type SectionProps = { distance: Distance; rows: Computed[]; scale: Scale; asked: Asked; viewed: Viewed };

export function DistanceSection({ distance, rows, scale, asked, viewed }: SectionProps) {
  const title = distance === null ? 'Afstand til arbejdsmarkedet ikke angivet' : distanceLabels[distance];
  const id = `distance-${distance ?? 'none'}`;
  const common = commonest(rows.map(({ row }) => row.effect));
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {common && (
        <p class="compared">
          <strong>{common.measure?.title}</strong> · {comparedText(common)}.
        </p>
      )}
      <table class="table table--compact table-md-responsive-headers d-print-table effects">
        <caption class="sr-only">{title}: observeret og forventet</caption>
        <thead>
          <tr>
            <th scope="col">Målgruppe</th>
            <th scope="col" class="lane-column">
              Observeret mod forventet
            </th>
            <th scope="col">Udfald</th>
            <th scope="col" class="number">
              Observeret
            </th>
            <th scope="col" class="number">
              Forventet
            </th>
            <th scope="col" class="number">
              Forskel, procentpoint
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, result }) => (
            <tr>
              <th scope="row">
                <a href={viewed.link(withAsked(`/effekt/${row.group}`, asked))}>{row.name}</a>
                {row.effect.warnings.some(({ code }) => code === 'one-offer') && (
                  <span class="cell-note">kun ét tilbud</span>
                )}
                {common && keyOf(row.effect) !== keyOf(common) && (
                  <span class="cell-note">{differenceText(row.effect, common)}</span>
                )}
              </th>
              <td class="lane-column">
                <Lane effect={result} scale={scale} />
              </td>
              <td data-title="Udfald">
                <span>
                  <strong class={`meaning meaning--${result.meaning}`}>{meaningWords[result.meaning]}</strong>{' '}
                  {row.effect.assumed && <AssumedAsNoted />}
                  {result.meaning === 'indistinguishable' && (
                    <span class="cell-note">
                      {pointsText(result.detectable)} ville findes fire gange ud af fem
                    </span>
                  )}
                </span>
              </td>
              <td class="number" data-title="Observeret">
                <span>
                  {shareText(result.observed.share)}
                  <span class="cell-note">
                    {number(result.observed.numerator)} af {number(result.observed.denominator)}
                  </span>
                </span>
              </td>
              <td class="number" data-title="Forventet">
                <span>
                  {shareText(result.expected.share)}
                  <span class="cell-note">{rangeText(result.expected)}</span>
                </span>
              </td>
              <td class="number" data-title="Forskel">
                <span>
                  {pointsText(result.effect.share).replace(/\s.*$/, '')}
                  <span class="cell-note">{rangeText(result.effect)}</span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.some(({ row }) => row.effect.assumed) && (
        <p class="small-text">
          <AssumedAsNoted />: et opdigtet eksempel, som ingen kilde giver. Det viser, hvordan siden læses, og
          siger intet om gruppen.
        </p>
      )}
    </section>
  );
}

/** What most of the groups are held against, told once above them. */
function commonest(effects: readonly GroupEffect[]): GroupEffect | undefined {
  const alike = [...Map.groupBy(effects, keyOf).values()];
  return alike.toSorted((a, b) => b.length - a.length)[0]?.[0];
}

function differenceText(effect: GroupEffect, common: GroupEffect): string {
  const other = effect.measure?.code === common.measure?.code ? '' : `${effect.measure?.title}, `;
  return `${other}${comparedText(effect).split(';')[0]}`;
}

function keyOf({ measure, period, base, comparisonArea }: GroupEffect): string {
  return [measure?.code, period, base, comparisonArea?.code].join(' ');
}

export function NotComputed(props: { rows: readonly EffectRow[]; asked: Asked; viewed: Viewed }) {
  const { rows, asked, viewed } = props;
  const reasons = missingByReason(rows);
  const count = reasons.reduce((sum, { rows }) => sum + rows.length, 0);
  if (count === 0) return null;
  return (
    <section aria-labelledby="not-computed">
      <h2 id="not-computed">Kan ikke regnes ud: {count === 1 ? '1 målgruppe' : `${count} målgrupper`}</h2>
      <ul>
        {reasons.map(({ message, rows }) => {
          const links = rows.map((row, i) => (
            <>
              {i > 0 && ', '}
              <a href={viewed.link(withAsked(`/effekt/${row.group}`, asked))}>{row.name}</a>
            </>
          ));
          return (
            <li>
              {rows.length > 5 ? (
                <>
                  {message}
                  <details class="more printed">
                    <summary>{rows.length} målgrupper</summary>
                    {links}
                  </details>
                </>
              ) : (
                <>
                  {links}: {message}
                </>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
