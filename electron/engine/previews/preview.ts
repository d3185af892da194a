import { withPicture } from '../pictures/decode.ts';
import { writePreviewFile } from './preview-file.ts';

/** Pixels: a face in a grid; a portrait, where two are compared; the longer side of a picture. */
export const previewSides = { face: 192, portrait: 480, picture: 1280 } as const;
const pictureWebp = { quality: 85, effort: 2 };

/**
 * Writes a whole picture as WebP, upright and flattened, longer side at most `previewSides.picture`. Answers the file's length, bytes. Errors
 * as for decodePicture, or the system's where the file cannot be written.
 */
export async function writePicturePreview(source: string | Uint8Array, path: string): Promise<number> {
  const bytes = await encodePicturePreview(source);
  await writePreviewFile(path, bytes);
  return bytes.length;
}

async function encodePicturePreview(source: string | Uint8Array): Promise<Uint8Array> {
  const side = { width: previewSides.picture, height: previewSides.picture };
  return withPicture(source, (picture) =>
    picture
      .resize({ ...side, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .webp(pictureWebp)
      .toBuffer(),
  );
}
