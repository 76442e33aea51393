import { fold } from '../../shared/words.ts';
import type { Findings } from './import-findings.ts';
import { holdsPersonalNumber } from './personal-number.ts';

/**
 * What the columns of a file are, by their place. A long file has a row for each measure, with numerator and denominator; a wide
 * one, as jobindsats answers, has a column for each count, and a person says which are whose.
 */
export type Layout = {
  headings: string[];
  period: number;
  area: number | null;
  suppressed: number | null;
  source: number | null;
  /** Label columns whose values together name the group. */
  groups: number[];
  rows:
    | {
        kind: 'long';
        measure: number | null;
        numerator: number | null;
        denominator: number | null;
        share: number | null;
      }
    | { kind: 'wide'; values: number[] };
};

const roles = {
  group: ['maalgruppe', 'maalgruppekode', 'gruppe', 'target group', 'targetgroup'],
  measure: ['maaling', 'maalingskode', 'maal', 'indikator', 'measure'],
  area: ['omraade', 'omraadekode', 'kommune', 'geografi', 'area'],
  period: ['periode', 'tid', 'tidsperiode', 'period'],
  numerator: ['taeller', 'antal', 'numerator'],
  denominator: ['naevner', 'antal i alt', 'personer i alt', 'ud af', 'denominator'],
  share: ['andel', 'share', 'andel i pct', 'andel i procent', 'andel pct', 'pct', 'procent'],
  suppressed: ['undertrykt', 'diskretioneret', 'skjult', 'tilbageholdt', 'suppressed'],
  source: ['kilde', 'source'],
};
type Role = keyof typeof roles;

const roleWords: Record<Role, string> = {
  group: 'målgruppe',
  measure: 'måling',
  area: 'område',
  period: 'periode',
  numerator: 'tæller',
  denominator: 'nævner',
  share: 'andel',
  suppressed: 'tilbageholdt',
  source: 'kilde',
};

/** Headings of a column that says which offer a person was in, or who delivered it. */
const offerWord =
  /tilbud|^(indsats|aktoer|leverandoer|udbyder|projekt|offer|supplier|provider|vendor|programme?)/;

/**
 * The layout, or null where the headings say too little; what is wrong is added to the findings. `isFigures` says whether a
 * column holds nothing but figures; `offers` are the folded names and codes of our offers.
 */
export function layoutOf(
  headings: readonly string[],
  isFigures: (column: number) => boolean,
  offers: ReadonlySet<string>,
  findings: Findings,
): Layout | null {
  const before = findings.count;
  const found = new Map<Role, number>();
  const others: number[] = [];
  headings.forEach((heading, i) => {
    const word = plain(heading);
    if (holdsPersonalNumber(heading)) return;
    if (heading.trim() === '') findings.add(1, null, `Kolonne ${i + 1} har ingen overskrift.`);
    else if (namesOffer(heading, isFigures(i), offers)) findings.add(1, heading, offerRefusal);
    const role = roleOf(word);
    if (role === undefined) others.push(i);
    else if (found.has(role)) findings.add(1, heading, `To kolonner er ${roleWords[role]}. Slet den ene.`);
    else found.set(role, i);
  });
  const twice = headings.findIndex((heading, i) => headings.indexOf(heading) < i);
  if (twice !== -1) findings.add(1, headings[twice] ?? null, 'Overskriften står to gange.');
  const period = found.get('period');
  if (period === undefined) findings.add(1, null, 'Der mangler en kolonne med overskriften Periode.');
  if (period === undefined || findings.count > before) return null;
  const at = (role: Role) => found.get(role) ?? null;
  const common = {
    headings: [...headings],
    period,
    area: at('area'),
    suppressed: at('suppressed'),
    source: at('source'),
  };
  const [group, measure, numerator, denominator, share] = [
    at('group'),
    at('measure'),
    at('numerator'),
    at('denominator'),
    at('share'),
  ];
  const isLong = (numerator ?? share) !== null && (group ?? measure) !== null;
  if (isLong) {
    for (const i of others)
      findings.add(
        1,
        headings[i] ?? null,
        'Kolonnen kendes ikke. Slet den, eller brug overskrifterne Målgruppe, Måling, Område, Periode, Tæller, Nævner, Andel, Andel i pct., Tilbageholdt og Kilde.',
      );
    if (findings.count > before) return null;
    const rows = { kind: 'long' as const, measure, numerator, denominator, share };
    return { ...common, groups: group === null ? [] : [group], rows };
  }
  const rest = [...others, group, measure, numerator, denominator, share].filter(i => i !== null);
  const values = rest.filter(isFigures).toSorted((a, b) => a - b);
  if (values.length === 0) {
    findings.add(1, null, 'Der er ingen kolonne med tal. Brug overskriften Tæller, Nævner eller Andel.');
    return null;
  }
  const groups = rest.filter(i => !values.includes(i)).toSorted((a, b) => a - b);
  return { ...common, groups, rows: { kind: 'wide', values } };
}

export const offerRefusal =
  'Filen siger noget om et enkelt tilbud, og det tager vi ikke imod: en gruppes udvikling kan ikke tilskrives et bestemt tilbud. Slet kolonnen eller rækkerne, og send tallene for hele målgruppen.';

/** Whether a heading tells that its column is in percent. */
export function isPercent(heading: string): boolean {
  return /\bpct\b|procent|%/.test(plain(heading)) || heading.includes('%');
}

/** The words and signs by which headings and labels are compared. */
export function plain(text: string): string {
  return fold(text)
    .replaceAll(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
}

function roleOf(word: string): Role | undefined {
  for (const role of roleNames) if (roles[role].includes(word)) return role;
  return undefined;
}

/** Whether a text is the name of an offer of ours, or has one in it that is too long to be there by chance. */
export function mentionsOffer(text: string, offers: ReadonlySet<string>): boolean {
  const words = plain(text);
  return (
    offers.has(words) || [...offers].some(offer => offer.length > 7 && ` ${words} `.includes(` ${offer} `))
  );
}

const roleNames: Role[] = [
  'group',
  'measure',
  'area',
  'period',
  'numerator',
  'denominator',
  'share',
  'suppressed',
  'source',
];

/** A count of persons may speak of offers in general, like `Antal personer i virksomhedsrettede tilbud`; of one of ours never. */
function namesOffer(heading: string, isFigures: boolean, offers: ReadonlySet<string>): boolean {
  if (mentionsOffer(heading, offers)) return true;
  const words = plain(heading);
  if (isFigures && /^(antal|andel|gennemsnit|personer|fuldtidspersoner)/.test(words)) return false;
  return words.split(' ').some(word => offerWord.test(word));
}
