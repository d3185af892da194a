import { bytesFor } from '../../limits/limits.ts';
import { SkipError } from '../../limits/skip-error.ts';
import { toneMapped } from '../hdr/tone.ts';
import { halfToFloat } from '../layers/half.ts';
import { readerOf } from '../magick/read-with-magick.ts';
import type { FileBytes, MakeRoom, Reading } from '../reader.ts';
import { bc4Bytes, unpackBc4 } from './bc4.ts';
import { bc6hBytes, unpackBc6h } from './bc6h.ts';
import { plainFormatOf } from './plain-format.ts';
import { readPlain } from './read-plain.ts';

/** Magic number, and a header whose last part says how pixels are stored; a second one may follow. */
const headerBytes = 128;
const secondHeaderBytes = 20;
const nameAt = 84;
const side = 4;

/** How blocks are stored that ImageMagick does not read. */
interface Blocks {
  readonly kind: 'bc4' | 'bc6h';
  readonly isSigned: boolean;
}

const byName: Readonly<Record<string, Blocks>> = {
  ATI1: { kind: 'bc4', isSigned: false },
  BC4U: { kind: 'bc4', isSigned: false },
  BC4S: { kind: 'bc4', isSigned: true },
};
/** Numbers of `DXGI_FORMAT`; of each, the first leaves open what it is. */
const byNumber: Readonly<Record<number, Blocks>> = {
  79: { kind: 'bc4', isSigned: false },
  80: { kind: 'bc4', isSigned: false },
  81: { kind: 'bc4', isSigned: true },
  94: { kind: 'bc6h', isSigned: false },
  95: { kind: 'bc6h', isSigned: false },
  96: { kind: 'bc6h', isSigned: true },
};

/** DDS: the first surface. Errors as a Reader. */
export async function readDds(file: FileBytes, makeRoom: MakeRoom): Promise<Reading> {
  const header = Buffer.from(file.read(0, headerBytes + secondHeaderBytes));
  if (header.length < headerBytes) throw new SkipError('corrupt', 'its header is cut off');
  const name = header.toString('latin1', nameAt, nameAt + 4);
  const isLong = name === 'DX10' && header.length === headerBytes + secondHeaderBytes;
  const number = isLong ? header.readUInt32LE(headerBytes) : null;
  const at = headerBytes + (isLong ? secondHeaderBytes : 0);
  const size = { width: header.readUInt32LE(16), height: header.readUInt32LE(12) };
  const plain = plainFormatOf(header, number);
  if (plain) return readPlain(file, at, size, plain, makeRoom);
  const blocks = number === null ? byName[name] : byNumber[number];
  if (blocks) return readBlocks(file, at, size, blocks, makeRoom);
  return await readerOf('DDS')(withUsualName(file, name), makeRoom);
}

/** Blocks whose colours are multiplied by how opaque they are have names of their own, and are stored like the others. */
function withUsualName(file: FileBytes, name: string): FileBytes {
  const usual = { DXT2: 'DXT3', DXT4: 'DXT5' }[name];
  if (!usual) return file;
  const read = (at: number, length: number): Uint8Array => {
    const bytes = Uint8Array.from(file.read(at, length));
    if (at === 0) bytes.set(Buffer.from(usual), nameAt);
    return bytes;
  };
  return { size: file.size, read };
}

function readBlocks(
  file: FileBytes,
  at: number,
  { width, height }: { readonly width: number; readonly height: number },
  { kind, isSigned }: Blocks,
  makeRoom: MakeRoom,
): Reading {
  const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)];
  const blockBytes = kind === 'bc4' ? bc4Bytes : bc6hBytes;
  makeRoom(bytesFor({ width, height }, 3) + columns * rows * blockBytes);
  const packed = file.read(at, columns * rows * blockBytes);
  if (width === 0 || height === 0 || packed.length < columns * rows * blockBytes) {
    throw new SkipError('corrupt', 'its pixels end too early');
  }
  const data = new Uint8Array(width * height * 3);
  const shown = kind === 'bc4' ? greys(packed, isSigned) : lights(packed, isSigned);
  for (let block = 0; block < columns * rows; block += 1) {
    const colours = shown(block * blockBytes);
    const [left, top] = [(block % columns) * side, Math.floor(block / columns) * side];
    for (let row = top; row < Math.min(top + side, height); row += 1) {
      const kept = Math.min(side, width - left) * 3;
      const from = (row - top) * side * 3;
      data.set(colours.subarray(from, from + kept), (row * width + left) * 3);
    }
  }
  return { kind: 'pixels', width, height, channels: 3, data, isPreview: false };
}

/** The colours of a block, three bytes a pixel. */
type ShowBlock = (at: number) => Uint8Array;

/** One channel is a mask or a height, and no red. */
function greys(packed: Uint8Array, isSigned: boolean): ShowBlock {
  return (at) => {
    const values = unpackBc4(packed, at, isSigned);
    return Uint8Array.from({ length: 48 }, (_, index) => values[Math.floor(index / 3)] as number);
  };
}

function lights(packed: Uint8Array, isSigned: boolean): ShowBlock {
  const table = Uint8Array.from({ length: 65_536 }, (_, half) => toneMapped(halfToFloat(half)));
  return (at) => Uint8Array.from(unpackBc6h(packed, at, isSigned), (half) => table[half] as number);
}
