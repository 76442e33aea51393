import { droppedOffers, wholePortfolio } from '../../offers/portfolio/whole-portfolio.query.ts';
import { Boxes, Field, Rows, type Form } from '../../shared/page/form-fields.tsx';
import { answerForm, showForm, type Editor } from '../../shared/page/form-page.tsx';
import { CodeField, Part, withCode } from '../../shared/page/form-parts.tsx';
import { titleAt } from '../../shared/page/form.ts';
import { router } from '../../shared/http/http.ts';
import { formatKroner } from '../../shared/money.ts';
import { answerPage, PrintButton } from '../../shared/page/page.tsx';
import { placeOf, RuleBroken } from '../../shared/rule-broken.ts';
import { rememberSaved } from '../../shared/page/saved.ts';
import { etagOf } from '../../database/transaction.ts';
import { listed } from '../../shared/wording.ts';
import { formatPermille } from './award-findings.ts';
import { evaluate, type Evaluation } from './award-model.ts';
import type { AwardModel } from './award-model.schema.ts';
import { bidsVisible, type Viewer } from './bid-visibility.ts';
import {
  bidForm,
  bidFormOf,
  bidOf,
  criterionKindLabels,
  LotForm,
  lotFormOf,
  lotOf,
  placeInBidForm,
  placeInLotForm,
  priceRuleLabels,
  type BidForm,
} from './lot-form.schema.ts';
import { addBid, createLot, findBid, findLot, reviseBid, reviseLot } from './lot.verbs.ts';
import { TenderPage } from '../tender-parts.tsx';
import { seeing, type Seen } from '../tender-seen.query.ts';
import type { WholeTender } from '../whole-tender.ts';

export const lotPages = router();

/** Until people have roles, whoever asks is the administration. */
const viewer: Viewer = 'administration';

type Lot = WholeTender['lots'][number];
type EntityManager = Seen['c']['var']['em'];

lotPages.get(
  '/udbud/:tender/delaftaler',
  seeing(async seen => {
    const { c, whole, link, viewed } = seen;
    const { offers } = await wholePortfolio(c.var.database, whole.tender.portfolio);
    const names = new Map(offers.map(({ code, name }) => [code, name]));
    const dropped = await droppedNames(seen);
    const bought = new Set(whole.lots.flatMap(({ offers }) => offers).filter(code => names.has(code)));
    const external = offers.filter(({ delivery }) => delivery === 'external');
    const left = external.filter(({ code }) => !bought.has(code));
    const visible = bidsVisible(viewer, whole, seen.today);
    return answerPage(
      c,
      <TenderPage seen={seen} title="Delaftaler og bud" path="/delaftaler">
        <div class="page-top">
          <h1>Delaftaler og bud</h1>
          <PrintButton />
        </div>
        <p class="font-lead answer">
          {whole.lots.length === 0
            ? 'Udbuddet har ingen delaftaler endnu.'
            : `Udbuddet køber ${bought.size} af viftens ${external.length} eksterne tilbud i ${whole.lots.length} ${whole.lots.length === 1 ? 'delaftale' : 'delaftaler'}.`}
        </p>
        <p class="actions d-print-none">
          <a href={link('/delaftaler/ny')} class="button button-primary">
            Opret en delaftale
          </a>
        </p>
        {whole.lots.map(lot => (
          <section aria-labelledby={`lot-${lot.code}`}>
            <h2 id={`lot-${lot.code}`}>{lot.title}</h2>
            <p>
              Køber:{' '}
              {lot.offers.length === 0
                ? 'ingen tilbud endnu'
                : lot.offers.map((code, i) => (
                    <>
                      {i > 0 && ', '}
                      {names.has(code) ? (
                        <a href={viewed.link(`/tilbud/${code}`)}>{names.get(code)}</a>
                      ) : (
                        dropped.get(code)
                      )}
                    </>
                  ))}
            </p>
            {lot.note !== null && <p>{lot.note}</p>}
            {lot.awardModel === null ? (
              <p>Der er ingen evalueringsmodel endnu. Skriv den ind, før der kommer bud.</p>
            ) : (
              <Bids lot={lot} model={lot.awardModel} visible={visible} seen={seen} />
            )}
            <p class="actions d-print-none">
              <a href={link(`/delaftaler/${lot.code}/rediger`)}>Redigér {lot.title}</a>
              {lot.awardModel !== null && visible && (
                <a href={link(`/delaftaler/${lot.code}/bud/nyt`)}>Skriv et bud ind</a>
              )}
            </p>
          </section>
        ))}
        {left.length > 0 && (
          <section aria-labelledby="left">
            <h2 id="left">Eksterne tilbud uden delaftale</h2>
            <p>{listed(left.map(({ name }) => name))}.</p>
          </section>
        )}
      </TenderPage>,
    );
  }),
);

