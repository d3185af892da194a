import type { MergePreview } from '../../contract/edits-api.ts';
import type { CharacterId, FaceId } from '../../contract/ids.ts';
import { AppError } from '../../contract/errors.ts';
import type { CharacterStore } from '../store/characters.ts';
import type { FaceStore } from '../store/faces.ts';
import type { FactStore } from '../store/facts.ts';
import { centreOf, cosine } from '../vectors/centre.ts';
import type { VectorIndex } from '../vectors/vector-index.ts';

/** How the faces are compared; without models nothing looks unlike. */
export interface Likeness {
  readonly index: VectorIndex;
  /** Below this cosine to the target a face looks unlike. */
  readonly unlikeBelow: number;
  probability(similarity: number): number;
}

interface Stores {
  readonly faces: FaceStore;
  readonly characters: CharacterStore;
  readonly facts: FactStore;
}

const mostShown = 60;

/** What a merge would do. Throws `character-gone`. */
export function previewMerge(
  { faces, characters, facts }: Stores,
  likeness: Likeness | null,
  { into, from }: { into: CharacterId; from: readonly CharacterId[] },
): MergePreview {
  const all = [into, ...from].map((id) => {
    const character = characters.byId(id);
    if (!character) throw new AppError('character-gone', id);
    return character;
  });
  const moving = from.flatMap((id) => characters.faceIds(id));
  const own = new Set(from.flatMap((id) => facts.confirmedIn(id)));
  const refused = facts.rejectedBy(into, moving).filter((face) => !own.has(face));
  const stay = new Set(refused);
  const come = moving.filter((face) => !stay.has(face));
  const unlike = likeness ? unlikeFaces(likeness, characters.faceIds(into), come) : [];
  return {
    faces: come.length,
    name: all.find(({ name }) => name !== null)?.name ?? null,
    unlike: unlike.flatMap(({ id, similarity }) => {
      const face = faces.byId(id);
      return face ? [{ face, similarity, probability: likeness?.probability(similarity) ?? null }] : [];
    }),
    refused: faces.known(refused.slice(0, mostShown)),
  };
}

/** Those of `moving` that are least like the centre of `target`, and below the border; least alike first. */
function unlikeFaces({ index, unlikeBelow }: Likeness, target: readonly FaceId[], moving: readonly FaceId[]) {
  const centre = centreOf(
    target.flatMap((id) => index.get(id) ?? []),
    index.dimensions,
  );
  return moving
    .flatMap((id) => {
      const vector = index.get(id);
      const similarity = vector && centre ? cosine(vector, centre) : 1;
      return similarity < unlikeBelow ? [{ id, similarity }] : [];
    })
    .sort((a, b) => a.similarity - b.similarity || a.id - b.id)
    .slice(0, mostShown);
}
