import type { z } from '@hono/zod-openapi';
import { Field, Rows, type Form } from '../shared/page/form-fields.tsx';
import { CodeField, Part, SourcesPart } from '../shared/page/form-parts.tsx';
import { titleAt } from '../shared/page/form.ts';
import {
  InPartition,
  NewTargetGroup,
  distanceLabels,
  groupKindLabels,
  headcountKindLabels,
  headcountUnitLabels,
  type TargetGroupView,
} from './target-group.schema.ts';

/** A form always says yes or no. */
export const GroupForm = NewTargetGroup.omit({ comprises: true }).extend({ inPartition: InPartition });
export type GroupForm = z.infer<typeof GroupForm>;

const title = (at: string) => titleAt(GroupForm, at);

/** What can be chosen, among these groups; a group is no part of itself (`without`). */
export function choicesAmong(groups: readonly TargetGroupView[], without?: string) {
  const others = groups.filter(({ code, kind }) => kind !== 'cross-cutting' && code !== without);
  return {
    '/kind': groupKindLabels,
    '/parent': Object.fromEntries(others.map(({ code, name }) => [code, name])),
    '/distance': distanceLabels,
    '/headcounts/*/unit': headcountUnitLabels,
    '/headcounts/*/kind': headcountKindLabels,
  };
}

export function GroupFields({ form, isNew }: { form: Form; isNew: boolean }) {
  return (
    <>
      <Field form={form} at="/name" />
      {isNew && <CodeField form={form} />}
      <Field form={form} at="/kind" />
      <Field form={form} at="/parent" />
      <Field form={form} at="/inPartition" />
      <Field form={form} at="/distance" />
      <Field form={form} at="/description" />
      <Part title={title('/headcounts')}>
        <Rows
          form={form}
          at="/headcounts"
          one={title('/headcounts/0')}
          add="Tilføj et personantal"
          row={at => (
            <>
              <Field form={form} at={`${at}/count`} />
              <Field form={form} at={`${at}/unit`} />
              <Field form={form} at={`${at}/kind`} />
              <Field form={form} at={`${at}/period`} hint="Fx 2023, 2023-08 eller 2023-03-23" />
              <Field form={form} at={`${at}/source/document`} />
              <Field form={form} at={`${at}/source/section`} />
              <Field form={form} at={`${at}/note`} />
            </>
          )}
        />
      </Part>
      <SourcesPart form={form} />
    </>
  );
}
