import { z } from '@hono/zod-openapi';
import { CommitteesFixture, committeesFindings } from './committees/fixture.ts';
import { VifteFixture, vifteFindings } from './offers/fixture.ts';
import { OutcomesFixture, outcomesFindings } from './outcomes/fixture.ts';
import { ScenariosFixture } from './scenarios/fixture.ts';
import { placeOf, RuleBroken, type Finding } from './shared/rule-broken.ts';
import { TenderFixture, tenderFindings } from './tenders/fixture.ts';

/** A municipality to begin with: its vifte, its committees, its tender and its outcomes, each thing at most once. */
const Fixture = z.strictObject({
  ...VifteFixture.shape,
  ...CommitteesFixture.shape,
  tender: TenderFixture,
  ...ScenariosFixture.shape,
  ...OutcomesFixture.shape,
});
export type Fixture = z.infer<typeof Fixture>;

/** @throws RuleBroken `invalid-fixture` with everything that is wrong; a fixture is taken whole or not at all */
export function readFixture(data: unknown): Fixture {
  const parsed = Fixture.safeParse(data);
  if (!parsed.success) {
    throw invalidFixture(
      parsed.error.issues.map(({ path, message }) => ({ pointer: `/${path.join('/')}`, message })),
    );
  }
  const fixture = parsed.data;
  const findings = [
    ...twiceFindings(fixture),
    ...vifteFindings(fixture),
    ...committeesFindings(fixture),
    ...tenderFindings(fixture),
    ...outcomesFindings(fixture),
  ];
  if (findings.length > 0) throw invalidFixture(findings);
  return fixture;
}

function invalidFixture(findings: Finding[]): RuleBroken {
  const list = findings.map(finding => `\n  ${placeOf(finding)}: ${finding.message}`).join('');
  return new RuleBroken(
    'invalid-fixture',
    `Begyndelsesdataene kan ikke indlæses, og intet er ændret.${list}`,
    {
      status: 422,
      findings,
    },
  );
}

function twiceFindings(fixture: Fixture): Finding[] {
  const { offers, suppliers, targetGroups, goals, committees, meetings, cases } = fixture;
  const { scenarios, measures, areas, publishedFigures, outcomeGoals } = fixture;
  const files = {
    offers,
    suppliers,
    targetGroups,
    goals,
    committees,
    meetings,
    cases,
    scenarios,
    measures,
    areas,
    publishedFigures,
    outcomeGoals,
  };
  return Object.entries(files).flatMap(([file, things]) =>
    things.flatMap(({ code }, i) => {
      const first = things.findIndex(thing => thing.code === code);
      return first < i ? [{ pointer: `/${file}/${i}/code`, message: `Koden ${code} står to gange.` }] : [];
    }),
  );
}
