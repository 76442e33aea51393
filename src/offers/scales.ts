import type { Basis } from '../shared/source.schema.ts';
import type { Breadth, Certainty, Delivery, PurposeType } from './offer.schema.ts';

/** The closed scales in the order every table, chart and total shows them. */
export const purposes = [
  'employment',
  'education',
  'upskilling',
  'clarification',
  'coping',
  'retention',
  'integration',
] as const satisfies readonly PurposeType[];

export const certainties = [
  'strong',
  'moderate',
  'indication',
  'conflicting',
  'uncertain',
  'not-assessed',
] as const satisfies readonly Certainty[];

export const breadths = ['general', 'specialised'] as const satisfies readonly Breadth[];
export const deliveries = ['internal', 'external'] as const satisfies readonly Delivery[];

export const bases = [
  'document',
  'contract',
  'accounts',
  'estimate',
  'assumption',
] as const satisfies readonly Basis[];
