/** What the small world measures: one measure in one area, and what somebody expects of its group. */
export const measure = {
  code: 'i-arbejde',
  title: 'I arbejde 3 måneder efter',
  counted: 'Personer i arbejde blandt dem, der har afsluttet et forløb',
  better: 'higher',
  lagMonths: 3,
  distance: null,
  sources: [],
};

export const area = { code: 'randers', title: 'Randers Kommune', kind: 'municipality' };

export const expectation = {
  measure: measure.code,
  targetGroup: 'forsikrede-ledige',
  area: area.code,
  period: '2022Q4',
  share: 0.62,
  reason: 'Aftalt med udvalget',
  basis: 'estimate',
  source: null,
};
