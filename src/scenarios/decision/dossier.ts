import { comparison } from '../comparison/comparison.ts';
import type { ComparisonFacts } from '../comparison/compared.ts';
import type { Day } from '../../shared/days/day.ts';
import { applyChanges } from '../scenario.ts';
import type { Dossier } from './dossier.schema.ts';

const sentences = [
  'Beløb er hele øre. Et tilbuds pris i et år er summen af dets prislinjer; et år uden prislinje er ukendt og aldrig nul.',
  'Et tilbud, der går ud, mens dets kontrakt løber, koster stadig årets pris fordelt efter dage, til kontrakten er udløbet.',
  'Rammen er holdt, når de kendte priser og forpligtelserne tilsammen ikke er over den.',
  'Personer dækket af en plads er de flest, der kan få en plads, ingen talt to gange; et ukendt antal pladser tæller ikke med.',
  'Penge på et tilbud for flere målgrupper deles efter pladser, ellers efter personer, ellers lige.',
  'Udbudspligt er screenet for summen af tilbud til samme formål og med den tærskelværdi, der gælder på bekendtgørelsens dag.',
];

type Presented = {
  facts: ComparisonFacts;
  case: Dossier['case'];
  seenFrom: Day;
  /** The version of the program. */
  program: string;
};

/** All that a scenario is decided on: `facts` compares that one scenario, over all the years of the vifte. */
export function dossierOf({ facts, case: about, seenFrom, program }: Presented): Dossier {
  const [scenario] = facts.scenarios;
  if (!scenario) throw new Error('A dossier is of one scenario');
  const { code, name, reason, changes } = scenario;
  return {
    scenario: code,
    name,
    reason,
    case: about,
    changes: [...changes],
    before: facts.whole,
    after: applyChanges(facts.whole, changes),
    comparison: comparison(facts, null),
    rules: {
      program,
      seenFrom,
      noticeDate: facts.noticeDate,
      countBasis: facts.whole.portfolio.countBasis,
      sentences,
    },
  };
}

/** JSON with the keys of every object in order, so that the same dossier is the same text wherever it has been stored. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
