import type { IconImage } from './ico.ts';

/** macOS' names of the pictures in an icon, by their pixels: each for one size, and the larger ones also as twice the half of it. */
const kinds: readonly (readonly [kind: string, size: number])[] = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024],
];

/** An icon of macOS (https://en.wikipedia.org/wiki/Apple_Icon_Image_format), of PNG pictures. Throws where a size is missing. Pure. */
export function icnsOf(images: readonly Pick<IconImage, 'size' | 'png'>[]): Buffer {
  const parts = kinds.map(([kind, wanted]) => {
    const image = images.find(({ size }) => size === wanted);
    if (!image) throw new Error(`the icon has no picture of ${wanted} pixels`);
    return blockOf(kind, image.png);
  });
  return blockOf('icns', Buffer.concat(parts));
}

function blockOf(kind: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(kind, 'latin1');
  header.writeUInt32BE(header.length + content.length, 4);
  return Buffer.concat([header, content]);
}
