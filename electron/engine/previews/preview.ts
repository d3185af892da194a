import { withPicture } from '../pictures/decode.ts';
import { writePreviewFile } from './preview-file.ts';

/** Pixels: a face in a grid; a portrait, where two are compared; the longer side of a picture, and of one in a grid. */
export const previewSides = { face: 192, portrait: 480, picture: 1280, thumbnail: 512 } as const;
const pictureWebp = { picture: { quality: 85, effort: 2 }, thumbnail: { quality: 80, effort: 0 } };

type PictureKind = keyof typeof pictureWebp;

/**
 * Writes a whole picture as WebP, upright and flattened, longer side at most `previewSides[kind]`. Answers the file's length, bytes. Errors
 * as for decodePicture, or the system's where the file cannot be written.
 */
export async function writePicturePreview(
  source: string | Uint8Array,
  path: string,
  kind: PictureKind = 'picture',
): Promise<number> {
  const bytes = await encodePicturePreview(source, kind);
  await writePreviewFile(path, bytes);
  return bytes.length;
}

async function encodePicturePreview(source: string | Uint8Array, kind: PictureKind): Promise<Uint8Array> {
  const side = { width: previewSides[kind], height: previewSides[kind] };
  return withPicture(source, (picture) =>
    picture
      .resize({ ...side, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .webp(pictureWebp[kind])
      .toBuffer(),
  );
}
