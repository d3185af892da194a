import type { Box } from '../../contract/geometry.ts';
import type { Models } from '../models/session.ts';
import { cropFace } from '../vision/align.ts';
import { roundBox, scaleBox } from '../vision/boxes.ts';
import { decodePicture } from '../pictures/decode.ts';
import { meanEmbeddings } from '../vision/embed.ts';
import { freeBytes } from '../pictures/free-bytes.ts';
import type { RgbImage } from '../vision/image.ts';
import { SharedPixels } from '../pictures/shared-pixels.ts';

/** A face that was found in a picture. */
export interface SeenFace {
  /** Whole pixels of the upright, full-size picture. */
  readonly box: Box;
  /** Pixels of the working copy. */
  readonly workingBox: Box;
  readonly score: number;
}

export interface AnalysedFace extends SeenFace {
  /** Length 1, `embedder.output.dimensions` numbers. */
  readonly vector: Float32Array;
}

/** What is known of a picture. */
export interface PictureFaces<Face> {
  /** Size of the upright picture, pixels. */
  readonly width: number;
  readonly height: number;
  /** Best first. */
  readonly faces: readonly Face[];
}

interface WorkingCopy {
  readonly image: RgbImage;
}

/** Dispose it where its working copy is no longer looked at: the memory is used again, for the next picture. */
export interface SeenPicture extends PictureFaces<SeenFace>, WorkingCopy, Disposable {}
export interface AnalysedPicture extends PictureFaces<AnalysedFace>, WorkingCopy {}

/** Other threads look at them as well. */
const workingCopies = new SharedPixels();

/**
 * Everything that the engine learns from one picture: decode, detect, align, embed.
 * Throws SkipError where the file is to blame, the signal's reason when aborted.
 */
export async function analysePicture(
  source: string | Uint8Array,
  models: Models,
  signal?: AbortSignal,
): Promise<AnalysedPicture> {
  const { width, height, image, faces } = await seePicture(source, models, signal);
  const boxes = faces.map(({ workingBox }) => workingBox);
  return { width, height, image, faces: withVectors(faces, await embedFaces(image, boxes, models, signal)) };
}

/** The first half: decode, detect. Errors as analysePicture. */
export async function seePicture(
  source: string | Uint8Array,
  models: Pick<Models, 'detect'>,
  signal?: AbortSignal,
): Promise<SeenPicture> {
  const { width, height, image: decoded, scale } = await decodePicture(source, signal);
  using memory = new DisposableStack();
  const { image } = memory.use(workingCopies.lend(decoded));
  freeBytes(decoded.data);
  const detections = await models.detect(image, signal);
  const faces = detections.map(({ box, score }) => {
    return { box: roundBox(scaleBox(box, 1 / scale), { width, height }), workingBox: box, score };
  });
  const kept = memory.move();
  return { width, height, faces, image, [Symbol.dispose]: () => kept.dispose() };
}

/** `vectors`: one for each of the faces. */
export function withVectors(faces: readonly SeenFace[], vectors: readonly Float32Array[]): AnalysedFace[] {
  return faces.map((face, index) => ({ ...face, vector: vectors[index] as Float32Array }));
}

/** One embedding per face, of length 1, framed as models.json says. `boxes` in pixels of `image`. */
export async function embedFaces(
  image: RgbImage,
  boxes: readonly Box[],
  models: Pick<Models, 'manifest' | 'embed'>,
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  const { embedder } = models.manifest;
  return meanEmbeddings(await models.embed(cropFaces(image, boxes, embedder), signal), embedder.framing.zooms.length);
}

/** All crops of each face that its embedding is the mean of, one face after another. `boxes` in pixels of `image`. */
export function cropFaces(
  image: RgbImage,
  boxes: readonly Box[],
  { framing, input }: Models['manifest']['embedder'],
): RgbImage[] {
  const framings = framing.zooms.map((zoom) => ({ ...framing, scale: framing.scale * zoom }));
  return boxes.flatMap((box) => framings.map((each) => cropFace(image, box, each, input.size)));
}
