import { number, sourcesText } from '../shared/wording.ts';
import { figureKindLabels, type PublishedFigureView } from './published-figure.schema.ts';

export function Published({ figures }: { figures: readonly PublishedFigureView[] }) {
  if (figures.length === 0) return null;
  return (
    <section aria-labelledby="published">
      <h2 id="published">Hvad dokumenterne selv skriver om gruppen</h2>
      <p>Vist, som det er offentliggjort. Der er ikke regnet videre på det, og det er ikke en effekt.</p>
      <table class="table table--compact table-md-responsive-headers d-print-table">
        <caption class="sr-only">Offentliggjorte tal om gruppen</caption>
        <thead>
          <tr>
            <th scope="col">Tal</th>
            <th scope="col">Slags</th>
            <th scope="col">Periode og område</th>
            <th scope="col" class="number">
              Oplyst
            </th>
            <th scope="col">Kilde</th>
          </tr>
        </thead>
        <tbody>
          {figures.map(figure => (
            <tr>
              <th scope="row">
                {figure.title}
                {figure.note !== null && <span class="cell-note">{figure.note}</span>}
              </th>
              <td data-title="Slags">
                <span>
                  {figureKindLabels[figure.kind]}
                  {figure.projectReport && <span class="cell-note">projektets egen opgørelse</span>}
                </span>
              </td>
              <td data-title="Hvornår">
                <span>
                  {figure.period}
                  <span class="cell-note">{figure.area}</span>
                </span>
              </td>
              <td class="number" data-title="Oplyst">
                {figureText(figure)}
              </td>
              <td data-title="Kilde">{sourcesText(figure.sources)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function figureText({ value, unit, numerator, denominator, statedShare }: PublishedFigureView): string {
  const parts = [
    ...(numerator !== null && denominator !== null ? [`${number(numerator)} af ${number(denominator)}`] : []),
    ...(statedShare === null ? [] : [`${number(statedShare)} %`]),
    ...(value === null ? [] : [`${number(value)} ${unit}`]),
  ];
  return parts.join(' · ') || '–';
}
