import { facesAtOnePlace, type PlacedFace } from '../../../electron/engine/duplicates/judging/faces-at-one-place.ts';
import { farthest, isOneShape, type SeenPair } from '../../../electron/engine/duplicates/judging/judge-pair.ts';
import { likenessDistance } from '../../../electron/engine/duplicates/judging/likeness-distance.ts';
import { crowdsOf } from '../../../electron/engine/duplicates/near-works.ts';
import type { Models } from '../../../electron/engine/models/session.ts';
import { decodePicture, type RgbImage } from '../../../electron/engine/pictures/decode.ts';
import { embedFaces, embedWhole } from '../../../electron/engine/pipeline/embed-faces.ts';
import { cosine } from '../../../electron/engine/vectors/centre.ts';
import { likenessOf } from '../../../electron/engine/vision/likeness.ts';
import { atOnce, engineParallel } from '../engine/at-once.ts';
import { readPictures, type LabelledFace } from '../shared-data.ts';

/** A labelled picture as a whole. */
export interface LookedPicture extends LabelledFace {
  readonly likeness: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Of the whole picture; null where it was not asked for. */
  readonly whole: Float32Array | null;
}

/** Two labelled pictures, by all that could tell that they are one drawing. */
export interface LabelledPair extends SeenPair {
  readonly isOneDrawing: boolean;
  readonly isOneCharacter: boolean;
  /** Of the vectors of the whole pictures. */
  readonly wholes: number;
}

/** Takes another picture in the place of one: see framedInCard. */
export type Remake = (image: RgbImage) => Promise<RgbImage> | RgbImage;
const asIs: Remake = (image) => image;

/** What the pictures look like, in the order of the list. `models`: their vectors as wholes too. */
export async function lookAt(
  labelled: readonly LabelledFace[],
  models: Models | null,
  remake = asIs,
): Promise<LookedPicture[]> {
  const byPath = new Map(labelled.map((face) => [face.path, face]));
  const looked = new Map<string, LookedPicture>();
  await atOnce(
    engineParallel,
    readPictures('faces', (path) => byPath.has(path)),
    async ({ path, bytes }) => {
      const face = byPath.get(path);
      if (!face) return;
      const image = await remake((await decodePicture(new Uint8Array(bytes))).image);
      const [whole = null] = models ? await embedWhole(image, models) : [];
      looked.set(path, { ...face, likeness: likenessOf(image), width: image.width, height: image.height, whole });
    },
  );
  return labelled.flatMap(({ path }) => looked.get(path) ?? []);
}

/** From here on vectors of whole pictures may say that two are one drawing. */
const leastWholes = 0.9;

/** Cosine of the vectors of whole pictures; 0 where they were not asked for. */
function wholesOf(a: LookedPicture, b: LookedPicture): number {
  return a.whole && b.whole ? cosine(a.whole, b.whole) : 0;
}

type Rows = readonly [number, number];

/** All pairs of one shape that may matter: those of one drawing, and others that differ in at most `lines` bits. */
function nearPairsOf(pictures: readonly LookedPicture[], lines: number) {
  const words = pictures.map(({ likeness }) => new Uint32Array(likeness.slice(0, 32).buffer));
  const drawings = drawingsOf(pictures);
  const found: { rows: Rows; lines: number; isOneDrawing: boolean }[] = [];
  for (const [k, a] of pictures.entries()) {
    for (let other = k + 1; other < pictures.length; other += 1) {
      const b = pictures[other];
      if (!b) continue;
      const isOneDrawing = drawings[k] === drawings[other];
      const bits = bitsBetween(words[k], words[other]);
      const looksNear = bits <= lines && isOneShape(a, b);
      if (isOneDrawing || looksNear || wholesOf(a, b) >= leastWholes)
        found.push({ rows: [k, other], lines: bits, isOneDrawing });
    }
  }
  return found;
}

/** A number for each drawing. */
function drawingsOf(pictures: readonly LabelledFace[]): number[] {
  const known = new Map<string, number>();
  return pictures.map(({ source, identity, drawing }) => {
    const key = [source, identity, drawing].join(' ');
    const number = known.get(key) ?? known.size;
    known.set(key, number);
    return number;
  });
}

function bitsBetween(a: Uint32Array | undefined, b: Uint32Array | undefined): number {
  let bits = 0;
  for (let k = 0; k < 8; k += 1) bits += onesIn((a?.[k] ?? 0) ^ (b?.[k] ?? 0));
  return bits;
}

/** Of 32 bits: sums of pairs, of fours, of bytes (Warren, Hacker's Delight, 5-1). */
function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555);
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

/** The pairs with all that is known of them. Faces are looked for in the pictures of `near` only. */
export async function labelledPairs(
  pictures: readonly LookedPicture[],
  lines: number,
  models: Models,
  remake = asIs,
): Promise<LabelledPair[]> {
  const near = nearPairsOf(pictures, lines);
  const crowds = crowdsOf(near.filter(({ rows: [a, b] }) => isOneShape(pictures[a] ?? none, pictures[b] ?? none)));
  const rows = new Set(near.filter((pair) => pair.lines <= farthest.any).flatMap((pair) => pair.rows));
  const faces = await facesIn(
    [...rows].flatMap((row) => pictures[row] ?? []),
    models,
    remake,
  );
  return near.flatMap(({ rows: [a, b], isOneDrawing }) => {
    const [one, other] = [pictures[a], pictures[b]];
    if (!one || !other) return [];
    return {
      ...likenessDistance(one.likeness, other.likeness),
      isOneDrawing,
      isOneCharacter: one.source === other.source && one.identity === other.identity,
      crowd: Math.max(crowds.get(a) ?? 0, crowds.get(b) ?? 0),
      faces: facesAtOnePlace(faces.get(one.path) ?? [], faces.get(other.path) ?? []),
      wholes: wholesOf(one, other),
    };
  });
}

const none = { width: 1, height: 1 };

async function facesIn(
  pictures: readonly LookedPicture[],
  models: Models,
  remake: Remake,
): Promise<Map<string, PlacedFace[]>> {
  const wanted = new Set(pictures.map(({ path }) => path));
  const found = new Map<string, PlacedFace[]>();
  await atOnce(
    engineParallel,
    readPictures('faces', (path) => wanted.has(path)),
    async ({ path, bytes }) => {
      const image = await remake((await decodePicture(new Uint8Array(bytes))).image);
      const boxes = (await models.detect(image)).map(({ box }) => box);
      const vectors = boxes.length > 0 ? await embedFaces(image, boxes, models) : [];
      const { width, height } = image;
      found.set(
        path,
        boxes.flatMap(([x, y, w, h], k) => {
          const vector = vectors[k];
          return vector ? { box: [x / width, y / height, w / width, h / height], vector, character: null } : [];
        }),
      );
    },
  );
  return found;
}
