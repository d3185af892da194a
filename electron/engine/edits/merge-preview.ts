import type { MergePreview, MergeTake } from '../../contract/api/edits-api.ts';
import type { CharacterId, FaceId } from '../../contract/ids.ts';
import type { CharacterStore } from '../store/characters.ts';
import type { FaceStore } from '../store/faces/faces.ts';
import type { FactStore } from '../store/facts.ts';
import { centreOf, cosine } from '../vectors/centre.ts';
import type { VectorIndex } from '../vectors/vector-index.ts';
import { planMerge, type MergedSource } from './merge-plan.ts';
import { mergingGroups } from './merging-groups.ts';

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

interface Wanted {
  readonly into: CharacterId;
  readonly from: readonly CharacterId[];
  readonly take: MergeTake;
}

const mostShown = 60;

/** What a merge would do. Throws `character-gone`, `bad-arguments`. */
export function previewMerge(stores: Stores, likeness: Likeness | null, { into, from, take }: Wanted): MergePreview {
  const { target, sources } = mergingGroups(stores, into, from);
  const plan = planMerge(target, sources, { take });
  const unlike = likeness ? unlikeFaces(likeness, target.faces, plan.sources) : [];
  const refused = plan.sources.flatMap((source) => source.refused);
  return {
    faces: plan.sources.reduce((sum, { come }) => sum + come.length, 0),
    name: plan.name,
    colour: plan.colour,
    cover: plan.cover,
    unlike: unlike.slice(0, mostShown).flatMap(({ id, from: source, similarity }) => {
      const face = stores.faces.byId(id);
      return face ? [{ face, from: source, similarity, probability: likeness?.probability(similarity) ?? null }] : [];
    }),
    unlikeCount: unlike.length,
    refused: stores.faces.known(refused.slice(0, mostShown)),
  };
}

/** Those that come and lie below the border to the centre of the target; least alike first. */
function unlikeFaces({ index, unlikeBelow }: Likeness, target: readonly FaceId[], sources: readonly MergedSource[]) {
  const centre = centreOf(
    target.flatMap((id) => index.get(id) ?? []),
    index.dimensions,
  );
  return sources
    .flatMap(({ id: from, come }) => come.map((id) => ({ id, from })))
    .flatMap(({ id, from }) => {
      const vector = index.get(id);
      const similarity = vector && centre ? cosine(vector, centre) : 1;
      return similarity < unlikeBelow ? [{ id, from, similarity }] : [];
    })
    .sort((a, b) => a.similarity - b.similarity || a.id - b.id);
}
