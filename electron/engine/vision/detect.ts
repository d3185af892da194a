import type { Box, Size } from '../../contract/geometry.ts';
import type { DetectorManifest } from './manifest.ts';
import { clipBox, suppress, type ScoredBox } from './boxes.ts';
import type { PicturePart } from './resample.ts';

/** How a picture, or a part of it, stands in the detector's input: resized to `picture`, at the top left of `input`. */
export interface DetectorFit {
  /** The part; all of the picture by default. */
  readonly from?: PicturePart;
  readonly picture: Size;
  readonly input: Size;
  /** Pixels of the input per pixel of the picture. */
  readonly scale: number;
}

type FitInput = Pick<DetectorManifest['input'], 'longSide' | 'maxUpscale' | 'multipleOf'>;

/**
 * The longer side becomes `longSide` (or as much of it as `maxUpscale` allows) times `look`, both sides of the input a
 * multiple of `multipleOf`.
 */
export function fitToDetector(picture: Size, input: FitInput, look = 1): DetectorFit {
  return fitAtScale(
    picture,
    input,
    look * Math.min(input.longSide / Math.max(picture.width, picture.height), input.maxUpscale),
  );
}

/** The same with `scale` pixels of the input per pixel of the picture. */
export function fitAtScale(picture: Size, { multipleOf }: FitInput, scale: number): DetectorFit {
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  return { picture: { width, height }, input: { width: pad(width), height: pad(height) }, scale };

  function pad(side: number): number {
    return Math.ceil(side / multipleOf) * multipleOf;
  }
}

/** What the detector answers: n boxes as left, top, right, bottom in pixels of its input, and n scores. */
export interface RawDetections {
  readonly boxes: Float32Array;
  readonly scores: Float32Array;
}

/** Below this score a box says nothing, whatever another look says. */
export const faintest = 0.05;

/** Boxes in pixels of the picture, at or above the threshold, without doubles, best first. */
export function readDetections(
  raw: RawDetections,
  fit: DetectorFit,
  picture: Size,
  { scoreThreshold, nmsIou }: Pick<DetectorManifest, 'scoreThreshold' | 'nmsIou'>,
): ScoredBox[] {
  const found: ScoredBox[] = [];
  // The detector answers thousands of boxes, nearly all below the threshold.
  for (let index = 0; index < raw.scores.length; index++) {
    const score = raw.scores[index] as number;
    if (!(score >= scoreThreshold)) continue;
    const box = clipBox(readBox(raw.boxes, index, fit.scale), picture);
    if (box) found.push({ box, score });
  }
  return suppress(found, nmsIou);
}

function readBox(boxes: Float32Array, index: number, scale: number): Box {
  const [left = 0, top = 0, right = 0, bottom = 0] = boxes.subarray(index * 4, index * 4 + 4);
  return [left / scale, top / scale, (right - left) / scale, (bottom - top) / scale];
}
