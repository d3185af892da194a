import { SkipError } from '../../limits/skip-error.ts';

/**
 * Unpacks one row. A length n < 128 is followed by n + 1 bytes, one above 128 by one byte that is repeated 257 - n times. Throws
 * SkipError where it does not fill the row.
 */
export function unpackRow(packed: Uint8Array, row: Uint8Array): void {
  let to = 0;
  for (let at = 0; at < packed.length && to < row.length;) {
    const length = packed[at] as number;
    at += 1;
    if (length < 128) {
      const bytes = packed.subarray(at, at + Math.min(length + 1, row.length - to));
      row.set(bytes, to);
      to += bytes.length;
      at += length + 1;
    } else if (length > 128) {
      row.fill(packed[at] as number, to, to + 257 - length);
      to += 257 - length;
      at += 1;
    }
  }
  if (to < row.length) throw tooShort();
}

/** Throws SkipError where a row does not unpack to so many bytes at least. */
export function checkRow(packed: Uint8Array, rowLength: number): void {
  let unpacked = 0;
  for (let at = 0; at < packed.length && unpacked < rowLength;) {
    const length = packed[at] as number;
    unpacked += length < 128 ? length + 1 : length > 128 ? 257 - length : 0;
    at += length < 128 ? length + 2 : length > 128 ? 2 : 1;
    if (at > packed.length) throw tooShort();
  }
  if (unpacked < rowLength) throw tooShort();
}

/** Changes each byte that is stored, once, and leaves the lengths between them. */
export function mapPacked(packed: Uint8Array, map: (byte: number) => number): void {
  for (let at = 0; at < packed.length;) {
    const length = packed[at] as number;
    const values = length < 128 ? length + 1 : length > 128 ? 1 : 0;
    const end = Math.min(at + values, packed.length - 1);
    for (let value = at + 1; value <= end; value += 1) packed[value] = map(packed[value] as number);
    at += 1 + values;
  }
}

function tooShort(): SkipError {
  return new SkipError('corrupt', 'a row is too short');
}
