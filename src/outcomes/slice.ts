import type { Slice } from '../shared/http/slice.ts';
import { Area } from './area.entity.ts';
import { DisclosureAudit } from './disclosure/disclosure-audit.entity.ts';
import { effectRefusals } from './effect/effect-refusal.pages.tsx';
import { effectPages } from './effect/effect.pages.tsx';
import { effects } from './effect/effect.routes.ts';
import { Expectation } from './expectations/expectation.entity.ts';
import { expectations } from './expectations/expectation.routes.ts';
import { GoalTarget } from './goals/goal-target.entity.ts';
import { goalStatusRoutes } from './goals/goal-status.routes.ts';
import { goalPages } from './goals/goal.pages.tsx';
import { ImportDraft, ImportDraftPart } from './import/import-draft.entity.ts';
import { importPages } from './import/import.pages.tsx';
import { imports } from './import/import.routes.ts';
import type { JobindsatsAccess } from './import/jobindsats.query.ts';
import { Measure } from './measure.entity.ts';
import { measures } from './measure.routes.ts';
import {
  LabelMapping,
  Observation,
  ObservationImport,
  ReplacedObservation,
  Series,
} from './observation.entity.ts';
import { PublishedFigure } from './published-figure.entity.ts';

/** `jobindsats` is null or left out where the municipality has no key to it. */
type Needs = { jobindsats?: JobindsatsAccess | null };

export const outcomes: Slice<Needs> = {
  entities: [
    Area,
    DisclosureAudit,
    Expectation,
    GoalTarget,
    ImportDraft,
    ImportDraftPart,
    LabelMapping,
    Measure,
    Observation,
    ObservationImport,
    PublishedFigure,
    ReplacedObservation,
    Series,
  ],
  tags: [
    ['Målinger', 'Hvad der måles om målgrupperne, hvor, og hvad nogen har sagt, de venter.'],
    ['Effekt', 'Om målgrupperne bevæger sig som forventet. Ingen tal gælder et enkelt tilbud.'],
  ],
  first: [effectRefusals],
  kept: [effects],
  api: [measures, expectations, goalStatusRoutes, imports],
  pages: ({ jobindsats = null }) => [importPages(jobindsats), effectPages, goalPages],
};
