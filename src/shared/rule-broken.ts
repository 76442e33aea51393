/**
 * One mistake at one place: a JSON pointer (RFC 6901) into the body sent, the name of a parameter, or a line of a file with the
 * heading of its column.
 */
export type Finding =
  | { pointer: string; message: string }
  | { parameter: string; message: string }
  | { line: number | null; column: string | null; message: string };

export function placeOf(finding: Finding): string {
  if ('line' in finding) return finding.line === null ? '' : `linje ${finding.line}`;
  return 'pointer' in finding ? finding.pointer : finding.parameter;
}

type Status = 400 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 421 | 422 | 428 | 503;

/**
 * A rule of the trade was broken; `rule` is a stable English name for programs, `message` plain Danish for people and
 * says what to do. The one error handler answers 409 unless `status` says otherwise.
 */
export class RuleBroken extends Error {
  readonly rule: string;
  readonly status: Status;
  readonly findings: Finding[];

  constructor(rule: string, message: string, options: { status?: Status; findings?: Finding[] } = {}) {
    super(message);
    this.rule = rule;
    this.status = options.status ?? 409;
    this.findings = options.findings ?? [];
  }
}

/** Refuses what somebody sent when anything is wrong with it, with all of it at once. */
export function refuseIf(findings: Finding[], status: Status = 422): void {
  if (findings.length === 0) return;
  throw new RuleBroken('invalid-input', 'Noget af det sendte kan ikke bruges. Ret det, og send igen.', {
    status,
    findings,
  });
}
