import { effectFront } from '../outcomes/effect/effect-front.tsx';
import { scenariosFront } from '../scenarios/decision/scenarios-front.tsx';
import type { Slice } from '../shared/http/slice.ts';
import { tenderFront } from '../tenders/plan/tender-front.tsx';
import { attentionPages } from './attention.pages.tsx';

export const front: Slice = {
  pages: () => [attentionPages([scenariosFront, tenderFront, effectFront])],
};
