interface DdsFile {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
  /** Of `DXGI_FORMAT`: with a second header. */
  readonly number?: number;
  /** Four letters, or a number of `D3DFORMAT`. */
  readonly name?: string | number;
  /** Of the pixel format: what its masks mean. */
  readonly flags?: number;
  readonly bits?: number;
  /** Red, green, blue, and how opaque. */
  readonly masks?: readonly number[];
}

/** A DDS file with one surface. */
export function dds({ width, height, pixels, number, name, flags = 0, bits = 0, masks = [] }: DdsFile): Buffer {
  const header = Buffer.alloc(128);
  header.write('DDS \x7c', 'latin1');
  header.writeUInt32LE(0x1007, 8);
  header.writeUInt32LE(height, 12);
  header.writeUInt32LE(width, 16);
  header.writeUInt32LE(32, 76);
  header.writeUInt32LE(name !== undefined || number !== undefined ? 4 : flags, 80);
  if (typeof name === 'number') header.writeUInt32LE(name, 84);
  else header.write(number === undefined ? (name ?? '') : 'DX10', 84, 'latin1');
  header.writeUInt32LE(bits, 88);
  for (const [at, mask] of masks.entries()) header.writeUInt32LE(mask, 92 + at * 4);
  if (number === undefined) return Buffer.concat([header, pixels]);
  const second = Buffer.alloc(20);
  second.writeUInt32LE(number, 0);
  second.writeUInt32LE(3, 4);
  second.writeUInt32LE(1, 12);
  return Buffer.concat([header, second, pixels]);
}
