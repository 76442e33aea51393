/** The thing a key stands for, where the key has been checked before: a missing one is a fault of ours. */
export function known<Key extends string | number, T>(things: ReadonlyMap<Key, T>, key: Key): T {
  const thing = things.get(key);
  if (thing === undefined) throw new Error(`${key} should have been checked before`);
  return thing;
}
