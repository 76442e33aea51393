import { z } from '@hono/zod-openapi';
import { RuleBroken } from '../../shared/rule-broken.ts';

const CellValue = z.union([z.string(), z.number(), z.null()]);

/** What jobindsats' API v3 answers: labels of the columns, and rows of labels and numbers; null is missing or held back. */
export const JobindsatsAnswer = z
  .object({
    columns: z.array(z.string()).min(1).max(200).meta({ title: 'Kolonner' }),
    rows: z.array(z.array(CellValue).max(200)).meta({ title: 'Rækker' }),
  })
  .meta({ title: 'Svar fra jobindsats v3' });
export type JobindsatsAnswer = z.infer<typeof JobindsatsAnswer>;

/** @throws RuleBroken `malformed` where it is no JSON, `invalid-input` where it is something else than such an answer */
export function jobindsatsTable(text: string): JobindsatsAnswer {
  const read = JobindsatsAnswer.safeParse(jsonFrom(text));
  if (read.success) return read.data;
  throw new RuleBroken(
    'invalid-input',
    'Det er ikke et svar fra jobindsats: der skal være columns (en liste af overskrifter) og rows (en liste af rækker).',
    { status: 400 },
  );
}

/** A byte order mark may stand first. */
export function jsonFrom(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\u{feff}/u, ''));
  } catch {
    throw new RuleBroken('malformed', 'Indholdet er ikke gyldig JSON. Ret det, og send igen.', {
      status: 400,
    });
  }
}
