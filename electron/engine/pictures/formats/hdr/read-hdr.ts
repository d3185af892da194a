import { bytesFor } from '../../limits/limits.ts';
import { SkipError } from '../../limits/skip-error.ts';
import type { FileBytes, MakeRoom, Reading } from '../reader.ts';
import { toneMapped } from './tone.ts';
import { unpackRgbe } from './unpack-rgbe.ts';

/** Comments included, it is some lines long. */
const longestHeader = 64 * 1024;

/** Radiance (.hdr): three mantissas and one exponent a pixel. Errors as a Reader. */
export function readHdr(file: FileBytes, makeRoom: MakeRoom): Reading {
  const head = Buffer.from(file.read(0, longestHeader)).toString('latin1');
  const lines = /\n\s*\n(-Y (\d+) \+X (\d+)\s*\n)/.exec(head);
  if (!lines?.[1]) throw new SkipError('not-supported', 'it is stored turned or mirrored');
  if (/^FORMAT=32-bit_rle_xyze/m.test(head)) throw new SkipError('not-supported', 'its colours are XYZ');
  const [height, width] = [Number(lines[2]), Number(lines[3])];
  const packedAt = lines.index + lines[0].length;
  // Packed at worst into twice as much; unpacked; the result.
  makeRoom(bytesFor({ width, height }, 15));
  const mostPacked = (width * 8 + 4) * height;
  const rgbe = unpackRgbe(file.read(packedAt, mostPacked), width, height);
  if (!rgbe) throw new SkipError('corrupt', 'its pixels end too early');
  return { kind: 'pixels', width, height, channels: 3, data: shown(rgbe), isPreview: false };
}

function shown(rgbe: Uint8Array): Uint8Array {
  const table = tableOfTones();
  const data = new Uint8Array((rgbe.length / 4) * 3);
  for (let from = 0, to = 0; from < rgbe.length; from += 4, to += 3) {
    const exponent = (rgbe[from + 3] as number) << 8;
    data[to] = table[exponent | (rgbe[from] as number)] as number;
    data[to + 1] = table[exponent | (rgbe[from + 1] as number)] as number;
    data[to + 2] = table[exponent | (rgbe[from + 2] as number)] as number;
  }
  return data;
}

/** By exponent and mantissa: Radiance's `color.h`, where an exponent of 128 stands for 1 and 0 for no light. */
function tableOfTones(): Uint8Array {
  return Uint8Array.from({ length: 65_536 }, (_, key) => {
    const exponent = key >> 8;
    return exponent === 0 ? 0 : toneMapped(((key & 255) + 0.5) * 2 ** (exponent - 136));
  });
}
