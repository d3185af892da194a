export interface Tga {
  readonly width: number;
  readonly height: number;
  /** 1: palette, 2: colours, 3: grey. */
  readonly type: 1 | 2 | 3;
  readonly bits: number;
  /** As they are stored, from the upper left corner on. */
  readonly pixels: readonly (readonly number[])[];
  readonly isPacked?: boolean;
  readonly isBottomUp?: boolean;
  readonly isRightToLeft?: boolean;
  readonly alphaBits?: number;
  readonly palette?: readonly (readonly number[])[];
  /** In the footer of version 2: what the alpha is for. */
  readonly attributes?: number;
}

/** A Targa (Truevision TGA 2.0). */
export function tga(picture: Tga): Buffer {
  const { width, height, type, bits, isPacked, alphaBits = 0, palette = [] } = picture;
  const header = Buffer.alloc(18);
  header.writeUInt8(3, 0);
  header.writeUInt8(palette.length > 0 ? 1 : 0, 1);
  header.writeUInt8(type + (isPacked ? 8 : 0), 2);
  header.writeUInt16LE(palette.length, 5);
  header.writeUInt8((palette[0]?.length ?? 0) * 8, 7);
  header.writeUInt16LE(width, 12);
  header.writeUInt16LE(height, 14);
  header.writeUInt8(bits, 16);
  header.writeUInt8(alphaBits | (picture.isRightToLeft ? 0x10 : 0) | (picture.isBottomUp ? 0 : 0x20), 17);
  const stored = inOrder(picture);
  const data = Buffer.from(isPacked ? packed(stored) : stored.flat());
  return Buffer.concat([header, Buffer.from('abc'), Buffer.from(palette.flat()), data, footer(picture, data.length)]);
}

function inOrder({ width, height, pixels, isBottomUp, isRightToLeft }: Tga): (readonly number[])[] {
  const rows = Array.from({ length: height }, (_, row) => pixels.slice(row * width, (row + 1) * width));
  const turned = isRightToLeft ? rows.map((row) => row.toReversed()) : rows;
  return (isBottomUp ? turned.toReversed() : turned).flat();
}

/** Runs of equal pixels, and the others one by one. */
function packed(pixels: readonly (readonly number[])[]): number[] {
  const bytes: number[] = [];
  for (let at = 0; at < pixels.length;) {
    const pixel = pixels[at] ?? [];
    let run = 1;
    while (run < 128 && at + run < pixels.length && pixels[at + run]?.join() === pixel.join()) run += 1;
    bytes.push(run > 1 ? 127 + run : 0, ...pixel);
    at += run;
  }
  return bytes;
}

function footer({ attributes, palette = [] }: Tga, dataBytes: number): Buffer {
  if (attributes === undefined) return Buffer.alloc(0);
  const area = Buffer.alloc(495);
  area.writeUInt8(attributes, 494);
  const end = Buffer.alloc(26);
  end.writeUInt32LE(18 + 3 + palette.flat().length + dataBytes, 0);
  end.write('TRUEVISION-XFILE.\0', 8, 'latin1');
  return Buffer.concat([area, end]);
}
