export type CsvValue = string | number | null;

/**
 * Rows as a file that a Danish spreadsheet opens as they are: UTF-8 with a byte order mark, semicolons between, commas before decimals, empty
 * where there is nothing. Text that a spreadsheet would run as a formula is kept as text by a leading apostrophe.
 */
export function csv(rows: readonly (readonly CsvValue[])[]): string {
  return `\uFEFF${rows.map(row => `${row.map(field).join(';')}\r\n`).join('')}`;
}

function field(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
