import type { Box, PictureSize } from '../../contract/geometry.ts';
import type { Models } from '../models/session.ts';
import { decodePicture } from '../pictures/decode.ts';
import { freeBytes } from '../pictures/free-bytes.ts';
import type { PictureSource } from '../pictures/recognise.ts';
import { SharedPixels } from '../pictures/shared-pixels.ts';
import type { FoundFace } from '../store/faces/face-writer.ts';
import { roundBox, scaleBox, type ScoredBox } from '../vision/boxes.ts';
import type { RgbImage } from '../vision/image.ts';
import { likenessOf } from '../vision/likeness.ts';
import { embedFaces } from './embed-faces.ts';

/** What pictures are looked at with. */
export type Eyes = Pick<Models, 'manifest' | 'detect' | 'embed'>;

/** A face in a picture, before it is embedded. */
export interface SeenFace extends ScoredBox {
  /** Whole pixels of the upright, full-size picture. */
  readonly box: Box;
  /** Pixels of the working copy. */
  readonly workingBox: Box;
}

/** What is known of a picture once its pixels are not needed any more. */
export interface SeenPicture extends PictureSize {
  /** See vision/likeness.ts. */
  readonly likeness: Uint8Array;
  /** Best first. */
  readonly faces: readonly SeenFace[];
  /** See LookOptions. */
  readonly decided: readonly SeenFace[];
  /** Unit vectors: first of `faces`, then of `decided`. They come later, because crops of several pictures are embedded together. */
  readonly vectors: Promise<readonly Float32Array[]>;
}

/** The same with all its faces embedded. */
export interface FoundPicture extends PictureSize {
  readonly likeness: Uint8Array;
  readonly faces: readonly FoundFace[];
  readonly decided: readonly FoundFace[];
}

export interface LookOptions {
  readonly signal?: AbortSignal;
  /** Faces of the picture that an artist said something of: they are embedded whether they were seen or not. Boxes in its pixels. */
  readonly decided?: (faces: readonly SeenFace[]) => readonly ScoredBox[];
  /** What else needs the pixels of the working copy: their memory is used again afterwards, for the next picture. */
  readonly usePixels?: (image: RgbImage, faces: readonly SeenFace[]) => Promise<void>;
}

/** Other threads look at them as well. */
const workingCopies = new SharedPixels();

/**
 * Looks at one picture: decode → detect → crop → whatever else needs its pixels. Files of the library, samples and the command all go
 * this way. Throws SkipError where the file is to blame, the signal's reason when aborted.
 */
export async function lookAtPicture(
  source: PictureSource,
  eyes: Eyes,
  { signal, decided: decidedAmong, usePixels }: LookOptions = {},
): Promise<SeenPicture> {
  const { width, height, isPreview, image: decoded, scale } = await decodePicture(source, signal);
  using copy = workingCopies.lend(decoded);
  freeBytes(decoded.data);
  const { image } = copy;
  const likeness = likenessOf(image);
  const detections = await eyes.detect(image, signal);
  const faces = detections.map(({ box, score }) => {
    return { box: roundBox(scaleBox(box, 1 / scale), { width, height }), workingBox: box, score };
  });
  const decided = (decidedAmong?.(faces) ?? []).map(({ box, score }) => {
    return { box, workingBox: scaleBox(box, image.width / width), score };
  });
  const all = [...faces, ...decided];
  const boxes = all.map(({ workingBox }) => workingBox);
  const vectors = embedFaces(image, boxes, eyes, signal);
  // Whoever waits for them hears of a failure; nobody may be waiting yet.
  vectors.catch(() => undefined);
  await usePixels?.(image, all);
  return { width, height, isPreview, likeness, faces, decided, vectors };
}

/** A picture that was looked at elsewhere. */
export function asSeen({ faces, decided, ...picture }: FoundPicture): SeenPicture {
  const seen = (all: readonly FoundFace[]) => all.map(({ box, score }) => ({ box, score, workingBox: box }));
  const vectors = Promise.resolve([...faces, ...decided].map(({ vector }) => vector));
  return { ...picture, faces: seen(faces), decided: seen(decided), vectors };
}

/** Waits until all faces are embedded. Throws what embedding throws. */
export async function withVectors({
  width,
  height,
  isPreview,
  likeness,
  faces,
  decided,
  vectors,
}: SeenPicture): Promise<FoundPicture> {
  const each = await vectors;
  const found = [...faces, ...decided].map(({ box, score }, index): FoundFace => {
    return { box, score, vector: each[index] as Float32Array };
  });
  const [seen, kept] = [found.slice(0, faces.length), found.slice(faces.length)];
  return { width, height, isPreview, likeness, faces: seen, decided: kept };
}

/** Everything that the engine learns from one picture. Errors as lookAtPicture. */
export async function analysePicture(
  source: PictureSource,
  eyes: Eyes,
  options: LookOptions = {},
): Promise<FoundPicture> {
  return withVectors(await lookAtPicture(source, eyes, options));
}
