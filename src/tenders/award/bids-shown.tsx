import { formatKroner } from '../../shared/money.ts';
import type { Seen } from '../tender-seen.query.ts';
import type { WholeTender } from '../whole-tender.ts';
import { formatPermille } from './award-findings.ts';
import { evaluate, type Evaluation } from './award-model.ts';
import { formatDay } from '../../shared/days/day.ts';
import { listed } from '../../shared/wording.ts';
import { bidEventLabels, type AwardModel } from '../award-model.schema.ts';
import { leftBy, standingBids } from '../standing-bids.ts';
import { priceRuleLabels } from './lot-form.schema.ts';

type Lot = WholeTender['lots'][number];

/** How a lot's bids are judged, and where they stand when they may be seen. */
export function Bids(props: { lot: Lot; model: AwardModel; visible: boolean; seen: Seen }) {
  const { lot, model, visible, seen } = props;
  const left = lot.bids.flatMap(bid => {
    const by = leftBy(bid, seen.today);
    return by === null ? [] : [{ bid, by }];
  });
  const standing = standingBids(lot.bids, seen.today);
  const evaluation = evaluate(
    model,
    standing.map(({ code, bidder, prices, scores }) => ({ code, bidder, prices, scores })),
    lot.winners,
  );
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
        <>
          <Ranking lot={lot} evaluation={evaluation} seen={seen} />
          {left.length > 0 && (
            <>
              <h3>Bud, der ikke vurderes</h3>
              <ul>
                {left.map(({ bid, by }) => (
                  <li>
                    {bid.bidder}: {bidEventLabels[by.kind].toLowerCase()} {formatDay(by.day)}
                    {by.reason !== null && `. ${by.reason}`}
                  </li>
                ))}
              </ul>
            </>
          )}
          <Frozen lot={lot} />
        </>
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
  const { model, ranking, sensitivity, sentence, notes, line } = evaluation;
  const place = (code: string) =>
    line.in.includes(code) ? 'inde' : line.tied.includes(code) ? 'lige på grænsen' : 'ude';
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
                <span class="below">{place(code)}</span>
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

/** The evaluation as it was last laid before those who decide. */
function Frozen({ lot }: { lot: Lot }) {
  const award = lot.awards.at(-1);
  if (award === undefined) return null;
  const { ranking, winners, tieBreak } = award.frozen;
  const named = ranking.filter(({ code }) => winners.includes(code)).map(({ bidder }) => bidder);
  return (
    <>
      <h3>Evalueringen, som den er lagt frem</h3>
      <p>
        Lagt frem {formatDay(award.knownOn)}: {listed(named)} får tildelt delaftalen.
        {tieBreak !== null && ` Lige bud er afgjort sådan: ${tieBreak}`}
      </p>
    </>
  );
}

function danish(points: number): string {
  return String(points).replace('.', ',');
}
