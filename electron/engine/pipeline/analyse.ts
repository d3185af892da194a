import type { Box } from '../../contract/model.ts';
import type { Models } from '../models/session.ts';
import { cropFace } from './align.ts';
import { roundBox, scaleBox } from './boxes.ts';
import { decodePicture } from './decode.ts';
import { meanEmbeddings } from './embed.ts';
import type { RgbImage } from './image.ts';

export interface AnalysedFace {
  /** Whole pixels of the upright, full-size picture. */
  readonly box: Box;
  /** Pixels of the working copy. */
  readonly workingBox: Box;
  readonly score: number;
  /** Length 1, `embedder.output.dimensions` numbers. */
  readonly vector: Float32Array;
}

export interface AnalysedPicture {
  /** Size of the upright picture, pixels. */
  readonly width: number;
  readonly height: number;
  /** Best first. */
  readonly faces: readonly AnalysedFace[];
  /** The working copy. */
  readonly image: RgbImage;
}

/**
 * Everything that the engine learns from one picture: decode, detect, align, embed.
 * Throws SkipError where the file is to blame, the signal's reason when aborted.
 */
export async function analysePicture(
  source: string | Uint8Array,
  models: Models,
  signal?: AbortSignal,
): Promise<AnalysedPicture> {
  const { width, height, image, scale } = await decodePicture(source, signal);
  const detections = await models.detect(image, signal);
  const boxes = detections.map(({ box }) => box);
  const vectors = await embedFaces(image, boxes, models, signal);
  const faces = detections.map(({ box, score }, index) => ({
    box: roundBox(scaleBox(box, 1 / scale), { width, height }),
    workingBox: box,
    score,
    vector: vectors[index] as Float32Array,
  }));
  return { width, height, faces, image };
}

/** One embedding per face, of length 1, framed as models.json says. `boxes` in pixels of `image`. */
export async function embedFaces(
  image: RgbImage,
  boxes: readonly Box[],
  models: Pick<Models, 'manifest' | 'embed'>,
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  const { framing, input } = models.manifest.embedder;
  const framings = framing.zooms.map((zoom) => ({ ...framing, scale: framing.scale * zoom }));
  const crops = boxes.flatMap((box) => framings.map((each) => cropFace(image, box, each, input.size)));
  return meanEmbeddings(await models.embed(await Promise.all(crops), signal), framings.length);
}
