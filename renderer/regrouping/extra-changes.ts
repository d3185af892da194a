import type { ChangedGroups } from '../../electron/contract/api/grouping-api.ts';
import type { FaceId } from '../../electron/contract/ids.ts';

export function movedFaces({ moves }: ChangedGroups): readonly FaceId[] {
  return moves.flatMap(({ faces }) => faces);
}

/**
 * What would change only because other faces are left where they are. `base`: what would change if none were, `then`: what changes with
 * those that are; `known`: what was told of this before, which goes on being shown where the artist has left it.
 */
export function extraChanges(
  base: readonly ChangedGroups[],
  then: readonly ChangedGroups[],
  known: readonly ChangedGroups[],
  left: ReadonlySet<FaceId>,
): readonly ChangedGroups[] {
  const told = new Set(base.flatMap(movedFaces));
  const isNew = (change: ChangedGroups): boolean => movedFaces(change).some((face) => !told.has(face));
  const fresh = then.filter(isNew);
  const shown = new Set(fresh.flatMap(movedFaces));
  const kept = known.filter((change) => {
    const faces = movedFaces(change);
    return isNew(change) && faces.some((face) => left.has(face)) && !faces.some((face) => shown.has(face));
  });
  return [...kept, ...fresh];
}
