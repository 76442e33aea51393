import type { Day } from '../../shared/days/day.ts';
import type { StageKind } from './stage.ts';

/**
 * A rule of law with where it was read. `act`: in the act's own words; `authority`: as an authority tells it; `travaux`: in the bill's
 * papers; `unverified`: taken as it is commonly told, not read anywhere.
 */
export type Rule = {
  text: string;
  law: string;
  address: string | null;
  readOn: Day | null;
  verified: 'act' | 'authority' | 'travaux' | 'unverified';
};

export const rules = {
  standstill: {
    text: 'Kontrakten må først skrives under, når standstill er udløbet: 10 kalenderdage fra dagen efter en underretning, der er sendt elektronisk, ellers 15.',
    law: 'lov om Klagenævnet for Udbud § 3',
    address: 'https://www.eu.dk/samling/20091/lovforslag/L110/bilag/1/797426/index.htm',
    readOn: '2026-11-27',
    verified: 'travaux',
  },
  ineffective: {
    text: 'En kontrakt, der er indgået i standstill-perioden, eller mens en klage har opsættende virkning, kan erklæres for uden virkning.',
    law: 'lov om Klagenævnet for Udbud § 16',
    address: 'https://www.elov.dk/lov-om-klagenaevnet-for-udbud/paragraf/16/',
    readOn: '2026-11-27',
    verified: 'act',
  },
  suspension: {
    text: 'En klage, der er indgivet i standstill-perioden, har automatisk opsættende virkning, til Klagenævnet har taget stilling til den.',
    law: 'lov om Klagenævnet for Udbud § 12',
    address: 'https://www.eu.dk/samling/20091/lovforslag/L110/bilag/1/797426/index.htm',
    readOn: '2026-11-27',
    verified: 'travaux',
  },
  awardNotice: {
    text: 'Bekendtgørelsen om indgået kontrakt sendes senest 30 dage efter, at kontrakten eller rammeaftalen er indgået.',
    law: 'udbudsloven § 129, stk. 1 (afsnit II)',
    address: 'https://danskelove.dk/udbudsloven/129',
    readOn: '2026-11-27',
    verified: 'act',
  },
  awardNoticeLight: {
    text: 'Bekendtgørelsen om indgået kontrakt sendes senest 30 dage efter, at kontrakten er indgået. Om light-ydelser må samle dem kvartalsvis, er ikke efterprøvet i loven, og der regnes derfor ikke med det.',
    law: 'udbudsloven afsnit III (§§ 186–190)',
    address: null,
    readOn: null,
    verified: 'unverified',
  },
  complaintAward: {
    text: 'Klage over tildelingen skal være modtaget inden 45 dage fra dagen efter, at bekendtgørelsen om indgået kontrakt er offentliggjort.',
    law: 'lov om Klagenævnet for Udbud § 7, stk. 2, nr. 1',
    address: 'https://www.kfst.dk/faq/udbud/nyt-udbud/fase-5/hvilke-klagefrister-gaelder-der/',
    readOn: '2026-11-27',
    verified: 'authority',
  },
  complaintFramework: {
    text: 'Klage over en rammeaftale skal være modtaget inden 6 måneder fra dagen efter, at tilbudsgiverne er underrettet.',
    law: 'lov om Klagenævnet for Udbud § 7, stk. 2, nr. 3',
    address: 'https://www.kfst.dk/faq/udbud/nyt-udbud/fase-5/hvilke-klagefrister-gaelder-der/',
    readOn: '2026-11-27',
    verified: 'authority',
  },
  complaintSelection: {
    text: 'Klage over ikke at være udvalgt skal være modtaget inden 20 dage fra dagen efter, at underretningen er sendt.',
    law: 'lov om Klagenævnet for Udbud § 7, stk. 1',
    address: 'https://www.kfst.dk/faq/udbud/nyt-udbud/fase-5/hvilke-klagefrister-gaelder-der/',
    readOn: '2026-11-27',
    verified: 'authority',
  },
  complaintBelow: {
    text: 'Klage efter udbudslovens §§ 191 og 192 skal være modtaget inden 45 dage fra dagen efter, at tilbudsgiverne er underrettet.',
    law: 'lov om Klagenævnet for Udbud § 7',
    address: 'https://erhvervsstyrelsen.dk/klagevejledning-0',
    readOn: '2026-11-27',
    verified: 'authority',
  },
} as const satisfies Record<string, Rule>;