function Bids(props: { lot: Lot; model: AwardModel; visible: boolean; seen: Seen }) {
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

lotPages.get(
  '/udbud/:tender/delaftaler/ny',
  seeing(seen => showForm(seen.c, () => newLot(seen))),
);
lotPages.post(
  '/udbud/:tender/delaftaler/ny',
  seeing(seen => answerForm(seen.c, () => newLot(seen))),
);
lotPages.get(
  '/udbud/:tender/delaftaler/:lot/rediger',
  seeing(seen => showForm(seen.c, em => changedLot(seen, em))),
);
lotPages.post(
  '/udbud/:tender/delaftaler/:lot/rediger',
  seeing(seen => answerForm(seen.c, em => changedLot(seen, em))),
);

async function newLot(seen: Seen): Promise<Editor<LotForm>> {
  const { c, whole, link } = seen;
  return {
    schema: LotForm,
    choices: await lotChoices(seen, []),
    stored: null,
    blank: new Map([
      ['/lowest', ['0']],
      ['/highest', ['10']],
      ['/criteria/0/name', ['']],
      ['/criteria/1/name', ['']],
    ]),
    supply: typed => withCode(typed, '/title'),
    page: content => (
      <TenderPage seen={seen} title="Ny delaftale" path="/delaftaler/ny">
        <h1>Opret en delaftale</h1>
        {content}
      </TenderPage>
    ),
    fields: form => <LotFields form={form} isNew />,
    saveLabel: 'Opret delaftalen',
    cancel: link('/delaftaler'),
    save: async input => {
      await placing(createLot(c.var.em, whole.tender.code, lotOf(input)), placeInLotForm);
      rememberSaved(c, { what: `${input.title} er oprettet.` });
      return link('/delaftaler');
    },
  };
}

async function changedLot(seen: Seen, em: EntityManager): Promise<Editor<LotForm>> {
  const { c, whole, link } = seen;
  const lot = await findLot(em, whole.tender.code, c.req.param('lot') ?? '');
  const value = lotFormOf(lot.view());
  return {
    schema: LotForm,
    choices: await lotChoices(seen, value.offers),
    stored: { value, version: etagOf(lot) },
    supply: typed => new Map([...typed, ['/code', [value.code]]]),
    page: content => (
      <TenderPage seen={seen} title={`Redigér ${value.title}`} path={`/delaftaler/${value.code}/rediger`}>
        <h1>Redigér {value.title}</h1>
        {content}
      </TenderPage>
    ),
    fields: form => <LotFields form={form} isNew={false} />,
    saveLabel: 'Gem',
    cancel: link('/delaftaler'),
    save: async (input, version) => {
      const { title, offers, awardModel, note } = lotOf(input);
      const change = { title, offers, awardModel, note };
      await placing(reviseLot(c.var.em, whole.tender.code, value.code, change, version), placeInLotForm);
      rememberSaved(c, { what: `${input.title} er gemt.` });
      return link('/delaftaler');
    },
  };
}

async function droppedNames({ c, whole }: Seen): Promise<Map<string, string>> {
  const offers = await droppedOffers(c.var.em, whole.tender.portfolio);
  return new Map(offers.map(({ code, name }) => [code, name]));
}

/** `bought` are the offers of the lot as it is: it can keep them, whatever has become of them since. */
async function lotChoices(seen: Seen, bought: readonly string[]) {
  const { c, whole } = seen;
  const { offers } = await wholePortfolio(c.var.database, whole.tender.portfolio);
  const dropped = await droppedNames(seen);
  return {
    '/offers': Object.fromEntries([
      ...offers
        .filter(({ code, delivery }) => delivery === 'external' || bought.includes(code))
        .map(({ code, name }) => [code, name]),
      ...[...dropped].filter(([code]) => bought.includes(code)),
    ]),
    '/criteria/*/kind': criterionKindLabels,
    '/criteria/*/priceRule': priceRuleLabels,
  };
}

function LotFields({ form, isNew }: { form: Form; isNew: boolean }) {
  return (
    <>
      <Field form={form} at="/title" />
      {isNew && <CodeField form={form} />}
      <Boxes form={form} at="/offers" />
      <Part title="Evalueringsmodel">
        <div class="fields">
          <Field form={form} at="/lowest" />
          <Field form={form} at="/highest" />
        </div>
        <Rows
          form={form}
          at="/criteria"
          one={titleAt(LotForm, '/criteria/0')}
          add="Tilføj et kriterium"
          row={at => (
            <>
              <Field form={form} at={`${at}/name`} />
              <Field form={form} at={`${at}/kind`} />
              <Field form={form} at={`${at}/weight`} suffix="%" />
              <Field form={form} at={`${at}/priceRule`} />
              <Field form={form} at={`${at}/zeroAtPercent`} suffix="%" />
              <Field form={form} at={`${at}/rule`} />
            </>
          )}
        />
      </Part>
      <Field form={form} at="/note" />
    </>
  );
}

lotPages.get(
  '/udbud/:tender/delaftaler/:lot/bud/nyt',
  seeing(seen => showForm(seen.c, async () => newBid(seen))),
);
lotPages.post(
  '/udbud/:tender/delaftaler/:lot/bud/nyt',
  seeing(seen => answerForm(seen.c, async () => newBid(seen))),
);
lotPages.get(
  '/udbud/:tender/delaftaler/:lot/bud/:bid',
  seeing(seen => showForm(seen.c, em => changedBid(seen, em))),
);
lotPages.post(
  '/udbud/:tender/delaftaler/:lot/bud/:bid',
  seeing(seen => answerForm(seen.c, em => changedBid(seen, em))),
);

function newBid(seen: Seen): Editor<BidForm> {
  const { c, whole, link } = seen;
  const { lot, model } = lotForBids(seen);
  return {
    schema: bidForm(model),
    choices: {},
    stored: null,
    supply: typed => withCode(typed, '/bidder'),
    page: content => (
      <TenderPage seen={seen} title="Nyt bud" path={`/delaftaler/${lot.code}/bud/nyt`}>
        <h1>Skriv et bud på {lot.title} ind</h1>
        {content}
      </TenderPage>
    ),
    fields: form => <BidFields form={form} model={model} isNew />,
    saveLabel: 'Skriv buddet ind',
    cancel: link('/delaftaler'),
    save: async input => {
      const bid = bidOf(input);
      await placing(addBid(c.var.em, whole.tender.code, lot.code, bid), pointer =>
        placeInBidForm(pointer, bid),
      );
      rememberSaved(c, { what: `Buddet fra ${input.bidder} er skrevet ind.` });
      return link('/delaftaler');
    },
  };
}

async function changedBid(seen: Seen, em: EntityManager): Promise<Editor<BidForm>> {
  const { c, whole, link } = seen;
  const { lot, model } = lotForBids(seen);
  const kept = await findBid(em, whole.tender.code, lot.code, c.req.param('bid') ?? '');
  const { code, bidder } = kept.view();
  return {
    schema: bidForm(model),
    choices: {},
    stored: { value: bidFormOf(kept.view(), model), version: etagOf(kept) },
    supply: typed => new Map([...typed, ['/code', [code]]]),
    page: content => (
      <TenderPage seen={seen} title={`Bud fra ${bidder}`} path={`/delaftaler/${lot.code}/bud/${code}`}>
        <h1>
          Bud fra {bidder} på {lot.title}
        </h1>
        {content}
      </TenderPage>
    ),
    fields: form => <BidFields form={form} model={model} isNew={false} />,
    saveLabel: 'Gem',
    cancel: link('/delaftaler'),
    save: async (input, version) => {
      const bid = bidOf(input);
      const change = { bidder: bid.bidder, prices: bid.prices, scores: bid.scores };
      await placing(reviseBid(c.var.em, whole.tender.code, lot.code, code, change, version), pointer =>
        placeInBidForm(pointer, bid),
      );
      rememberSaved(c, { what: `Buddet fra ${input.bidder} er gemt.` });
      return link('/delaftaler');
    },
  };
}

function BidFields({ form, model, isNew }: { form: Form; model: AwardModel; isNew: boolean }) {
  const { lowest, highest } = model.scale;
  return (
    <>
      <Field form={form} at="/bidder" />
      {isNew && <CodeField form={form} />}
      {model.criteria.map(({ kind, code }) =>
        kind === 'price' ? (
          <Field form={form} at={`/prices/${code}Oere`} suffix="kr." />
        ) : (
          <Field form={form} at={`/scores/${code}`} hint={`Fra ${lowest} til ${highest} point.`} />
        ),
      )}
    </>
  );
}

function lotForBids({ c, whole, today }: Seen): { lot: Lot; model: AwardModel } {
  const code = c.req.param('lot') ?? '';
  const lot = whole.lots.find(lot => lot.code === code);
  if (!lot) throw new RuleBroken('not-found', `Delaftalen ${code} findes ikke.`, { status: 404 });
  if (!bidsVisible(viewer, whole, today))
    throw new RuleBroken('bids-hidden', 'Buddene kan ses, når udvalget har valgt leverandører.', {
      status: 403,
    });
  if (!lot.awardModel)
    throw new RuleBroken(
      'no-award-model',
      'Delaftalen har ingen evalueringsmodel. Skriv den ind, før der kommer bud.',
    );
  return { lot, model: lot.awardModel };
}

/** Says each mistake at the field of the form it was made in. */
async function placing<Result>(saving: Promise<Result>, place: (pointer: string) => string): Promise<Result> {
  try {
    return await saving;
  } catch (error) {
    if (!(error instanceof RuleBroken) || error.findings.length === 0) throw error;
    const findings = error.findings.map(finding => ({
      pointer: place(placeOf(finding)),
      message: finding.message,
    }));
    throw new RuleBroken(error.rule, error.message, { status: error.status, findings });
  }
}
