import type { SplitProposal } from '../../contract/edits-api.ts';
import type { CharacterId, FaceId } from '../../contract/ids.ts';
import type { CharacterStore } from '../store/characters.ts';
import type { FaceStore } from '../store/faces.ts';
import { typicalOf } from '../vectors/centre.ts';
import { twoParts } from '../clustering/two-parts.ts';
import type { VectorIndex } from '../vectors/vector-index.ts';

const shown = 12;

/** The two most different halves of a group. A group whose faces cannot be compared is one part. */
export function proposeSplit(
  { faces, characters }: { faces: FaceStore; characters: CharacterStore },
  index: VectorIndex,
  id: CharacterId,
): SplitProposal {
  const members = characters.faceIds(id).filter((face) => index.has(face));
  const vectors = members.map((face) => index.get(face) as Float32Array);
  const halves = twoParts(vectors) ?? [[...members.keys()]];
  const parts = halves.map((half) => {
    const typical = typicalOf(
      half.map((k) => vectors[k] as Float32Array),
      shown,
    );
    return {
      faces: half.map((k) => members[k] as FaceId),
      show: faces.known(typical.map((k) => members[half[k] as number] as FaceId)),
    };
  });
  return { parts };
}
