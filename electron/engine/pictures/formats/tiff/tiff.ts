/** Fields of a TIFF by their numbers. */
type Field = readonly [tag: number, values: readonly number[] | Uint32Array | Uint8Array];

export const photometric = { blackIsZero: 1, rgb: 2, palette: 3, separated: 5 } as const;
export const compressions = { none: 1, packBits: 32773 } as const;

/** A picture of bytes, as TIFF and Photoshop store it alike. */
export interface Planes {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly photometric: number;
  /** The last channel is transparency. */
  readonly hasAlpha: boolean;
  readonly compression: number;
  /** Of the rows of one plane after another. */
  readonly rowBytes: Uint32Array;
  /** Writes the rows. */
  readonly fill: (data: Uint8Array) => void;
  /** Red, green and blue of 256 colours. */
  readonly palette: Uint8Array | null;
  readonly profile: Uint8Array | null;
}

const headBytes = 8;
/** Types of TIFF 6.0. */
const types = { short: 3, long: 4, bytes: 7 } as const;

/** A TIFF around the planes of a picture: libvips decodes them. */
export function tiffOf(planes: Planes): Uint8Array {
  const { width, height, channels, rowBytes, palette, profile } = planes;
  const fields: Field[] = [
    [256, Uint32Array.of(width)],
    [257, Uint32Array.of(height)],
    [258, Array<number>(channels).fill(8)],
    [259, [planes.compression]],
    [262, [planes.photometric]],
    [273, startsOf(rowBytes)],
    [277, [channels]],
    [278, [1]],
    [279, rowBytes],
    [284, [2]],
    ...(palette ? [[320, [...palette].map((value) => value * 257)] as const] : []),
    ...(planes.hasAlpha ? [[338, [2]] as const] : []),
    ...(profile ? [[34675, profile] as const] : []),
  ];
  const dataBytes = rowBytes.reduce((sum, bytes) => sum + bytes, 0);
  return assemble(fields, dataBytes, planes.fill);
}

/** Of rows that lie one after another behind the head of the file. */
function startsOf(rowBytes: Uint32Array): Uint32Array {
  const starts = new Uint32Array(rowBytes.length);
  let at = headBytes;
  for (const [row, bytes] of rowBytes.entries()) {
    starts[row] = at;
    at += bytes;
  }
  return starts;
}

/** Head, data, the values that have no place in the directory, directory. */
function assemble(fields: readonly Field[], dataBytes: number, fill: Planes['fill']): Uint8Array {
  const valuesAt = roundUp(headBytes + dataBytes);
  const sizes = fields.map(([, values]) => sizeOf(values));
  const directoryAt = valuesAt + sizes.reduce((sum, size) => sum + (size > 4 ? roundUp(size) : 0), 0);
  const bytes = new Uint8Array(directoryAt + 2 + fields.length * 12 + 4);
  const view = new DataView(bytes.buffer);
  bytes.set([0x4d, 0x4d, 0, 42]);
  view.setUint32(4, directoryAt);
  fill(bytes.subarray(headBytes, headBytes + dataBytes));
  view.setUint16(directoryAt, fields.length);
  let free = valuesAt;
  for (const [index, [tag, values]] of fields.entries()) {
    const at = directoryAt + 2 + index * 12;
    const size = sizes[index] as number;
    view.setUint16(at, tag);
    view.setUint16(at + 2, typeOf(values));
    view.setUint32(at + 4, values.length);
    if (size > 4) view.setUint32(at + 8, free);
    write(view, size > 4 ? free : at + 8, values);
    if (size > 4) free += roundUp(size);
  }
  return bytes;
}

function typeOf(values: Field[1]): number {
  if (values instanceof Uint8Array) return types.bytes;
  return values instanceof Uint32Array ? types.long : types.short;
}

function sizeOf(values: Field[1]): number {
  return values.length * (values instanceof Uint8Array ? 1 : values instanceof Uint32Array ? 4 : 2);
}

function write(view: DataView, at: number, values: Field[1]): void {
  if (values instanceof Uint8Array) new Uint8Array(view.buffer).set(values, at);
  else if (values instanceof Uint32Array) values.forEach((value, index) => view.setUint32(at + index * 4, value));
  else values.forEach((value, index) => view.setUint16(at + index * 2, value));
}

function roundUp(bytes: number): number {
  return bytes + (bytes % 2);
}
