import type { Context } from 'hono';
import type { Env } from '../../shared/http/http.ts';
import type { Viewed } from '../../shared/page/page.tsx';
import { effectsOfAll } from './effect.query.ts';
import { frontSentence } from './effect-wording.ts';

/** How the target groups fare, on the front page. */
export async function effectFront(c: Context<Env>, viewed: Viewed) {
  const seen = { portfolio: viewed.portfolio.code, today: c.var.today() };
  const sentence = frontSentence(await effectsOfAll(c.var.database, {}, seen));
  if (sentence === null) return null;
  return (
    <section aria-labelledby="effect">
      <h2 id="effect">Målgrupperne</h2>
      <ul class="notices">
        <li class="notice">
          {sentence} <a href={viewed.link('/effekt')}>Se, hvem der bevæger sig</a>
        </li>
      </ul>
    </section>
  );
}
