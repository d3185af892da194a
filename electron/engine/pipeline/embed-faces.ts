import type { Box } from '../../contract/geometry.ts';
import type { Models } from '../models/session.ts';
import { cropFace, cropWhole } from '../vision/align.ts';
import { meanEmbeddings } from '../vision/embed.ts';
import type { RgbImage } from '../vision/image.ts';

type Embedder = Pick<Models, 'manifest' | 'embed'>;

/**
 * One embedding per face, of length 1, framed as models.json says. `boxes` in pixels of `image`, whose pixels are needed only until this
 * function returns. Throws the signal's reason when aborted.
 */
export async function embedFaces(
  image: RgbImage,
  boxes: readonly Box[],
  models: Embedder,
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  const { embedder } = models.manifest;
  return meanEmbeddings(await models.embed(cropFaces(image, boxes, embedder), signal), embedder.framing.zooms.length);
}

/** The embedding of a picture that is one face already. */
export async function embedWhole(image: RgbImage, models: Embedder): Promise<Float32Array[]> {
  return models.embed([cropWhole(image, models.manifest.embedder.input.size)]);
}

/** All crops of each face that its embedding is the mean of, one face after another. */
function cropFaces(
  image: RgbImage,
  boxes: readonly Box[],
  { framing, input }: Models['manifest']['embedder'],
): RgbImage[] {
  const framings = framing.zooms.map((zoom) => ({ ...framing, scale: framing.scale * zoom }));
  return boxes.flatMap((box) => framings.map((each) => cropFace(image, box, each, input.size)));
}
