import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { version } from '../src/shared/version.ts';

test('publiccode.yml tells the version of the package', () => {
  const publiccode = readFileSync(join(import.meta.dirname, '../publiccode.yml'), 'utf8');

  expect(publiccode).toContain(`\nsoftwareVersion: ${version}\n`);
});
