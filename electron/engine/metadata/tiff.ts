import { NotReadable, startsWith, view } from './pieces.ts';
import type { ByteSource, XmpContainer } from './pieces.ts';

/** The first directory of a file: what is said of its first picture. */
interface Directory {
  readonly little: boolean;
  /** Of `entryLength` bytes each. */
  readonly entries: readonly Uint8Array[];
}

const xmpTag = 700;
const entryLength = 12;
const headerLength = 8;

/** TIFF: the tag 700 of the first directory (XMP specification, part 3, 2.5). */
export const tiff: XmpContainer = {
  isOurs: (start) => startsWith(start, 'II*\0') || startsWith(start, 'MM\0*'),
  packet(source) {
    const { entries, little } = directoryOf(source);
    const entry = entries.find((each) => tagOf(each, little) === xmpTag);
    if (!entry) return null;
    const length = view(entry).getUint32(4, little);
    return source.read(length > 4 ? view(entry).getUint32(8, little) : 0, length);
  },
};

function directoryOf(source: ByteSource): Directory {
  const header = source.read(0, headerLength);
  if (header.length < headerLength) throw new NotReadable('too short');
  const little = header[0] === 0x49;
  const at = view(header).getUint32(4, little);
  const count = source.read(at, 2);
  if (count.length < 2) throw new NotReadable('no directory in it');
  const bytes = source.read(at + 2, view(count).getUint16(0, little) * entryLength);
  const entries = Array.from({ length: Math.floor(bytes.length / entryLength) }, (_, k) =>
    bytes.slice(k * entryLength, (k + 1) * entryLength),
  );
  return { little, entries };
}

function tagOf(entry: Uint8Array, little: boolean): number {
  return view(entry).getUint16(0, little);
}
