/** A markdown table that reads well in a terminal, too: first column left-aligned, the others right-aligned. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(3, ...rows.map((row) => (row[column] ?? '').length)));
  const pad = (text: string, column: number): string =>
    column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  const [head = [], ...body] = rows.map((row) => line(widths.map((_, column) => pad(row[column] ?? '', column))));
  return [head, line(rule), ...body].join('\n');
}

/** .823 for 0.8234: three digits say all that these sets can tell. */
export function share(value: number): string {
  return value.toFixed(3).replace(/^(-?)0\./, '$1.');
}

/** 3.7 % for 0.0371. */
export function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
