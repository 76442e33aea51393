import type { Context } from 'hono';
import type { Env } from '../shared/http/http.ts';
import { Alert } from '../shared/page/page.tsx';
import { takeSaved } from '../shared/page/saved.ts';
import { movementTexts, yearMovements } from './movement.ts';
import type { WholePortfolio } from '../offers/whole-portfolio.ts';

/** Says on the page after saving that it is saved, and how the vifte's balance moved. */
export function justSaved(c: Context<Env>, whole: WholePortfolio) {
  const saved = takeSaved(c);
  if (!saved) return null;
  return (
    <Alert variant="success" heading={saved.what}>
      {saved.before && movementTexts(yearMovements(saved.before, whole)).map(text => <p>{text}</p>)}
    </Alert>
  );
}
