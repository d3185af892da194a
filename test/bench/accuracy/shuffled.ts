/** The items in an order that `next` draws, see `random`. */
export function shuffled<T>(items: readonly T[], next: () => number): T[] {
  return items
    .map((item) => [item, next()] as const)
    .sort(([, a], [, b]) => a - b)
    .map(([item]) => item);
}
