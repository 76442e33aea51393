import type { Finding } from '../../shared/rule-broken.ts';
import type { NewPortfolio } from '../portfolio.schema.ts';

/** What a portfolio stands among: the kind of every target group by code, and the years its offers run in. */
export type PortfolioSurroundings = {
  groups: ReadonlyMap<string, { kind: string }>;
  offers: readonly { name: string; years: readonly number[] }[];
};

/** Everything that is wrong with a portfolio beyond the shape of its fields, each at its place. */
export function portfolioFindings(
  { frames, addresses }: NewPortfolio,
  { groups, offers }: PortfolioSurroundings,
): Finding[] {
  const findings: Finding[] = [];
  const found = (pointer: string, message: string) => findings.push({ pointer, message });

  frames.forEach(({ year }, i) => {
    if (frames.findIndex(frame => frame.year === year) < i)
      found(`/frames/${i}/year`, `${year} står to gange. Hvert år har én ramme.`);
  });
  const left = new Set(offers.flatMap(offer => offer.years)).difference(
    new Set(frames.map(frame => frame.year)),
  );
  for (const year of [...left].toSorted((a, b) => a - b)) {
    const names = offers.filter(offer => offer.years.includes(year)).map(offer => offer.name);
    found(
      '/frames',
      `${year} kan ikke fjernes, for der løber stadig tilbud det år: ${names.join(', ')}. Lad dem først løbe i andre år.`,
    );
  }
  addresses.forEach((code, i) => {
    const kind = groups.get(code)?.kind;
    if (kind === undefined) found(`/addresses/${i}`, `Målgruppen ${code} findes ikke.`);
    else if (kind !== 'benefit')
      found(`/addresses/${i}`, `${code} er ikke en ydelsesgruppe, og kun dem kan viften henvende sig til.`);
    if (addresses.indexOf(code) < i) found(`/addresses/${i}`, `${code} står to gange. Fjern den ene.`);
  });
  return findings;
}
