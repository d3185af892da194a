import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Box } from '../../electron/contract/geometry.ts';
import { openModels, type Models } from '../../electron/engine/models/session.ts';
import { decodePicture } from '../../electron/engine/pictures/decode.ts';
import { analysePicture } from '../../electron/engine/pipeline/look-at-picture.ts';
import type { FoundFace } from '../../electron/engine/store/faces/face-writer.ts';
import { iou } from '../../electron/engine/vision/boxes.ts';
import { sharp } from '../../electron/engine/pictures/libvips.ts';
import { fetchSprites } from '../support/sprites.ts';

const modelFolder = join(import.meta.dirname, '../../native-models');
const sprites = await fetchSprites();
const why = typeof sprites === 'string' ? ` (skipped: ${sprites})` : '';
const { sylvie, eileen, lucy } = typeof sprites === 'string' ? { sylvie: [], eileen: [], lucy: [] } : sprites;

/** Hand-drawn: chin to brow, ear to ear. The blue outfit's sprites and the green one's differ in size. */
const sylvieFace: Record<'blue' | 'green', Box> = { blue: [113, 62, 100, 107], green: [149, 71, 90, 99] };

let models: Models;
beforeAll(async () => {
  models = await openModels(modelFolder, { threads: 2 });
});
afterAll(() => models[Symbol.asyncDispose]());

async function onlyFace(source: string | Uint8Array, by: Models = models): Promise<FoundFace> {
  const { faces } = await analysePicture(source, by);
  expect(faces).toHaveLength(1);
  return faces[0] as FoundFace;
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? Number.NaN), 0);
}

describe('the shipped models on nothing', () => {
  it.each([
    ['a blank page', { r: 255, g: 255, b: 255 }],
    ['black', { r: 0, g: 0, b: 0 }],
  ])('find no face in %s', async (_, background) => {
    const page = await sharp({ create: { width: 800, height: 600, channels: 3, background } })
      .png()
      .toBuffer();
    expect((await analysePicture(page, models)).faces).toEqual([]);
  });

  it('find no face in noise and stripes', async () => {
    const side = 512;
    const stripes = Buffer.from(Array.from({ length: side * side }, (_, at) => ((at % side) & 16 ? 220 : 40)));
    const noise = Buffer.from(
      Array.from({ length: side * side }, (_, at) => (Math.imul(at + 1, 2654435761) >>> 24) & 255),
    );
    for (const data of [stripes, noise]) {
      const picture = await sharp(data, { raw: { width: side, height: side, channels: 1 } })
        .png()
        .toBuffer();
      expect((await analysePicture(picture, models)).faces).toEqual([]);
    }
  });
});

describe.skipIf(typeof sprites === 'string')(`the shipped models on sprites${why}`, () => {
  it.each(sylvie.map((path) => [basename(path), path] as const))(
    'find one face, where it is, in %s',
    async (_, path) => {
      const { box, vector } = await onlyFace(path);
      expect(iou(box, sylvieFace[path.includes('blue') ? 'blue' : 'green'])).toBeGreaterThan(0.6);
      expect(vector).toHaveLength(models.manifest.embedder.output.dimensions);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
    },
  );

  it('see the same person in a mirror', async () => {
    const path = sylvie[0] as string;
    const plain = await onlyFace(path);
    const mirrored = await onlyFace(await sharp(path).flop().png().toBuffer());
    expect(cosine(plain.vector, mirrored.vector)).toBeGreaterThan(0.95);
  });

  it('find the same face in a picture twice as large and in a JPEG of it', async () => {
    const path = sylvie[0] as string;
    const plain = await onlyFace(path);
    const large = await sharp(path)
      .resize({ width: 668 })
      .flatten({ background: '#fff' })
      .jpeg({ quality: 85 })
      .toBuffer();
    const found = await onlyFace(large);
    expect(iou(found.box, plain.box.map((value) => value * 2) as unknown as Box)).toBeGreaterThan(0.8);
    expect(cosine(plain.vector, found.vector)).toBeGreaterThan(0.9);
  });

  it('tell one person in another expression from another person', async () => {
    const vectors = await Promise.all(
      [sylvie[1], sylvie[2], eileen[1]].map(async (path) => (await onlyFace(path as string)).vector),
    );
    const [normal, smile, other] = vectors as [Float32Array, Float32Array, Float32Array];
    expect(cosine(normal, smile)).toBeGreaterThan(models.manifest.embedder.thresholds.same);
    expect(cosine(normal, other)).toBeLessThan(models.manifest.embedder.thresholds.same);
  });

  it('answer the same on one thread as on several', async () => {
    await using single = await openModels(modelFolder, { threads: 1 });
    for (const path of [sylvie[0], lucy[0]] as string[]) {
      const [a, b] = await Promise.all([onlyFace(path), onlyFace(path, single)]);
      expect(a.box).toEqual(b.box);
      expect(Math.abs(a.score - b.score)).toBeLessThan(1e-4);
      for (const [index, value] of a.vector.entries())
        expect(Math.abs(value - (b.vector[index] ?? 9))).toBeLessThan(1e-4);
    }
  });

  it('embed a face alike alone and among others', async () => {
    const { image } = await decodePicture(sylvie[0] as string);
    const { size } = models.manifest.embedder.input;
    const crop = { width: size, height: size, data: image.data.slice(0, size * size * 3) };
    const other = { width: size, height: size, data: new Uint8Array(size * size * 3).fill(90) };
    const [alone] = await models.embed([crop]);
    const among = await models.embed([...Array.from({ length: 20 }, () => other), crop]);
    expect(cosine(alone as Float32Array, among[20] as Float32Array)).toBeGreaterThan(0.9999);
  });
});
