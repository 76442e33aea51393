type Body = { code: string; kind: 'committee' | 'council' };

/**
 * Whether a meeting's body is the one that decides a case: the council where the case stands on one of its agendas, else the case's
 * own committee. What an earlier body says of a case that goes on to the council is a recommendation.
 */
export function isCompetent(body: Body, one: { committee: string; bodies: readonly Body[] }): boolean {
  const council = one.bodies.find(({ kind }) => kind === 'council');
  return council ? body.kind === 'council' : body.code === one.committee;
}
