/**
 * Lets callers who wait at the same time share one read, and yet never get one that began before they asked: who asks while
 * a read is under way gets the next one.
 */
export function sharedRead<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let underway: Promise<unknown> = Promise.resolve();
  let next: Promise<Result> | undefined;
  const begin = () => {
    next = undefined;
    const begun = read();
    underway = begun;
    return begun;
  };
  return () => (next ??= underway.then(begin, begin));
}
