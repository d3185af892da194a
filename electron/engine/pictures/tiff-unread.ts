import { SkipError } from './limits/skip-error.ts';
import { hasField, shortsOf, tiffFields } from './tiff-fields.ts';

/** None, fax (three), LZW, JPEG, deflate (two), fax of few words, PackBits, LERC, zstd, WebP. */
const readCompressions: ReadonlySet<number> = new Set([
  1, 2, 3, 4, 5, 7, 8, 32_771, 32_773, 32_946, 34_887, 50_000, 50_001,
]);
const oldJpeg = 6;
const readBits: ReadonlySet<number> = new Set([1, 2, 4, 8, 16, 32]);
const lab = 8;
const planesApart = 2;
/** Numbers of a sample. */
const unsigned = 1;
const float = 3;

/** Throws SkipError for a TIFF that is sound, and stored in a way that libvips does not read: it is not damaged. */
export function refuseUnreadTiff(bytes: Uint8Array): void {
  const reason = whyUnread(bytes);
  if (reason !== null) throw new SkipError('not-supported', `TIFF with ${reason}`);
}

function whyUnread(bytes: Uint8Array): string | null {
  const [compression = 1] = shortsOf(bytes, tiffFields.compression);
  if (compression === oldJpeg) return 'JPEG of the old kind';
  if (!readCompressions.has(compression)) return `compression ${compression}`;
  const [bits = 1] = shortsOf(bytes, tiffFields.bits);
  if (!readBits.has(bits)) return `${bits} bits a colour`;
  // libvips 8.18 takes Lab of 8 bits for a packing of its own, and shows other numbers than these as if they were plain ones.
  if (shortsOf(bytes, tiffFields.photometric)[0] === lab && bits === 8) return 'colours of Lab in 8 bits';
  const [numbers = unsigned] = shortsOf(bytes, tiffFields.sampleFormat);
  if (numbers !== float && (numbers !== unsigned || bits === 32)) return 'numbers that are no colours';
  const isInTiles = hasField(bytes, tiffFields.tileWidth);
  return shortsOf(bytes, tiffFields.planes)[0] === planesApart && isInTiles ? 'tiles of separate planes' : null;
}
