import { quoted } from '../../electron/contract/query/complete-query.ts';
import { queryParts } from '../../electron/contract/query/query-parts.ts';

/** A search, narrowed to a folder on disk; null: to none. */
export function withinFolder(query: string, below: string | null): string {
  return alsoHolds(query, below === null ? [] : [`folder:${quoted(below)}`]);
}

/** A search whose pictures fit these terms too. One that it asks for already is not asked twice. */
export function alsoHolds(query: string, terms: readonly string[]): string {
  const typed = query.trim();
  const parts = queryParts(typed);
  const said = new Set(parts.map(({ from, to }) => typed.slice(from, to)));
  const more = terms.filter((term) => !said.has(term));
  const [first] = parts;
  // What is added would be about the last of several alternatives only. Alternatives in parentheses begin before the first of them.
  const isOpen = first?.kind === 'or' && first.of[0]?.from === first.from;
  const whole = more.length > 0 && isOpen ? `(${typed})` : typed;
  return [whole, ...more].filter((part) => part !== '').join(' ');
}
