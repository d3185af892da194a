/** A picture of an icon, `size` pixels wide and high. */
export interface IconImage {
  readonly size: number;
  readonly png: Buffer;
  /** RGBA, from the top row down. */
  readonly pixels: Buffer;
}

const headerBytes = 6;
const entryBytes = 16;
const bitmapHeaderBytes = 40;

/**
 * An icon of Windows (https://learn.microsoft.com/windows/win32/uxguide/vis-icons): the largest picture as PNG, the others as bitmaps, which
 * installers and old dialogs read as well. Pure.
 */
export function icoOf(images: readonly IconImage[]): Buffer {
  const parts = images.map((image) => (image.size < 256 ? bitmapOf(image) : image.png));
  const header = Buffer.alloc(headerBytes + entryBytes * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  for (const [k, { size }] of images.entries()) {
    const at = headerBytes + entryBytes * k;
    const bytes = parts[k]?.length ?? 0;
    // 0 stands for 256.
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(bytes, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += bytes;
  }
  return Buffer.concat([header, ...parts]);
}

/** BITMAPINFOHEADER, BGRA from the bottom row up, and a mask, which nobody reads where there is alpha. */
function bitmapOf({ size, pixels }: IconImage): Buffer {
  const maskRow = Math.ceil(size / 32) * 4;
  const bitmap = Buffer.alloc(bitmapHeaderBytes + size * size * 4 + maskRow * size);
  bitmap.writeUInt32LE(bitmapHeaderBytes, 0);
  bitmap.writeInt32LE(size, 4);
  // With the mask, it counts as twice as high.
  bitmap.writeInt32LE(size * 2, 8);
  bitmap.writeUInt16LE(1, 12);
  bitmap.writeUInt16LE(32, 14);
  for (let at = 0; at < size * size; at += 1) {
    const row = size - 1 - Math.floor(at / size);
    const from = (row * size + (at % size)) * 4;
    const to = bitmapHeaderBytes + at * 4;
    for (const [k, channel] of [2, 1, 0, 3].entries()) bitmap[to + k] = pixels[from + channel] ?? 0;
  }
  return bitmap;
}
