import { GroupOffers } from '../../offers/group-offers.tsx';
import { balance } from '../../balance/balance.ts';
import { distanceLabels } from '../../target-groups/target-group.schema.ts';
import { viewing } from '../../offers/portfolio/viewed.query.ts';
import type { WholePortfolio } from '../../offers/portfolio/whole-portfolio.ts';
import { money, number, offersText } from '../../offers/wording.ts';
import { router } from '../../shared/http/http.ts';
import {
  Alert,
  answerPage,
  Assumed,
  AssumedAsNoted,
  Icon,
  Page,
  PrintButton,
  Scrolling,
  type Viewed,
} from '../../shared/page/page.tsx';
import { basisLabels } from '../../shared/source.schema.ts';
import { sourceText, sourcesText } from '../../shared/wording.ts';
import { DevelopmentChart, DevelopmentLegend } from './development-chart.tsx';
import { askedOn, EffectFilter, inApi, withAsked } from './effect-filter.tsx';
import { Lane, LaneLegend, scaleOf, type Scale } from './effect-lane.tsx';
import { effectOfGroup, effectsOfAll, outline, type Asked, type FoundEffect } from './effect.query.ts';
import { meaningLabels, meaningWords, roleLabels, stateLabels } from './effect.schema.ts';
import type { Effect } from './effect.ts';
import {
  comparedText,
  groupSentence,
  inSentence,
  missingByReason,
  overviewSentence,
  pointsText,
  rangeText,
  shareText,
} from './effect-wording.ts';
import { development, type GroupEffect, type Point } from './group-effect.ts';
import type { Distance, EffectRow } from './overview.ts';
import { periodText } from '../period.ts';
import { publishedFigures } from '../published-figures.query.ts';
import { figureKindLabels, type PublishedFigureView } from '../published-figure.schema.ts';

export const effectPages = router();

effectPages.get(
  '/effekt',
  viewing(async (c, viewed) => {
    const asked = askedOn(c);
    const seen = { portfolio: viewed.portfolio.code, today: c.var.today() };
    const rows = await effectsOfAll(c.var.database, asked, seen);
    const found = await outline(c.var.database, 'all');
    const computed = rows.flatMap(row => computedOf(row) ?? []);
    const scale = scaleOf(computed.map(({ result }) => result));
    return answerPage(
      c,
      <Page c={c} title="Effekt" section="/effekt" viewed={viewed}>
        <div class="effect">
          <h1>Bevæger målgrupperne sig?</h1>
          <p class="font-lead answer">{overviewSentence(rows)}</p>
          <p class="downloads d-print-none">
            <a class="function-link" href={inApi('/api/effects', asked)} download="effekt.json">
              <Icon name="download" />
              Hent som JSON
            </a>
            <a class="function-link" href="/effekt/import">
              <Icon name="upload" />
              Hent tal ind
            </a>
            <PrintButton />
          </p>
          <EffectFilter path="/effekt" viewed={viewed} asked={asked} outline={found} rows={rows} />
          {computed.length > 0 && <LaneLegend />}
          {([...new Set(computed.map(({ row }) => row.distance))] satisfies Distance[]).map(distance => (
            <DistanceSection
              distance={distance}
              rows={computed.filter(({ row }) => row.distance === distance)}
              scale={scale}
              asked={asked}
              viewed={viewed}
            />
          ))}
          <NotComputed rows={rows} asked={asked} viewed={viewed} />
          <NoOffer />
          <p class="small-text">
            Kilder: {sourcesText(computed.flatMap(({ row }) => row.effect.sources))}. Antal under fem er
            skjult, og så er de tal, der kunne røbe dem.
          </p>
        </div>
      </Page>,
    );
  }),
);

type Computed = { row: EffectRow; result: Effect };

function computedOf(row: EffectRow): Computed | null {
  const { result } = row.effect;
  return result.kind === 'computed' ? { row, result } : null;
}

type SectionProps = { distance: Distance; rows: Computed[]; scale: Scale; asked: Asked; viewed: Viewed };

