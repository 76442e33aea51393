import { RuleBroken } from '../shared/rule-broken.ts';
import type { Viewed } from '../shared/page/page.tsx';
import { listed } from '../shared/wording.ts';
import { coveredYears } from './price.ts';
import type { WholePortfolio } from './whole-portfolio.ts';

/** The year a page's address asks for (`?aar=`); null for all years. */
export function askedYear(whole: WholePortfolio, aar: string | undefined): number | null {
  if (aar === undefined || aar === '') return null;
  if (!/^\d{4}$/.test(aar))
    throw new RuleBroken('invalid-input', 'Skriv året med fire cifre, fx ?aar=2024.', {
      status: 400,
      findings: [{ parameter: 'aar', message: 'Skriv året med fire cifre, fx 2024.' }],
    });
  return coveredYears(whole.portfolio, Number(aar))[0] ?? null;
}

/** An address with the year where one is chosen. */
export function withYear(path: string, year: number | null): string {
  return year === null ? path : `${path}${path.includes('?') ? '&' : '?'}aar=${year}`;
}

type YearSwitchProps = { path: string; viewed: Viewed; whole: WholePortfolio; year: number | null };

/** One link for each year and one for them all together; nothing to switch in a vifte of one year. */
export function YearSwitch({ path, viewed, whole, year }: YearSwitchProps) {
  const years = coveredYears(whole.portfolio, null);
  if (years.length < 2) return null;
  const all = years.length === 2 ? 'Begge år' : 'Alle år';
  return (
    <nav class="year-switch" aria-label={`År: ${listed(years.map(String))}`}>
      <ul>
        {[...years, null].map(choice => (
          <li>
            <a href={viewed.link(withYear(path, choice))} aria-current={choice === year ? 'page' : undefined}>
              {choice ?? all}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
