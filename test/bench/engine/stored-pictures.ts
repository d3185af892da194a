import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sharp } from '../../../electron/engine/pictures/libvips.ts';
import { clipDatabase, clipFile } from '../../support/formats/clip.ts';
import { writeLayeredPsd } from './layered-psd.ts';

/** Longer sides, in turn. */
export const storedSides = [2_000, 3_000, 4_000, 6_000] as const;
const megabyte = 1024 * 1024;
/** Of the layers of a file of Photoshop, in turn. */
const layerMegabytes = [100, 200, 400] as const;
const clipLayerBytes = 60 * megabyte;
/** What Clip Studio Paint keeps of a canvas to show it. */
const previewSide = 1_600;

/**
 * Writes a picture as artists keep it, and answers where: four of six as PNG with alpha, one as a layered file of Photoshop, one as a
 * file of Clip Studio Paint.
 */
export async function writeStored(folder: string, picture: Uint8Array, index: number): Promise<string> {
  const kind = index % 6;
  const side = storedSides[Math.floor(index / 6 + kind) % storedSides.length] ?? storedSides[0];
  const large = sharp(picture).resize({ width: side, height: side, fit: 'inside' });
  if (kind < 4) {
    const path = join(folder, `${index}.png`);
    await large.ensureAlpha().png({ compressionLevel: 3 }).toFile(path);
    return path;
  }
  if (kind === 4) {
    const path = join(folder, `${index}.psd`);
    const bytes = (layerMegabytes[Math.floor(index / 6) % layerMegabytes.length] ?? 100) * megabyte;
    await writeLayeredPsd(path, await large.png({ compressionLevel: 0 }).toBuffer(), bytes);
    return path;
  }
  const path = join(folder, `${index}.clip`);
  const preview = await sharp(picture)
    .resize({ width: previewSide, height: previewSide, fit: 'inside' })
    .png()
    .toBuffer();
  await writeFile(path, clipFile(clipDatabase(preview), clipLayerBytes));
  return path;
}
