/** How a pixel is stored without being packed in blocks. */
export type PlainFormat =
  /** Bits of a number of `bits`, little-endian; a mask of 0: there is no such channel. */
  | {
      readonly kind: 'masks';
      readonly bits: number;
      readonly red: number;
      readonly green: number;
      readonly blue: number;
      readonly alpha: number;
    }
  /** Channels one after the other, red first. */
  | { readonly kind: 'light'; readonly channels: number; readonly number: 'half' | 'float' | 'share' };

const flagsAt = 80;
const nameAt = 84;
const flags = { alpha: 0x1, alphaOnly: 0x2, rgb: 0x40, luminance: 0x20000 } as const;

function masks(bits: number, red: number, green: number, blue: number, alpha = 0): PlainFormat {
  return { kind: 'masks', bits, red, green, blue, alpha };
}

function light(channels: number, number: 'half' | 'float' | 'share'): PlainFormat {
  return { kind: 'light', channels, number };
}

const rgba = masks(32, 0xff, 0xff00, 0xff0000, 0xff000000);
const bgra = masks(32, 0xff0000, 0xff00, 0xff, 0xff000000);
/** Ten bits of each colour. Files that D3DX wrote have its masks the wrong way round, and nearly all were. */
const tenBits = { green: 0xffc00, low: 0x3ff, high: 0x3ff00000 } as const;
const bgrx = masks(32, 0xff0000, 0xff00, 0xff);
const grey = masks(8, 0xff, 0xff, 0xff);

/** Numbers of `DXGI_FORMAT`. What has red alone is grey. */
const byNumber: Readonly<Record<number, PlainFormat>> = {
  2: light(4, 'float'),
  6: light(3, 'float'),
  10: light(4, 'half'),
  11: light(4, 'share'),
  24: masks(32, tenBits.low, tenBits.green, tenBits.high, 0xc0000000),
  27: rgba,
  28: rgba,
  29: rgba,
  34: light(2, 'half'),
  41: light(1, 'float'),
  49: masks(16, 0xff, 0xff00, 0),
  54: light(1, 'half'),
  56: light(1, 'share'),
  61: grey,
  85: masks(16, 0xf800, 0x7e0, 0x1f),
  86: masks(16, 0x7c00, 0x3e0, 0x1f, 0x8000),
  87: bgra,
  88: bgrx,
  90: bgra,
  91: bgra,
  92: bgrx,
  93: bgrx,
  115: masks(16, 0xf00, 0xf0, 0xf, 0xf000),
};

/** Numbers of `D3DFORMAT` in the place of a name, as files of before DirectX 10 have them. */
const byOldNumber: Readonly<Record<number, PlainFormat>> = {
  36: light(4, 'share'),
  111: light(1, 'half'),
  112: light(2, 'half'),
  113: light(4, 'half'),
  114: light(1, 'float'),
  115: light(2, 'float'),
  116: light(4, 'float'),
};

/** What the header says of pixels that are stored one by one. Null where they are packed, or no colours. */
export function plainFormatOf(header: Buffer, number: number | null): PlainFormat | null {
  if (number !== null) return byNumber[number] ?? null;
  const kind = header.readUInt32LE(flagsAt);
  const [bits, red, green, blue, alpha] = [88, 92, 96, 100, 104].map((at) => header.readUInt32LE(at)) as [
    ...[number, number, number, number, number],
  ];
  if (bits % 8 !== 0 || bits > 32) return null;
  const opacity = kind & flags.alpha ? alpha : 0;
  if (kind & flags.rgb && bits > 0)
    return isTurned(red, green, blue) ? masks(bits, blue, green, red, opacity) : masks(bits, red, green, blue, opacity);
  if (kind & flags.luminance && bits > 0) {
    // Some programs write a mask that lies outside of the bits that there are.
    const shown = red % 2 ** bits || 2 ** bits - 1 - opacity;
    return masks(bits, shown, shown, shown, opacity);
  }
  if (kind & flags.alphaOnly && bits > 0) return masks(bits, 0, 0, 0, alpha);
  return byOldNumber[header.readUInt32LE(nameAt)] ?? null;
}

function isTurned(red: number, green: number, blue: number): boolean {
  const { low, high } = tenBits;
  return green === tenBits.green && ((red === low && blue === high) || (red === high && blue === low));
}
