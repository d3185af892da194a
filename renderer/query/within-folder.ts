import { quoted } from '../../electron/contract/query/complete-query.ts';
import { queryParts } from '../../electron/contract/query/query-parts.ts';

/** A search, narrowed to a folder on disk; null: to none. */
export function withinFolder(query: string, below: string | null): string {
  return alsoHolds(query, below === null ? [] : [`folder:${quoted(below)}`]);
}

/** A search whose pictures fit these terms too. */
export function alsoHolds(query: string, terms: readonly string[]): string {
  const typed = query.trim();
  // What is added would be about the last of several alternatives only.
  const whole =
    terms.length > 0 && queryParts(typed)[0]?.kind === 'or' && !typed.startsWith('(') ? `(${typed})` : typed;
  return [whole, ...terms].filter((part) => part !== '').join(' ');
}
