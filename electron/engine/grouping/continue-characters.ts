/**
 * Decides which earlier character each new cluster continues, so that groups keep their ids (and the artist's eye its
 * place) while faces come and go: the pair that shares the most faces first, each character and each cluster once.
 * `previous[k]` is the character of node k (0: none), `clusters[k]` its cluster now; `pinned` gives the clusters that an
 * artist owns. Clusters that continue nothing are not in the answer.
 */
export function continueCharacters(
  previous: readonly number[],
  clusters: Int32Array,
  pinned: ReadonlyMap<number, number>,
): Map<number, number> {
  const continued = new Map(pinned);
  const taken = new Set(pinned.values());
  for (const { cluster, character } of overlaps(previous, clusters)) {
    if (continued.has(cluster) || taken.has(character)) continue;
    continued.set(cluster, character);
    taken.add(character);
  }
  return continued;
}

interface Overlap {
  readonly cluster: number;
  readonly character: number;
  count: number;
}

function overlaps(previous: readonly number[], clusters: Int32Array): Overlap[] {
  const counts = new Map<string, Overlap>();
  previous.forEach((character, node) => {
    const cluster = clusters[node];
    if (character === 0 || cluster === undefined) return;
    const key = `${cluster}:${character}`;
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { cluster, character, count: 1 });
  });
  return [...counts.values()].sort((a, b) => b.count - a.count || a.character - b.character || a.cluster - b.cluster);
}
