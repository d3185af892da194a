import { checkLength } from '../limits/limits.ts';
import { SkipError } from '../limits/skip-error.ts';
import type { Reading } from './reader.ts';

/** A picture inside a file takes no more than this, packed: nobody's is larger, and libvips holds it whole. */
const largestEncoded = 256 * 1024 * 1024;

const starts = ['\x89PNG\r\n\x1a\n', '\xff\xd8\xff'];

/** Is it a PNG or JPEG, by its first bytes? */
export function isEncoded(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  return starts.some((text) => start.startsWith(text));
}

/** The smaller picture that a program keeps in its file for file managers. Throws SkipError where it is no PNG or JPEG. */
export function previewOf(bytes: Uint8Array): Reading {
  if (!isEncoded(bytes)) throw new SkipError('corrupt', 'the preview in it is neither PNG nor JPEG');
  return { kind: 'encoded', bytes, isPreview: true };
}

/** Throws SkipError where a picture inside a file says that it is longer than any is. */
export function checkEncoded(length: number): void {
  checkLength(length, largestEncoded);
}

export function noPreview(): SkipError {
  return new SkipError('not-supported', 'there is no preview in it');
}
