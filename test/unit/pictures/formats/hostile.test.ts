import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { SkipError } from '../../../../electron/engine/pictures/limits/skip-error.ts';
import { random } from '../../../support/vectors.ts';
import { readExr } from '../../../../electron/engine/pictures/formats/hdr/read-exr.ts';
import { readHdr } from '../../../../electron/engine/pictures/formats/hdr/read-hdr.ts';
import { readIco } from '../../../../electron/engine/pictures/formats/magick/read-ico.ts';
import { readerOf } from '../../../../electron/engine/pictures/formats/magick/read-with-magick.ts';
import type { Reader } from '../../../../electron/engine/pictures/formats/reader.ts';
import { readXcf } from '../../../../electron/engine/pictures/formats/xcf/read-xcf.ts';
import { read, refusal } from '../../../support/formats/reading.ts';

const folder = new URL('../../../support/formats/corpus/', import.meta.url);
const timeout = 300_000;

function fixture(name: string): Promise<Buffer> {
  return readFile(new URL(name, folder));
}

async function changed(name: string, change: (bytes: Buffer) => void): Promise<Buffer> {
  const bytes = Buffer.from(await fixture(name));
  change(bytes);
  return bytes;
}

describe('a file that claims to be huge is refused before it is decoded', () => {
  it.each<[string, Reader, (bytes: Buffer) => void]>([
    ['bmp-32.bmp', readerOf('BMP'), (bytes) => [18, 22].forEach((at) => bytes.writeInt32LE(60_000, at))],
    ['dds-bc7.dds', readerOf('DDS'), (bytes) => [12, 16].forEach((at) => bytes.writeUInt32LE(60_000, at))],
    ['xcf-one.xcf', readXcf, (bytes) => [14, 18].forEach((at) => bytes.writeUInt32BE(60_000, at))],
    [
      'exr-zip.exr',
      readExr,
      (bytes) => [29, 33].forEach((at) => bytes.writeInt32LE(60_000, bytes.indexOf('dataWindow') + at)),
    ],
  ])('%s', { timeout }, async (name, reader, enlarge) => {
    expect(await refusal(reader, await changed(name, enlarge))).toBe('too-large');
  });

  it('radiance', async () => {
    const text = (await fixture('radiance.hdr')).toString('latin1');
    const huge = Buffer.from(text.replace(/-Y \d+ \+X \d+/, '-Y 60000 +X 60000'), 'latin1');
    expect(await refusal(readHdr, huge)).toBe('too-large');
  });
});

describe('a coder of ImageMagick is not led to another one by what it reads', () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
  );
  const script = Buffer.from('<?xml version="1.0"?><image><read filename="xc:red"/></image>');

  it.each(['BMP', 'DDS', 'HEIC', 'JXL', 'QOI'] as const)('%s', { timeout }, async (coder) => {
    for (const bytes of [
      svg,
      script,
      await fixture('alpha.png'),
      Buffer.from('label:text'),
      Buffer.from('@/etc/passwd'),
    ]) {
      expect(await refusal(readerOf(coder), bytes)).toMatch(/^(corrupt|not-supported)$/);
    }
  });

  it('and reads the next picture', { timeout }, async () => {
    expect(
      await refusal(readIco, Buffer.concat([Buffer.from('\0\0\x01\0\x01\0', 'latin1'), Buffer.alloc(500, 1)])),
    ).not.toBe('it was read');
    expect(await read(readIco, await fixture('icon.ico'))).toMatchObject({ width: 32, height: 24 });
  });
});

describe('a file of GIMP that ends too early', () => {
  it.each(['xcf-one.xcf', 'xcf-indexed.xcf'])('is refused, wherever that is: %s', async (name) => {
    const bytes = await fixture(name);
    for (let length = 14; length < bytes.length; length += 29) {
      expect(await refusal(readXcf, bytes.subarray(0, length))).toMatch(/^(damaged|corrupt)$/);
    }
  });
});

describe('an OpenEXR file with a damaged chunk', () => {
  // three's loader goes on for ever with some of these: nothing but the end of the test's own time would end it.
  it.each(['exr-piz.exr', 'exr-dwaa.exr'])('is read or refused, and comes to an end: %s', { timeout }, async (name) => {
    const whole = await fixture(name);
    const next = random(3);
    const header = whole.indexOf('screenWindowWidth');
    const details = new Set<string>();
    for (let round = 0; round < 400; round += 1) {
      const bytes = Buffer.from(whole);
      for (let flip = 0; flip < 4; flip += 1) {
        bytes[header + Math.floor(next() * (bytes.length - header))] = Math.floor(next() * 256);
      }
      const error: unknown = await read(readExr, bytes).catch((reason: unknown) => reason);
      if (error instanceof Error) details.add(error instanceof SkipError ? error.detail : 'damaged');
    }
    expect(details).toContain('a chunk of it is damaged');
  });
});
