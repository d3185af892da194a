import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import type { Box } from '../../electron/contract/geometry.ts';
import { openModels, type Models } from '../../electron/engine/models/session.ts';
import { decodePicture } from '../../electron/engine/pictures/decode.ts';
import { sharp } from '../../electron/engine/pictures/libvips.ts';
import { fetchSprites } from '../support/sprites.ts';

const modelFolder = join(import.meta.dirname, '../../native-models');
const sprites = await fetchSprites();
const why = typeof sprites === 'string' ? ` (skipped: ${sprites})` : '';
/** Heads by hand: the whole head of one sprite of each person, pixels. */
const heads = {
  sylvie: { left: 55, top: 0, width: 205, height: 205 },
  eileen: { left: 15, top: 0, width: 270, height: 270 },
  lucy: { left: 85, top: 40, width: 250, height: 250 },
};

let models: Models;
let cells: Buffer[];
beforeAll(async () => {
  models = await openModels(modelFolder, { threads: 1, providers: ['cpu'] });
  if (typeof sprites === 'string') return;
  const people = ['sylvie', 'eileen', 'lucy'] as const;
  cells = await Promise.all(people.map((person) => drawHead(sprites[person][0] as string, heads[person])));
});
afterAll(() => models[Symbol.asyncDispose]());

/** A head on 256 × 256 pixels. */
function drawHead(path: string, head: (typeof heads)['sylvie']): Promise<Buffer> {
  return sharp(path).extract(head).resize(256, 256).png().toBuffer();
}

/** Heads in rows and columns, `step` pixels from one to the next. */
async function drawSheet(columns: number, rows: number, [across, down]: readonly [number, number] = [256, 256]) {
  const places = Array.from({ length: columns * rows }, (_, k) => [k % columns, Math.floor(k / columns)] as const);
  const parts = places.map(([x, y], k) => {
    return { input: cells[k % cells.length] as Buffer, left: x * across, top: y * down };
  });
  const create = { width: columns * across, height: rows * down, channels: 3 as const, background: '#f4f4f4' };
  return sharp({ create }).composite(parts).png().toBuffer();
}

/** Which cells hold a face: by column and row, one entry a face. */
async function cellsFound(picture: Buffer, [across, down]: readonly [number, number]): Promise<string[]> {
  const { image, scale } = await decodePicture(picture);
  const found = await models.detect(image);
  const cell = ([x, y, width, height]: Box): string =>
    `${Math.floor((x + width / 2) / scale / across)} ${Math.floor((y + height / 2) / scale / down)}`;
  return found.map(({ box }) => cell(box)).sort();
}

function all(columns: number, rows: number): string[] {
  return Array.from({ length: columns * rows }, (_, k) => `${k % columns} ${Math.floor(k / columns)}`).sort();
}

describe.skipIf(why !== '')(`the shipped detector on long and large pictures${why}`, () => {
  it.each([
    ['a row of 32', 32, 1, [256, 256]],
    ['a row of 8', 8, 1, [256, 256]],
    ['a strip of comics of 9,000 pixels', 1, 10, [600, 900]],
    ['a sheet of 64', 8, 8, [256, 256]],
  ] as const)('finds each head once: %s', async (_what, columns, rows, step) => {
    expect(await cellsFound(await drawSheet(columns, rows, step), step)).toEqual(all(columns, rows));
  });
});
