import { withPicture } from '../pictures/decode.ts';

/** More than a clipboard, and most programs that paste from it, take. */
const longest = 8192;

/** A whole picture as PNG, upright, flattened and at its own size as far as that is sensible. Errors as for decodePicture. */
export async function wholePng(path: string): Promise<Uint8Array> {
  return withPicture(path, (picture) =>
    picture
      .resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .png({ compressionLevel: 1 })
      .toBuffer(),
  );
}
