import { z } from '@hono/zod-openapi';
import { Basis, Code, Source, inWords, text } from '../../shared/source.schema.ts';
import { JobindsatsAnswer } from '../reading/jobindsats-answer.ts';

const Label = z.string();

/** The code a label stands for; null when its figures are left out. */
const Codes = z.record(Label, Code.nullable());

export const Mapping = z
  .strictObject({
    targetGroups: Codes.optional().meta({ title: 'Målgrupper' }),
    measures: Codes.optional().meta({ title: 'Målinger' }),
    areas: Codes.optional().meta({ title: 'Områder' }),
    periods: z.record(Label, z.string().nullable()).optional().meta({ title: 'Perioder' }),
    columns: z
      .array(
        z.strictObject({
          measure: Code.meta({ title: 'Måling' }),
          numerator: Label.nullable().meta({ title: 'Tæller' }),
          denominator: Label.nullable().meta({ title: 'Nævner' }),
          share: Label.nullable().meta({ title: 'Andel' }),
        }),
      )
      .max(50)
      .optional()
      .meta({ title: 'Kolonner med tal' }),
  })
  .meta({ id: 'ImportMapping', title: 'Kobling fra filens ord til vores' });
export type Mapping = z.infer<typeof Mapping>;

/** How a file sent alone is described: the answer of jobindsats, and beside it what a person would have chosen. */
export const ImportBody = JobindsatsAnswer.extend({
  mapping: Mapping.optional(),
  source: Source.optional(),
  basis: Basis.optional(),
}).meta({ id: 'ImportBody', title: 'Svar fra jobindsats med kobling' });

export const ImportQuery = z.strictObject({
  preview: inWords(z.enum(['true', 'false']), { true: 'Ja', false: 'Nej' })
    .optional()
    .meta({
      title: 'Kun forhåndsvisning',
      description: 'true: intet gemmes; svaret siger, hvad der ville ske.',
    }),
  document: text(200, 1).optional().meta({ title: 'Kilde: dokument' }),
  section: text(200, 1).optional().meta({ title: 'Kilde: afsnit' }),
  basis: Basis.optional(),
  table: z
    .string()
    .regex(/^[a-z0-9_]{1,40}$/i, 'Skriv tabellens navn, fx y01b15.')
    .optional()
    .meta({ title: 'Tabel hos kilden', examples: ['y01b15'] }),
});

const Count = z.int().min(0);

const ImportFinding = z
  .strictObject({
    line: z.int().nullable().meta({ title: 'Linje i filen' }),
    column: z.string().nullable().meta({ title: 'Kolonne i filen' }),
    message: z.string().meta({ title: 'Besked' }),
  })
  .meta({ title: 'Fund i filen' });

export const ImportReport = z
  .strictObject({
    stored: z.boolean().meta({ title: 'Taget ind' }),
    rows: Count.meta({ title: 'Rækker i filen' }),
    cells: Count.meta({ title: 'Tal i filen' }),
    added: Count.meta({ title: 'Nye' }),
    known: Count.meta({ title: 'Stod her i forvejen' }),
    changed: Count.nullable().meta({
      title: 'Heraf rettede',
      description: 'Siges først, når filen er taget ind: før kunne det bekræfte et gæt på et skjult tal.',
    }),
    unchanged: Count.nullable().meta({
      title: 'Heraf uændrede',
      description: 'Siges først, når filen er taget ind.',
    }),
    suppressed: Count.meta({ title: 'Tilbageholdt af kilden' }),
    leftOut: Count.meta({ title: 'Ikke taget med' }),
    encoding: z.string().nullable().meta({ title: 'Tegnsæt' }),
    source: Source.nullable(),
    labels: z
      .array(
        z.strictObject({
          kind: inWords(z.enum(['target-group', 'measure', 'area', 'period']), {
            'target-group': 'Målgruppe',
            measure: 'Måling',
            area: 'Område',
            period: 'Periode',
          }).meta({ title: 'Slags' }),
          label: z.string().meta({ title: 'Filens ord' }),
          code: z.string().nullable().optional().meta({ title: 'Vores kode' }),
          how: inWords(z.enum(['same', 'remembered', 'said', 'unknown']), {
            same: 'Samme kode eller navn',
            remembered: 'Husket fra sidst',
            said: 'Valgt nu',
            unknown: 'Kendes ikke',
          }).meta({ title: 'Hvordan' }),
          said: z.string().optional().meta({ title: 'Valgt, men kendes ikke' }),
          line: Count.meta({ title: 'Første linje' }),
          rows: Count.meta({ title: 'Antal linjer' }),
        }),
      )
      .meta({ title: 'Filens ord og vores' }),
    valueColumns: z.array(z.string()).meta({ title: 'Kolonner med tal' }),
    columns: Mapping.shape.columns.unwrap().meta({ title: 'Valgte kolonner' }),
    findings: z.array(ImportFinding).meta({ title: 'Fejl' }),
    more: Count.meta({ title: 'Flere fejl end vist' }),
    unsaid: z.array(ImportFinding).meta({ title: 'Mangler at blive valgt' }),
  })
  .meta({ id: 'ImportReport', title: 'Indlæsning af tal' });
