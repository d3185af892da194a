import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import type { Box, Size } from '../../../electron/contract/geometry.ts';
import { cast } from './cast.ts';
import { mix, pictureOf, type Figure } from './figure.ts';
import { writeMarks } from './marks.ts';

/** Another drawing of the library has another folder. */
const version = 1;
const pictures = 60;
const facesOfPictures = [1, 1, 2, 1, 3] as const;
const upright: readonly Size[] = [
  { width: 720, height: 1024 },
  { width: 1024, height: 1024 },
];
const wide: Size = { width: 1280, height: 720 };
const folders = ['heroines/sprites', 'events', 'rough sketches'];
const stems = ['aster', 'ev', '立ち絵', 'sketch', 'cg'];

/** A small folder of drawn pictures, made once in `folder`, with three files that cannot be read. Answers where it is. */
export async function drawLibrary(folder: string): Promise<string> {
  const art = join(folder, `art-${version}`);
  if (existsSync(art)) return art;
  const unfinished = `${art}-unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  for (let picture = 0; picture < pictures; picture += 1) await drawPicture(unfinished, picture);
  await writeBroken(unfinished);
  await rename(unfinished, art);
  return art;
}

async function drawPicture(art: string, picture: number): Promise<void> {
  const count = facesOfPictures[picture % facesOfPictures.length] ?? 1;
  const size = count > 1 ? wide : (upright[picture % upright.length] ?? wide);
  const figures = Array.from({ length: count }, (_, slot) => figureOf(picture, slot, boxOf(size, count, slot)));
  await drawFigures(join(art, folders[picture % folders.length] ?? '', nameOf(picture)), picture, size, figures);
}

/** Draws a picture of these people, with the marks that tell the fake detector where their faces are. */
export async function drawFigures(path: string, seed: number, size: Size, figures: readonly Figure[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await sharp(await withMarks(pictureOf(seed, size, figures), figures), { raw: { ...size, channels: 3 } })
    .png()
    .toFile(path);
}

async function withMarks(svg: string, figures: readonly Figure[]): Promise<Buffer> {
  const { data, info } = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  data.set(writeMarks(figures.map(({ box }) => box)), (info.height - 1) * info.width * 3);
  return data;
}

/** The first of the cast are in many pictures, the last in few; nobody is in a picture twice. */
function figureOf(picture: number, slot: number, box: Box): Figure {
  const place = (mix(picture, 3) % 1_000) / 1_000;
  const at = (Math.floor(cast.length * place ** 1.6) + slot) % cast.length;
  const actor = cast[at];
  if (!actor) throw new Error(`nobody has the place ${at} of the cast`);
  return { actor, take: picture * 3 + slot, box };
}

/** A square on multiples of 8, as the marks can tell it. */
function boxOf({ width, height }: Size, count: number, slot: number): Box {
  const share = width / count;
  const side = Math.min(share * 0.34, height * 0.26);
  const [x, y] = [share * slot + (share - side) / 2, height * 0.24];
  const [left, top, across] = [x, y, side].map((n) => Math.round(n / 8) * 8) as [number, number, number];
  return [left, top, across, across];
}

function nameOf(picture: number): string {
  return `${stems[picture % stems.length] ?? ''}_${String(picture).padStart(4, '0')}.png`;
}

async function writeBroken(art: string): Promise<void> {
  const whole = await sharp({ create: { ...wide, channels: 3, background: '#7f9183' } })
    .png()
    .toBuffer();
  await writeFile(join(art, 'half_final_FINAL_v2_do-not-delete.png'), whole.subarray(0, whole.length / 2));
  await writeFile(join(art, 'notes.png'), 'This is not a picture.');
  await writeFile(join(art, 'empty.png'), '');
}
