import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Data } from 'resedit';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawAll, windowsSizes } from '../../../build/package/icons/draw-icons.ts';
import { icnsOf } from '../../../build/package/icons/icns.ts';
import { icoOf } from '../../../build/package/icons/ico.ts';

const svg = readFileSync(join(import.meta.dirname, '../../../resources/icon.svg'));

test('an icon of Windows has every size from 100 % to 400 %, as Windows reads it', async () => {
  const drawn = await drawAll(svg, windowsSizes);
  const { icons } = Data.IconFile.from(icoOf(drawn));
  expect(icons.map(({ width, height }) => [(width ?? 0) || 256, (height ?? 0) || 256])).toEqual(
    windowsSizes.map((size) => [size, size]),
  );
});

test('a small picture of it is the one that was drawn, from the bottom row up in BGRA', () => {
  const pixels = Buffer.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
  const ico = icoOf([{ size: 2, png: Buffer.alloc(0), pixels }]);
  const bitmap = ico.subarray(ico.readUInt32LE(18));
  expect([bitmap.readInt32LE(4), bitmap.readInt32LE(8), bitmap.readUInt16LE(14)]).toEqual([2, 4, 32]);
  expect([...bitmap.subarray(40, 56)]).toEqual([11, 10, 9, 12, 15, 14, 13, 16, 3, 2, 1, 4, 7, 6, 5, 8]);
});

test('an icon of macOS has every size and its double, with Apple’s margin around it', async () => {
  const drawn = await drawAll(svg, [32, 64, 128, 256, 512, 1024], 824 / 1024);
  const icns = icnsOf(drawn);
  expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length]);
  const kinds: [string, number][] = [];
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
    const png = icns.subarray(at + 8, at + icns.readUInt32BE(at + 4));
    kinds.push([icns.toString('latin1', at, at + 4), (await sharp(png).metadata()).width]);
  }
  expect(kinds).toEqual([
    ['ic11', 32],
    ['ic12', 64],
    ['ic07', 128],
    ['ic08', 256],
    ['ic13', 256],
    ['ic09', 512],
    ['ic14', 512],
    ['ic10', 1024],
  ]);
  const largest = drawn.at(-1)?.pixels ?? Buffer.alloc(0);
  const alphaAt = (x: number, y: number) => largest[(y * 1024 + x) * 4 + 3];
  expect([alphaAt(512, 99), alphaAt(512, 100), alphaAt(512, 923), alphaAt(512, 924)]).toEqual([0, 255, 255, 0]);
  expect(() => icnsOf([])).toThrow(/32 pixels/);
});
