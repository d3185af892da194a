import type { FaceId } from '../../contract/ids.ts';
import type { Decisions } from '../store/facts.ts';

/** The faces about which something is decided now that was not, or no longer is, or is otherwise. */
export function decidedFaces(before: Decisions, now: Decisions): Set<FaceId> {
  const faces = new Set<FaceId>();
  for (const [one, other] of [
    [before, now],
    [now, before],
  ] as const) {
    for (const [face, character] of one.held) if (other.held.get(face) !== character) faces.add(face);
    for (const pair of missing([...one.mustLink, ...one.cannotLink], [...other.mustLink, ...other.cannotLink])) {
      for (const face of pair) faces.add(face);
    }
    for (const [face] of missing(one.rejected, other.rejected)) faces.add(face);
  }
  return faces;
}

function missing<T extends readonly [number, number]>(pairs: readonly T[], others: readonly T[]): T[] {
  const known = new Set(others.map(String));
  return pairs.filter((pair) => !known.has(String(pair)));
}
