import { Scrolling } from '../../shared/page/page.tsx';
import { periodText } from '../period.ts';
import { development, type Point } from './development.ts';
import { DevelopmentChart, DevelopmentLegend } from './development-chart.tsx';
import type { FoundEffect } from './effect.query.ts';
import { stateLabels } from './effect.schema.ts';
import { inSentence, rangeText, shareText } from './effect-wording.ts';

export function Development({ row }: { row: FoundEffect }) {
  const { facts, effect, name } = row;
  const points = facts ? development(facts, effect) : [];
  const told = points.filter(({ observed }) => observed !== null);
  const area = effect.area?.title ?? '';
  const comparison = points.some(point => point.comparison !== null)
    ? inSentence(effect.comparisonArea?.title ?? '')
    : null;
  return (
    <section aria-labelledby="development">
      <h2 id="development">Udviklingen</h2>
      {told.length === 0 ? (
        <p>Der er ingen tal at tegne for gruppen.</p>
      ) : (
        <>
          <DevelopmentChart
            id="development-chart"
            title={`${name}: ${effect.measure?.title ?? ''}`}
            description={describe(told)}
            points={points}
          />
          <DevelopmentLegend own={area} comparison={comparison} />
          <DevelopmentTable points={points} area={area} comparison={comparison} />
        </>
      )}
    </section>
  );
}

function describe(told: readonly Point[]): string {
  const [first, last] = [told[0], told.at(-1)];
  if (!first?.observed || !last?.observed) return '';
  return `Fra ${shareText(first.observed.share)} i ${periodText(first.period)} til ${shareText(last.observed.share)} i ${periodText(last.period)}. Tallene står i tabellen under.`;
}

function DevelopmentTable(props: { points: readonly Point[]; area: string; comparison: string | null }) {
  const { points, area, comparison } = props;
  return (
    <details class="more printed">
      <summary>Tallene i tabel</summary>
      <Scrolling label="Udviklingen i tal">
        <table class="table table--compact">
          <caption class="sr-only">Udviklingen i tal</caption>
          <thead>
            <tr>
              <th scope="col">Periode</th>
              <th scope="col" class="number">
                {area}
              </th>
              <th scope="col" class="number">
                95 %-interval, procent
              </th>
              <th scope="col" class="number">
                Forventet
              </th>
              {comparison !== null && (
                <th scope="col" class="number">
                  {comparison}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {points.map(({ period, state, observed, expected, comparison: other }) => (
              <tr>
                <th scope="row">{periodText(period)}</th>
                <td class="number">
                  {observed ? shareText(observed.share) : stateLabels[state].split(',')[0]}
                </td>
                <td class="number">{observed && observed.high > observed.low ? rangeText(observed) : '–'}</td>
                <td class="number">{expected === null ? '–' : shareText(expected)}</td>
                {comparison !== null && <td class="number">{other === null ? '–' : shareText(other)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
    </details>
  );
}
