import { join } from 'node:path';
import sharp from 'sharp';
import type { Actor } from '../../../build/dev/art/cast.ts';
import { drawFigures } from '../../../build/dev/art/draw-library.ts';
import { mix, type Figure } from '../../../build/dev/art/figure.ts';
import type { Box } from '../../../electron/contract/geometry.ts';

/** A drawn folder, and who is who in it. */
export interface DrawnCharacters {
  readonly folder: string;
  /** Whose face that is; undefined where nobody was drawn. */
  identity(path: string, box: Box): string | undefined;
  /** Two who are taken for one. */
  readonly twins: readonly [string, string];
}

const size = { width: 1024, height: 576 };
/** How many pictures each is in. The first two are twins: a mixed group of 30. */
const shares = [18, 12, 24, 22, 20, 18, 16, 15, 14, 13, 12, 11, 10, 9, 8, 8, 7, 7, 6, 6, 5, 5, 4, 4, 3, 3];
const pictures = 200;

/** Draws 200 pictures of 26 characters, some of whom look alike. */
export async function drawCharacters(folder: string): Promise<DrawnCharacters> {
  // The engine lets libvips read no SVG; these are our own.
  sharp.unblock({ operation: ['VipsForeignLoadSvgBuffer'] });
  const identities = new Map<string, string>();
  const shown = shares.flatMap((share, at) => Array.from({ length: share }, (_, take) => ({ at, take })));
  shown.sort((a, b) => mix(a.at, a.take + 77) - mix(b.at, b.take + 77));
  for (let picture = 0; picture < pictures; picture += 1) {
    const here = shown.filter((_, k) => k % pictures === picture).filter(isFirst);
    const path = join(folder, `art_${String(picture).padStart(3, '0')}.png`);
    const figures = here.map(({ at, take }, slot) => figureOf(at, take, boxOf(slot, here.length)));
    await drawFigures(path, picture, size, figures);
    figures.forEach(({ actor, box }) => identities.set(keyOf(path, box), actor.name ?? ''));
  }
  return { folder, twins: [nameOf(0), nameOf(1)], identity: (path, box) => identities.get(keyOf(path, box)) };
}

/** Nobody is in a picture twice. */
function isFirst({ at }: { readonly at: number }, k: number, all: readonly { readonly at: number }[]): boolean {
  return all.findIndex((other) => other.at === at) === k;
}

function keyOf(path: string, [x, y]: Box): string {
  return `${path} ${Math.round(x)} ${Math.round(y)}`;
}

function boxOf(slot: number, count: number): Box {
  const left = Math.round((size.width * (slot + 0.5)) / count / 8) * 8 - 64;
  return [left, 128, 128, 128];
}

function figureOf(at: number, take: number, box: Box): Figure {
  return { actor: actorOf(at), take: take * 31 + at, box };
}

const nameOf = (at: number): string => `Person ${String.fromCharCode(65 + at)}`;
const skins = ['#fbe3d3', '#f3cfb6', '#d9a380', '#9c6a4a'];

/** The second is the first with hair of another shade; every fifth after them looks much like the one before. */
function actorOf(at: number): Actor {
  const twin = at === 1 || (at > 2 && at % 5 === 0);
  const like = twin ? at - 1 : at;
  const hue = (like * 137) % 360;
  const light = 30 + (mix(like, 5) % 40) + (twin ? 9 : 0);
  return {
    name: nameOf(at),
    hair: `hsl(${hue + (twin ? 14 : 0)} 55% ${light}%)`,
    eye: `hsl(${(mix(like, 6) % 360) + (twin ? 90 : 0)} 50% 40%)`,
    skin: skins[mix(like, 7) % skins.length] ?? '#fbe3d3',
    cloth: `hsl(${mix(like, 8) % 360} 30% 35%)`,
    style: mix(like, 9) % 5,
  };
}
