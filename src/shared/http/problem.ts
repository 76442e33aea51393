import { z } from '@hono/zod-openapi';
import { HTTPException } from 'hono/http-exception';
import { RuleBroken, type Finding } from '../rule-broken.ts';
import { conflictOf } from '../../database/transaction.ts';

export const Problem = z
  .object({
    type: z.string().meta({ title: 'Type', examples: ['about:blank'] }),
    title: z.string().meta({ title: 'Overskrift', examples: ['Ugyldigt indhold'] }),
    status: z.int().meta({ title: 'HTTP-status', examples: [400] }),
    detail: z.string().meta({ title: 'Forklaring' }),
    rule: z.string().meta({ title: 'Regel', examples: ['invalid-input'] }),
    findings: z
      .array(
        z.object({
          pointer: z
            .string()
            .optional()
            .meta({ title: 'Sted i indholdet', examples: ['/name'] }),
          parameter: z
            .string()
            .optional()
            .meta({ title: 'Parameter', examples: ['limit'] }),
          line: z
            .int()
            .nullable()
            .optional()
            .meta({ title: 'Linje i filen', examples: [17] }),
          column: z
            .string()
            .nullable()
            .optional()
            .meta({ title: 'Kolonne i filen', examples: ['Tæller'] }),
          message: z.string().meta({ title: 'Besked' }),
        }),
      )
      .meta({ title: 'Fund' }),
    requestId: z.string().optional().meta({ title: 'Forespørgslens nummer' }),
  })
  .meta({ id: 'Problem', title: 'Fejl (RFC 9457)' });
export type Problem = z.infer<typeof Problem>;

const titles: Record<number, string> = {
  400: 'Ugyldigt indhold',
  403: 'Ikke tilladt',
  404: 'Findes ikke',
  405: 'Kan ikke gøres her',
  409: 'Strider mod en regel',
  412: 'Ændret imens',
  413: 'For stort',
  415: 'Forkert indholdstype',
  421: 'Ukendt værtsnavn',
  422: 'Kan ikke udføres',
  428: 'Mangler forudsætning',
  500: 'Uventet fejl',
  503: 'Optaget',
};

/** What went wrong as RFC 9457 problem details. `unexpected` says that it is a fault of ours and must be logged. */
export function problemOf(error: Error): { problem: Problem; unexpected: boolean } {
  const broken = error instanceof RuleBroken ? error : (conflictOf(error) ?? refusedRequest(error));
  if (broken) {
    const { status, rule, message, findings } = broken;
    return { problem: problem(status, rule, message, findings), unexpected: false };
  }
  return {
    problem: problem(500, 'unexpected', 'Der skete en fejl hos os. Prøv igen; fejlen er skrevet i loggen.'),
    unexpected: true,
  };
}

/** What the web framework refused before our own code saw it. */
function refusedRequest(error: Error): RuleBroken | undefined {
  if (!(error instanceof HTTPException) || error.status >= 500) return undefined;
  if (error.status === 415) {
    return new RuleBroken(
      'unsupported-content-type',
      'Send indholdet som JSON, med Content-Type: application/json.',
      { status: 415 },
    );
  }
  return new RuleBroken('malformed', 'Indholdet er ikke gyldig JSON. Ret det, og send igen.', {
    status: 400,
  });
}

function problem(status: number, rule: string, detail: string, findings: Finding[] = []): Problem {
  return { type: 'about:blank', title: titles[status] ?? 'Fejl', status, detail, rule, findings };
}

/** One of each error answer, as the API document shows it. */
const examples = {
  400: problem(400, 'invalid-input', 'Noget af det sendte kan ikke bruges. Ret det, og send igen.', [
    { pointer: '/name', message: 'Feltet skal udfyldes.' },
  ]),
  403: problem(403, 'foreign-origin', 'Ændringer kan kun sendes fra vores egne sider.'),
  404: problem(404, 'not-found', 'Leverandøren fgu findes ikke.'),
  409: problem(409, 'already-exists', 'Koden er allerede brugt. Vælg en anden.', [
    { pointer: '/code', message: 'Koden er allerede brugt. Vælg en anden.' },
  ]),
  412: problem(
    412,
    'changed-meanwhile',
    'En anden har ændret det, siden du læste det. Læs det igen, og lav din ændring på den nye udgave.',
  ),
  413: problem(413, 'too-large', 'Indholdet er større end 1 MB. Send mindre ad gangen.'),
  415: problem(
    415,
    'unsupported-content-type',
    'Send indholdet som JSON, med Content-Type: application/json.',
  ),
  421: problem(
    421,
    'unknown-host',
    'Serveren svarer ikke på det værtsnavn. Brug den adresse, den blev startet med.',
  ),
  422: problem(422, 'invalid-input', 'Noget af det sendte kan ikke bruges. Ret det, og send igen.', [
    { pointer: '/years/1', message: 'Viften dækker ikke 2030, kun 2024 og 2025.' },
  ]),
  428: problem(
    428,
    'precondition-required',
    'Send If-Match med den ETag, du læste, så ingen andres ændring går tabt.',
  ),
  503: problem(503, 'busy', 'Andre gemmer i det samme lige nu. Prøv igen om et øjeblik.'),
};

/** The error answers of an operation for its OpenAPI description. */
export function problems(...statuses: (keyof typeof examples)[]) {
  return Object.fromEntries(
    statuses.map(status => [
      status,
      {
        description: titles[status] ?? 'Fejl',
        content: { 'application/problem+json': { schema: Problem, example: examples[status] } },
      },
    ]),
  );
}
