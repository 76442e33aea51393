import { enableCompileCache } from 'node:module';

// Compiling the libraries is two thirds of a start; from the second one on what the first compiled is read again.
enableCompileCache();
await import('./server.ts');
