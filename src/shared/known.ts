/** The thing a code stands for, where the code has been checked before: a missing one is a fault of ours. */
export function known<T>(things: ReadonlyMap<string, T>, code: string): T {
  const thing = things.get(code);
  if (thing === undefined) throw new Error(`${code} should have been checked before`);
  return thing;
}
