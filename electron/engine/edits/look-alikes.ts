import type { LookAlike } from '../../contract/api/edits-api.ts';
import type { CharacterId, FaceId } from '../../contract/ids.ts';

interface Near {
  readonly face: FaceId;
  readonly similarity: number;
}

/** Whom the faces near a vector show, each character once by its nearest face. `near`: best first. */
export function lookAlikes(
  near: readonly Near[],
  characterOf: (face: FaceId) => { readonly id: CharacterId; readonly name: string | null } | null,
  { most, probability }: { most: number; probability(cosine: number): number },
): LookAlike[] {
  const found = new Map<CharacterId, LookAlike>();
  for (const { face, similarity } of near) {
    const character = characterOf(face);
    if (!character || found.has(character.id)) continue;
    const { id, name } = character;
    found.set(id, { character: id, name, similarity, probability: probability(similarity), face });
    if (found.size === most) break;
  }
  return [...found.values()];
}
