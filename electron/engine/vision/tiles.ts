import type { Box, Size } from '../../contract/geometry.ts';
import { iou, type ScoredBox } from './boxes.ts';
import type { PicturePart } from './resample.ts';

/** A picture longer than this, in its shorter sides, is a strip: it is looked at in pieces. */
const longestPicture = 2;
/** How long these are, in its shorter sides: detectors know pictures that are about square best. */
const pieceLength = 1.4;
/** How much pieces of a strip share, in its shorter sides: a face of that size is whole in one of them. */
const sharedOfStrip = 0.6;
/** How much the tiles of a closer look share, of a tile's side. */
const sharedOfTile = 0.25;
/** Pixels. A box that ends this close to where a tile was cut was cut as well. */
const edge = 2;
/** A box is part of a face when so much of it lies inside the face's. */
const partOfFace = 0.7;

/** The picture itself, or pieces of one size where it is a strip. */
export function piecesOf(picture: Size): PicturePart[] {
  const shorter = Math.min(picture.width, picture.height);
  const isStrip = Math.max(picture.width, picture.height) > longestPicture * shorter;
  return cut(picture, (isStrip ? pieceLength : longestPicture) * shorter, sharedOfStrip * shorter);
}

/** Tiles of one size, their sides at most `side`, that cover a picture. */
export function tilesOf(picture: Size, side: number): PicturePart[] {
  return cut(picture, side, sharedOfTile * side);
}

function cut(picture: Size, side: number, shared: number): PicturePart[] {
  const rows = spans(picture.height, side, shared);
  return rows.flatMap(([top, height]) =>
    spans(picture.width, side, shared).map(([left, width]) => ({ left, top, width, height })),
  );
}

/** Equal spans of at most `most` whole pixels that cover `length` evenly, neighbours sharing at least `shared`, roughly. */
function spans(length: number, most: number, shared: number): [start: number, length: number][] {
  if (length <= most) return [[0, length]];
  const count = Math.ceil((length - shared) / (most - shared));
  const each = Math.min(length, Math.ceil((length + (count - 1) * shared) / count));
  return Array.from({ length: count }, (_, at) => [Math.round((at * (length - each)) / (count - 1)), each]);
}

/** Whether a box lies wholly in a part of the picture; half a pixel does not count. */
export function liesIn([x, y, width, height]: Box, { left, top, width: across, height: down }: PicturePart): boolean {
  const within = (start: number, length: number, from: number, room: number): boolean =>
    start >= from - 0.5 && start + length <= from + room + 0.5;
  return within(x, width, left, across) && within(y, height, top, down);
}

/** What was found in one part of a picture. Boxes in pixels of the picture. */
export interface TileFound {
  readonly part: PicturePart;
  readonly found: readonly ScoredBox[];
}

/**
 * Joins what was found in tiles that overlap: each face once, best first. Boxes that overlap by more than `limit` (IoU) are one face,
 * and what a tile's edge cut off is none where the whole face was seen.
 */
export function joinTiles(tiles: readonly TileFound[], picture: Size, limit: number): ScoredBox[] {
  const all = tiles.flatMap(({ part, found }) => found.map((one) => ({ ...one, cut: isCut(one.box, part, picture) })));
  // Whole ones first: a part of a face may score more than all of it.
  const order = all.toSorted((a, b) => Number(a.cut) - Number(b.cut) || b.score - a.score);
  const kept: ScoredBox[] = [];
  for (const { box, score, cut: partial } of order) {
    const same = kept.some(
      (other) => iou(other.box, box) > limit || (partial && shareInside(box, other.box) > partOfFace),
    );
    if (!same) kept.push({ box, score });
  }
  return kept.sort((a, b) => b.score - a.score);
}

function isCut([x, y, width, height]: Box, part: PicturePart, picture: Size): boolean {
  const right = part.left + part.width;
  const bottom = part.top + part.height;
  return (
    (part.left > 0 && x < part.left + edge) ||
    (part.top > 0 && y < part.top + edge) ||
    (right < picture.width && x + width > right - edge) ||
    (bottom < picture.height && y + height > bottom - edge)
  );
}

/** How much of `box` lies in `other`, 0..1. */
function shareInside(box: Box, other: Box): number {
  const across = Math.min(box[0] + box[2], other[0] + other[2]) - Math.max(box[0], other[0]);
  const down = Math.min(box[1] + box[3], other[1] + other[3]) - Math.max(box[1], other[1]);
  return (Math.max(0, across) * Math.max(0, down)) / (box[2] * box[3]);
}
