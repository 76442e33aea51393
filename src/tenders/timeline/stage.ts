/** What can happen in a tender's life, in the order it does; a procedure says which of it belongs to it (`procedures.ts`). */
export const stageLabels = {
  'market-dialogue': 'Markedsdialog holdt',
  notice: 'Udbudsbekendtgørelse offentliggjort',
  questions: 'Frist for spørgsmål',
  answers: 'Svar på spørgsmål offentliggjort',
  applications: 'Frist for ansøgning om at deltage',
  selection: 'Ansøgere udvalgt og underrettet',
  bids: 'Frist for bud',
  opening: 'Bud åbnet',
  negotiation: 'Forhandling holdt',
  'final-bids': 'Frist for endelige bud',
  evaluation: 'Evaluering afsluttet',
  'award-letter': 'Underretning om tildeling',
  'standstill-ends': 'Standstill udløber',
  'contract-signed': 'Kontrakt underskrevet',
  'award-notice': 'Bekendtgørelse om indgået kontrakt',
} as const;

export type StageKind = keyof typeof stageLabels;

/** What happens to a tender beside its stages: changes, complaints, and the ways it can end without a contract. */
export const incidentLabels = {
  'notice-changed': 'Ændringsbekendtgørelse offentliggjort',
  'option-used': 'Option udnyttet',
  complaint: 'Klage indgivet til Klagenævnet for Udbud',
  'suspension-granted': 'Klagenævnet har givet klagen opsættende virkning',
  'suspension-lifted': 'Klagen har ikke længere opsættende virkning',
  'complaint-withdrawn': 'Klagen trukket tilbage',
  'complaint-ruled': 'Klagenævnet har afgjort klagen',
  'no-bids': 'Delaftalen fik ingen bud',
  annulled: 'Annulleret',
  'given-up': 'Opgivet før offentliggørelse',
  retracted: 'Tidligere hændelse trukket tilbage',
} as const;

export type IncidentKind = keyof typeof incidentLabels;
export type EventKind = Exclude<StageKind, 'standstill-ends'> | IncidentKind;
