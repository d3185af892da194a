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

/** How one kind of file holds an XMP packet. Nothing else of the file is looked at. */
export interface XmpContainer {
  /** Whether the first bytes of a file (at least 16, where it has them) are of this kind. */
  isOurs(start: Uint8Array): boolean;
  /** The packet; null where there is none. Throws NotReadable. */
  packet(source: ByteSource): Uint8Array | null;
}

/** The file is not built as its kind is. */
export class NotReadable extends Error {}

export function text(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

export function startsWith(bytes: Uint8Array, latin: string): boolean {
  return text(bytes.subarray(0, latin.length)) === latin;
}

export function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
