import { placeOf, RuleBroken } from '../../shared/rule-broken.ts';

/** Says each mistake at the field of the form it was made in. */
export async function placing<Result>(
  saving: Promise<Result>,
  place: (pointer: string) => string,
): Promise<Result> {
  try {
    return await saving;
  } catch (error) {
    if (!(error instanceof RuleBroken) || error.findings.length === 0) throw error;
    const findings = error.findings.map(finding => ({
      pointer: place(placeOf(finding)),
      message: finding.message,
    }));
    throw new RuleBroken(error.rule, error.message, { status: error.status, findings });
  }
}
