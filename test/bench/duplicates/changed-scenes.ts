import { judgeCloser, judgePair, type SeenPair } from '../../../electron/engine/duplicates/judging/judge-pair.ts';
import { largestDifference } from '../../../electron/engine/duplicates/judging/largest-difference.ts';
import { likenessDistance } from '../../../electron/engine/duplicates/judging/likeness-distance.ts';
import { decodePicture, withPicture, type RgbImage } from '../../../electron/engine/pictures/decode.ts';
import { sharp, toRgb } from '../../../electron/engine/pictures/libvips.ts';
import { likenessOf } from '../../../electron/engine/vision/likeness.ts';
import { readFaces, readPictures } from '../shared-data.ts';

/** A picture beside itself, changed; or beside another of its drawing. */
export interface Changed {
  readonly change: string;
  /** It was only saved again, at another size or quality. */
  readonly isCopy: boolean;
  /** Half of the characters are for fitting, half to report on. */
  readonly forFit: boolean;
  /** See largestDifference; null: lines and colours say already that it is no copy. */
  readonly difference: number | null;
  readonly kind: 'duplicate' | 'version' | null;
}

/** Sprites and portraits of games, whose files are all different: two of one drawing are two expressions, or two sets of clothes. */
const ofExpressions = new Set(['katawa_sprites', 'danganronpa_sprites', 'stardew_portraits', 'stardew_anthro']);
/** Pairs of one drawing that are looked at: its first with so many others. */
const mostOfDrawing = 4;

/** One of so many scenes is changed in every way: enough to see how far each goes. */
const every = 25;

type Change = (bytes: Uint8Array) => Promise<Buffer>;

const copies: Readonly<Record<string, Change>> = {
  'half as large': (bytes) => sharp(bytes).resize({ width: 256 }).png().toBuffer(),
  'JPEG of quality 40': (bytes) => sharp(bytes).flatten({ background: '#e0e0e0' }).jpeg({ quality: 40 }).toBuffer(),
  'small WebP of quality 60': (bytes) => sharp(bytes).resize({ width: 180 }).webp({ quality: 60 }).toBuffer(),
};
const others: Readonly<Record<string, Change>> = {
  'lighter by a fifth': (bytes) => sharp(bytes).modulate({ brightness: 1.2 }).png().toBuffer(),
  'hue turned by 60°': (bytes) => sharp(bytes).modulate({ hue: 60 }).png().toBuffer(),
  'a spot painted over': paintOver,
  'cut by 2 % all around': cut,
};

export async function changedScenes(): Promise<Changed[]> {
  const found: Changed[] = [];
  let at = 0;
  for await (const { path, bytes } of readPictures('scenes', () => at++ % every === 0)) {
    const forFit = isForFit(path);
    const original = await lookOf(bytes);
    for (const [changes, isCopy] of [[copies, true] as const, [others, false] as const]) {
      for (const [name, change] of Object.entries(changes)) {
        const made = await lookOf(new Uint8Array(await change(new Uint8Array(bytes))));
        found.push({ change: name, isCopy, forFit, ...judge(original, made) });
      }
    }
  }
  return found;
}

/** Expressions of one drawing beside each other: of `train` for fitting, of `val` to report on. */
export async function expressions(split: 'train' | 'val'): Promise<Changed[]> {
  const labelled = (await readFaces(split)).filter(({ source }) => ofExpressions.has(source));
  const drawings = Map.groupBy(labelled, ({ source, identity, drawing }) => [source, identity, drawing].join(' '));
  const wanted = [...drawings.values()]
    .filter(({ length }) => length > 1)
    .map((all) => all.slice(0, 1 + mostOfDrawing));
  const paths = new Set(wanted.flat().map(({ path }) => path));
  const looks = new Map<string, Look>();
  for await (const { path, bytes } of readPictures('faces', (each) => paths.has(each)))
    looks.set(path, await lookOf(bytes));
  return wanted.flatMap(([first, ...others]) =>
    others.flatMap((other): Changed[] => {
      const [a, b] = [looks.get(first?.path ?? ''), looks.get(other.path)];
      return a && b ? [{ change: 'another expression', isCopy: false, forFit: split === 'train', ...judge(a, b) }] : [];
    }),
  );
}

type Look = Awaited<ReturnType<typeof lookOf>>;

async function lookOf(bytes: Uint8Array) {
  const { image, width, height } = await decodePicture(new Uint8Array(bytes));
  const side = { width: 128, height: 128 };
  const small: RgbImage = await withPicture(new Uint8Array(bytes), (picture) =>
    toRgb(picture.resize({ ...side, fit: 'fill' })),
  );
  return { likeness: likenessOf(image), width, height, small };
}

function judge(a: Look, b: Look): Pick<Changed, 'difference' | 'kind'> {
  const alone = { faces: { alike: null, isSomebodyElse: false }, crowd: 1 };
  const seen: SeenPair = { ...likenessDistance(a.likeness, b.likeness), ...alone };
  const judged = judgePair(seen, [a, b], false);
  if (!judged?.mayBeCopy) return { difference: null, kind: judged?.kind ?? null };
  const difference = largestDifference(a.small, b.small);
  return { difference, kind: judgeCloser(judged, difference)?.kind ?? null };
}

/** By the character, whose folder it is: a picture is like its neighbours. */
function isForFit(path: string): boolean {
  return new TextEncoder().encode(path.split('/')[1]).reduce((sum, byte) => sum + byte, 0) % 2 === 0;
}

/** Another part of the picture over an eye's width in the upper middle, as a repaint of a face would be. */
async function paintOver(bytes: Uint8Array): Promise<Buffer> {
  const { width, height } = await sharp(bytes).metadata();
  const spot = { width: Math.max(4, Math.round(width * 0.07)), height: Math.max(4, Math.round(height * 0.05)) };
  const from = { left: Math.round(width * 0.45), top: Math.round(height * 0.6) };
  const input = await sharp(bytes)
    .extract({ ...from, ...spot })
    .png()
    .toBuffer();
  const at = { left: Math.round(width * 0.47), top: Math.round(height * 0.28) };
  return sharp(bytes)
    .composite([{ input, ...at }])
    .png()
    .toBuffer();
}

async function cut(bytes: Uint8Array): Promise<Buffer> {
  const { width, height } = await sharp(bytes).metadata();
  const inside = (length: number) => Math.round(length * 0.96);
  const [left, top] = [Math.round(width * 0.02), Math.round(height * 0.02)];
  return sharp(bytes)
    .extract({ left, top, width: inside(width), height: inside(height) })
    .png()
    .toBuffer();
}
