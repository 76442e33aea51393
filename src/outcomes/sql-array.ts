/** An array as PostgreSQL writes it; for numbers and ids, which need no quotes. */
export function arrayOf(items: readonly (number | string)[]): string {
  return `{${items.join(',')}}`;
}
