import type { Box } from '../../contract/geometry.ts';
import type { FaceId } from '../../contract/ids.ts';
import { iou } from '../vision/boxes.ts';

/** Boxes that overlap at least this much (IoU) show the same face before and after a new model looked at it. */
const keptFaceIou = 0.4;

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
      .filter((pair) => pair.overlap >= keptFaceIou),
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

interface Earlier {
  readonly id: FaceId;
  readonly box: Box;
  /** An artist drew or moved its box. */
  readonly manual: boolean;
  /** An artist said something of it. */
  readonly decided: boolean;
  /** An artist drew it and took it back: it waits, unseen, for a redo. */
  readonly takenBack: boolean;
}

/**
 * What becomes of the earlier faces of a picture that is looked at again. `stay`: earlier faces that stay as they are, because the artist drew
 * the box, or decided something of a face that was not found again, or took a drawn face back. `found`: the faces found now, each with the
 * earlier one that it continues.
 */
export function keepDecided<E extends Earlier, F extends { readonly box: Box }>(
  earlier: readonly E[],
  faces: readonly F[],
): { stay: E[]; found: { face: F; earlier: FaceId | null }[] } {
  const matches = matchFaces(
    earlier.filter(({ takenBack }) => !takenBack),
    faces,
  );
  const stays = ({ id, manual, decided, takenBack }: E): boolean =>
    manual || takenBack || (decided && !matches.includes(id));
  const stay = earlier.filter(stays);
  const staying = new Set(stay.map(({ id }) => id));
  const all = faces.map((face, index) => ({ face, earlier: matches[index] ?? null }));
  return { stay, found: all.filter((each) => each.earlier === null || !staying.has(each.earlier)) };
}
