/** Numbers from 0 to 1 that are the same in every run (Lehmer's generator, Park and Miller 1988). */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** How many of so many happen, each with the same chance. */
export function binomial(throws: () => number, count: number, chance: number): number {
  let happened = 0;
  for (let i = 0; i < count; i++) if (throws() < chance) happened++;
  return happened;
}
