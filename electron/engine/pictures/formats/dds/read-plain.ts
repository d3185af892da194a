import { bytesFor } from '../../limits/limits.ts';
import { SkipError } from '../../limits/skip-error.ts';
import { toneMapped } from '../hdr/tone.ts';
import { halfToFloat } from '../layers/half.ts';
import type { FileBytes, MakeRoom, Reading } from '../reader.ts';
import type { PlainFormat } from './plain-format.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

const numberBytes = { half: 2, share: 2, float: 4 } as const;

/** Reads pixels that are stored one by one from `at` on. Errors as a Reader. */
export function readPlain(file: FileBytes, at: number, size: Size, format: PlainFormat, makeRoom: MakeRoom): Reading {
  const { width, height } = size;
  const pixelBytes = format.kind === 'masks' ? format.bits / 8 : format.channels * numberBytes[format.number];
  makeRoom(bytesFor(size, 4 + pixelBytes));
  const packed = file.read(at, width * height * pixelBytes);
  if (width * height === 0 || packed.length < width * height * pixelBytes)
    throw new SkipError('corrupt', 'its pixels end too early');
  const stored = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const data = new Uint8Array(width * height * 4).fill(255);
  if (format.kind === 'masks') unpackMasks(stored, format, pixelBytes, data);
  else unpackNumbers(stored, format, data);
  return { kind: 'pixels', width, height, channels: 4, data, isPreview: false };
}

function unpackMasks(
  stored: Buffer,
  { red, green, blue, alpha }: Extract<PlainFormat, { readonly kind: 'masks' }>,
  pixelBytes: number,
  data: Uint8Array,
): void {
  // White where there is nothing but how opaque it is.
  const isMask = red === 0 && green === 0 && blue === 0;
  const colours = isMask ? [] : [red, green, blue];
  const channels = colours.map((mask, channel) => ({ channel, value: valueOf(mask) }));
  if (alpha !== 0) channels.push({ channel: 3, value: valueOf(alpha) });
  for (let pixel = 0; pixel * 4 < data.length; pixel += 1) {
    const bits = stored.readUIntLE(pixel * pixelBytes, pixelBytes);
    for (const { channel, value } of channels) data[pixel * 4 + channel] = value(bits);
  }
}

/** What the bits of a mask say, from 0 to 255. */
function valueOf(mask: number): (bits: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const most = mask >>> shift;
  return (bits) => Math.round((((bits & mask) >>> shift) * 255) / most);
}

function unpackNumbers(
  stored: Buffer,
  { channels, number }: Extract<PlainFormat, { readonly kind: 'light' }>,
  data: Uint8Array,
): void {
  const read = readers[number];
  const step = numberBytes[number];
  for (let pixel = 0; pixel * 4 < data.length; pixel += 1) {
    const at = pixel * channels * step;
    for (let channel = 0; channel < 3; channel += 1) {
      // One channel is grey; where there are two, blue is missing.
      const from = channels === 1 ? 0 : channel;
      const value = from < channels ? read(stored, at + from * step) : 0;
      data[pixel * 4 + channel] = number === 'share' ? value * 255 + 0.5 : toneMapped(value);
    }
    if (channels === 4) data[pixel * 4 + 3] = Math.max(0, Math.min(1, read(stored, at + 3 * step))) * 255 + 0.5;
  }
}

const readers = {
  half: (stored: Buffer, at: number) => halfToFloat(stored.readUInt16LE(at)),
  float: (stored: Buffer, at: number) => stored.readFloatLE(at),
  share: (stored: Buffer, at: number) => stored.readUInt16LE(at) / 65_535,
} as const;
