import { enableCompileCache } from 'node:module';
import { collectRowsYoung } from './collector.ts';

// Compiling the libraries is two thirds of a start; from the second one on what the first compiled is read again.
enableCompileCache();
collectRowsYoung();
await import('./server.ts');
