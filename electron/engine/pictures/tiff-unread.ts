import { SkipError } from './limits/skip-error.ts';
import { hasField, shortsOf, tiffFields } from './tiff-fields.ts';

const oldJpeg = 6;
const planesApart = 2;

/** Throws SkipError for a TIFF that is sound, and stored in a way that libvips does not read: it is not damaged. */
export function refuseUnreadTiff(bytes: Uint8Array): void {
  if (shortsOf(bytes, tiffFields.compression)[0] === oldJpeg)
    throw new SkipError('not-supported', 'TIFF with JPEG of the old kind');
  if (shortsOf(bytes, tiffFields.planes)[0] === planesApart && hasField(bytes, tiffFields.tileWidth))
    throw new SkipError('not-supported', 'TIFF with tiles of separate planes');
}
