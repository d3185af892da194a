import type { QueryNode } from '../../contract/query/query-model.ts';

/** Whether an index answers it with few pictures: the others are then looked at one by one, and not all that there are. */
export function narrows(node: QueryNode): boolean {
  switch (node.kind) {
    case 'and':
      return node.of.some(narrows);
    case 'or':
      return node.of.every(narrows);
    case 'name':
      return ['character', 'only', 'outfit', 'series', 'tag'].includes(node.field);
    case 'number':
      return node.field === 'rating' && node.value > 0 && ['=', '>=', '>'].includes(node.compare);
    case 'word':
      return node.value === 'favourite';
    default:
      return false;
  }
}
