import { defineEntity, p } from '@mikro-orm/core';
import { bumpsRevision } from '../shared/revision.entity.ts';

const AreaSchema = defineEntity({
  name: 'Area',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    code: p.string().unique(),
    title: p.string(),
    kind: p.enum(['municipality', 'region', 'country', 'other']),
  },
  triggers: bumpsRevision('area'),
});

export class Area extends AreaSchema.class {}
AreaSchema.setClass(Area);
