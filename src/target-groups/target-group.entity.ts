import { defineEntity, p } from '@mikro-orm/core';
import { known } from '../shared/known.ts';
import { bumpsRevision } from '../database/revision.entity.ts';
import type { Source } from '../shared/source.schema.ts';
import type { Headcount, NewTargetGroup, TargetGroupView } from './target-group.schema.ts';

const TargetGroupSchema = defineEntity({
  name: 'TargetGroup',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    version: p.integer().version(),
    code: p.string().unique(),
    name: p.string(),
    kind: p.enum(['benefit', 'part', 'cross-cutting']),
    parent: () => p.manyToOne(TargetGroup).nullable().deleteRule('restrict'),
    inPartition: p.boolean().default(false),
    /** Codes of the groups it is the sum of, where that is not told by who stands below it. */
    comprises: p.json<string[]>().default([]),
    distance: p.enum(['near', 'further']).nullable(),
    description: p.text().nullable(),
    headcounts: p.json<Headcount[]>(),
    sources: p.json<Source[]>(),
  },
  triggers: bumpsRevision('target_group'),
});

export class TargetGroup extends TargetGroupSchema.class {
  revise(input: NewTargetGroup, groups: ReadonlyMap<string, TargetGroup>) {
    this.name = input.name;
    this.kind = input.kind;
    this.parent = input.parent === null ? null : known(groups, input.parent);
    this.inPartition = input.inPartition ?? false;
    this.comprises = input.comprises ?? [];
    this.distance = input.distance;
    this.description = input.description;
    this.headcounts = input.headcounts;
    this.sources = input.sources;
  }

  view(): TargetGroupView {
    return {
      code: this.code,
      name: this.name,
      kind: this.kind,
      parent: this.parent?.code ?? null,
      ...(this.inPartition && { inPartition: true }),
      ...(this.comprises.length > 0 && { comprises: this.comprises }),
      distance: this.distance ?? null,
      description: this.description ?? null,
      headcounts: this.headcounts,
      sources: this.sources,
    };
  }
}
TargetGroupSchema.setClass(TargetGroup);
