import { deflateSync } from 'node:zlib';

/** Numbers of the file format. */
export const psdMode = {
  bitmap: 0,
  grey: 1,
  indexed: 2,
  rgb: 3,
  cmyk: 4,
  multichannel: 7,
  duotone: 8,
  lab: 9,
} as const;
export const psdCompressions = { raw: 0, packed: 1, zip: 2, predicted: 3 } as const;

interface Stored {
  readonly width: number;
  readonly height: number;
  /** Bits. */
  readonly depth: 1 | 8 | 16 | 32;
  readonly compression: number;
  readonly large: boolean;
}

interface PsdLayer {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** One colour for the whole layer; its opacity last. Values of the mode's depth. */
  readonly colour: readonly number[];
  readonly blend?: string;
  readonly opacity?: number;
  readonly hidden?: boolean;
  readonly clipped?: boolean;
  /** Shows the left half only. */
  readonly halfMasked?: boolean;
  readonly divides?: 'group' | 'end';
}

export interface PsdFile extends Partial<Pick<Stored, 'compression' | 'large' | 'depth'>> {
  readonly mode: number;
  readonly width: number;
  readonly height: number;
  /** Of each channel: the value of each pixel, 0 to 1, or of floats any. */
  readonly planes: readonly (readonly number[])[];
  readonly palette?: Uint8Array;
  readonly resources?: Readonly<Record<number, Uint8Array>>;
  readonly layers?: readonly PsdLayer[];
  /** Says that the first channel behind the colours is transparency, as files with layers do. */
  readonly transparent?: boolean;
}

/** A file as Photoshop writes it. */
export function psd(file: PsdFile): Buffer {
  const { mode, width, height, planes, large = false, depth = 8, compression = psdCompressions.raw } = file;
  const stored = { width, height, depth, compression, large };
  const layers = file.layers ? layerSection(file.layers, stored, file.transparent ?? false) : Buffer.alloc(0);
  return Buffer.concat([
    header(stored, planes.length, mode),
    withLength(Buffer.from(file.palette ?? [])),
    withLength(Buffer.concat(Object.entries(file.resources ?? {}).map(([id, data]) => resource(Number(id), data)))),
    withLength(layers, large),
    picture(
      stored,
      planes.map((plane) => rowsOf(plane, stored)),
    ),
  ]);
}

/** What tells whether the file holds the composed picture. */
export function versionInfo(hasComposite: boolean): Uint8Array {
  return Buffer.from([0, 0, 0, 1, hasComposite ? 1 : 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
}

/** The small picture of the file dialog. */
export function thumbnail(jpeg: Uint8Array): Uint8Array {
  return Buffer.concat([numbers(4, 1, 0, 0, 0, 0, 0), numbers(2, 24, 1), jpeg]);
}

function header({ large, width, height, depth }: Stored, channels: number, mode: number): Buffer {
  return Buffer.concat([
    Buffer.from('8BPS'),
    numbers(2, large ? 2 : 1, 0, 0, 0, channels),
    numbers(4, height, width),
    numbers(2, depth, mode),
  ]);
}

function resource(id: number, data: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from('8BIM'),
    numbers(2, id, 0),
    withLength(Buffer.from(data)),
    Buffer.alloc(data.length % 2),
  ]);
}

/** Values are stored with the most significant byte first. */
function rowsOf(plane: readonly number[], { width, height, depth }: Stored): Buffer[] {
  return Array.from({ length: height }, (_, y) => row(plane.slice(y * width, (y + 1) * width), depth));
}

function row(values: readonly number[], depth: Stored['depth']): Buffer {
  if (depth === 8) return Buffer.from(values.map((value) => Math.round(value * 255)));
  if (depth === 16) return numbers(2, ...values.map((value) => Math.round(value * 65535)));
  if (depth === 32) return Buffer.concat(values.map(float));
  const bits = Buffer.alloc(Math.ceil(values.length / 8));
  for (const [at, value] of values.entries()) bits[at >> 3] = (bits[at >> 3] ?? 0) | (value << (7 - (at % 8)));
  return bits;
}

function float(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatBE(value);
  return bytes;
}

/** All planes of a picture, or one of a layer. */
function picture(stored: Stored, planes: readonly Buffer[][]): Buffer {
  const rows = planes.flat();
  const isPacked = stored.compression === psdCompressions.packed;
  return Buffer.concat([
    numbers(2, stored.compression),
    isPacked ? packedRows(rows, stored.large) : plainOrZip(rows, stored),
  ]);
}

function plainOrZip(rows: readonly Buffer[], { compression, depth }: Stored): Buffer {
  if (compression === psdCompressions.raw) return Buffer.concat(rows);
  const isPredicted = compression === psdCompressions.predicted;
  return deflateSync(Buffer.concat(isPredicted ? rows.map((each) => predicted(each, depth)) : rows));
}

