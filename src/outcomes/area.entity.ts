import { defineEntity, p } from '@mikro-orm/core';
import { bumpsRevision } from '../database/revision.entity.ts';
import type { NewArea } from './area.schema.ts';

const AreaSchema = defineEntity({
  name: 'Area',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    version: p.integer().version(),
    code: p.string().unique(),
    title: p.string(),
    kind: p.enum(['municipality', 'region', 'country', 'other']),
    /** The code of the area it lies in, where that is said. */
    within: p.string().nullable(),
  },
  triggers: bumpsRevision('area'),
});

export class Area extends AreaSchema.class {
  view(): NewArea {
    return {
      code: this.code,
      title: this.title,
      kind: this.kind,
      ...(this.within && { within: this.within }),
    };
  }
}
AreaSchema.setClass(Area);
