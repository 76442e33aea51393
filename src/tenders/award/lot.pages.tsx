import { wholePortfolio } from '../../offers/whole-portfolio.query.ts';
import { router } from '../../shared/http/http.ts';
import { answerPage, PrintButton } from '../../shared/page/page.tsx';
import { listed } from '../../shared/wording.ts';
import { bidsVisible, viewer } from './bid-visibility.ts';
import { Bids } from './bids-shown.tsx';
import { bidPages } from './bid.pages.tsx';
import { droppedNames, lotEditPages } from './lot-edit.pages.tsx';
import { TenderPage } from '../tender-parts.tsx';
import { seeing } from '../tender-seen.query.ts';

export const lotPages = router();

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

lotPages.route('/', lotEditPages);
lotPages.route('/', bidPages);
