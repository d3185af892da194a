import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { cellSize } from './fake-models.ts';

export type Colour = readonly [red: number, green: number, blue: number];

export const grey: Colour = [200, 200, 200];
export const red: Colour = [230, 40, 40];
export const green: Colour = [40, 220, 60];
export const blue: Colour = [40, 60, 230];

/** A shade of a colour: another drawing of the same "character". */
export function shade([r, g, b]: Colour, by: number): Colour {
  return [r - by, g + by, b];
}

/** A row of cells, as PNG bytes. Other bytes of the same look: pass another `mark`, which becomes the border's grey. */
export async function drawing(cells: readonly Colour[], mark = 0): Promise<Buffer> {
  const width = cells.length * cellSize;
  const data = Buffer.alloc(width * cellSize * 3);
  for (let at = 0; at < width * cellSize; at += 1) {
    const x = at % width;
    const edge = at < width;
    const colour = cells[Math.floor(x / cellSize)] ?? grey;
    data.set(edge ? [150 + mark, 150 + mark, 150 + mark] : colour, at * 3);
  }
  return sharp(data, { raw: { width, height: cellSize, channels: 3 } })
    .png()
    .toBuffer();
}

/** Writes a drawing into a folder and answers its path. */
export async function draw(folder: string, name: string, cells: readonly Colour[], mark = 0): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await drawing(cells, mark));
  return path;
}

/** One picture of one face for each colour, another shade and another file each: `from.png` and on. */
export async function drawAll(folder: string, colours: readonly Colour[], from = 0): Promise<void> {
  for (const [k, colour] of colours.entries()) {
    await draw(folder, `${from + k}.png`, [shade(colour, from + k)], from + k);
  }
}
