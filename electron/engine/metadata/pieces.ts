/** Random access to the bytes of a file. */
export interface ByteSource {
  readonly size: number;
  /** Fewer bytes than asked for at the end of the file. */
  read(at: number, length: number): Uint8Array;
}

/** A stretch of a file. */
export interface Stretch {
  readonly at: number;
  readonly length: number;
}

/** A file as it is to be: stretches of the one that there is, and new bytes between them. */
export type Piece = Stretch | Uint8Array;

/** How one kind of file holds an XMP packet. Nothing else of the file is looked at, or changed. */
export interface XmpContainer {
  /** Whether the first bytes of a file (at least 16, where it has them) are of this kind. */
  isOurs(start: Uint8Array): boolean;
  /** The packet; null where there is none. Throws NotReadable. */
  packet(source: ByteSource): Uint8Array | null;
  /** The file with this packet (UTF-8) in the place of the one that it has. Throws NotReadable, NotWritable. */
  put(source: ByteSource, packet: Uint8Array): readonly Piece[];
  /** Everything else in a file that was made of one of `size` bytes by `put`, or in that file itself: it is the same in both. */
  besides(source: ByteSource, size: number): readonly Piece[];
}

/** The file is not built as its kind is. */
export class NotReadable extends Error {}

/** The kind of file has no place for it. */
export class NotWritable extends Error {}

export function text(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

export function bytesOf(latin: string): Uint8Array {
  return Uint8Array.from(latin, (letter) => letter.charCodeAt(0));
}

export function startsWith(bytes: Uint8Array, latin: string): boolean {
  return text(bytes.subarray(0, latin.length)) === latin;
}

export function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A file of `size` bytes without a part of it. */
export function without(size: number, part: Stretch | null): Piece[] {
  return replaced(size, part ?? { at: size, length: 0 }, new Uint8Array());
}

/** A file of `size` bytes with `instead` in the place of a part of it. */
export function replaced(size: number, part: Stretch, instead: Uint8Array): Piece[] {
  const after = part.at + part.length;
  return [{ at: 0, length: part.at }, instead, { at: after, length: size - after }];
}
