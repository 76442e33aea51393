import type { Slice } from '../shared/http/slice.ts';
import { lotPages } from './award/lot.pages.tsx';
import { lots } from './award/lot.routes.ts';
import { tenderEvents } from './life/event.routes.ts';
import { lifePages } from './life/life.pages.tsx';
import { Bid, BidEvent, BidVersion, Lot, LotAward, LotOffer } from './lot.entity.ts';
import { milestones } from './plan/milestone.routes.ts';
import { phasePages } from './plan/phase.pages.tsx';
import { planPages } from './plan/plan.pages.tsx';
import { plans } from './plan/plan.routes.ts';
import { tenderPages } from './plan/tender.pages.tsx';
import { timelines } from './plan/timeline.routes.ts';
import { MilestoneVersion, TenderEvent } from './tender-event.entity.ts';
import { Gate, Milestone, Phase, PhaseRecord, Plan, PlanApproval, Tender } from './tender.entity.ts';
import { tenders as tenderRoutes } from './tender.routes.ts';

export const tenders: Slice = {
  entities: [
    Bid,
    BidEvent,
    BidVersion,
    Gate,
    Lot,
    LotAward,
    LotOffer,
    Milestone,
    MilestoneVersion,
    Phase,
    PhaseRecord,
    Plan,
    PlanApproval,
    Tender,
    TenderEvent,
  ],
  tags: [
    ['Udbud', 'Udbuddet med planer, faser, porte, milepæle og tidsplan.'],
    ['Delaftaler', 'Det, der bydes på hver for sig: tilbud, evalueringsmodel, bud og rangering.'],
  ],
  kept: [timelines],
  api: [tenderRoutes, plans, milestones, tenderEvents, lots],
  pages: () => [tenderPages, phasePages, lifePages, planPages, lotPages],
};
