import { bytesOf, joined, NotReadable, NotWritable, replaced, startsWith, view, without } from './pieces.ts';
import type { ByteSource, Stretch, XmpContainer } from './pieces.ts';

interface Segment extends Stretch {
  readonly marker: number;
}

/** Of the segment that holds XMP, and of those that go on with what is too long for one (XMP specification, part 3, 1.1.3). */
const standard = 'http://ns.adobe.com/xap/1.0/\0';
const extension = 'http://ns.adobe.com/xmp/extension/\0';
/** What a segment can hold beside its own length. */
const longest = 65_533;
const headerLength = 4;
const app0 = 0xe0;
const app1 = 0xe1;
const startOfScan = 0xda;
const endOfImage = 0xd9;

/** JPEG: a segment APP1 before the first scan. */
export const jpeg: XmpContainer = {
  isOurs: (start) => start[0] === 0xff && start[1] === 0xd8 && start[2] === 0xff,
  packet(source) {
    const found = packetOf(source, segmentsOf(source));
    const before = headerLength + standard.length;
    return found && source.read(found.at + before, found.length - before);
  },
  put(source, packet) {
    if (packet.length > longest - standard.length) throw new NotWritable('too long for a JPEG file');
    const segments = segmentsOf(source);
    if (segments.some((each) => begins(source, each, extension))) throw new NotWritable('XMP in several parts');
    const before = packetOf(source, segments) ?? { at: placeAmong(source, segments), length: 0 };
    return replaced(source.size, before, segmentWith(packet));
  },
  besides: (source) => without(source.size, packetOf(source, segmentsOf(source))),
};

/** The segments before the first scan. */
function segmentsOf(source: ByteSource): Segment[] {
  const segments: Segment[] = [];
  for (let at = 2; at + headerLength <= source.size;) {
    const header = source.read(at, headerLength);
    if (header[0] !== 0xff) throw new NotReadable('no segment where one should be');
    const marker = header[1] ?? 0;
    // Any number of these may stand before a marker.
    if (marker === 0xff) at += 1;
    else if (marker === startOfScan || marker === endOfImage) return segments;
    else {
      const length = 2 + view(header).getUint16(2);
      segments.push({ marker, at, length });
      at += length;
    }
  }
  return segments;
}

function packetOf(source: ByteSource, segments: readonly Segment[]): Segment | null {
  return segments.find((each) => begins(source, each, standard)) ?? null;
}

function begins(source: ByteSource, { marker, at }: Segment, name: string): boolean {
  return marker === app1 && startsWith(source.read(at + headerLength, name.length), name);
}

/** After JFIF and EXIF, which their specifications want in front. */
function placeAmong(source: ByteSource, segments: readonly Segment[]): number {
  let place = 2;
  for (const segment of segments) {
    const isFirst = segment.marker === app0 || begins(source, segment, 'Exif\0');
    if (!isFirst || segment.at !== place) break;
    place = segment.at + segment.length;
  }
  return place;
}

function segmentWith(packet: Uint8Array): Uint8Array {
  const length = 2 + standard.length + packet.length;
  return joined(Uint8Array.of(0xff, app1, length >> 8, length & 0xff), bytesOf(standard), packet);
}
