import type { Slice } from '../../shared/http/slice.ts';
import { feeds } from './feed.routes.ts';

/** What tells others of the tenders: calendars and OCDS. */
export const publication: Slice = {
  api: [feeds],
};
