import type { Size } from '../../../../contract/geometry.ts';
import { attributeAt, flags, startBytes } from './exr-header.ts';

/** By their numbers in the file. */
export const exrPacking = { piz: 4, dwaa: 8, dwab: 9 } as const;

interface ExrChannel {
  readonly name: string;
  /** 0: whole numbers of 32 bits, 1: half floats, 2: floats. */
  readonly type: number;
}

interface Tiles extends Size {
  /** 1: smaller and smaller copies behind the picture. */
  readonly levels: number;
  readonly roundsUp: boolean;
}

/** What the header says of the first part of an OpenEXR file. */
export interface ExrPart extends Size {
  /** The first row of the data window. */
  readonly top: number;
  readonly packing: number;
  readonly channels: readonly ExrChannel[];
  readonly tiles: Tiles | null;
  readonly isMultiPart: boolean;
  readonly isDeep: boolean;
  /** How many chunks it has, where there may be several parts. */
  readonly chunks: number;
  /** Where the offsets of the chunks begin. */
  readonly end: number;
}

type Attributes = ReadonlyMap<string, Buffer>;

/** Reads a header that is sound. Null where it does not say how large the picture is, or how it is stored. */
export function readExrPart(head: Buffer): ExrPart | null {
  const flag = (bit: number): boolean => ((head[5] as number) & bit) !== 0;
  const [isMultiPart, isDeep] = [flag(flags.multiPart), flag(flags.deep)];
  const { attributes, end } = attributesOf(head, startBytes);
  const [packing, window, channels] = ['compression', 'dataWindow', 'channels'].map((name) => attributes.get(name));
  const size = window && window.length >= 16 ? sizeOf(window) : null;
  if (!size || !packing?.length || !channels) return null;
  return {
    ...size,
    packing: packing.readUInt8(),
    channels: channelsOf(channels),
    tiles: flag(flags.tiled) ? tilesOf(attributes) : null,
    isMultiPart,
    isDeep,
    chunks: attributes.get('chunkCount')?.readInt32LE() ?? 0,
    end: isMultiPart ? endOfParts(head, end) : end,
  };
}

/** A zero byte ends the part; `end` lies behind it. */
function attributesOf(head: Buffer, start: number): { readonly attributes: Attributes; readonly end: number } {
  const attributes = new Map<string, Buffer>();
  let at = start;
  while (at < head.length && head[at] !== 0) {
    const attribute = attributeAt(head, at);
    if (!attribute) break;
    attributes.set(attribute.name, head.subarray(attribute.start, attribute.end));
    at = attribute.end;
  }
  return { attributes, end: at + 1 };
}

/** A part without attributes ends the list. */
function endOfParts(head: Buffer, start: number): number {
  let at = start;
  for (;;) {
    const { attributes, end } = attributesOf(head, at);
    if (attributes.size === 0) return end;
    at = end;
  }
}

/** A box: the first and the last column and row. */
function sizeOf(box: Buffer): (Size & { readonly top: number }) | null {
  const [left, top, right, bottom] = [0, 4, 8, 12].map((at) => box.readInt32LE(at)) as [number, number, number, number];
  const [width, height] = [right - left + 1, bottom - top + 1];
  return width > 0 && height > 0 ? { width, height, top } : null;
}

function channelsOf(list: Buffer): ExrChannel[] {
  const channels: ExrChannel[] = [];
  // Behind the name: its type, whether it is linear, and how it is sampled.
  for (let at = 0; at < list.length - 1;) {
    const end = list.indexOf(0, at);
    channels.push({ name: list.toString('latin1', at, end), type: list.readInt32LE(end + 1) });
    at = end + 1 + 16;
  }
  return channels;
}

function tilesOf(attributes: Attributes): Tiles | null {
  const tiles = attributes.get('tiles');
  if (!tiles || tiles.length < 9) return null;
  const modes = tiles.readUInt8(8);
  return {
    width: tiles.readUInt32LE(0),
    height: tiles.readUInt32LE(4),
    levels: modes & 15,
    roundsUp: modes >> 4 === 1,
  };
}
