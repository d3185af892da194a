import { SkipError } from '../../limits/skip-error.ts';
import type { FileBytes } from '../reader.ts';
import { Cursor } from './cursor.ts';
import { endOf, type Psd, type Section } from './psd-sections.ts';

/** In pixels of the picture; a layer may reach out of it. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Mask extends Area {
  /** Outside of its area, 0 to 255. */
  readonly outside: number;
}

export interface Layer extends Area {
  /** Where each channel is stored: 0 to 2 are colours, −1 is transparency, −2 the mask. */
  readonly channels: ReadonlyMap<number, Section>;
  /** Four letters. */
  readonly blend: string;
  /** 0 to 1. */
  readonly opacity: number;
  readonly isHidden: boolean;
  /** It shows only where the layer below it does. */
  readonly isClipped: boolean;
  readonly mask: Mask | null;
  /** The head of a group, which lies above its layers, or what lies below them. */
  readonly divides: 'group' | 'end' | null;
}

const mostLayers = 8192;
/** Of a PSB, pixels. */
const longestSide = 300_000;
/** 56 of colours and selections, and three more. */
const mostChannels = 64;

/** From the bottom to the top. Throws SkipError. */
export function readLayers(file: FileBytes, info: Section, psd: Psd): Layer[] {
  const cursor = new Cursor(file, info.at, endOf(info));
  const count = Math.abs(cursor.i16());
  if (count > mostLayers) throw new SkipError('corrupt', `${count} layers`);
  const records = Array.from({ length: count }, () => readRecord(cursor, psd));
  // The channels of all layers lie behind all records.
  let at = cursor.at;
  return records.map(({ lengths, ...layer }) => {
    const channels = new Map<number, Section>();
    for (const { id, length } of lengths) {
      channels.set(id, { at, length });
      at += length;
    }
    return { ...layer, channels };
  });
}

interface LayerRecord extends Omit<Layer, 'channels'> {
  readonly lengths: readonly { readonly id: number; readonly length: number }[];
}

function readRecord(cursor: Cursor, { large }: Psd): LayerRecord {
  const area = readArea(cursor);
  const channels = cursor.u16();
  if (channels > mostChannels) throw new SkipError('corrupt', `a layer of ${channels} channels`);
  const lengths = Array.from({ length: channels }, () => ({ id: cursor.i16(), length: cursor.length(large) }));
  if (cursor.key() !== '8BIM') throw new SkipError('corrupt', 'a layer that is none');
  const blend = cursor.key();
  const opacity = cursor.u8() / 255;
  const isClipped = cursor.u8() === 1;
  const isHidden = (cursor.u8() & 2) !== 0;
  cursor.at += 1;
  const extraBytes = cursor.u32();
  const end = cursor.at + extraBytes;
  const mask = readMask(cursor);
  const rangesBytes = cursor.u32();
  cursor.at += rangesBytes;
  const nameBytes = cursor.u8();
  cursor.at += Math.ceil((nameBytes + 1) / 4) * 4 - 1;
  const more = readBlocks(cursor, end, large);
  cursor.at = end;
  return {
    ...area,
    lengths,
    blend: more.blend ?? blend,
    opacity: opacity * more.fill,
    isHidden,
    isClipped,
    mask,
    divides: more.divides,
  };
}

function readArea(cursor: Cursor): Area {
  const [top, left, bottom, right] = [cursor.i32(), cursor.i32(), cursor.i32(), cursor.i32()];
  if (right - left > longestSide || bottom - top > longestSide) throw new SkipError('corrupt', 'a layer is too large');
  return { left, top, right, bottom };
}

/** Null where there is none, or where it is switched off. */
function readMask(cursor: Cursor): Mask | null {
  const length = cursor.u32();
  const end = cursor.at + length;
  if (length < 18) {
    cursor.at = end;
    return null;
  }
  const area = readArea(cursor);
  const outside = cursor.u8();
  const isOff = (cursor.u8() & 2) !== 0;
  cursor.at = end;
  return isOff ? null : { ...area, outside };
}

const kindsOfDividers: Readonly<Record<number, Layer['divides']>> = { 1: 'group', 2: 'group', 3: 'end' };

/** What stands in blocks behind the record: dividers of groups with the way these are blended, and the opacity of fills. */
function readBlocks(cursor: Cursor, end: number, large: boolean) {
  let divides: Layer['divides'] = null;
  let blend: string | null = null;
  let fill = 1;
  while (cursor.at + 12 <= end) {
    cursor.at += 4;
    const key = cursor.key();
    const length = cursor.length(large && longBlocks.has(key));
    const next = cursor.at + length + (length % 2);
    if (key === 'lsct' || key === 'lsdk') {
      divides = kindsOfDividers[cursor.u32()] ?? null;
      if (length >= 12) {
        cursor.at += 4;
        blend = cursor.key();
      }
    }
    if (key === 'iOpa') fill = cursor.u8() / 255;
    cursor.at = next;
  }
  return { divides, blend, fill };
}

/** Blocks whose lengths are stored in 8 bytes in PSB. */
export const longBlocks = new Set('LMsk Lr16 Lr32 Layr Mt16 Mt32 Mtrn Alph FMsk lnk2 FEid FXid PxSD'.split(' '));
