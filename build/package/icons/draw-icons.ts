import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { outputOf } from '../../set-up/inputs.mjs';
import { root } from '../../set-up/run.mjs';
import { icnsOf } from './icns.ts';
import { icoOf, type IconImage } from './ico.ts';

const folder = '.cache/icons';
const source = 'resources/icon.svg';

/** The icon of each system: a file, on Linux a folder with a file for each size. */
export const icons = {
  linux: join(root, folder, 'linux'),
  mac: join(root, folder, 'icon.icns'),
  win: join(root, folder, 'icon.ico'),
} as const;

/** For displays from 100 % to 400 %. */
export const windowsSizes = [16, 20, 24, 32, 40, 48, 64, 96, 128, 256] as const;
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512] as const;
const macSizes = [32, 64, 128, 256, 512, 1024] as const;

/** Apple's icons leave a margin: 824 of 1,024 pixels are drawn on. */
const macPart = 824 / 1_024;

const drawn = outputOf(folder, [source, 'build/package/icons']);

/** Draws the app's icon at every size that a system shows, from its SVG, where that has changed. */
export async function drawIcons(): Promise<void> {
  mkdirSync(join(root, folder), { recursive: true });
  if (drawn.isCurrent()) return;
  const svg = readFileSync(join(root, source));
  rmSync(icons.linux, { recursive: true, force: true });
  mkdirSync(icons.linux);
  for (const { size, png } of await drawAll(svg, linuxSizes)) {
    writeFileSync(join(icons.linux, `${size}x${size}.png`), png);
  }
  writeFileSync(icons.win, icoOf(await drawAll(svg, windowsSizes)));
  writeFileSync(icons.mac, icnsOf(await drawAll(svg, macSizes, macPart)));
  drawn.markCurrent();
}

/** `part`: how much of the width is drawn on. */
export function drawAll(svg: Buffer, sizes: readonly number[], part = 1): Promise<IconImage[]> {
  return Promise.all(sizes.map((size) => draw(svg, size, part)));
}

async function draw(svg: Buffer, size: number, part: number): Promise<IconImage> {
  const inner = Math.round(size * part);
  const margin = Math.floor((size - inner) / 2);
  const rest = size - inner - margin;
  // librsvg takes an SVG without a size at 72 dpi for as many pixels as its view box has.
  const density = (72 * inner) / 512;
  const picture = sharp(svg, { density: Math.max(1, density) })
    .resize(inner, inner)
    .extend({ top: margin, left: margin, bottom: rest, right: rest, background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .ensureAlpha();
  return { size, png: await picture.clone().png().toBuffer(), pixels: await picture.raw().toBuffer() };
}
