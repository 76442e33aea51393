import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killWriters } from '../test/database/kill.ts';

/** `npm run kill-test -- 200`: the kill test as long as one likes, on the disk of the temporary folder. */
const kills = Number(process.argv[2] ?? 200);
const dataDir = mkdtempSync(join(tmpdir(), 'vifte-kill-'));
let done = 0;
try {
  const report = await killWriters(dataDir, kills, ({ confirmed, missing }) => {
    done++;
    process.stdout.write(
      `\r${done} of ${kills} kills, ${confirmed} rows confirmed, ${missing.length} missing `,
    );
  });
  console.log(`\nSlowest start after a kill: ${report.slowestOpenMs} ms`);
  if (report.missing.length > 0) {
    console.error(`Missing: ${report.missing.join(', ')}`);
    process.exitCode = 1;
  }
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
