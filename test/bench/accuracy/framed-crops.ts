import { openModels, type Models } from '../../../electron/engine/models/session.ts';
import { embedFaces, embedWhole } from '../../../electron/engine/pipeline/embed-faces.ts';
import { decodePicture } from '../../../electron/engine/pictures/decode.ts';
import type { RgbImage } from '../../../electron/engine/vision/image.ts';
import { readFaces, readPictures } from '../shared-data.ts';

/** What the embedder is given for about `count` labelled crops, spread over all of them; where the detector finds nobody, the whole crop. */
export async function framedCrops(modelFolder: string, split: 'train' | 'val', count: number): Promise<RgbImage[]> {
  const labelled = await readFaces(split);
  const step = Math.max(1, Math.floor(labelled.length / count));
  const wanted = new Set(labelled.filter((_, k) => k % step === 0).map(({ path }) => path));
  await using models = await openModels(modelFolder);
  const crops: RgbImage[] = [];
  const taker: Pick<Models, 'manifest' | 'embed'> = {
    manifest: models.manifest,
    embed: async (given) => {
      crops.push(...given);
      return given.map(() => new Float32Array(models.manifest.embedder.output.dimensions));
    },
  };
  for await (const { bytes } of readPictures('faces', (path) => wanted.has(path))) {
    const { image } = await decodePicture(bytes);
    const [face] = await models.detect(image);
    await (face ? embedFaces(image, [face.box], taker) : embedWhole(image, taker));
  }
  return crops;
}
