import sharp, { type Sharp } from 'sharp';
import { knownFormats } from '../../contract/formats.ts';
import type { RgbImage } from '../vision/image.ts';

// A library is read once from end to end: cached operations would only hold memory and, on Windows, files.
sharp.cache(false);
// Several pictures are decoded side by side; threads inside one picture add memory and no speed.
sharp.concurrency(1);
// Only the formats that the app promises: no SVG, PDF or scientific loader can be reached by a renamed file.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: knownFormats.flatMap((format) => (format.kind === 'libvips' ? `VipsForeignLoad${format.loader}` : [])),
});

/** sharp, set up for the engine: import it from here only. */
export { sharp };

/** Runs a pipeline to 8-bit RGB pixels. */
export async function toRgb(pipeline: Sharp): Promise<RgbImage> {
  const { data, info } = await pipeline.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`expected 3 channels, got ${info.channels}`);
  return { width: info.width, height: info.height, data };
}
