import { NotReadable, startsWith, view } from './pieces.ts';
import type { ByteSource, Stretch, XmpContainer } from './pieces.ts';

interface Segment extends Stretch {
  readonly marker: number;
}

/** Of the segment that holds XMP (XMP specification, part 3, 1.1.3). What is too long for one segment goes on in others, which are not read. */
const standard = 'http://ns.adobe.com/xap/1.0/\0';
const headerLength = 4;
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
