/** The trigger that makes a table a record: rows are added, never changed or taken away (function `refuse_change`). */
export function appendOnly(table: string) {
  return [
    {
      name: `${table}_is_a_record`,
      timing: 'before' as const,
      events: ['update' as const, 'delete' as const],
      expression:
        `create trigger "${table}_is_a_record" before update or delete on "${table}" ` +
        'for each row execute function refuse_change()',
    },
  ];
}
