import { expect, test } from 'vitest';
import { sharedRead } from '../../src/database/shared-read.ts';

/** A value others change while reads of it are under way; a read ends when it is let go. */
function watched() {
  let value = 0;
  const letGo: (() => void)[] = [];
  const read = sharedRead(async () => {
    const seen = value;
    await new Promise<void>(resolve => letGo.push(resolve));
    if (seen < 0) throw new Error(`unreadable ${seen}`);
    return seen;
  });
  return {
    read,
    change: (to: number) => (value = to),
    reads: () => letGo.length,
    end: async (nth: number) => {
      await expect.poll(() => letGo.length).toBeGreaterThan(nth);
      letGo[nth]?.();
    },
  };
}

test('callers who ask before a read begins share it', async () => {
  const { read, reads, end } = watched();

  const asked = Promise.all([read(), read(), read()]);
  await end(0);

  expect(await asked).toEqual([0, 0, 0]);
  expect(reads()).toBe(1);
});

test('who asks while a read is under way is never given it, and those who wait share the next', async () => {
  const { read, change, reads, end } = watched();
  const early = read();
  await expect.poll(reads).toBe(1);

  change(7);
  const late = Promise.all([read(), read()]);
  await end(0);
  await end(1);

  expect(await early).toBe(0);
  expect(await late).toEqual([7, 7]);
  expect(reads()).toBe(2);
});

test('a failure is told to those who waited for it and to nobody else', async () => {
  const { read, change, reads, end } = watched();
  change(-1);
  const early = [read(), read()];
  await expect.poll(reads).toBe(1);
  change(3);
  const late = read();

  await Promise.all([
    expect(early[0]).rejects.toThrow('unreadable'),
    expect(early[1]).rejects.toThrow('unreadable'),
    end(0),
  ]);
  await end(1);

  expect(await late).toBe(3);
});
