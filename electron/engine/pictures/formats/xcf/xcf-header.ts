import { SkipError } from '../../limits/skip-error.ts';
import type { FileBytes } from '../reader.ts';
import { XcfCursor } from './xcf-cursor.ts';
import { property, readProperties } from './xcf-properties.ts';
import { samplesOf, type Samples } from './xcf-samples.ts';

/** Number of the packing of tiles, as the file has it. */
export const packing = { none: 0, runs: 1, zlib: 2 } as const;

export interface XcfHeader {
  readonly width: number;
  readonly height: number;
  readonly samples: Samples;
  readonly packing: number;
  /** Red, green, blue; empty where the picture has none. */
  readonly palette: Uint8Array;
  /** Where the layers begin, from the uppermost down. */
  readonly layers: readonly number[];
  readonly cursor: XcfCursor;
}

/** "gimp xcf ", the version, a zero byte. */
const startBytes = 14;
const firstOfLongPointers = 11;
const firstWithPrecision = 4;
/** 8 bits a channel, in gamma: what all files had before there was a choice. */
const bytesInGamma = 150;
const mostLayers = 10_000;

/** Reads what an XCF file says of the whole picture. Throws RangeError where it ends too early, and SkipError. */
export function readXcfHeader(file: FileBytes): XcfHeader {
  const name = Buffer.from(file.read(0, startBytes)).toString('latin1', 9, 13);
  const version = name === 'file' ? 0 : Number(name.slice(1));
  const cursor = new XcfCursor(file, startBytes, version >= firstOfLongPointers);
  const [width, height] = [cursor.word(), cursor.word()];
  // The kind of colours: each layer says it again.
  cursor.word();
  const precision = version >= firstWithPrecision ? cursor.word() : bytesInGamma;
  if (!(version <= 30) || width === 0 || height === 0) throw new SkipError('not-supported', `version ${name}`);
  const properties = readProperties(cursor);
  return {
    width,
    height,
    samples: samplesOf(version === firstWithPrecision ? bytesInGamma : precision, version),
    packing: properties.get(property.compression)?.[0] ?? packing.none,
    palette: properties.get(property.palette)?.subarray(4) ?? new Uint8Array(),
    layers: cursor.pointers(mostLayers),
    cursor,
  };
}
