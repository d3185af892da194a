import type { Size } from '../../contract/geometry.ts';
import { boxAt, boxesIn, boxOf, numbers, type Box } from './iso-boxes.ts';

/** The first frame of a track. */
interface Frame extends Size {
  readonly isAlpha: boolean;
  /** Boxes that say how it is stored, as they are: `av1C`, and `colr` where there is one. */
  readonly properties: readonly Buffer[];
  /** Bits a channel, and how many channels. */
  readonly depth: number;
  readonly channels: number;
  readonly data: Buffer;
}

/** What kinds of tracks hold: pictures, films, and what belongs to another track. */
const colours = ['pict', 'vide'];
const auxiliary = 'auxv';
const alphaName = 'urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0';

/**
 * The first frame of a film as an AVIF with one still picture: each film begins with a frame that stands alone, stored as a still one is.
 * Null where there is none of AV1. Throws RangeError where the file ends too early.
 */
export function firstFrame(bytes: Buffer): Buffer | null {
  const movie = boxAt(bytes, { start: 0, end: bytes.length }, 'moov');
  if (!movie) return null;
  const tracks = [...boxesIn(bytes, movie.start, movie.end)].filter(({ name }) => name === 'trak');
  const frames = tracks.map((track) => frameOf(bytes, track)).filter((frame) => frame !== null);
  const shown = frames.find(({ isAlpha }) => !isAlpha);
  const alpha = frames.find(({ isAlpha }) => isAlpha);
  return shown ? stillOf(alpha ? [shown, alpha] : [shown]) : null;
}

function frameOf(bytes: Buffer, track: Box): Frame | null {
  const handler = boxAt(bytes, track, 'mdia', 'hdlr');
  const samples = boxAt(bytes, track, 'mdia', 'minf', 'stbl');
  if (!handler || !samples) return null;
  const kind = bytes.toString('latin1', handler.start + 8, handler.start + 12);
  const entry = entryOf(bytes, samples);
  const data = firstSample(bytes, samples);
  if (!entry || !data || !(kind === auxiliary || colours.includes(kind))) return null;
  return { ...entry, isAlpha: kind === auxiliary, data };
}

/** How many bytes of a description of samples come before the boxes in it. */
const entryBytes = 78;

function entryOf(bytes: Buffer, samples: Box): Omit<Frame, 'isAlpha' | 'data'> | null {
  const list = boxAt(bytes, samples, 'stsd');
  const entry = list && boxAt(bytes, { start: list.start + 8, end: list.end }, 'av01');
  if (!entry) return null;
  const inside = { start: entry.start + entryBytes, end: entry.end };
  const configuration = boxAt(bytes, inside, 'av1C');
  if (!configuration) return null;
  const colour = boxAt(bytes, inside, 'colr');
  const flags = bytes.readUInt8(configuration.start + 2);
  return {
    width: bytes.readUInt16BE(entry.start + 24),
    height: bytes.readUInt16BE(entry.start + 26),
    properties: [configuration, ...(colour ? [colour] : [])].map((box) => boxOf(box.name, contentOf(bytes, box))),
    depth: flags & 0x40 ? (flags & 0x20 ? 12 : 10) : 8,
    channels: flags & 0x10 ? 1 : 3,
  };
}

/** The first sample lies where the first piece of them begins. */
function firstSample(bytes: Buffer, samples: Box): Buffer | null {
  const sizes = boxAt(bytes, samples, 'stsz');
  const [short, long] = [boxAt(bytes, samples, 'stco'), boxAt(bytes, samples, 'co64')];
  if (!sizes || !(short ?? long)) return null;
  const length = bytes.readUInt32BE(sizes.start + 4) || bytes.readUInt32BE(sizes.start + 12);
  const at = short ? bytes.readUInt32BE(short.start + 8) : Number(bytes.readBigUInt64BE((long as Box).start + 8));
  if (at + length > bytes.length) throw new RangeError('its first frame is cut off');
  return bytes.subarray(at, at + length);
}

function contentOf(bytes: Buffer, { start, end }: Box): Buffer {
  return bytes.subarray(start, end);
}

/** A box that begins with a version and flags, all 0, or with a version. */
function full(name: string, ...content: readonly (Uint8Array | string)[]): Buffer {
  return boxOf(name, numbers(4, 0), ...content);
}

/** An AVIF (AOM, “AV1 Image File Format”) of one picture, its alpha as the second item where there are two. */
function stillOf(items: readonly Frame[]): Buffer {
  const kind = boxOf('ftyp', 'avif', numbers(4, 0), 'avifmif1miaf');
  // The place of the data is known once the length of what is before it is.
  const before = kind.length + descriptionOf(items, 0).length + 8;
  return Buffer.concat([kind, descriptionOf(items, before), boxOf('mdat', ...items.map(({ data }) => data))]);
}

function descriptionOf(items: readonly Frame[], dataAt: number): Buffer {
  return full(
    'meta',
    full('hdlr', numbers(4, 0), 'pict', numbers(4, 0, 0, 0), '\0'),
    full('pitm', numbers(2, 1)),
    full('iloc', numbers(1, 0x44, 0), numbers(2, items.length), ...placesOf(items, dataAt)),
    full('iinf', numbers(2, items.length), ...items.map((_, at) => infoOf(at + 1))),
    ...(items.length > 1 ? [full('iref', boxOf('auxl', numbers(2, 2, 1, 1)))] : []),
    propertiesOf(items),
  );
}

/** Its number, where it lies: in this file, in one piece. */
function placesOf(items: readonly Frame[], dataAt: number): Buffer[] {
  let at = dataAt;
  return items.map(({ data }, index) => {
    const place = Buffer.concat([numbers(2, index + 1, 0, 1), numbers(4, at, data.length)]);
    at += data.length;
    return place;
  });
}

function infoOf(id: number): Buffer {
  return boxOf('infe', numbers(1, 2, 0, 0, 0), numbers(2, id, 0), 'av01', '\0');
}

/** All properties in a list, and which of them each item has; a set highest bit says that it cannot be shown without. */
function propertiesOf(items: readonly Frame[]): Buffer {
  const list: Buffer[] = [];
  const had = items.map((item, index) => {
    const own = [
      full('ispe', numbers(4, item.width, item.height)),
      full('pixi', numbers(1, item.channels, ...Array<number>(item.channels).fill(item.depth))),
      ...item.properties,
      ...(item.isAlpha ? [full('auxC', alphaName)] : []),
    ];
    const places = own.map((property, at) => (property.includes('av1C') ? 0x80 : 0) | (list.length + at + 1));
    list.push(...own);
    return Buffer.concat([numbers(2, index + 1), numbers(1, places.length, ...places)]);
  });
  return boxOf('iprp', boxOf('ipco', ...list), full('ipma', numbers(4, items.length), ...had));
}
