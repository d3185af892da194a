import type { Box } from '../../electron/contract/model.ts';
import { openModels, type Models } from '../../electron/engine/models/session.ts';
import { cropFace } from '../../electron/engine/pipeline/align.ts';
import { analysePicture } from '../../electron/engine/pipeline/analyse.ts';
import { decodePicture } from '../../electron/engine/pipeline/decode.ts';
import type { RgbImage } from '../../electron/engine/pipeline/image.ts';
import { encodeFacePreview } from '../../electron/engine/pipeline/preview.ts';
import { atOnce, engineParallel } from './at-once.ts';
import { readPictures } from './shared-data.ts';
import { table } from './table.ts';

const pictureCount = 200;
interface Step {
  readonly name: string;
  readonly perSecond: number;
  readonly of: 'pictures' | 'faces';
  readonly count: number;
}

/** How fast each step is by itself and all together, on scenes of up to 720 pixels, and the memory at the peak. */
export async function benchRate(modelFolder: string): Promise<unknown> {
  await using models = await openModels(modelFolder);
  const files = await firstScenes();
  const images: RgbImage[] = [];
  const faces: { image: RgbImage; box: Box }[] = [];
  const crops: RgbImage[] = [];
  const { framing, input } = models.manifest.embedder;
  const steps = [
    await time('decode', files, async (file) => images.push((await decodePicture(file)).image)),
    await time('detect', images, async (image) => {
      for (const { box } of await models.detect(image)) faces.push({ image, box });
    }),
    await time(
      'crop',
      faces,
      async ({ image, box }) => crops.push(await cropFace(image, box, framing, input.size)),
      'faces',
    ),
    await time('embed', crops, (crop) => models.embed([crop]), 'faces'),
    await time('preview', faces, ({ image, box }) => encodeFacePreview(image, box), 'faces'),
    await time('decode, detect, crop, embed', files, (file) => analysePicture(file, models)),
  ];
  const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  const result = { processor: models.processor, steps, peakMegabytes };
  print(result);
  return result;
}

async function firstScenes(): Promise<Uint8Array[]> {
  const files: Uint8Array[] = [];
  for await (const { bytes } of readPictures('scenes', (path) => path.endsWith('.webp'))) {
    // A copy: the rest of the tar must not count as memory of the pipeline.
    files.push(new Uint8Array(bytes));
    if (files.length === pictureCount) break;
  }
  return files;
}

async function time<T>(
  name: string,
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
  of: Step['of'] = 'pictures',
): Promise<Step> {
  const started = performance.now();
  await atOnce(engineParallel, items, work);
  return { name, of, count: items.length, perSecond: (1000 * items.length) / (performance.now() - started) };
}

function print(result: { processor: Models['processor']; steps: readonly Step[]; peakMegabytes: number }): void {
  const { provider, threads } = result.processor;
  console.log(`\nRate · ${pictureCount} scenes, ${engineParallel} at once · ${provider}, ${threads} threads`);
  const rows = result.steps.map(({ name, of, count, perSecond }) => [
    name,
    `${perSecond.toFixed(1)} ${of}/s`,
    `${count}`,
  ]);
  console.log(table([['', 'rate', 'count'], ...rows]));
  console.log(`  peak memory of the process  ${result.peakMegabytes} MB`);
}
