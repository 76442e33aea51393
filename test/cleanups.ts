const cleanups: (() => Promise<void>)[] = [];

/** Files share their modules, so what a file must leave clean is told here instead of in a hook of the module that made it. */
export function whenFileIsDone(cleanup: () => Promise<void>): void {
  cleanups.push(cleanup);
}

export async function cleanUp(): Promise<void> {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
}
