import type { CharacterId } from '../../../contract/ids.ts';
import { cosine } from '../../vectors/centre.ts';
import { iou } from '../../vision/boxes.ts';
import type { Box } from '../../../contract/geometry.ts';

/** A face of a picture. */
export interface PlacedFace {
  /** As fractions of the picture. */
  readonly box: Box;
  readonly vector: Float32Array;
  /** The artist's character that it is in; null: in none, or in a group of the machine. */
  readonly character: CharacterId | null;
}

/** What the faces of two pictures say of their being one work. */
export interface FacesSay {
  /** Mean cosine of the faces at one place; null: there is no face in the same place. */
  readonly alike: number | null;
  /** At one place are two characters of the artist. */
  readonly isSomebodyElse: boolean;
}

/** Boxes that overlap so much (IoU) are at one place: versions of a work move a face a little. */
const onePlace = 0.3;

export function facesAtOnePlace(a: readonly PlacedFace[], b: readonly PlacedFace[]): FacesSay {
  const pairs = a.flatMap((face) => {
    const [best] = b.map((other) => ({ face, other, overlap: iou(face.box, other.box) })).toSorted(byOverlap);
    return best && best.overlap >= onePlace ? [best] : [];
  });
  const alike = pairs.flatMap(({ face, other }) =>
    face.vector.length === other.vector.length ? [cosine(face.vector, other.vector)] : [],
  );
  return {
    alike: alike.length > 0 ? alike.reduce((sum, one) => sum + one, 0) / alike.length : null,
    isSomebodyElse: pairs.some(
      ({ face, other }) => face.character !== null && other.character !== null && face.character !== other.character,
    ),
  };
}

function byOverlap(a: { readonly overlap: number }, b: { readonly overlap: number }): number {
  return b.overlap - a.overlap;
}
