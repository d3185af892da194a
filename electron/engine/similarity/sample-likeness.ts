import type { FaceId } from '../../contract/ids.ts';
import { centreOf } from '../vectors/centre.ts';
import { mostCounted, type Searched } from './find-nearest.ts';

/** How like the faces of a library are to the samples of one character. */
export interface SampledCharacter<Name> {
  readonly name: Name;
  /** Faces that are not named are less like than `floor`. */
  readonly likeness: ReadonlyMap<FaceId, number>;
  readonly floor: number;
}

/**
 * The faces of at least `floor`. Of several samples half of the likeness is that to the nearest, half that to their centre: one sample in a
 * strange light does not decide alone (`npm run bench -- sorting`, three samples: with suggestions R .795 instead of .770).
 */
export async function likenessTo<Name>(
  faces: Searched,
  { name, vectors, floor }: { name: Name; vectors: readonly Float32Array[]; floor: number },
): Promise<SampledCharacter<Name>> {
  const nearest = new Map<FaceId, number>();
  for (const vector of vectors) {
    for (const { face, similarity } of await faces.find(vector, mostCounted, floor)) {
      nearest.set(face, Math.max(similarity, nearest.get(face) ?? floor));
    }
  }
  const centre = vectors.length > 1 ? centreOf(vectors, vectors[0]?.length ?? 0) : undefined;
  if (!centre) return { name, likeness: nearest, floor };
  const central = new Map(
    (await faces.find(centre, mostCounted, floor)).map(({ face, similarity }) => [face, similarity]),
  );
  const likeness = new Map<FaceId, number>();
  for (const face of new Set([...nearest.keys(), ...central.keys()])) {
    likeness.set(face, ((nearest.get(face) ?? floor) + (central.get(face) ?? floor)) / 2);
  }
  return { name, likeness, floor };
}
