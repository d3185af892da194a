import type { FileBytes } from '../reader.ts';

const headerBytes = 18;

/** What a Targa says of itself (Truevision TGA 2.0). */
export interface TgaHeader {
  readonly width: number;
  readonly height: number;
  /** Of a pixel as it is stored: 8, 15, 16, 24 or 32. */
  readonly bits: number;
  readonly kind: 'palette' | 'colour' | 'grey';
  readonly isPacked: boolean;
  readonly isTopDown: boolean;
  readonly isRightToLeft: boolean;
  /** How many bits of a pixel say how opaque it is. */
  readonly alphaBits: number;
  readonly palette: { readonly first: number; readonly length: number; readonly bits: number };
  /** Where the palette, or else the pixels, begin. */
  readonly dataAt: number;
}

const kinds = { 1: 'palette', 2: 'colour', 3: 'grey' } as const;
const depths = { palette: [8, 16], colour: [15, 16, 24, 32], grey: [8, 16] } as const;

/** Reads the header; null where it is none: a Targa has no bytes by which it is known, only a header that makes sense or does not. */
export function readTgaHeader(file: FileBytes): TgaHeader | null {
  const bytes = Buffer.from(file.read(0, headerBytes));
  if (bytes.length < headerBytes) return null;
  const [idLength = 0, paletteType = 0, type = 0] = bytes;
  const kind = kinds[(type & 7) as 1 | 2 | 3] as TgaHeader['kind'] | undefined;
  const palette = { first: bytes.readUInt16LE(3), length: bytes.readUInt16LE(5), bits: bytes.readUInt8(7) };
  const [bits, descriptor] = [bytes.readUInt8(16), bytes.readUInt8(17)];
  const [width, height] = [bytes.readUInt16LE(12), bytes.readUInt16LE(14)];
  if (!kind || (type & ~11) !== 0 || paletteType > 1 || width === 0 || height === 0) return null;
  if (!(depths[kind] as readonly number[]).includes(bits) || (descriptor & 0xc0) !== 0) return null;
  if (kind === 'palette' && (paletteType !== 1 || ![15, 16, 24, 32].includes(palette.bits))) return null;
  return {
    width,
    height,
    bits,
    kind,
    isPacked: (type & 8) !== 0,
    isTopDown: (descriptor & 0x20) !== 0,
    isRightToLeft: (descriptor & 0x10) !== 0,
    alphaBits: descriptor & 15,
    palette: paletteType === 1 ? palette : { first: 0, length: 0, bits: 0 },
    dataAt: headerBytes + idLength,
  };
}
