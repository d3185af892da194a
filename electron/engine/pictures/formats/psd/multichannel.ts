import { bytesFor } from '../../limits/limits.ts';
import { SkipError } from '../../limits/skip-error.ts';
import type { FileBytes, MakeRoom, Reading } from '../reader.ts';
import { findComposite, rowsOf } from './stored-planes.ts';
import { readInks, type Ink } from './inks.ts';
import type { Psd, Section } from './psd-sections.ts';
import { toBytes } from './to-bytes.ts';

/** What Photoshop shows of channels that are no colours of a picture: each prints with its ink, one over another, on white. Throws SkipError. */
export function readMultichannel(
  file: FileBytes,
  psd: Psd,
  resources: ReadonlyMap<number, Section>,
  makeRoom: MakeRoom,
): Reading {
  const { width, height, channels, depth } = psd;
  if (channels === 0 || width === 0 || height === 0) throw new SkipError('corrupt', 'its header');
  if (depth !== 8 && depth !== 16) throw new SkipError('not-supported', `${depth} bits of many channels`);
  const held = bytesFor(psd, 3) + channels * height * 12;
  const stored = findComposite(file, psd, channels, { held, makeRoom });
  const inks = readInks(file, channels, resources);
  const data = new Uint8Array(width * height * 3).fill(255);
  const [values, write] = [new Uint8Array(width), toBytes(depth)];
  let row = 0;
  for (const packed of rowsOf(stored, psd)) {
    write(packed, values);
    print(values, inks[Math.floor(row / height)] as Ink, data.subarray((row % height) * width * 3));
    row += 1;
  }
  return { kind: 'pixels', width, height, channels: 3, data, isPreview: false };
}

/** 255 is none of the ink. */
function print(values: Uint8Array, ink: Ink, row: Uint8Array): void {
  for (let x = 0; x < values.length; x += 1) {
    const covered = 1 - (values[x] as number) / 255;
    if (covered === 0) continue;
    for (let channel = 0; channel < 3; channel += 1) {
      const at = x * 3 + channel;
      row[at] = Math.round((row[at] as number) * (1 - covered * (1 - (ink[channel] as number))));
    }
  }
}
