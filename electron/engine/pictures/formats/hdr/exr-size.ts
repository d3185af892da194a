import type { Size } from '../../../../contract/geometry.ts';

/** Magic number, version and flags. */
const startBytes = 8;

/** The size of the data window of the first part of an OpenEXR file. Null where there is none in these bytes. */
export function exrSize(head: Buffer): Size | null {
  for (let at = startBytes; at < head.length;) {
    const [name, afterName] = readText(head, at);
    const [, afterType] = readText(head, afterName);
    if (name === '' || afterType + 4 > head.length) return null;
    const value = afterType + 4;
    if (name === 'dataWindow') return value + 16 <= head.length ? sizeOf(head, value) : null;
    at = value + head.readUInt32LE(afterType);
  }
  return null;
}

/** Text up to a zero byte, and where what follows begins. */
function readText(head: Buffer, at: number): [string, number] {
  const end = head.indexOf(0, at);
  return end < 0 ? ['', head.length] : [head.toString('latin1', at, end), end + 1];
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
