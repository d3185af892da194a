import type { Box, FaceId } from '../../contract/model.ts';
import { iou } from './boxes.ts';

/** Boxes that overlap at least this much (IoU) show the same face before and after a new model looked at it. */
const sameFaceIou = 0.4;

/**
 * Which earlier face each found box is, so that a picture that is indexed again keeps its faces and their names.
 * The pair that overlaps most first; each face and each box once. Answers one entry for each of `found`.
 */
export function matchFaces(
  earlier: readonly { readonly id: FaceId; readonly box: Box }[],
  found: readonly { readonly box: Box }[],
): (FaceId | null)[] {
  const pairs = earlier.flatMap(({ id, box }) =>
    found
      .map((face, index) => ({ id, index, overlap: iou(box, face.box) }))
      .filter((pair) => pair.overlap >= sameFaceIou),
  );
  const matched: (FaceId | null)[] = found.map(() => null);
  const taken = new Set<FaceId>();
  for (const { id, index } of pairs.sort((a, b) => b.overlap - a.overlap || a.id - b.id)) {
    if (taken.has(id) || matched[index] !== null) continue;
    matched[index] = id;
    taken.add(id);
  }
  return matched;
}
