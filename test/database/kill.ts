import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const Told = z.union([
  z.object({ found: z.array(z.string()), powerSafe: z.boolean() }),
  z.object({ confirmed: z.string() }),
]);

export type KillReport = { kills: number; confirmed: number; missing: string[]; slowestOpenMs: number };

/**
 * Kills a writing process with -9 again and again, while it writes and now and then while it opens, and looks whether each
 * one that follows finds every row a predecessor had confirmed.
 */
export async function killWriters(
  dataDir: string,
  kills: number,
  onKill: (report: KillReport) => void = () => {},
): Promise<KillReport> {
  const confirmed = new Set<string>();
  const missing = new Set<string>();
  let slowestOpenMs = 0;
  const report = () => ({ kills, confirmed: confirmed.size, missing: [...missing], slowestOpenMs });

  for (let kill = 0; kill < kills; kill++) {
    const duringOpening = kill % 5 === 4;
    await runWriter(
      'write',
      duringOpening ? { ms: Math.random() * slowestOpenMs } : { rows: 5 + random(40) },
    );
    onKill(report());
  }
  await runWriter('read', 'let it end');
  return report();

  async function runWriter(mode: 'write' | 'read', end: 'let it end' | { ms: number } | { rows: number }) {
    const began = performance.now();
    const { child, lines, ended } = startWriter(dataDir, mode);
    if (end !== 'let it end' && 'ms' in end) setTimeout(() => child.kill('SIGKILL'), end.ms);
    let written = 0;
    for await (const line of lines) {
      const message = Told.safeParse(parseLine(line)).data;
      if (!message) continue;
      if ('found' in message) {
        slowestOpenMs = Math.max(slowestOpenMs, Math.round(performance.now() - began));
        const found = new Set(message.found);
        for (const code of confirmed) if (!found.has(code)) missing.add(code);
        continue;
      }
      confirmed.add(message.confirmed);
      written++;
      // A commit takes about a millisecond: the kill hits any moment of the ones that follow.
      if (end !== 'let it end' && 'rows' in end && written === end.rows) {
        setTimeout(() => child.kill('SIGKILL'), Math.random() * 5);
      }
    }
    const { code, signal, errors } = await ended;
    if (end === 'let it end' ? code !== 0 : signal !== 'SIGKILL') {
      throw new Error(`The writer ended by itself (${code ?? signal}): ${errors}`);
    }
  }
}

function random(below: number): number {
  return Math.floor(Math.random() * below);
}

/** Node runs the writer's TypeScript itself, so that the kill hits it and not a tool around it. */
export function startWriter(dataDir: string, mode: 'write' | 'read' | 'hold') {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), dataDir, mode], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', text => {
    errors += String(text);
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null; errors: string }>(done => {
    child.on('close', (code, signal) => done({ code, signal, errors }));
  });
  return { child, lines: createInterface({ input: child.stdout }), ended };
}

/** The line under way when the kill came may be cut off; what it says was not told. */
function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
