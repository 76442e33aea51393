import { configureGlobal } from 'fast-check';

/** The same properties are tried in every run, so that a red run means a change of ours; `FC_SEED=7 npm test` tries others. */
configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_231_114) });
