import type { Size } from '../../contract/geometry.ts';
import type { PictureId } from '../../contract/ids.ts';
import type { FileGate } from '../flow/file-gate.ts';
import { SkipError, withPicture } from '../pictures/decode.ts';
import { toRgb } from '../pictures/libvips.ts';
import { codeOf } from '../rename/batch/file-system.ts';
import type { PictureStore } from '../store/pictures/pictures.ts';
import type { RgbImage } from '../vision/image.ts';

/** Both pictures at this size, whatever their shapes; null where one cannot be read. */
export async function readSmall(
  pictures: PictureStore,
  gate: FileGate,
  [a, b]: readonly [PictureId, PictureId],
  { width, height }: Size,
): Promise<readonly [RgbImage, RgbImage] | null> {
  const small = (id: PictureId): Promise<RgbImage> =>
    gate.enter(() =>
      withPicture(pictures.pathsOf(id)[0] ?? '', (picture) => toRgb(picture.resize({ width, height, fit: 'fill' }))),
    );
  try {
    return [await small(a), await small(b)];
  } catch (error) {
    if (error instanceof SkipError || codeOf(error) !== undefined) return null;
    throw error;
  }
}
