import published from '../../fixtures/thresholds.json' with { type: 'json' };
import { Thresholds } from './threshold.schema.ts';

/** The thresholds for municipal services, checked once when the program starts. */
export const thresholds = Thresholds.parse(published);
