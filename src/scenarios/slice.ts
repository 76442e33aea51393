import type { Slice } from '../shared/http/slice.ts';
import { comparisonPages } from './comparison/comparison.pages.tsx';
import { comparisons } from './decision/comparison.routes.ts';
import { scenarioDecisions } from './decision/decision.routes.ts';
import { presentationPages } from './decision/presentation.pages.tsx';
import { addedOfferPages } from './editing/added-offer.pages.tsx';
import { scenarioEditPages } from './editing/scenario-edit.pages.tsx';
import { scenarioListPages } from './editing/scenario-list.pages.tsx';
import { scenarioPages } from './editing/scenario.pages.tsx';
import { frontierPages } from './optimum/frontier.pages.tsx';
import { optimums } from './optimum/optimum.routes.ts';
import {
  Scenario,
  ScenarioChoice,
  ScenarioCorrection,
  ScenarioEdit,
  ScenarioPresentation,
  ScenarioWithdrawal,
} from './scenario.entity.ts';
import { scenarios as scenarioRoutes } from './scenario.routes.ts';

export const scenarios: Slice = {
  entities: [
    Scenario,
    ScenarioChoice,
    ScenarioCorrection,
    ScenarioEdit,
    ScenarioPresentation,
    ScenarioWithdrawal,
  ],
  tags: [
    ['Scenarier', 'Alternativer til viften: hvad de ændrer, hvad de koster og giver, og hvilket der vælges.'],
    [
      'Optimum',
      'Hvad viften kan blive til under krav: grænsen mellem to mål, punkt for punkt, og hvad kravene koster.',
    ],
  ],
  kept: [comparisons],
  api: [scenarioRoutes, scenarioDecisions, optimums],
  // The editor has every name under /scenarier that no page before it has.
  pages: () => [
    comparisonPages,
    frontierPages,
    scenarioListPages,
    scenarioPages,
    presentationPages,
    addedOfferPages,
    scenarioEditPages,
  ],
};
