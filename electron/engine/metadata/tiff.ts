import { joined, NotReadable, NotWritable, startsWith, view } from './pieces.ts';
import type { ByteSource, XmpContainer } from './pieces.ts';

/** The first directory of a file: what is said of its first picture. */
interface Directory {
  readonly little: boolean;
  readonly at: number;
  /** Of `entryLength` bytes each. */
  readonly entries: readonly Uint8Array[];
}

const xmpTag = 700;
const byteType = 1;
const entryLength = 12;
const headerLength = 8;
const mostBytes = 0xffff_ffff;

/**
 * TIFF: the tag 700 of the first directory (XMP specification, part 3, 2.5). A new packet, and a new first directory that points to it, go
 * behind everything else: what other directories and tags point to stays where it is.
 */
export const tiff: XmpContainer = {
  isOurs: (start) => startsWith(start, 'II*\0') || startsWith(start, 'MM\0*'),
  packet(source) {
    const { entries, little } = directoryOf(source);
    const entry = entries.find((each) => tagOf(each, little) === xmpTag);
    if (!entry) return null;
    const length = view(entry).getUint32(4, little);
    return source.read(length > 4 ? view(entry).getUint32(8, little) : 0, length);
  },
  put(source, packet) {
    const { entries, little, at } = directoryOf(source);
    const padding = new Uint8Array(source.size % 2);
    const packetAt = source.size + padding.length;
    const evenPacket = joined(packet, new Uint8Array(packet.length % 2));
    const directoryAt = packetAt + evenPacket.length;
    const kept = entries.filter((each) => tagOf(each, little) !== xmpTag);
    const all = [...kept, entryFor(packet.length, packetAt, little)].sort(
      (a, b) => tagOf(a, little) - tagOf(b, little),
    );
    const next = source.read(at + 2 + entries.length * entryLength, 4);
    const directory = joined(uint16(all.length, little), ...all, next);
    if (directoryAt + directory.length > mostBytes) throw new NotWritable('too long for a TIFF file');
    const header = joined(source.read(0, 4), uint32(directoryAt, little));
    return [header, { at: headerLength, length: source.size - headerLength }, padding, evenPacket, directory];
  },
  besides(source, size) {
    const { entries, little, at } = directoryOf(source);
    const others = entries.filter((each) => tagOf(each, little) !== xmpTag);
    const next = source.read(at + 2 + entries.length * entryLength, 4);
    return [source.read(0, 4), ...others, next, { at: headerLength, length: size - headerLength }];
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
  return { little, at, entries };
}

function tagOf(entry: Uint8Array, little: boolean): number {
  return view(entry).getUint16(0, little);
}

function entryFor(length: number, at: number, little: boolean): Uint8Array {
  return joined(uint16(xmpTag, little), uint16(byteType, little), uint32(length, little), uint32(at, little));
}

function uint16(value: number, little: boolean): Uint8Array {
  const bytes = new Uint8Array(2);
  view(bytes).setUint16(0, value, little);
  return bytes;
}

function uint32(value: number, little: boolean): Uint8Array {
  const bytes = new Uint8Array(4);
  view(bytes).setUint32(0, value, little);
  return bytes;
}
