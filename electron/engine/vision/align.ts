import { clamp, type Box, type Size } from '../../contract/geometry.ts';
import type { Framing } from './manifest.ts';
import type { RgbImage } from './image.ts';
import { Resampler, type PicturePart } from './resample.ts';

/** The part of models.json's framing that says where one crop lies. */
export type FaceFraming = Pick<Framing, 'scale' | 'offset'>;

/** A square in pixels; it may reach beyond the picture. */
export interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/**
 * The square around a face that the embedder was trained on: its side is `scale` times the longer side of the box, its centre
 * is the box's moved by `offset` times width and height. As native-models/training/framing.py; in the units of the box.
 */
export function faceSquare(box: Box, framing: FaceFraming): Square {
  const [x, y, width, height] = box;
  const side = Math.max(width, height) * framing.scale;
  const centreX = x + width * (0.5 + framing.offset[0]);
  const centreY = y + height * (0.5 + framing.offset[1]);
  return { x: centreX - side / 2, y: centreY - side / 2, side };
}

/** Where the inside part of a square is cut from, and where it stands in the crop; both in whole pixels. */
export interface CropPlan {
  readonly source: PicturePart;
  readonly target: PicturePart;
}

/**
 * Plans a crop of `size` × `size` pixels. The part of the square outside the picture is left to the edges of the crop.
 * A square that misses the picture altogether takes the nearest pixels.
 */
export function planCrop(square: Square, picture: Size, size: number): CropPlan {
  const across = planSpan(square.x, square.side, picture.width, size);
  const down = planSpan(square.y, square.side, picture.height, size);
  return {
    source: { left: across.from, top: down.from, width: across.length, height: down.length },
    target: { left: across.at, top: down.at, width: across.take, height: down.take },
  };
}

interface SpanPlan {
  readonly from: number;
  readonly length: number;
  readonly at: number;
  readonly take: number;
}

function planSpan(start: number, side: number, limit: number, size: number): SpanPlan {
  const from = clamp(Math.round(start), 0, limit - 1);
  const to = clamp(Math.round(start + side), from + 1, limit);
  const perPixel = size / side;
  const at = clamp(Math.round((from - start) * perPixel), 0, size - 1);
  const end = clamp(Math.round((to - start) * perPixel), at + 1, size);
  return { from, length: to - from, at, take: end - at };
}

/**
 * Moves the square into the picture, and makes it no larger than the picture: real pixels tell more than a repeated edge. Where one
 * side of the picture is shorter than the square, the square is centred on it.
 */
export function insideSquare({ x, y, side }: Square, picture: Size): Square {
  const fitted = Math.min(side, Math.max(picture.width, picture.height));
  const move = (start: number, room: number): number =>
    fitted >= room ? (room - fitted) / 2 : clamp(start + (side - fitted) / 2, 0, room - fitted);
  return { x: move(x, picture.width), y: move(y, picture.height), side: fitted };
}

/** Cuts a face out for the embedder: `size` × `size` pixels, from inside the picture as far as it goes. */
export function cropFace(image: RgbImage, box: Box, framing: FaceFraming, size: number): RgbImage {
  return cropSquare(image, planCrop(insideSquare(faceSquare(box, framing), image), image, size), size);
}

/** The whole picture fitted into a square and centred, its edges repeated: for a picture that is one face already. */
export function cropWhole(image: RgbImage, size: number): RgbImage {
  const side = Math.max(image.width, image.height);
  const square = { x: (image.width - side) / 2, y: (image.height - side) / 2, side };
  return cropSquare(image, planCrop(square, image, size), size);
}

/** Training shrinks its crops the same way. */
const resampler = new Resampler('area');

/** A part of a picture brought to `size`, at least a pixel each way. */
export function cutPart(image: RgbImage, part: PicturePart, size: Size): RgbImage {
  return resampler.cut(image, size, part);
}

function cropSquare(image: RgbImage, { source, target }: CropPlan, size: number): RgbImage {
  const cut = cutPart(image, source, target);
  if (cut.width === size && cut.height === size) return cut;
  const data = new Uint8Array(size * size * 3);
  // Edges are repeated after resizing, so that the enlarged square is never held. The result is the same.
  for (let y = 0, to = 0; y < size; y++) {
    const row = clamp(y - target.top, 0, cut.height - 1) * cut.width;
    for (let x = 0; x < size; x++, to += 3) {
      const from = (row + clamp(x - target.left, 0, cut.width - 1)) * 3;
      data[to] = cut.data[from] as number;
      data[to + 1] = cut.data[from + 1] as number;
      data[to + 2] = cut.data[from + 2] as number;
    }
  }
  return { width: size, height: size, data };
}
