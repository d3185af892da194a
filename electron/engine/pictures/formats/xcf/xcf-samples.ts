import { SkipError } from '../../limits/skip-error.ts';
import { halfToFloat } from '../layers/half.ts';
import { byteOf } from '../layers/light.ts';

/** How a channel of a pixel is stored. */
export interface Samples {
  readonly bytes: number;
  /** The byte of sRGB, or of opacity, for what is stored at an offset. */
  readonly colourAt: (tile: DataView, at: number) => number;
  readonly alphaAt: (tile: DataView, at: number) => number;
}

type Read = (tile: DataView, at: number) => number;

interface Kind {
  readonly bytes: number;
  readonly read: (isLittle: boolean) => Read;
}

const kinds = {
  byte: { bytes: 1, read: () => (tile, at) => tile.getUint8(at) / 255 },
  short: { bytes: 2, read: (isLittle) => (tile, at) => tile.getUint16(at, isLittle) / 65_535 },
  long: { bytes: 4, read: (isLittle) => (tile, at) => tile.getUint32(at, isLittle) / 0xffffffff },
  half: { bytes: 2, read: (isLittle) => (tile, at) => halfToFloat(tile.getUint16(at, isLittle)) },
  float: { bytes: 4, read: (isLittle) => (tile, at) => tile.getFloat32(at, isLittle) },
  double: { bytes: 8, read: (isLittle) => (tile, at) => tile.getFloat64(at, isLittle) },
} as const satisfies Readonly<Record<string, Kind>>;

/** By the number of the precision; with 50 more, it is the same in gamma instead of linear light. */
const precisions: Readonly<Record<number, Kind>> = {
  100: kinds.byte,
  200: kinds.short,
  300: kinds.long,
  500: kinds.half,
  600: kinds.float,
  700: kinds.double,
};
/** Before version 7. */
const oldPrecisions: Readonly<Record<number, Kind>> = {
  ...precisions,
  400: kinds.half,
  500: kinds.float,
  600: kinds.double,
};

/** Before version 12, numbers were stored as the machine had them: nearly always little-endian. Throws SkipError for what is unknown. */
export function samplesOf(precision: number, version: number): Samples {
  const isGamma = precision % 100 !== 0;
  const kind = (version < 7 ? oldPrecisions : precisions)[precision - (precision % 100)];
  if (!kind) throw new SkipError('not-supported', `precision ${precision}`);
  const read = kind.read(version < 12);
  return {
    bytes: kind.bytes,
    alphaAt: (tile, at) => asByte(read(tile, at)),
    colourAt: isGamma ? (tile, at) => asByte(read(tile, at)) : (tile, at) => byteOf(read(tile, at)),
  };
}

function asByte(value: number): number {
  return Math.round(255 * Math.min(1, Math.max(0, value)));
}