function DistanceSection({ distance, rows, scale, asked, viewed }: SectionProps) {
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
                    <span class="cell-note">{pointsText(result.detectable)} skulle til</span>
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

function NotComputed(props: { rows: readonly EffectRow[]; asked: Asked; viewed: Viewed }) {
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

/** Why there is nothing to be found about an offer. */
function NoOffer() {
  return (
    <section aria-labelledby="no-offer">
      <h2 id="no-offer">Hvorfor står der ikke noget om det enkelte tilbud?</h2>
      <p>
        Borgerne er ikke fordelt på tilbuddene ved lodtrækning: de, der får et tilbud, er andre end de, der
        ikke gør. Mange får flere tilbud, og arbejdsmarkedet flytter sig imens. Derfor kan tallene sige, om en
        målgruppe bevæger sig som forventet, men ikke hvilket tilbud der gjorde det. Hvad man ved om
        tilbuddenes virkning, står som evidens ved hvert tilbud.
      </p>
    </section>
  );
}

effectPages.get(
  '/effekt/:group',
  viewing(async (c, viewed, whole) => {
    const asked = askedOn(c);
    const seen = { portfolio: viewed.portfolio.code, today: c.var.today() };
    const code = c.req.param('group') ?? '';
    const row = await effectOfGroup(c.var.database, code, asked, seen);
    const found = await outline(c.var.database, 'all');
    const figures = await publishedFigures(c.var.database, code);
    const path = `/effekt/${row.group}`;
    const above = [{ href: viewed.link(withAsked('/effekt', asked)), text: 'Effekt' }];
    return answerPage(
      c,
      <Page c={c} title={row.name} section="/effekt" viewed={viewed} above={above}>
        <div class="effect">
          <h1>{row.name}: bevæger gruppen sig?</h1>
          <p class="font-lead answer">{groupSentence(row)}</p>
          {row.effect.measure && (
            <p class="compared">
              <strong>{row.effect.measure.title}</strong> · {comparedText(row.effect)}
              {row.effect.assumed && (
                <>
                  {' '}
                  <Assumed reason="et opdigtet eksempel, som ingen kilde giver" />
                </>
              )}
            </p>
          )}
          <p class="downloads d-print-none">
            <a
              class="function-link"
              href={inApi(`/api/target-groups/${row.group}/effect`, asked)}
              download={`effekt-${row.group}.json`}
            >
              <Icon name="download" />
              Hent som JSON
            </a>
            <PrintButton />
          </p>
          <EffectFilter path={path} viewed={viewed} asked={asked} outline={found} rows={[row]} />
          <Warnings row={row} />
          <Development row={row} />
          <Calculation row={row} />
          <Palette row={row} whole={whole} viewed={viewed} />
          <NoOffer />
          <Published figures={figures} />
          <More row={row} />
          <p class="small-text">
            Kilder: {sourcesText(row.effect.sources) || 'ingen'}. Antal under fem er skjult, og så er de tal,
            der kunne røbe dem.
          </p>
        </div>
      </Page>,
    );
  }),
);

function Warnings({ row: { effect } }: { row: EffectRow }) {
  const warnings = effect.warnings.filter(({ code }) => code !== 'assumed');
  if (warnings.length === 0) return null;
  return (
    <Alert variant="warning" heading="Forbehold">
      <ul>
        {warnings.map(({ message }) => (
          <li>{message}</li>
        ))}
      </ul>
    </Alert>
  );
}

function Development({ row }: { row: FoundEffect }) {
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

function Calculation({ row: { effect } }: { row: EffectRow }) {
  const { result, inputs, reason, measure } = effect;
  if (!measure) return null;
  return (
    <section aria-labelledby="calculation">
      <h2 id="calculation">Sådan er det regnet ud</h2>
      <p>
        Målt: {measure.counted}. {measure.better === 'higher' ? 'Højere er bedre.' : 'Lavere er bedre.'}{' '}
        {effect.expectedFrom === 'stated'
          ? `Forventningen er angivet med begrundelsen: ${reason}`
          : 'Det forventede er gruppens egen andel i udgangspunktet plus det, den samme gruppes andel har ændret sig i området, der sammenlignes med.'}
      </p>
      {inputs.length > 0 && (
        <table class="table table--compact table-md-responsive-headers d-print-table">
          <caption class="sr-only">Tal, der gik ind</caption>
          <thead>
            <tr>
              <th scope="col">Tal</th>
              <th scope="col">Periode</th>
              <th scope="col" class="number">
                Antal
              </th>
              <th scope="col" class="number">
                Andel (95 %-interval)
              </th>
              <th scope="col">Grundlag</th>
            </tr>
          </thead>
          <tbody>
            {inputs.map(({ role, area, period, state, numerator, denominator, share, interval, ...from }) => (
              <tr>
                <th scope="row">
                  {roleLabels[role]}: {area.title}
                </th>
                <td data-title="Periode">{periodText(period)}</td>
                <td class="number" data-title="Antal">
                  {numerator !== null && denominator !== null
                    ? `${number(numerator)} af ${number(denominator)}`
                    : state === 'shown'
                      ? 'ikke oplyst'
                      : stateLabels[state].split(',')[0]}
                </td>
                <td class="number" data-title="Andel">
                  {share === null ? '–' : shareText(share)}
                  {interval && ` (${rangeText(interval)})`}
                </td>
                <td data-title="Grundlag">
                  <span>
                    {from.basis === null ? '–' : basisLabels[from.basis]}
                    {from.source && <span class="cell-note">{sourceText(from.source)}</span>}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {result.kind === 'computed' && (
        <p>
          Forventet {shareText(result.expected.share)} ({rangeText(result.expected)}), observeret{' '}
          {shareText(result.observed.share)} ({rangeText(result.observed)}). Forskellen er{' '}
          {pointsText(result.effect.share)} med 95 %-interval {rangeText(result.effect)}:{' '}
          <strong>{meaningLabels[result.meaning].toLowerCase()}</strong>. Grupper af den størrelse ville i 80
          af 100 tilfælde vise en forskel på {pointsText(result.detectable)}.
        </p>
      )}
      <p class="small-text">
        Intervaller for andele er Wilsons (1927), for forskelle sat sammen af dem efter Newcombe (1998) og Zou
        og Donner (2008).
      </p>
    </section>
  );
}

/** What the group was given stands beside how it fared; the one is never divided by the other. */
function Palette({ row, whole, viewed }: { row: EffectRow; whole: WholePortfolio; viewed: Viewed }) {
  const covered = balance(whole, null).coverage.rows.find(({ group }) => group === row.group);
  return (
    <section aria-labelledby="palette">
      <h2 id="palette">Hvad gruppen får tilbudt</h2>
      {covered && covered.offers > 0 && (
        <p>
          {offersText(covered.offers)}
          {covered.places > 0 && ` med ${number(covered.places)} pladser om året`}
          {covered.offersWithoutPlaces > 0 &&
            ` (${offersText(covered.offersWithoutPlaces)} siger ikke, hvor mange)`}
          ; {money(covered.amountOere)} er sat af til gruppen over viftens år
          {covered.unknownPriceOffers > 0 && `, og ${offersText(covered.unknownPriceOffers)} har ukendt pris`}
          . Pengene står ved siden af udviklingen og kan ikke deles med den.
        </p>
      )}
      <GroupOffers group={row.group} whole={whole} viewed={viewed} />
    </section>
  );
}

function Published({ figures }: { figures: readonly PublishedFigureView[] }) {
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

/** What it would take to say more, for this group. */
function More({ row: { effect, offers } }: { row: EffectRow }) {
  const { result } = effect;
  return (
    <section aria-labelledby="more">
      <h2 id="more">Hvad skulle der til for at sige mere?</h2>
      <ul>
        {result.kind === 'unknown' && result.missing.map(({ message }) => <li>{message}</li>)}
        {effect.assumed && (
          <li>Rigtige tal for gruppen i stedet for eksemplet, fx fra jobindsats, hentet ind ved import.</li>
        )}
        {result.kind === 'computed' && result.verdict === 'indistinguishable' && (
          <li>
            Flere personer eller en længere periode: med de antal, der er, ses forskelle under{' '}
            {pointsText(result.detectable)} for det meste ikke.
          </li>
        )}
        <li>
          At vide, hvad {offers === 1 ? 'tilbuddet' : 'et tilbud'} gør, kræver en gruppe at sammenligne med,
          som ikke fik det, valgt ved lodtrækning eller på anden måde uafhængigt af, hvem der ville klare sig.
        </li>
      </ul>
    </section>
  );
}
