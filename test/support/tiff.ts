/** How colours are told apart, TIFF 6.0. */
export const photometric = { grey: 1, rgb: 2, cmyk: 5, lab: 8 } as const;

interface Tiff {
  readonly width: number;
  readonly height: number;
  readonly photometric: number;
  /** All channels of a pixel side by side, 8 bits each. */
  readonly pixels: Uint8Array;
  /** What the channels after the colours are: 0 nothing said, 1 and 2 transparency. */
  readonly extra: readonly number[];
  /** 1: none, and the pixels are not packed, whatever is said here. */
  readonly compression?: number;
  /** Of each channel, whatever the pixels have. */
  readonly bits?: number;
  /** What the numbers are: 1 unsigned, 2 signed, 3 floats. */
  readonly sampleFormat?: number;
  /** Width of tiles that hold the pixels of one channel each; the pixels are not stored so. */
  readonly planarTiles?: number;
}

/** A TIFF without compression, as Photoshop stores channels beside the colours; libvips cannot write one. */
export function tiff(file: Tiff, little = true): Buffer {
  const {
    width,
    height,
    photometric: colours,
    pixels,
    extra,
    compression = 1,
    planarTiles,
    sampleFormat = 1,
    bits = 8,
  } = file;
  const channels = pixels.length / (width * height);
  const fields: [tag: number, type: 3 | 4, ...values: number[]][] = [
    [256, 4, width],
    [257, 4, height],
    [258, 3, ...Array.from({ length: channels }, () => bits)],
    [259, 3, compression],
    [262, 3, colours],
    [273, 4, 0],
    [277, 3, channels],
    [278, 4, height],
    [279, 4, pixels.length],
    [284, 3, planarTiles ? 2 : 1],
    ...(planarTiles ? [[322, 4, planarTiles] as [number, 4, number]] : []),
    [338, 3, ...extra],
    [339, 3, sampleFormat],
  ];
  const directory = Buffer.alloc(8 + 2 + fields.length * 12 + 4);
  const put = (length: 2 | 4, value: number, at: number, into: Buffer = directory) =>
    little ? into.writeUIntLE(value, at, length) : into.writeUIntBE(value, at, length);
  directory.write(little ? 'II' : 'MM', 'latin1');
  put(2, 42, 2);
  put(4, 8, 4);
  put(2, fields.length, 8);
  const long: Buffer[] = [];
  let end = directory.length;
  for (const [index, [tag, type, ...values]] of fields.entries()) {
    const at = 10 + index * 12;
    put(2, tag, at);
    put(2, type, at + 2);
    put(4, values.length, at + 4);
    const size = type === 3 ? 2 : 4;
    if (values.length * size <= 4) {
      for (const [place, value] of values.entries()) put(size, value, at + 8 + place * size);
      continue;
    }
    const apart = Buffer.alloc(values.length * size);
    for (const [place, value] of values.entries()) put(size, value, place * size, apart);
    put(4, end, at + 8);
    long.push(apart);
    end += apart.length;
  }
  const strip = fields.findIndex(([tag]) => tag === 273);
  put(4, end, 10 + strip * 12 + 8);
  return Buffer.concat([directory, ...long, pixels]);
}
