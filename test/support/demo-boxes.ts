import { AppError } from '../../electron/contract/errors.ts';
import type { LookAlike } from '../../electron/contract/edits-api.ts';
import type { Face } from '../../electron/contract/faces-api.ts';
import type { Box } from '../../electron/contract/geometry.ts';
import type { FaceId, PictureId } from '../../electron/contract/ids.ts';
import type { Facts } from './demo-curation.ts';
import { faceOf, pathOf, sizeOfPicture, type DemoLibrary } from './demo-library.ts';

/** Drawn faces have numbers from here on, above those of any demo library. */
const firstDrawn = 100_000_000;
const smallestSide = 8;

/** Throws `box-empty`. */
export function checkBox(picture: PictureId, [x, y, width, height]: Box): void {
  const size = sizeOfPicture(picture - 1);
  const across = Math.min(size.width, x + width) - Math.max(0, x);
  const down = Math.min(size.height, y + height) - Math.max(0, y);
  if (Math.min(across, down) < smallestSide) throw new AppError('box-empty');
}

/** Three characters, others for each tenth of the picture. */
export function demoLookAlikes(
  box: Box,
  characters: readonly { id: number; name: string | null; covers: readonly FaceId[] }[],
) {
  const at = Math.floor(box[0] / 160) + Math.floor(box[1] / 160);
  return [0.81, 0.52, 0.33].flatMap((similarity, k): LookAlike[] => {
    const like = characters[(at + k) % characters.length];
    const face = like?.covers[0];
    if (!like || face === undefined) return [];
    const probability = Math.max(0.02, similarity * 1.2 - 0.1);
    return [{ character: like.id as LookAlike['character'], name: like.name, similarity, probability, face }];
  });
}

export function nextDrawn({ drawn }: Facts): number {
  return firstDrawn + drawn.size;
}

export function drawnIn({ drawn, boxes }: Facts, picture: PictureId): number[] {
  return [...drawn].filter(([face, at]) => at === picture - 1 && boxes.has(face)).map(([face]) => face);
}

/** A face with the box that the artist gave it. */
export function boxedFace(
  library: DemoLibrary,
  { drawn, boxes }: Facts,
  face: number,
  character: Face['character'],
): Face {
  const picture = drawn.get(face);
  const box = boxes.get(face);
  const found = faceOf(library, picture === undefined ? face : 0, character);
  if (!box) return found;
  const moved = { ...found, box, manual: true, version: 1 + (Math.round(box.reduce((sum, side) => sum + side)) % 997) };
  if (picture === undefined) return moved;
  const place = { picture: (picture + 1) as PictureId, path: pathOf(picture), pictureSize: sizeOfPicture(picture) };
  return { ...moved, ...place, id: (face + 1) as FaceId, drawn: true, score: 1 };
}
