import { formatKroner } from '../shared/money.ts';
import type { InsourcingEffect } from './insourcing.ts';
import { amountWords, termWords } from './screening-wording.ts';
import { TermBasis } from './value-shown.tsx';

/** Insourcing beside tendering, year by year, and what it does to the screening. */
export function Insourcing({ effect }: { effect: InsourcingEffect }) {
  const { years, total, paidBackIn, screening } = effect;
  const rows = [
    ...years.map(year => ({ name: `${year.year} (${year.months} mdr.)`, costs: year })),
    { name: 'I alt', costs: total },
  ];
  return (
    <>
      <table class="table table--compact table-md-responsive-headers">
        <caption class="sr-only">Udgiften ved hjemtagelse og ved udbud år for år</caption>
        <thead>
          <tr>
            <th scope="col">År</th>
            <th scope="col">Hjemtagelse</th>
            <th scope="col">Udbud</th>
            <th scope="col" class="number">
              Hjemtagelse mod udbud
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, costs: { insourcing, tendering, differenceOere } }) => (
            <tr>
              <th scope="row">{name}</th>
              {[
                { title: 'Hjemtagelse', cost: insourcing },
                { title: 'Udbud', cost: tendering },
              ].map(({ title, cost }) => (
                <td data-title={title}>
                  <span>
                    <strong>{amountWords(cost.amount)}</strong>
                    {cost.terms.map(term => (
                      <span class="term">
                        {termWords(term)} <TermBasis term={term} />
                      </span>
                    ))}
                    {cost.missing.map(label => (
                      <span class="term">{label}: ukendt</span>
                    ))}
                  </span>
                </td>
              ))}
              <td class="number" data-title="Forskel">
                {differenceOere === null
                  ? 'kan ikke siges'
                  : differenceOere === 0
                    ? 'det samme'
                    : `${formatKroner(Math.abs(differenceOere))} ${differenceOere < 0 ? 'mindre' : 'mere'}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {paidBackIn === null
          ? 'Hjemtagelsen tjener sig ikke ind inden for de måneder, der sammenlignes.'
          : `Hjemtagelsen har tjent sig ind fra ${paidBackIn.slice(5)}.${paidBackIn.slice(0, 4)}.`}
      </p>
      <h2>Betydning for udbudspligten</h2>
      <p class="answer">{screening.sentence}</p>
      <ul>
        {screening.changes.map(({ sentence }) => (
          <li>{sentence}</li>
        ))}
      </ul>
    </>
  );
}
