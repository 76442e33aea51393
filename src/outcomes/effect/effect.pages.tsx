import { viewing } from '../../offers/viewed.query.ts';
import { router } from '../../shared/http/http.ts';
import { answerPage, Assumed, Icon, Page, PrintButton } from '../../shared/page/page.tsx';
import { sourcesText } from '../../shared/wording.ts';
import { publishedFigures } from '../published-figures.query.ts';
import { Published } from '../published-figures-shown.tsx';
import { Development } from './development-shown.tsx';
import { askedOn, EffectFilter, inApi, withAsked } from './effect-filter.tsx';
import { LaneLegend, scaleOf } from './effect-lane.tsx';
import { effectOfGroup, effectsOfAll, outline } from './effect.query.ts';
import { comparedText, groupSentence, overviewSentence } from './effect-wording.ts';
import { Calculation, More, Palette, Warnings } from './group-shown.tsx';
import { computedOf, DistanceSection, NotComputed } from './overview-shown.tsx';
import type { Distance } from './overview.ts';

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
