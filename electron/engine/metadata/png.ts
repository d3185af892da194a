import { crc32, inflateSync } from 'node:zlib';
import { bytesOf, joined, NotReadable, replaced, startsWith, text, view, without } from './pieces.ts';
import type { ByteSource, Stretch, XmpContainer } from './pieces.ts';

interface Chunk extends Stretch {
  readonly type: string;
}

const signature = '\x89PNG\r\n\x1a\n';
/** Length and type in front, checksum behind. */
const frame = { before: 8, after: 4 };
const keyword = 'XML:com.adobe.xmp\0';
/** Not compressed, no language, no translated keyword. */
const plain = Uint8Array.of(0, 0, 0, 0);
const mostPacket = 64 * 1024 * 1024;
/** The standard's own, and those that libvips and others write. */
const textTypes = ['iTXt', 'zTXt', 'tEXt'];

/** PNG: a chunk iTXt of a certain keyword (XMP specification, part 3, 1.1.5). */
export const png: XmpContainer = {
  isOurs: (start) => startsWith(start, signature),
  packet(source) {
    const chunk = packetOf(source, chunksOf(source));
    return chunk && textIn(chunk.type, source.read(chunk.at + frame.before, chunk.length - frame.before - frame.after));
  },
  put(source, packet) {
    const chunks = chunksOf(source);
    const [header] = chunks;
    if (header?.type !== 'IHDR') throw new NotReadable('no header in front');
    const place = packetOf(source, chunks) ?? { at: header.at + header.length, length: 0 };
    return replaced(source.size, place, chunkOf('iTXt', joined(bytesOf(keyword), plain, packet)));
  },
  besides: (source) => without(source.size, packetOf(source, chunksOf(source))),
};

function chunksOf(source: ByteSource): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = signature.length; at + frame.before <= source.size;) {
    const header = source.read(at, frame.before);
    const length = frame.before + view(header).getUint32(0) + frame.after;
    const type = text(header.subarray(4));
    chunks.push({ type, at, length });
    if (type === 'IEND') break;
    at += length;
  }
  return chunks;
}

function packetOf(source: ByteSource, chunks: readonly Chunk[]): Chunk | null {
  const isPacket = ({ type, at }: Chunk): boolean =>
    textTypes.includes(type) && startsWith(source.read(at + frame.before, keyword.length), keyword);
  return chunks.find(isPacket) ?? null;
}

function textIn(type: string, data: Uint8Array): Uint8Array {
  if (type === 'tEXt') return data.subarray(keyword.length);
  return type === 'zTXt' ? inflated(data.subarray(keyword.length + 1)) : internationalText(data);
}

/** What stands in a chunk iTXt behind its keyword, flags, language and translated keyword. */
function internationalText(data: Uint8Array): Uint8Array {
  const isCompressed = data[keyword.length] === 1;
  const language = data.indexOf(0, keyword.length + 2);
  const translated = data.indexOf(0, language + 1);
  if (language < 0 || translated < 0) throw new NotReadable('a text that does not begin');
  const body = data.subarray(translated + 1);
  return isCompressed ? inflated(body) : body;
}

function inflated(data: Uint8Array): Uint8Array {
  return inflateSync(data, { maxOutputLength: mostPacket });
}

function chunkOf(type: string, data: Uint8Array): Uint8Array {
  const body = joined(bytesOf(type), data);
  const length = new Uint8Array(4);
  view(length).setUint32(0, data.length);
  const checksum = new Uint8Array(4);
  view(checksum).setUint32(0, crc32(body));
  return joined(length, body, checksum);
}
