import { noPreview, previewOf } from '../encoded.ts';
import type { FileBytes, MakeRoom, Reading } from '../reader.ts';

/** Before the page itself; what Illustrator writes begins in the first megabyte. */
const searched = 64 * 1024 * 1024;
const windowBytes = 1024 * 1024;
/** Illustrator's are 256 pixels wide, as JPEG in base64: some ten kilobytes. */
const longest = 4 * 1024 * 1024;
const start = '<xmpGImg:image>';
const end = '</xmpGImg:image>';

/**
 * Illustrator and PDF: the small JPEG in the description (XMP: `xmpGImg:image`) that Illustrator writes into its files, uncompressed.
 * Errors as a Reader.
 */
export function readXmpPreview(file: FileBytes, makeRoom: MakeRoom): Reading {
  const at = indexOf(file, start);
  if (at < 0) throw noPreview();
  makeRoom(longest * 3);
  const text = Buffer.from(file.read(at + start.length, longest)).toString('latin1');
  const stop = text.indexOf(end);
  if (stop < 0) throw noPreview();
  // XMP writes a line break within an element as a character reference.
  return previewOf(Buffer.from(text.slice(0, stop).replaceAll('&#xA;', ''), 'base64'));
}

function indexOf(file: FileBytes, text: string): number {
  // Windows overlap, so that a text across their border is found.
  const step = windowBytes - text.length;
  for (let at = 0; at < Math.min(file.size, searched); at += step) {
    const found = Buffer.from(file.read(at, windowBytes)).indexOf(text, 0, 'latin1');
    if (found >= 0) return at + found;
  }
  return -1;
}
