import { z } from '@hono/zod-openapi';
import { Basis, Code, Source, inWords, text } from '../../shared/source.schema.ts';
import { JobindsatsAnswer } from '../reading/jobindsats-answer.ts';
import { periodForms } from '../reading/period-label.ts';
import { columnRoles, type ColumnRole } from '../reading/table-layout.ts';

const Label = z.string();

export const columnRoleLabels: Record<ColumnRole, string> = {
  'target-group': 'Målgruppe',
  'part-of-group': 'Del af målgruppen',
  'part-of-measure': 'Del af målingen',
  measure: 'Måling',
  area: 'Område',
  period: 'Periode',
  numerator: 'Tæller',
  denominator: 'Nævner',
  share: 'Andel',
  number: 'Tal',
  unit: 'Enhed',
  suppressed: 'Tilbageholdt',
  source: 'Kilde',
  noise: 'Støj, tages ikke med',
};
export const unitLabels = { percent: 'Procent: 80 er 80 %', fraction: 'Brøk: 0,8 er 80 %' } as const;
export const signLabels = { zero: 'Nul', hidden: 'Holdt tilbage', missing: 'Ikke oplyst' } as const;
export const periodReadingLabels = {
  month: 'En måned',
  quarter: 'Et kvartal',
  year: 'Et år',
  'leave-out': 'Tages ikke med',
} as const;
export const mergeLabels = {
  add: 'Dele af målgruppen, området eller perioden: tællere og nævnere lægges sammen',
  'add-numerators': 'Dele af det, der måles blandt de samme personer: tællerne lægges sammen, nævneren er én',
} as const;

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
    roles: z
      .record(Label, inWords(z.enum(columnRoles), columnRoleLabels))
      .optional()
      .meta({ title: 'Hvad kolonnerne er', description: 'Efter overskrift.' }),
    units: z
      .record(Label, inWords(z.enum(['percent', 'fraction']), unitLabels))
      .optional()
      .meta({ title: 'Andelenes enhed', description: 'Efter overskrift; gættes aldrig.' }),
    signs: z
      .record(Label, inWords(z.enum(['zero', 'hidden', 'missing']), signLabels))
      .optional()
      .meta({ title: 'Hvad tegn som - og . betyder' }),
    periodForms: z
      .record(Label, inWords(z.enum(['month', 'quarter', 'year', 'leave-out']), periodReadingLabels))
      .optional()
      .meta({
        title: 'Perioder, der kan læses på flere måder',
        description: `Efter skrivemåden: ${periodForms.join(', ')}.`,
      }),
    merges: z
      .record(Label, inWords(z.enum(['add', 'add-numerators']), mergeLabels))
      .optional()
      .meta({
        title: 'Rækker, der lægges sammen',
        description: 'Efter det, der skiller dem ad, og det, de bliver til, fx target-group:sygedagpenge.',
      }),
    notPersonalNumbers: z
      .array(Label)
      .max(50)
      .optional()
      .meta({ title: 'Kolonner, der ligner CPR-numre og ikke er det', description: 'Overskrifter.' }),
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
  mapping: z
    .string()
    .max(20_000)
    .optional()
    .meta({ title: 'Kobling som JSON', description: 'For en CSV-fil, der sendes alene.' }),
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
          how: inWords(z.enum(['same', 'remembered', 'said', 'total', 'unknown']), {
            same: 'Samme kode eller navn',
            remembered: 'Husket fra sidst',
            said: 'Valgt nu',
            total: 'I alt: kontrolleret mod summen og ikke taget med',
            unknown: 'Kendes ikke',
          }).meta({ title: 'Hvordan' }),
          said: z.string().optional().meta({ title: 'Valgt, men kendes ikke' }),
          proposed: z.string().optional().meta({ title: 'Menes formentlig' }),
          line: Count.meta({ title: 'Første linje' }),
          rows: Count.meta({ title: 'Antal linjer' }),
        }),
      )
      .meta({ title: 'Filens ord og vores' }),
    valueColumns: z.array(z.string()).meta({ title: 'Kolonner med tal' }),
    columns: Mapping.shape.columns.unwrap().meta({ title: 'Valgte kolonner' }),
    layout: z
      .array(
        z.strictObject({
          heading: z.string().meta({ title: 'Overskrift' }),
          role: inWords(z.enum(columnRoles), columnRoleLabels).nullable().meta({ title: 'Læst som' }),
          how: inWords(z.enum(['name', 'content', 'said', 'unknown']), {
            name: 'Efter overskriften',
            content: 'Efter indholdet',
            said: 'Valgt nu',
            unknown: 'Mangler at blive valgt',
          }).meta({ title: 'Hvordan' }),
          example: z.string().meta({ title: 'Første celle' }),
        }),
      )
      .meta({ title: 'Kolonner' }),
    headingLine: Count.nullable().meta({ title: 'Linjen med overskrifter' }),
    notes: z.array(z.string()).meta({ title: 'Linjer før og efter tabellen' }),
    understood: z
      .array(
        z.strictObject({
          line: Count.meta({ title: 'Linje' }),
          group: z.string().meta({ title: 'Målgruppe' }),
          measure: z.string().meta({ title: 'Måling' }),
          area: z.string().meta({ title: 'Område' }),
          period: z.string().meta({ title: 'Periode' }),
          cells: z
            .array(
              z.strictObject({
                column: z.string().meta({ title: 'Kolonne' }),
                text: z.string().meta({ title: 'Celle' }),
              }),
            )
            .meta({ title: 'I filen' }),
          reads: z.string().meta({ title: 'Læst som', description: 'Antal under fem vises ikke.' }),
          before: z
            .string()
            .nullable()
            .meta({ title: 'Sidst', description: 'Det, der kan vises af den seneste tidligere periode.' }),
          times: z.number().nullable().meta({ title: 'Gange siden sidst' }),
        }),
      )
      .meta({ title: 'De første tal, som de er læst' }),
    merges: z
      .array(
        z.strictObject({
          by: inWords(
            z.enum([
              'target-group',
              'measure',
              'area',
              'period',
              'part-of-group',
              'part-of-measure',
              'noise',
            ]),
            {
              'target-group': 'Målgruppe',
              measure: 'Måling',
              area: 'Område',
              period: 'Periode',
              'part-of-group': 'Del af målgruppen',
              'part-of-measure': 'Del af målingen',
              noise: 'Støj',
            },
          ).meta({ title: 'Skilles ad af' }),
          into: z.string().meta({ title: 'Bliver til' }),
          words: z.array(z.string()).meta({ title: 'Filens ord' }),
          how: inWords(z.enum(['add', 'add-numerators']), mergeLabels)
            .nullable()
            .meta({ title: 'Hvordan' }),
          cells: Count.meta({ title: 'Tal' }),
          example: z.string().meta({ title: 'Et af dem, regnet' }),
        }),
      )
      .meta({ title: 'Rækker, der bliver ét tal' }),
    units: z
      .array(
        z.strictObject({
          column: z.string().meta({ title: 'Kolonne' }),
          unit: inWords(z.enum(['percent', 'fraction']), unitLabels)
            .nullable()
            .meta({ title: 'Enhed' }),
        }),
      )
      .meta({ title: 'Andele og deres enhed' }),
    signs: z
      .array(
        z.strictObject({ sign: z.string().meta({ title: 'Tegn' }), count: Count.meta({ title: 'Antal' }) }),
      )
      .meta({ title: 'Tegn i stedet for tal' }),
    periodForms: z
      .array(
        z.strictObject({
          form: z.string().meta({ title: 'Skrivemåde' }),
          example: z.string().meta({ title: 'Første' }),
          reading: z.string().nullable().meta({ title: 'Læst som' }),
        }),
      )
      .meta({ title: 'Perioder, der kan læses på flere måder' }),
    findings: z.array(ImportFinding).meta({ title: 'Fejl' }),
    more: Count.meta({ title: 'Flere fejl end vist' }),
    unsaid: z.array(ImportFinding).meta({ title: 'Mangler at blive valgt' }),
  })
  .meta({ id: 'ImportReport', title: 'Indlæsning af tal' });
