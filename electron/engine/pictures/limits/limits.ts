import type { Size } from '../../../contract/geometry.ts';
import { MemoryBudget } from '../../flow/memory-budget.ts';
import { SkipError } from './skip-error.ts';

/** Of one picture. */
export const maxPixels = 2 ** 28;
/** The most that decoding one picture may take. */
export const largestBytes = 640 * 1024 * 1024;

/** For all pictures that are being decoded at the same moment; one that takes more is decoded alone, up to `largestBytes`. */
export const decodingBudget = new MemoryBudget(192 * 1024 * 1024);

/** Bytes that decoding takes. Throws SkipError where it would be more than one picture may take. */
export function bytesFor({ width, height }: Size, bytesPerPixel: number): number {
  const bytes = width * height * bytesPerPixel;
  if (width * height > maxPixels || bytes > largestBytes) {
    throw new SkipError('too-large', `${width} × ${height} pixels`);
  }
  return bytes;
}

/** Throws SkipError where a file, or what is stored in it, is longer than `longest`. */
export function checkLength(bytes: number, longest: number): void {
  if (bytes > longest) throw new SkipError('too-large', `${Math.round(bytes / 2 ** 20)} MB`);
}

/** Throws SkipError where decoding one picture may not take so much. */
export function checkBytes(bytes: number): void {
  if (bytes > largestBytes) throw new SkipError('too-large', `${Math.round(bytes / 2 ** 20)} MB in memory`);
}
