import { configureGlobal } from 'fast-check';
import { afterAll } from 'vitest';
import { cleanUp } from './cleanups.ts';
import { seed } from './seed.ts';

configureGlobal({ seed });

afterAll(cleanUp);
