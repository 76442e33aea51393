import { formatKroner } from '../shared/money.ts';
import { Assumed } from '../shared/page/page.tsx';
import { basisLabels } from '../shared/source.schema.ts';
import { sourceText } from '../shared/wording.ts';
import type { ContractValue, ValueTerm } from './contract-value.ts';
import { amountWords, termWords } from './screening-wording.ts';

export function Terms({ value }: { value: ContractValue }) {
  return (
    <span>
      {value.terms.map(term => (
        <span class="term">
          {termWords(term)} <TermBasis term={term} />
        </span>
      ))}
      {value.missing.map(label => (
        <span class="term">{label}: ukendt pris</span>
      ))}
    </span>
  );
}

export function TermBasis({ term: { basis } }: { term: ValueTerm }) {
  if (basis === null) return null;
  return basis === 'assumption' ? (
    <Assumed reason="prisen står ikke i nogen kilde" />
  ) : (
    <>({basisLabels[basis].toLowerCase()})</>
  );
}

export function Value({ value }: { value: ContractValue }) {
  return (
    <section aria-labelledby="value">
      <h2 id="value">Værdien, led for led</h2>
      <table class="table table--compact table-md-responsive-headers">
        <caption class="sr-only">Hvert led i kontraktens værdi uden moms</caption>
        <thead>
          <tr>
            <th scope="col">Led</th>
            <th scope="col">Grundlag</th>
            <th scope="col" class="number">
              Beløb uden moms
            </th>
          </tr>
        </thead>
        <tbody>
          {value.terms.map(term => (
            <tr>
              <th scope="row">
                {term.label}
                {term.times > 1 && (
                  <span class="below">
                    {term.times} × {formatKroner(term.unitOere)}
                  </span>
                )}
              </th>
              <td data-title="Grundlag">
                <span>
                  {term.basis === 'assumption' ? (
                    <TermBasis term={term} />
                  ) : (
                    term.basis && basisLabels[term.basis]
                  )}
                  {term.source && <span class="below">{sourceText(term.source)}</span>}
                  {term.note !== null && <span class="below">{term.note}</span>}
                </span>
              </td>
              <td class="number" data-title="Beløb">
                {formatKroner(term.amountOere)}
              </td>
            </tr>
          ))}
          {value.missing.map(label => (
            <tr>
              <th scope="row">{label}</th>
              <td data-title="Grundlag">pris ukendt</td>
              <td class="number" data-title="Beløb">
                ukendt
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colspan={2}>
              I alt
            </th>
            <td class="number" data-title="I alt">
              <strong>{amountWords(value.amount)}</strong>
            </td>
          </tr>
        </tfoot>
      </table>
      {value.explanation.map(text => (
        <p>{text}</p>
      ))}
      {value.candidates.length > 0 && (
        <>
          <p>Sådan kan værdien ellers regnes:</p>
          <ul>
            {value.candidates.map(({ label, amountOere, used }) => (
              <li>
                {label}: {amountOere === null ? 'ukendt' : formatKroner(amountOere)}
                {used && <strong> (brugt)</strong>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
