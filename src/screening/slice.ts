import type { Slice } from '../shared/http/slice.ts';
import { screeningFormPages } from './screening-forms.pages.tsx';
import { InsourcingPlan, OfferContract, RecordedAssessment } from './screening.entity.ts';
import { screeningPages } from './screening.pages.tsx';
import { screenings } from './screening.routes.ts';

export const screening: Slice = {
  entities: [InsourcingPlan, OfferContract, RecordedAssessment],
  tags: [
    ['Screening', 'Udbudspligt for viftens eksterne tilbud, kontraktvilkår, vurderinger og hjemtagelse.'],
  ],
  api: [screenings],
  pages: () => [screeningPages, screeningFormPages],
};
