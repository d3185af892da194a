/** Numbers of fields, TIFF 6.0. */
export const tiffFields = {
  bits: 258,
  compression: 259,
  photometric: 262,
  planes: 284,
  tileWidth: 322,
  extraSamples: 338,
  sampleFormat: 339,
} as const;
const shortType = 3;
/** Of its values, that are looked at. */
const mostValues = 64;

/** The values of a field of short numbers of the first picture in a TIFF; none where the file has no such field, or is no TIFF. */
export function shortsOf(bytes: Uint8Array, tag: number): number[] {
  return fieldOf(bytes, tag)?.values ?? [];
}

export function hasField(bytes: Uint8Array, tag: number): boolean {
  return fieldOf(bytes, tag) !== null;
}

interface Field {
  /** None where it has other ones than short numbers. */
  readonly values: number[];
}

function fieldOf(bytes: Uint8Array, tag: number): Field | null {
  const order = Buffer.from(bytes.subarray(0, 2)).toString('latin1');
  if (order !== 'II' && order !== 'MM') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readField(view, order === 'II', tag);
  } catch (error) {
    // It points past the end of the file: libvips says what is wrong with it.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** BigTIFF (version 43) has longer counts and offsets. Throws RangeError where the file is too short. */
function readField(view: DataView, little: boolean, tag: number): Field | null {
  const big = view.getUint16(2, little) === 43;
  const long = (at: number) => (big ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little));
  const longBytes = big ? 8 : 4;
  const directory = long(longBytes);
  const fields = big ? long(directory) : view.getUint16(directory, little);
  const first = directory + (big ? 8 : 2);
  for (let field = 0; field < fields; field += 1) {
    const at = first + field * (big ? 20 : 12);
    if (view.getUint16(at, little) !== tag) continue;
    if (view.getUint16(at + 2, little) !== shortType) return { values: [] };
    const count = long(at + 4);
    const value = at + 4 + longBytes;
    const start = count * 2 <= longBytes ? value : long(value);
    const values = Array.from({ length: Math.min(count, mostValues) }, (_, index) =>
      view.getUint16(start + index * 2, little),
    );
    return { values };
  }
  return null;
}
