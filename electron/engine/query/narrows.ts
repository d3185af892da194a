import type { QueryNode } from '../../contract/query/query-model.ts';

/** Whether an index answers it with few pictures: the others are then looked at one by one, and not all that there are. */
export function narrows(node: QueryNode): boolean {
  return leftBy(node) < Infinity;
}

/** How many pictures it leaves, as a rank: characters fewest. Infinity: no index tells. */
export function leftBy(node: QueryNode): number {
  switch (node.kind) {
    case 'and':
      return Math.min(...node.of.map(leftBy));
    case 'or':
      return Math.max(...node.of.map(leftBy));
    case 'name':
      return ranks[node.field] ?? Infinity;
    case 'number':
      return node.field === 'rating' && node.value > 0 && ['=', '>=', '>'].includes(node.compare) ? 6 : Infinity;
    case 'word':
      return node.value === 'favourite' ? 5 : Infinity;
    default:
      return Infinity;
  }
}

const ranks: Readonly<Record<string, number>> = { only: 0, character: 1, tag: 2, series: 3, outfit: 4 };