export type Procedure = {
  /** The stages it can have, in their order; the others are not its own. */
  stages: readonly StageKind[];
  /** The stages it cannot do without. */
  needed: readonly StageKind[];
  standstill: { electronic: number; otherwise: number; rule: Rule } | null;
  awardNotice: { days: number; rule: Rule } | null;
  /** Calendar days from the day the deadline is counted from. */
  complaint: {
    award: { from: 'award-notice' | 'award-letter'; days: number; rule: Rule };
    framework: { months: number; rule: Rule };
    selection: { days: number; rule: Rule } | null;
  } | null;
};

const before: StageKind[] = ['market-dialogue', 'notice', 'questions', 'answers'];
const judged: StageKind[] = ['opening', 'evaluation'];
const awarded: StageKind[] = ['award-letter', 'standstill-ends', 'contract-signed', 'award-notice'];
const selected: StageKind[] = ['applications', 'selection'];
const negotiated: StageKind[] = ['negotiation', 'final-bids'];
const needed: StageKind[] = ['notice', 'bids', 'award-letter', 'contract-signed', 'award-notice'];

const standstill = { electronic: 10, otherwise: 15, rule: rules.standstill };
const complaint = {
  award: { from: 'award-notice', days: 45, rule: rules.complaintAward },
  framework: { months: 6, rule: rules.complaintFramework },
  selection: null,
} as const;
const withSelection = { ...complaint, selection: { days: 20, rule: rules.complaintSelection } } as const;
const awardNotice = { days: 30, rule: rules.awardNotice };
const lightNotice = { days: 30, rule: rules.awardNoticeLight };

/** The light regime leaves the buyer to lay out the procedure, so it may have any of the stages. */
const light: Procedure = {
  stages: [...before, ...selected, 'bids', 'opening', ...negotiated, 'evaluation', ...awarded],
  needed,
  standstill,
  awardNotice: lightNotice,
  complaint: withSelection,
};

const below: Procedure = {
  ...light,
  needed: ['bids', 'award-letter', 'contract-signed'],
  standstill: null,
  awardNotice: null,
  complaint: null,
};

/** How a tender goes by its procedure. What is not decided is laid out as the light regime, which asks the most of these that fit. */
export const procedures: Record<
  | 'light-regime'
  | 'open'
  | 'restricted'
  | 'negotiated'
  | 'below-threshold'
  | 'below-threshold-cross-border'
  | 'own'
  | 'undecided',
  Procedure
> = {
  'light-regime': light,
  open: { stages: [...before, 'bids', ...judged, ...awarded], needed, standstill, awardNotice, complaint },
  restricted: {
    stages: [...before, ...selected, 'bids', ...judged, ...awarded],
    needed: [...needed, ...selected],
    standstill,
    awardNotice,
    complaint: withSelection,
  },
  negotiated: {
    stages: [...before, ...selected, 'bids', 'opening', ...negotiated, 'evaluation', ...awarded],
    needed: [...needed, ...selected],
    standstill,
    awardNotice,
    complaint: withSelection,
  },
  'below-threshold': below,
  'below-threshold-cross-border': {
    ...below,
    needed: ['notice', 'bids', 'award-letter', 'contract-signed'],
    complaint: {
      award: { from: 'award-letter', days: 45, rule: rules.complaintBelow },
      framework: complaint.framework,
      selection: null,
    },
  },
  own: light,
  undecided: light,
};