/** Each value less the one before it; of floats, all first bytes lie before all second ones. */
function predicted(row: Buffer, depth: number): Buffer {
  const out = Buffer.from(row);
  if (depth === 16) {
    for (let at = row.length - 2; at >= 2; at -= 2)
      out.writeUInt16BE((row.readUInt16BE(at) - row.readUInt16BE(at - 2)) & 65535, at);
    return out;
  }
  const width = row.length / 4;
  const bytes =
    depth === 32 ? Buffer.from(row.map((_, at) => row[(at % width) * 4 + Math.floor(at / width)] ?? 0)) : row;
  for (let at = 0; at < row.length; at += 1) out[at] = ((bytes[at] ?? 0) - (at > 0 ? (bytes[at - 1] ?? 0) : 0)) & 255;
  return out;
}

function packedRows(rows: readonly Buffer[], large: boolean): Buffer {
  const packed = rows.map(packBits);
  return Buffer.concat([numbers(large ? 4 : 2, ...packed.map(({ length }) => length)), ...packed]);
}

/** Runs of three and more, and what is between them. */
function packBits(row: Buffer): Buffer {
  const out: number[] = [];
  let literal: number[] = [];
  const flush = (): void => {
    if (literal.length > 0) out.push(literal.length - 1, ...literal);
    literal = [];
  };
  for (let at = 0; at < row.length;) {
    let run = 1;
    while (run < 128 && at + run < row.length && row[at + run] === row[at]) run += 1;
    if (run >= 3) {
      flush();
      out.push(257 - run, row[at] ?? 0);
      at += run;
    } else {
      literal.push(row[at] ?? 0);
      if (literal.length === 128) flush();
      at += 1;
    }
  }
  flush();
  return Buffer.from(out);
}

function layerSection(layers: readonly PsdLayer[], stored: Stored, transparent: boolean): Buffer {
  const channels = layers.map((layer) => layerChannels(layer, stored));
  const records = layers.map((layer, at) => layerRecord(layer, channels[at] ?? [], stored.large));
  const count = numbers(2, (transparent ? -layers.length : layers.length) & 65535);
  const info = Buffer.concat([count, ...records, ...channels.flat().map(({ data }) => data)]);
  const padded = Buffer.concat([info, Buffer.alloc(info.length % 2)]);
  const mask = numbers(4, 0);
  if (stored.depth <= 8) return Buffer.concat([withLength(padded, stored.large), mask]);
  // With more than 8 bits, the layers lie in a block behind an empty list.
  const block = Buffer.concat([Buffer.from(`8BIMLr${stored.depth}`), withLength(padded, stored.large)]);
  return Buffer.concat([
    withLength(Buffer.alloc(0), stored.large),
    mask,
    block,
    Buffer.alloc((4 - (padded.length % 4)) % 4),
  ]);
}

interface Channel {
  readonly id: number;
  readonly data: Buffer;
}

function layerChannels({ colour, width, height, halfMasked }: PsdLayer, stored: Stored): Channel[] {
  const here = { ...stored, width, height };
  const channel = (id: number, value: (x: number) => number): Channel => {
    const plane = Array.from({ length: width * height }, (_, at) => value(at % width));
    return { id, data: picture(here, [rowsOf(plane, here)]) };
  };
  const ids = colour.map((_, at) => (at === colour.length - 1 ? -1 : at));
  return [
    ...ids.map((id, at) => channel(id, () => colour[at] ?? 0)),
    ...(halfMasked ? [channel(-2, (x) => (x < width / 2 ? 1 : 0))] : []),
  ];
}

const flags = { hidden: 2 };

function layerRecord(layer: PsdLayer, channels: readonly Channel[], large: boolean): Buffer {
  const { left, top, width, height, blend = 'norm', opacity = 1, hidden, clipped, halfMasked, divides } = layer;
  const area = numbers(4, top, left, top + height, left + width);
  const divider = divides
    ? block('lsct', Buffer.concat([numbers(4, divides === 'group' ? 1 : 3), Buffer.from(`8BIM${blend}`)]))
    : Buffer.alloc(0);
  const extra = Buffer.concat([
    withLength(halfMasked ? Buffer.concat([area, Buffer.from([0, 0, 0, 0])]) : Buffer.alloc(0)),
    numbers(4, 0),
    Buffer.from('\x03abc', 'latin1'),
    divider,
  ]);
  return Buffer.concat([
    area,
    numbers(2, channels.length),
    ...channels.map(({ id, data }) => Buffer.concat([numbers(2, id & 65535), length(data.length, large)])),
    Buffer.from(`8BIM${blend}`),
    Buffer.from([Math.round(opacity * 255), clipped ? 1 : 0, hidden ? flags.hidden : 0, 0]),
    withLength(extra),
  ]);
}

function block(key: string, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`8BIM${key}`), withLength(data)]);
}

function withLength(data: Buffer, large = false): Buffer {
  return Buffer.concat([length(data.length, large), data]);
}

function length(bytes: number, large: boolean): Buffer {
  return large ? numbers(4, 0, bytes) : numbers(4, bytes);
}

function numbers(bytes: 2 | 4, ...values: readonly number[]): Buffer {
  const out = Buffer.alloc(values.length * bytes);
  for (const [at, value] of values.entries()) out.writeUIntBE(value, at * bytes, bytes);
  return out;
}
