import {
  likenessDistance,
  type LikenessDistance,
} from '../../../electron/engine/duplicates/judging/likeness-distance.ts';
import { judgeCloser, judgePair } from '../../../electron/engine/duplicates/judging/judge-pair.ts';
import { largestDifference } from '../../../electron/engine/duplicates/judging/largest-difference.ts';
import { decodePicture, withPicture, type RgbImage } from '../../../electron/engine/pictures/decode.ts';
import { sharp, toRgb } from '../../../electron/engine/pictures/libvips.ts';
import { likenessOf } from '../../../electron/engine/vision/likeness.ts';
import { framedFaces } from '../accuracy/framed-faces.ts';
import { readPictures } from '../shared-data.ts';
import { share, table } from '../table.ts';

/** Two labelled crops, by all that could tell that they are one drawing. */
interface Pair extends LikenessDistance {
  readonly isOneDrawing: boolean;
  /** Of the face's vectors. */
  readonly cosine: number;
  readonly kind: 'duplicate' | 'version' | null;
}

type Rule = readonly [name: string, holds: (pair: Pair) => boolean];

const rules: readonly Rule[] = [
  ...[6, 12, 20, 32, 48].map((most): Rule => [`hash ≤ ${most} bits`, ({ lines }) => lines <= most]),
  ...[0.98, 0.95, 0.9].map((least): Rule => [`vectors ≥ ${least}`, ({ cosine }) => cosine >= least]),
  ...[20, 32].map((most): Rule => [
    `hash ≤ ${most} and vectors ≥ .85`,
    ({ lines, cosine }) => lines <= most && cosine >= 0.85,
  ]),
  ...[6, 12].map((most): Rule => [`hash ≤ 32, colours ≤ ${most}`, (pair) => pair.lines <= 32 && pair.colours <= most]),
  ['said to be one work', ({ kind }) => kind !== null],
];
/** Only these can matter to any rule. */
const isNear = ({ isOneDrawing, lines, cosine }: Pair): boolean => isOneDrawing || lines <= 48 || cosine >= 0.9;
/** One of so many scenes is changed in every way: enough to see how far each goes. */
const every = 10;

type Change = (bytes: Uint8Array) => Promise<Buffer>;
const changes: Readonly<Record<string, Change>> = {
  'half as large': (bytes) => sharp(bytes).resize({ width: 256 }).png().toBuffer(),
  'JPEG of quality 40': (bytes) => sharp(bytes).flatten({ background: '#e0e0e0' }).jpeg({ quality: 40 }).toBuffer(),
  'small WebP of quality 60': (bytes) => sharp(bytes).resize({ width: 180 }).webp({ quality: 60 }).toBuffer(),
  'lighter by a fifth': (bytes) => sharp(bytes).modulate({ brightness: 1.2 }).png().toBuffer(),
  'hue turned by 60°': (bytes) => sharp(bytes).modulate({ hue: 60 }).png().toBuffer(),
  'cut by 2 % all around': cut,
};

/** Whether one drawing is told from another by a hash, by the vectors of faces, or by both; and how far changes of a picture go. */
export async function benchDuplicates(modelFolder: string): Promise<unknown> {
  const drawings = await judgeDrawings(modelFolder);
  const changed = await judgeChanges();
  return { drawings, changed };
}

async function judgeDrawings(modelFolder: string) {
  const faces = await framedFaces(modelFolder);
  const looks = await looksOf(new Set(faces.map(({ path }) => path)));
  const near: Pair[] = [];
  for (const [k, a] of faces.entries()) {
    for (const b of faces.slice(k + 1)) {
      const [lookA, lookB] = [looks.get(a.path), looks.get(b.path)];
      if (!lookA || !lookB) continue;
      const isOneDrawing = a.source === b.source && a.identity === b.identity && a.drawing === b.drawing;
      const distance = likenessDistance(lookA.likeness, lookB.likeness);
      const kind = judgePair(distance, [lookA, lookB], false)?.kind ?? null;
      const pair = { ...distance, isOneDrawing, kind, cosine: cosineOf(a.vector, b.vector) };
      if (isNear(pair)) near.push(pair);
    }
  }
  const figures = rules.map(([name, holds]) => ({ name, ...ratesOf(near, holds) }));
  const rows = figures.map(({ name, pairs, precision, recall }) => [
    name,
    String(pairs),
    share(precision),
    share(recall),
  ]);
  console.log(table([['pairs of one drawing, by', 'pairs', 'precision', 'recall'], ...rows]));
  return figures;
}

function ratesOf(pairs: readonly Pair[], holds: (pair: Pair) => boolean) {
  const found = pairs.filter(holds);
  const right = found.filter(({ isOneDrawing }) => isOneDrawing).length;
  const all = pairs.filter(({ isOneDrawing }) => isOneDrawing).length;
  return { pairs: found.length, precision: right / found.length, recall: right / all };
}

async function looksOf(wanted: ReadonlySet<string>) {
  const looks = new Map<string, { likeness: Uint8Array; width: number; height: number }>();
  for await (const { path, bytes } of readPictures('faces', (each) => wanted.has(each)))
    looks.set(path, await lookOf(bytes));
  return looks;
}

async function lookOf(bytes: Uint8Array) {
  const { image, width, height } = await decodePicture(new Uint8Array(bytes));
  return { likeness: likenessOf(image), width, height };
}

function smallOf(bytes: Uint8Array): Promise<RgbImage> {
  const side = { width: 128, height: 128 };
  return withPicture(new Uint8Array(bytes), (picture) => toRgb(picture.resize({ ...side, fit: 'fill' })));
}

async function judgeChanges() {
  const said = new Map<string, (string | null)[]>();
  let at = 0;
  for await (const { bytes } of readPictures('scenes', () => at++ % every === 0)) {
    const original = await lookOf(bytes);
    const small = await smallOf(bytes);
    for (const [name, change] of Object.entries(changes)) {
      const changed = new Uint8Array(await change(new Uint8Array(bytes)));
      const other = await lookOf(changed);
      const judged = judgePair(likenessDistance(original.likeness, other.likeness), [original, other], false);
      const isCopy = judged?.kind === 'duplicate';
      const closer = isCopy ? judgeCloser(judged, largestDifference(small, await smallOf(changed))) : judged;
      said.set(name, [...(said.get(name) ?? []), closer?.kind ?? null]);
    }
  }
  const figures = [...said].map(([name, kinds]) => {
    const part = (wanted: string) => kinds.filter((kind) => kind === wanted).length / kinds.length;
    return { name, pictures: kinds.length, duplicate: part('duplicate'), version: part('version') };
  });
  const rows = figures.map(({ name, pictures, duplicate, version }) => [
    name,
    String(pictures),
    share(duplicate),
    share(version),
  ]);
  console.log(table([['a whole picture and itself', 'pictures', 'duplicate', 'version'], ...rows]));
  return figures;
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

/** Of unit vectors. */
function cosineOf(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
}
