import { defineEntity, p } from '@mikro-orm/core';

/**
 * One row that counts committed changes to anything a figure is worked out from. Answers worked out from the database are
 * kept for as long as the number stands. The triggers of `bumpsRevision` move it at commit, whoever writes.
 */
const DataRevisionSchema = defineEntity({
  name: 'DataRevision',
  properties: {
    id: p.smallint().primary().autoincrement(false),
    revision: p.bigint('number'),
    movedBy: p.string().columnType('xid8').nullable(),
  },
  checks: [{ name: 'data_revision_single_row', expression: 'id = 1' }],
});

export class DataRevision extends DataRevisionSchema.class {}
DataRevisionSchema.setClass(DataRevision);

/**
 * The trigger that makes a table count. Deferred to the commit, so that writers wait for each other only there and cannot
 * deadlock on the one row; the function moves the number once for each transaction.
 */
export function bumpsRevision(table: string) {
  return [
    {
      name: `${table}_bumps_revision`,
      timing: 'after' as const,
      events: ['insert' as const, 'update' as const, 'delete' as const],
      expression:
        `create constraint trigger "${table}_bumps_revision" after insert or update or delete on "${table}" ` +
        'deferrable initially deferred for each row execute function bump_data_revision()',
    },
  ];
}
