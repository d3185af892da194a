import type { QueryNode, Span } from './query-model.ts';
import { readQuery } from './read-query.ts';

/** What stands side by side in a search, each of which can be taken out. */
export function queryParts(text: string): readonly QueryNode[] {
  const { tree } = readQuery(text);
  if (!tree) return [];
  // A whole search in parentheses is one part: it begins before the first thing in it.
  return tree.kind === 'and' && tree.of[0]?.from === tree.from ? tree.of : [tree];
}

/** The search without one of its parts. */
export function withoutPart(text: string, part: Span): string {
  return queryParts(text)
    .filter(({ from }) => from !== part.from)
    .map(({ from, to }) => text.slice(from, to))
    .join(' ');
}
