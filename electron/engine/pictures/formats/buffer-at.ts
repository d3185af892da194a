import type { FileBytes } from './reader.ts';

/** A piece of the file. Throws RangeError where the file ends before that. */
export function bufferAt(file: FileBytes, at: number, length: number): Buffer {
  const bytes = file.read(at, length);
  if (bytes.length < length) throw new RangeError('the file ends too early');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
