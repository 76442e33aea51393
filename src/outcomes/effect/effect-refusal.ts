import { whyNoEffect } from '../../offers/no-effect.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';

type GroupToLookAt = { code: string; name: string };

/** Why an offer has no effect of its own, and the groups whose effect can be looked at instead. */
export type EffectRefusal = { offer: string; why: string; groups: GroupToLookAt[] };

/** An offer nobody knows is refused all the same, without groups. */
export function effectRefusal(offer: string, whole: WholePortfolio | null): EffectRefusal {
  const found = whole?.offers.find(({ code }) => code === offer);
  const served = found?.targetGroups.map(({ group }) => group) ?? [];
  const groups = (whole?.targetGroups ?? [])
    .filter(({ code }) => served.includes(code))
    .map(({ code, name }) => ({ code, name }));
  const instead =
    groups.length > 0
      ? 'Se i stedet effekten for de målgrupper, tilbuddet er for.'
      : 'Se i stedet effekten for målgrupperne.';
  return { offer: found?.name ?? offer, why: `${whyNoEffect} ${instead}`, groups };
}
