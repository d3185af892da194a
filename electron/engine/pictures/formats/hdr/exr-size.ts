import type { Size } from '../../../../contract/geometry.ts';
import { attributeAt, startBytes } from './exr-header.ts';

/** The size of the data window of the first part of an OpenEXR file. Null where there is none in these bytes. */
export function exrSize(head: Buffer): Size | null {
  // A zero byte ends the part.
  for (let at = startBytes; at < head.length && head[at] !== 0;) {
    const attribute = attributeAt(head, at);
    if (!attribute) return null;
    const { name, start, end } = attribute;
    if (name === 'dataWindow') return start + 16 <= head.length ? sizeOf(head, start) : null;
    at = end;
  }
  return null;
}

/** A box: the first and the last column and row. */
function sizeOf(head: Buffer, at: number): Size | null {
  const [left, top, right, bottom] = [0, 4, 8, 12].map((offset) => head.readInt32LE(at + offset)) as [
    number,
    number,
    number,
    number,
  ];
  const [width, height] = [right - left + 1, bottom - top + 1];
  return width > 0 && height > 0 ? { width, height } : null;
}
