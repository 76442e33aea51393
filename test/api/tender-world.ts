/** A tender for the small world's vifte, with one meeting, one lot and one bid on it. */
export const committee = { code: 'udvalget', name: 'Udvalget', kind: 'committee', paperDays: 4 };

export const meeting = {
  committee: committee.code,
  day: '2024-05-14',
  startsAt: null,
  place: null,
  status: 'planned',
  basis: 'assumption',
  note: null,
  sources: [],
};

const phase = { note: null, sources: [], neededBasis: 'assumption' };

export const tender = {
  code: 'udbud',
  title: 'Udbud',
  portfolio: 'vifte',
  committee: committee.code,
  adviser: null,
  procedure: 'light-regime',
  contractMonths: null,
  optionMonths: 0,
  note: null,
  sources: [],
  plan: {
    reason: 'Den første plan',
    madeOn: '2024-01-10',
    contractStart: '2024-09-02',
    template: null,
    phases: [
      {
        ...phase,
        number: 1,
        title: 'Materialet skrives',
        owner: 'adviser',
        kind: 'work',
        predecessors: [],
        plannedFrom: '2024-02-01',
        plannedTo: '2024-04-01',
        meeting: null,
        neededWorkingDays: 20,
      },
      {
        ...phase,
        number: 2,
        title: 'Materialet besluttes',
        owner: 'committee',
        kind: 'decision',
        predecessors: [1],
        plannedFrom: null,
        plannedTo: '2024-05-14',
        meeting: 'udvalget-2024-05-14',
        neededWorkingDays: 5,
      },
    ],
  },
};

export const milestone = {
  phase: 1,
  kind: 'bids',
  dueOn: '2024-03-01',
  metOn: null,
  basis: 'estimate',
  note: null,
};

export const lot = {
  code: 'delaftale',
  title: 'Delaftale',
  offers: ['jobklub'],
  awardModel: {
    scale: { lowest: 0, highest: 10 },
    criteria: [
      { kind: 'price', code: 'pris', name: 'Pris', weightPermille: 1000, rule: { kind: 'proportional' } },
    ],
  },
  note: null,
};

export const bid = {
  code: 'bud',
  bidder: 'Et firma',
  prices: [{ criterion: 'pris', amountOere: 100_000 }],
  scores: [],
};
