import fs from 'node:fs';
import { jpeg } from './jpeg.ts';
import type { ByteSource, XmpContainer } from './pieces.ts';
import { png } from './png.ts';
import { tiff } from './tiff.ts';
import { webp } from './webp.ts';

const containers: readonly XmpContainer[] = [jpeg, png, webp, tiff];
const startLength = 16;

/** The XMP packet in a picture's file, as text; null where it has none, or is of a kind that is not looked into. Throws what the system says. */
export function readEmbeddedXmp(path: string): string | null {
  return withSource(path, (source) => {
    const packet = containerOf(source)?.packet(source);
    return packet ? new TextDecoder().decode(packet) : null;
  });
}

/** How the file holds XMP; null for a kind that is not looked into. */
function containerOf(source: ByteSource): XmpContainer | null {
  const start = source.read(0, startLength);
  return containers.find((each) => each.isOurs(start)) ?? null;
}

function withSource<T>(path: string, use: (source: ByteSource) => T): T {
  const file = fs.openSync(path, 'r');
  try {
    const { size } = fs.fstatSync(file);
    // What a damaged file says of its lengths may be anything.
    return use({ size, read: (at, length) => readAt(file, at, Math.max(0, Math.min(length, size - at))) });
  } finally {
    fs.closeSync(file);
  }
}

function readAt(file: number, at: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  return bytes.subarray(0, fs.readSync(file, bytes, 0, length, at));
}
