import type { Slice } from '../shared/http/slice.ts';
import type { JustSaved } from '../shared/page/saved.ts';
import type { SeeingGroups, UsesOfGroup } from './groups-seen.query.ts';
import { FormerSum } from './former-sum.entity.ts';
import { TargetGroup } from './target-group.entity.ts';
import { targetGroupPages } from './target-group.pages.tsx';
import { targetGroups as targetGroupRoutes } from './target-group.routes.ts';

/** Handed what vifter say of the groups and who uses them. */
export function targetGroups(seeing: SeeingGroups, uses: UsesOfGroup, justSaved: JustSaved): Slice {
  return {
    entities: [FormerSum, TargetGroup],
    tags: [['Målgrupper', 'Ydelsesgrupper, dele af dem og tværgående grupper, med personantal.']],
    api: [targetGroupRoutes(uses)],
    pages: () => [targetGroupPages(seeing, uses, justSaved)],
  };
}
