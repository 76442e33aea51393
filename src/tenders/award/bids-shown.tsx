import { formatKroner } from '../../shared/money.ts';
import type { Seen } from '../tender-seen.query.ts';
import type { WholeTender } from '../whole-tender.ts';
import { formatPermille } from './award-findings.ts';
import { evaluate, type Evaluation } from './award-model.ts';
import type { AwardModel } from '../award-model.schema.ts';
import { priceRuleLabels } from './lot-form.schema.ts';

type Lot = WholeTender['lots'][number];

/** How a lot's bids are judged, and where they stand when they may be seen. */
export function Bids(props: { lot: Lot; model: AwardModel; visible: boolean; seen: Seen }) {
  const { lot, model, visible, seen } = props;
  const evaluation = evaluate(model, lot.bids);
  return (
    <>
      <h3>Evalueringsmodel</h3>
      <table class="table table--compact table-md-responsive-headers">
        <caption class="sr-only">Kriterier, vægte og hvordan der gives point i {lot.title}</caption>
        <thead>
          <tr>
            <th scope="col">Kriterium</th>
            <th scope="col" class="number">
              Vægt
            </th>
            <th scope="col">Sådan gives point</th>
          </tr>
        </thead>
        <tbody>
          {model.criteria.map(criterion => (
            <tr>
              <th scope="row">{criterion.name}</th>
              <td class="number" data-title="Vægt">
                {formatPermille(criterion.weightPermille)}
              </td>
              <td data-title="Point">{pointsText(criterion)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!visible ? (
        <p>Buddene kan ses, når udvalget har valgt leverandører.</p>
      ) : lot.bids.length === 0 ? (
        <p>Der er ikke kommet bud endnu.</p>
      ) : (
        <Ranking lot={lot} evaluation={evaluation} seen={seen} />
      )}
    </>
  );
}

function pointsText(criterion: AwardModel['criteria'][number]): string {
  if (criterion.kind === 'quality') return criterion.rule;
  return criterion.rule.kind === 'proportional'
    ? priceRuleLabels.proportional
    : `${priceRuleLabels.linear}; ${criterion.rule.zeroAtPercent} % over laveste pris giver laveste point`;
}

function Ranking({ lot, evaluation, seen }: { lot: Lot; evaluation: Evaluation; seen: Seen }) {
  const edit = (code: string) => seen.link(`/delaftaler/${lot.code}/bud/${code}`);
  if (evaluation.kind === 'incomplete')
    return (
      <>
        <h3>Bud</h3>
        <p>Buddene kan ikke rangeres endnu:</p>
        <ul>
          {evaluation.findings.map(({ message }) => (
            <li>{message}</li>
          ))}
        </ul>
        <ul class="d-print-none">
          {lot.bids.map(({ code, bidder }) => (
            <li>
              <a href={edit(code)}>Ret buddet fra {bidder}</a>
            </li>
          ))}
        </ul>
      </>
    );
  const { model, ranking, sensitivity, sentence, notes } = evaluation;
  const priceOf = (bid: string, criterion: string) =>
    lot.bids.find(({ code }) => code === bid)?.prices.find(price => price.criterion === criterion)
      ?.amountOere;
  return (
    <>
      <h3>Rangering</h3>
      <p class="answer">
        <strong>{sentence}</strong>
      </p>
      <table class="table table--compact table-md-responsive-headers">
        <caption class="sr-only">Buddene i {lot.title} med point for hvert kriterium</caption>
        <thead>
          <tr>
            <th scope="col">Plads og tilbudsgiver</th>
            {model.criteria.map(({ name, weightPermille }) => (
              <th scope="col" class="number">
                {name} ({formatPermille(weightPermille)})
              </th>
            ))}
            <th scope="col" class="number">
              Point i alt
            </th>
          </tr>
        </thead>
        <tbody>
          {ranking.map(({ rank, code, bidder, total, criteria }) => (
            <tr>
              <th scope="row">
                {rank}. <a href={edit(code)}>{bidder}</a>
              </th>
              {criteria.map(({ criterion, points }, i) => {
                const price = priceOf(code, criterion);
                return (
                  <td class="number" data-title={model.criteria[i]?.name}>
                    <span>
                      {danish(points.value)}
                      {price !== undefined && <span class="below">{formatKroner(price)}</span>}
                    </span>
                  </td>
                );
              })}
              <td class="number" data-title="I alt">
                <strong>{danish(total.value)}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {notes.map(note => (
        <p>{note}</p>
      ))}
      <h3>Hvor langt kan en vægt flyttes?</h3>
      <ul>
        {sensitivity.map(({ sentence }) => (
          <li>{sentence}</li>
        ))}
      </ul>
    </>
  );
}

function danish(points: number): string {
  return String(points).replace('.', ',');
}
