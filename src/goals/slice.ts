import type { Slice } from '../shared/http/slice.ts';
import { Goal } from './goal.entity.ts';
import { goals as goalRoutes } from './goal.routes.ts';

export const goals: Slice = {
  entities: [Goal],
  tags: [['Mål', 'Ministermål, verdensmål, lokale mål og politikområder, som tilbud tjener.']],
  api: [goalRoutes],
};
