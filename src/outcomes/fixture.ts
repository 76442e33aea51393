import { z } from '@hono/zod-openapi';
import type { Finding } from '../shared/rule-broken.ts';
import { Basis, Code, Source } from '../shared/source.schema.ts';
import { NewArea } from './area.schema.ts';
import { NewExpectation } from './expectations/expectation.schema.ts';
import { GoalTarget } from './goals/goal-target.schema.ts';
import { NewMeasure } from './measure.schema.ts';
import { Period } from './period.schema.ts';
import { PublishedFigure } from './published-figure.schema.ts';

const Observed = z.strictObject({
  measure: Code,
  targetGroup: Code,
  area: Code,
  period: Period,
  numerator: z.int().min(0).nullable(),
  denominator: z.int().min(0).nullable(),
  share: z.number().min(0).max(1).nullable(),
});

/** Observations that share a source are one import, as if they had come in a file. */
const ObservationSource = z.strictObject({
  basis: Basis,
  source: Source,
  observations: z.array(Observed).min(1),
});

/** The part of a fixture that is outcomes: how the groups fare, as counted or as documents print it. */
export const OutcomesFixture = z.strictObject({
  measures: z.array(NewMeasure),
  areas: z.array(NewArea),
  observations: z.array(ObservationSource),
  publishedFigures: z.array(PublishedFigure),
  expectations: z.array(NewExpectation),
  outcomeGoals: z.array(GoalTarget),
});
export type OutcomesFixture = z.infer<typeof OutcomesFixture>;

type Known = { targetGroups: { code: string }[] };

export function outcomesFindings({
  measures,
  areas,
  observations,
  publishedFigures,
  expectations,
  outcomeGoals,
  targetGroups,
}: OutcomesFixture & Known): Finding[] {
  const findings: Finding[] = [];
  const found = (pointer: string, message: string) => findings.push({ pointer, message });
  const codes = {
    measure: codesOf(measures),
    area: codesOf(areas),
    targetGroup: codesOf(targetGroups),
  };
  const refers = (pointer: string, place: Place) => {
    if (!codes.measure.has(place.measure))
      found(`${pointer}/measure`, `Målingen ${place.measure} findes ikke.`);
    if (!codes.area.has(place.area)) found(`${pointer}/area`, `Området ${place.area} findes ikke.`);
    if (!codes.targetGroup.has(place.targetGroup))
      found(`${pointer}/targetGroup`, `Målgruppen ${place.targetGroup} findes ikke.`);
  };

  const observed = new Set<string>();
  observations.forEach((from, i) =>
    from.observations.forEach((one, j) => {
      const pointer = `/observations/${i}/observations/${j}`;
      refers(pointer, one);
      if (observed.has(placeOf(one))) found(`${pointer}/period`, 'Det samme er observeret to gange.');
      observed.add(placeOf(one));
      const { numerator, denominator, share } = one;
      if ((numerator === null) !== (denominator === null) || (numerator === null) === (share === null))
        found(pointer, 'En observation er enten tæller og nævner eller en andel.');
      else if (numerator !== null && denominator !== null && numerator > denominator)
        found(`${pointer}/numerator`, 'Tælleren er større end nævneren.');
    }),
  );
  publishedFigures.forEach(({ targetGroup, numerator, denominator }, i) => {
    if (!codes.targetGroup.has(targetGroup))
      found(`/publishedFigures/${i}/targetGroup`, `Målgruppen ${targetGroup} findes ikke.`);
    if (numerator !== null && denominator !== null && numerator > denominator)
      found(`/publishedFigures/${i}/numerator`, 'Tælleren er større end nævneren.');
  });
  const expected = new Set<string>();
  expectations.forEach((one, i) => {
    refers(`/expectations/${i}`, one);
    if (expected.has(placeOf(one))) found(`/expectations/${i}/period`, 'Forventningen står to gange.');
    expected.add(placeOf(one));
  });
  const of = { ...codes, figure: codesOf(publishedFigures), goal: codesOf(outcomeGoals) };
  outcomeGoals.forEach(({ partOf, readings, used }, i) => {
    const pointer = `/outcomeGoals/${i}`;
    if (partOf !== null && !of.goal.has(partOf)) found(`${pointer}/partOf`, `Målet ${partOf} findes ikke.`);
    if (used >= readings.length) found(`${pointer}/used`, 'Den læsning findes ikke.');
    readings.forEach((reading, j) => {
      for (const [kind, code] of named(reading))
        if (!of[kind].has(code)) found(`${pointer}/readings/${j}`, `${kindWords[kind]} ${code} findes ikke.`);
    });
  });
  return findings;
}

type Kind = 'measure' | 'area' | 'targetGroup' | 'figure' | 'goal';
const kindWords = {
  measure: 'Målingen',
  area: 'Området',
  targetGroup: 'Målgruppen',
  figure: 'Tallet',
  goal: 'Målet',
};

/** What a reading of a goal names by code. */
function named({ looked, against }: GoalTarget['readings'][number]): [Kind, string][] {
  const names: [Kind, string][] = [];
  if (looked.kind === 'measure')
    names.push(['measure', looked.measure], ['targetGroup', looked.targetGroup], ['area', looked.area]);
  if (looked.kind === 'figure') names.push(['figure', looked.figure]);
  if (looked.kind === 'goals')
    names.push(...looked.anyOf.flat().map((code): [Kind, string] => ['goal', code]));
  if (against?.kind === 'area') names.push(['area', against.area]);
  if (against?.kind === 'figure') names.push(['figure', against.figure]);
  return names;
}

type Place = { measure: string; targetGroup: string; area: string; period: string };

function placeOf({ measure, targetGroup, area, period }: Place): string {
  return [measure, targetGroup, area, period].join(' ');
}

function codesOf(things: { code: string }[]): Set<string> {
  return new Set(things.map(({ code }) => code));
}
