import type { CharacterId, FaceId } from '../../contract/ids.ts';
import type { LibraryGroup } from './review-groups.ts';

/** Whether the character of a group has refused every one of some faces. */
export type Refused = (group: readonly FaceId[], faces: readonly FaceId[]) => boolean;

export function refusals(
  rejected: readonly (readonly [FaceId, CharacterId])[],
  groups: readonly LibraryGroup[],
): Refused {
  if (rejected.length === 0) return () => false;
  const refused = new Map<CharacterId, Set<FaceId>>();
  for (const [face, character] of rejected) refused.set(character, (refused.get(character) ?? new Set()).add(face));
  // Groups share no face: the first one tells which it is.
  const ofGroup = new Map(
    groups.map(({ character, faces }) => [faces[0], character === null ? undefined : refused.get(character)]),
  );
  return (group, faces) => {
    const by = ofGroup.get(group[0]);
    return by !== undefined && faces.every((face) => by.has(face));
  };
}
