import { bytesFor } from '../../limits/limits.ts';
import { SkipError } from '../../limits/skip-error.ts';
import type { FileBytes, MakeRoom, Reading } from '../reader.ts';
import { readTgaAlpha } from './tga-alpha.ts';
import { readTgaHeader, type TgaHeader } from './tga-header.ts';
import { unpackTga } from './unpack-tga.ts';

/** Targa: 8 to 32 bits, with a palette or without, packed or not, whichever corner comes first. Errors as a Reader. */
export function readTga(file: FileBytes, makeRoom: MakeRoom): Reading {
  const header = readTgaHeader(file);
  if (!header) throw new SkipError('not-a-picture', 'it has no header of a Targa');
  const { width, height, bits, palette } = header;
  const stored = Math.ceil(bits / 8);
  // What is stored, packed at worst with a byte more for each pixel; unpacked; the result.
  makeRoom(bytesFor(header, stored * 2 + 1 + 4));
  const paletteBytes = palette.length * Math.ceil(palette.bits / 8);
  const colours = file.read(header.dataAt, paletteBytes);
  const packed = file.read(header.dataAt + paletteBytes, width * height * (stored + 1));
  const bytes = unpackTga(packed, width * height * stored, stored, header.isPacked);
  if (!bytes) throw new SkipError('corrupt', 'its pixels end too early');
  const data = upright(header, bytes, coloursOf(header, colours));
  readTgaAlpha(file, header).apply(data);
  return { kind: 'pixels', width, height, channels: 4, data, isPreview: false };
}

/** How a stored pixel is shown: writes RGBA at `to`. */
type Show = (from: number, to: number) => void;

/** Pixels as RGBA, from the upper left corner on. */
function upright(
  { width, height, bits, isTopDown, isRightToLeft }: TgaHeader,
  bytes: Uint8Array,
  show: ShowOf,
): Uint8Array {
  const data = new Uint8Array(width * height * 4);
  const pixel = show(bytes, data);
  const stored = Math.ceil(bits / 8);
  for (let row = 0, from = 0; row < height; row += 1) {
    const y = isTopDown ? row : height - 1 - row;
    for (let column = 0; column < width; column += 1, from += stored) {
      const x = isRightToLeft ? width - 1 - column : column;
      pixel(from, (y * width + x) * 4);
    }
  }
  return data;
}

type ShowOf = (bytes: Uint8Array, data: Uint8Array) => Show;

function coloursOf({ kind, bits, palette }: TgaHeader, colours: Uint8Array): ShowOf {
  if (kind === 'palette') return paletteOf(palette, colours, bits);
  return kind === 'grey' ? greyOf(bits) : colourOf(bits);
}

function greyOf(bits: number): ShowOf {
  return (bytes, data) => (from, to) => {
    data.fill(bytes[from] as number, to, to + 3);
    data[to + 3] = bits === 16 ? (bytes[from + 1] as number) : 255;
  };
}

function colourOf(bits: number): ShowOf {
  if (bits <= 16) return fifteenBits;
  return (bytes, data) => (from, to) => {
    data[to] = bytes[from + 2] as number;
    data[to + 1] = bytes[from + 1] as number;
    data[to + 2] = bytes[from] as number;
    data[to + 3] = bits === 32 ? (bytes[from + 3] as number) : 255;
  };
}

/** Five bits a colour, and one of opacity. */
const fifteenBits: ShowOf = (bytes, data) => (from, to) => {
  const value = (bytes[from] as number) | ((bytes[from + 1] as number) << 8);
  const colour = (shift: number): number => Math.round((((value >> shift) & 31) * 255) / 31);
  data[to] = colour(10);
  data[to + 1] = colour(5);
  data[to + 2] = colour(0);
  data[to + 3] = value & 0x8000 ? 255 : 0;
};

function paletteOf({ first, length, bits }: TgaHeader['palette'], colours: Uint8Array, indexBits: number): ShowOf {
  const entry = Math.ceil(bits / 8);
  if (colours.length < length * entry) throw new SkipError('corrupt', 'its palette ends too early');
  return (bytes, data) => {
    const pixel = colourOf(bits)(colours, data);
    return (from, to) => {
      const index = (bytes[from] as number) | (indexBits === 16 ? (bytes[from + 1] as number) << 8 : 0);
      if (index < first || index >= first + length)
        throw new SkipError('corrupt', `its palette has no colour ${index}`);
      pixel((index - first) * entry, to);
    };
  };
}
