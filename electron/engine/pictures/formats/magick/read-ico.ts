import { isEncoded } from '../encoded.ts';
import type { FileBytes, MakeRoom, Reading } from '../reader.ts';
import { readPicture } from './read-with-magick.ts';

/** Two zero bytes, the kind, 16 bits, how many pictures, 16 bits; then what each one is. All is little-endian. */
const headerBytes = 6;
const entryBytes = 16;
/** One of 256 × 256 pixels, uncompressed, is a quarter of a megabyte. */
const largestPicture = 16 * 1024 * 1024;

interface Entry {
  readonly fields: Buffer;
  readonly pixels: number;
  readonly depth: number;
  readonly at: number;
  readonly length: number;
}

/** An icon: its largest picture, of those the one with the most colours. Errors as a Reader. */
export async function readIco(file: FileBytes, makeRoom: MakeRoom): Promise<Reading> {
  const header = Buffer.from(file.read(0, headerBytes));
  const [best] = entriesOf(file, header.readUInt16LE(4)).toSorted((a, b) => b.pixels - a.pixels || b.depth - a.depth);
  if (!best) throw new Error('it has no pictures');
  makeRoom(best.length);
  const picture = Buffer.from(file.read(best.at, best.length));
  if (isEncoded(picture)) return { kind: 'encoded', bytes: picture, isPreview: false };
  return await readPicture('ICON', iconOf(header, best, picture), makeRoom);
}

function entriesOf(file: FileBytes, count: number): Entry[] {
  const list = Buffer.from(file.read(headerBytes, count * entryBytes));
  const all = Array.from({ length: Math.floor(list.length / entryBytes) }, (_, index) =>
    entryOf(list.subarray(index * entryBytes, (index + 1) * entryBytes)),
  );
  return all.filter(({ at, length }) => length <= largestPicture && at + length <= file.size);
}

/** A side of 0 stands for 256 pixels. */
function entryOf(fields: Buffer): Entry {
  const side = (at: number): number => fields.readUInt8(at) || 256;
  return {
    fields,
    pixels: side(0) * side(1),
    depth: fields.readUInt16LE(6),
    length: fields.readUInt32LE(8),
    at: fields.readUInt32LE(12),
  };
}

/** An icon of that picture alone. */
function iconOf(header: Buffer, { fields }: Entry, picture: Buffer): Buffer {
  const icon = Buffer.concat([header, fields, picture]);
  icon.writeUInt16LE(1, 4);
  icon.writeUInt32LE(headerBytes + entryBytes, headerBytes + 12);
  return icon;
}
