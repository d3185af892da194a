import { lensOf, through, type Lens } from '../../../electron/engine/adaptation/lens.ts';
import { linkageRise } from '../../../electron/engine/adaptation/linkage.ts';
import type { ModelManifest } from '../../../electron/engine/vision/manifest.ts';
import { groupAt } from './group-accuracy.ts';
import { factsOf } from './library-pairs.ts';
import type { KnownFace } from './verification.ts';

/** The lens that the engine learns of these faces: from their groups at the linkage of models.json. Null for a small library. */
export function lensFor(known: readonly KnownFace[], { thresholds, rise }: ModelManifest['embedder']): Lens | null {
  const facts = factsOf(known, thresholds.group);
  const linkage = thresholds.group + (facts && rise ? linkageRise(facts, rise) : 0);
  const groups = groupAt(known, linkage);
  const byGroup = Map.groupBy(known.entries(), ([k]) => groups[k] as number);
  const vectors = [...byGroup.values()].map((faces) => faces.map(([, { vector }]) => vector));
  return lensOf(vectors, known[0]?.vector.length ?? 0);
}

export function seenThrough(lens: Lens, known: readonly KnownFace[]): KnownFace[] {
  const see = through(lens);
  return known.map((face) => ({ ...face, vector: see(face.vector) }));
}
