/** What each end of some pairs is paired with. */
export type Links<T> = Map<T, Set<T>>;

export function linksOf<T>(pairs: Iterable<readonly [T, T]>): Links<T> {
  const links: Links<T> = new Map();
  for (const [a, b] of pairs) link(links, a, b);
  return links;
}

/** Adds a pair, seen from both ends. */
export function link<T>(links: Links<T>, a: T, b: T): void {
  links.set(a, (links.get(a) ?? new Set()).add(b));
  links.set(b, (links.get(b) ?? new Set()).add(a));
}

/** Whether any of `a` is paired with any of `b`. */
export function areLinked<T>(a: readonly T[], b: readonly T[], links: ReadonlyMap<T, ReadonlySet<T>>): boolean {
  const [few, many] = a.length < b.length ? [a, b] : [b, a];
  const linked = few.flatMap((one) => [...(links.get(one) ?? [])]);
  if (linked.length === 0) return false;
  const among = new Set(many);
  return linked.some((one) => among.has(one));
}
