import { byRevision } from '../database/by-revision.ts';
import { PublishedFigure } from './published-figure.entity.ts';
import type { PublishedFigureView } from './published-figure.schema.ts';

/** What public documents have printed about a group, as they printed it; nothing is worked out from it. */
export const publishedFigures = byRevision(
  async (database, group: string): Promise<PublishedFigureView[]> => {
    const figures = await database.orm.em
      .fork()
      .find(PublishedFigure, { targetGroup: { code: group } }, { orderBy: { period: 'asc', code: 'asc' } });
    return figures.map(figure => ({
      code: figure.code,
      targetGroup: group,
      title: figure.title,
      kind: figure.kind,
      period: figure.period,
      area: figure.area,
      value: numberOrNull(figure.value),
      unit: figure.unit,
      numerator: figure.numerator ?? null,
      denominator: figure.denominator ?? null,
      statedShare: numberOrNull(figure.statedShare),
      projectReport: figure.projectReport,
      note: figure.note ?? null,
      sources: figure.sources,
    }));
  },
);

function numberOrNull(value: number | string | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
