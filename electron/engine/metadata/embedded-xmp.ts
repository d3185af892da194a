import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { jpeg } from './jpeg.ts';
import { NotWritable, type ByteSource, type Piece, type XmpContainer } from './pieces.ts';
import { png } from './png.ts';
import { tiff } from './tiff.ts';
import { webp } from './webp.ts';

const containers: readonly XmpContainer[] = [jpeg, png, webp, tiff];
const startLength = 16;
const copiedAtOnce = 4 * 1024 * 1024;

/** The XMP packet in a picture's file, as text; null where it has none, or is of a kind that is not looked into. Throws what the system says. */
export function readEmbeddedXmp(path: string): string | null {
  return withSource(path, (source) => {
    const packet = containerOf(source)?.packet(source);
    return packet ? new TextDecoder().decode(packet) : null;
  });
}

/** Throws NotWritable for a picture without a place for this packet, NotReadable, and what the system says. */
export function refuseWithoutPlace(path: string, packet: string): void {
  withSource(path, (source) => piecesWith(source, packet));
}

/** Writes the picture with this packet into an open file. Throws as `refuseWithoutPlace`. */
export function writeWithXmp(path: string, packet: string, to: number): void {
  withSource(path, (source) => {
    for (const piece of piecesWith(source, packet)) {
      for (const bytes of bytesOf(source, piece)) fs.writeSync(to, bytes);
    }
  });
}

function piecesWith(source: ByteSource, packet: string): readonly Piece[] {
  const container = containerOf(source);
  if (!container) throw new NotWritable('this kind of file has no place for it');
  return container.put(source, new TextEncoder().encode(packet));
}

/** Whether two files, the second made of the first by `writeWithXmp`, have everything but their packets in common. */
export function sameBesidesXmp(original: string, made: string): boolean {
  const { size } = fs.statSync(original);
  const digest = (path: string) =>
    withSource(path, (source) => {
      const hash = createHash('sha256');
      for (const piece of containerOf(source)?.besides(source, size) ?? []) {
        for (const bytes of bytesOf(source, piece)) hash.update(bytes);
      }
      return hash.digest('hex');
    });
  return digest(original) === digest(made);
}

/** Of a stretch some megabytes at a time: a file may be larger than memory. */
function* bytesOf(source: ByteSource, piece: Piece): Generator<Uint8Array> {
  if (piece instanceof Uint8Array) yield piece;
  else {
    const end = Math.min(source.size, piece.at + piece.length);
    for (let at = piece.at; at < end; at += copiedAtOnce) yield source.read(at, Math.min(copiedAtOnce, end - at));
  }
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
