import { z } from '@hono/zod-openapi';
import { placeOf, type Finding } from '../shared/rule-broken.ts';
import { Goal } from '../goals/goal.schema.ts';
import { offerFindings } from './offer-findings.ts';
import { NewOffer } from './offer.schema.ts';
import { NewPortfolio } from './portfolio.schema.ts';
import { NewSupplier } from '../suppliers/supplier.schema.ts';
import { NewTargetGroup } from '../target-groups/target-group.schema.ts';

/** The part of a fixture that is a portfolio and everything it refers to. */
export const VifteFixture = z.strictObject({
  portfolio: NewPortfolio,
  offers: z.array(NewOffer),
  suppliers: z.array(NewSupplier),
  targetGroups: z.array(NewTargetGroup),
  goals: z.array(Goal),
});
type VifteFixture = z.infer<typeof VifteFixture>;

export function vifteFindings({
  portfolio,
  offers,
  suppliers,
  targetGroups,
  goals,
}: VifteFixture): Finding[] {
  const groups = new Map(targetGroups.map(group => [group.code, group]));
  const known = {
    years: portfolio.frames.map(frame => frame.year),
    suppliers: new Set(suppliers.map(supplier => supplier.code)),
    groups,
    goals: new Set(goals.map(goal => goal.code)),
  };
  return [
    ...portfolioFindings(portfolio, groups),
    ...targetGroups.flatMap((group, i) => parentFindings(group, groups, `/targetGroups/${i}/parent`)),
    ...offers.flatMap((offer, i) =>
      offerFindings(offer, known).map(finding => ({
        pointer: `/offers/${i}${placeOf(finding)}`,
        message: finding.message,
      })),
    ),
  ];
}

function portfolioFindings(portfolio: NewPortfolio, groups: ReadonlyMap<string, NewTargetGroup>): Finding[] {
  const findings: Finding[] = [];
  portfolio.frames.forEach(({ year }, i) => {
    if (portfolio.frames.findIndex(frame => frame.year === year) < i)
      findings.push({ pointer: `/portfolio/frames/${i}/year`, message: `Rammen for ${year} står to gange.` });
  });
  portfolio.addresses.forEach((code, i) => {
    const found = (message: string) => findings.push({ pointer: `/portfolio/addresses/${i}`, message });
    const group = groups.get(code);
    if (portfolio.addresses.indexOf(code) < i) found(`Målgruppen ${code} står to gange.`);
    if (group === undefined) found(`Målgruppen ${code} findes ikke.`);
    else if (group.kind !== 'benefit') found(`Målgruppen ${code} er ikke en ydelsesgruppe.`);
  });
  return findings;
}

function parentFindings(
  group: NewTargetGroup,
  groups: ReadonlyMap<string, NewTargetGroup>,
  pointer: string,
): Finding[] {
  const above = new Set<string>();
  let top = group;
  while (top.parent !== null) {
    const parent = groups.get(top.parent);
    if (parent === undefined) {
      return top === group ? [{ pointer, message: `Målgruppen ${top.parent} findes ikke.` }] : [];
    }
    if (parent === group) return [{ pointer, message: `Målgruppen ${group.code} er sin egen overordnede.` }];
    if (above.has(parent.code)) return []; // told where the ring is
    above.add(parent.code);
    top = parent;
  }
  if (group.kind === 'part' && top.kind !== 'benefit') {
    return [{ pointer, message: `${group.code} er en del og skal høre til en ydelsesgruppe.` }];
  }
  if (group.kind === 'benefit' && top !== group) {
    return [{ pointer, message: `${group.code} er en ydelsesgruppe og kan ikke høre til en anden gruppe.` }];
  }
  return [];
}
