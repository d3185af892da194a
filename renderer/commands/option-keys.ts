/** Where an arrow key leads in a list of `count` ≥ 1 options that goes round; null where it is another key. */
export function steppedOption(key: string, active: number, count: number): number | null {
  if (key === 'ArrowDown') return (active + 1) % count;
  if (key === 'ArrowUp') return (active + count - 1) % count;
  return null;
}
