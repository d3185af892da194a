import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../electron/contract/errors.ts';
import { loadManifest } from '../../electron/engine/models/load-manifest.ts';
import { modelVersion } from '../../electron/engine/vision/manifest.ts';
import { openModels } from '../../electron/engine/models/session.ts';
import type { RgbImage } from '../../electron/engine/vision/image.ts';
import { tinyDetector, tinyEmbedder, tinyManifest, tinySize, writeTinyModels } from './tiny-onnx.ts';

type Manifest = ReturnType<typeof tinyManifest>;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dramatis-models-'));
});
afterEach(() => rm(folder, { recursive: true }));

function grey(side: number, value: number): RgbImage {
  return { width: side, height: side, data: new Uint8Array(side * side * 3).fill(value) };
}

/** Red grows from left to right; green and blue are 0. */
function ramp(side: number): RgbImage {
  const image = grey(side, 0);
  for (let pixel = 0; pixel < side * side; pixel++) image.data[pixel * 3] = (pixel % side) * 10;
  return image;
}

async function failureOf(run: Promise<unknown>): Promise<AppError> {
  const error: unknown = await run.then(
    () => new Error('it worked'),
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error;
  throw error;
}

describe('loadManifest', () => {
  it('answers what models.json says, with the absolute paths of checked files', async () => {
    await writeTinyModels(folder);
    const manifest = await loadManifest(folder);
    expect(manifest.detector.path).toBe(join(folder, 'detector.onnx'));
    expect(manifest.embedder.thresholds).toEqual({ same: 0.7, maybe: 0.45, group: 0.6 });
    expect(modelVersion(manifest)).toBe('detector-0+embedder-0');
  });

  it.each([
    ['no models.json', async () => {}, /models\.json cannot be read/],
    ['no JSON', () => writeFile(join(folder, 'models.json'), '{'), /not JSON/],
    ['a later schema', () => writeTinyModels(folder, undefined, undefined, (m) => ({ ...m, schema: 2 })), /schema/],
    [
      'a path out of the folder',
      () =>
        writeTinyModels(folder, undefined, undefined, (m) => ({
          ...m,
          detector: { ...m.detector, file: '../x.onnx' },
        })),
      /detector\.file/,
    ],
    [
      'thresholds in the wrong order',
      () =>
        writeTinyModels(folder, undefined, undefined, (m) => ({
          ...m,
          embedder: { ...m.embedder, thresholds: { same: 0.2, maybe: 0.4, group: 0.3 } },
        })),
      /embedder\.thresholds/,
    ],
  ])('refuses %s', async (_, prepare, why) => {
    await prepare();
    const error = await failureOf(loadManifest(folder));
    expect(error.code).toBe('model-invalid');
    expect(error.subject).toMatch(why);
  });

  it('refuses an ONNX file that was changed, or is not there', async () => {
    await writeTinyModels(folder);
    await writeFile(join(folder, 'embedder.onnx'), 'changed');
    expect((await failureOf(loadManifest(folder))).subject).toMatch(/embedder\.onnx .*sha256/);
    await rm(join(folder, 'detector.onnx'));
    expect((await failureOf(loadManifest(folder))).subject).toMatch(/detector\.onnx cannot be read/);
  });
});

/** The tiny detector once more, asked for a second opinion, which makes faint faces sure. */
function withSecond(m: Manifest): unknown {
  const { scoreThreshold: _, ...detector } = m.detector;
  const joining = {
    seen: 0.1,
    alone: { own: 1, shift: 0 },
    both: { own: 1, theirs: 1, shift: 4 },
    foreign: { own: 0, theirs: 1, share: 0.25, doubt: 0, both: { own: 0, theirs: 0, shift: -9 } },
    head: { own: 1, theirs: 1, shift: 0 },
  };
  const second = {
    ...{
      ...detector,
      input: { ...detector.input, lostSide: detector.input.longSide },
      version: 'second-0',
      least: 0.1,
      asked: { from: 0.25, to: 0.5 },
      joining,
    },
    correction: { offset: [0, 0], size: [1, 1] },
  };
  return { ...m, detector: { ...m.detector, second } };
}

describe('a second detector', () => {
  it('is part of the version and of what is checked', async () => {
    await writeTinyModels(folder, undefined, undefined, withSecond);
    expect(modelVersion(await loadManifest(folder))).toBe('detector-0+second-0+embedder-0');
    await writeTinyModels(folder, undefined, undefined, (m) => {
      const other = { ...m.detector, file: 'second.onnx' };
      return withSecond({ ...m, detector: { ...m.detector, ...other } });
    });
    expect((await failureOf(loadManifest(folder))).subject).toMatch(/second\.onnx cannot be read/);
  });

  it('is asked where the first is unsure, and its word counts', async () => {
    await writeTinyModels(folder);
    const faint = grey(128, 64);
    await using alone = await openModels(folder, { threads: 1 });
    expect(await alone.detect(faint)).toEqual([]);
    await writeTinyModels(folder, undefined, undefined, withSecond);
    await using both = await openModels(folder, { threads: 1 });
    expect((await both.detect(faint)).map(({ box }) => box)).toEqual([
      [20, 20, 40, 40],
      [80, 80, 40, 40],
    ]);
  });
});

describe('openModels', () => {
  it('detects: boxes in pixels of the given picture, doubles and weak ones left out', async () => {
    await writeTinyModels(folder);
    await using models = await openModels(folder, { threads: 1 });
    // The tiny detector sees 128 px as 64 px: everything it answers is twice as large in the picture.
    const found = await models.detect(grey(128, 255));
    expect(found.map(({ box }) => box)).toEqual([
      [20, 20, 40, 40],
      [80, 80, 40, 40],
    ]);
    expect(found[0]?.score).toBeCloseTo(0.9, 5);
    expect(await models.detect(grey(128, 0))).toEqual([]);
  });

  it('pads with the model’s own colour: the score follows the brightness of the whole input', async () => {
    await writeTinyModels(folder);
    await using models = await openModels(folder, { threads: 1 });
    const found = await models.detect({ width: 64, height: 48, data: new Uint8Array(64 * 48 * 3).fill(255) });
    expect(found[0]?.score).toBeCloseTo(0.9 * (0.75 + (0.25 * 114) / 255), 4);
  });

  it('embeds: one vector of length 1 per crop, in order, however many there are', async () => {
    await writeTinyModels(folder, undefined, undefined, (m) => ({ ...m, embedder: { ...m.embedder, mirror: false } }));
    await using models = await openModels(folder, { threads: 1 });
    const crops = Array.from({ length: 37 }, (_, index) => (index % 2 ? ramp(tinySize) : grey(tinySize, 80)));
    const vectors = await models.embed(crops);
    expect(vectors).toHaveLength(37);
    for (const [index, vector] of vectors.entries()) {
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
      expect(vector).toEqual(vectors[index % 2]);
    }
    expect(vectors[1]?.[0]).toBe(0);
    expect(vectors[1]?.[tinySize - 1]).toBeGreaterThan(0.3);
    expect(await models.embed([])).toEqual([]);
  });

  it('embeds a crop and its mirror image alike where the model sums both', async () => {
    await writeTinyModels(folder);
    await using models = await openModels(folder, { threads: 1 });
    const crop = ramp(tinySize);
    const mirrored = grey(tinySize, 0);
    for (let pixel = 0; pixel < tinySize ** 2; pixel++) mirrored.data[pixel * 3] = (15 - (pixel % tinySize)) * 10;
    const [plain, other] = await models.embed([crop, mirrored]);
    for (const [index, value] of (plain ?? []).entries()) expect(value).toBeCloseTo(other?.[index] ?? 0, 5);
    expect(plain?.[0]).toBeCloseTo(plain?.[tinySize - 1] ?? 0, 5);
  });

  it('feeds the planes in the model’s colour order, normalised', async () => {
    const change = { colour: 'BGR', mean: [0, 0, -1], std: [1, 1, 2] };
    await writeTinyModels(folder, undefined, undefined, (m) => ({
      ...m,
      embedder: { ...m.embedder, mirror: false, input: { ...m.embedder.input, ...change } },
    }));
    await using models = await openModels(folder, { threads: 1 });
    const red = grey(tinySize, 0);
    for (let pixel = 0; pixel < tinySize ** 2; pixel++) red.data[pixel * 3] = 255;
    const [vector] = await models.embed([red]);
    // Blue and green planes are 0, the red one (1 + 1) / 2 in each of its 16 columns.
    expect(vector?.[0]).toBe(0);
    expect(vector?.[2 * tinySize]).toBeCloseTo(1 / Math.sqrt(tinySize), 5);
  });

  it('stays on the processor, and says why, where a faster one is not there', async () => {
    await writeTinyModels(folder);
    await using models = await openModels(folder, { threads: 1, providers: ['cuda'] });
    if (models.processor.provider === 'cpu') {
      const [refused] = models.processor.refused;
      expect(refused?.provider).toBe('cuda');
      // Set-up puts CUDA's files only where there is a card.
      const possible = process.platform === 'linux' ? ['not-installed', 'library-missing', 'failed'] : ['other-system'];
      expect(possible).toContain(refused?.reason);
    }
    expect(models.processor.threads).toBe(1);
  });

  it('has nothing to explain where the processor was asked for', async () => {
    await writeTinyModels(folder);
    await using models = await openModels(folder, { threads: 1, providers: ['cpu'] });
    expect(models.processor).toEqual({ provider: 'cpu', threads: 1, refused: [] });
  });

  it.each([
    [
      'another output',
      () => writeTinyModels(folder, tinyDetector({ boxes: 'b', scores: 'scores' })),
      /no output "boxes"/,
    ],
    ['another input size', () => writeTinyModels(folder, undefined, tinyEmbedder(20)), /embedder\.onnx: .*dimensions/],
    [
      'another length of embeddings',
      () =>
        writeTinyModels(folder, undefined, undefined, (m) => ({
          ...m,
          embedder: { ...m.embedder, output: { name: 'embedding', dimensions: 256 } },
        })),
      /embedder\.onnx answers 2×48; expected 2×256/,
    ],
    ['no network in the file', () => writeTinyModels(folder, Buffer.from('nonsense')), /detector\.onnx/],
  ])('refuses models with %s before the first picture', async (_, prepare, why) => {
    await prepare();
    const error = await failureOf(openModels(folder, { threads: 1, providers: ['cpu'] }));
    expect(error.code).toBe('model-invalid');
    expect(error.subject).toMatch(why);
  });

  it('does not answer an aborted call', async () => {
    await writeTinyModels(folder);
    await using models = await openModels(folder, { threads: 1 });
    const stop = new AbortController();
    const call = models.embed([grey(tinySize, 1)], stop.signal);
    stop.abort(new Error('closed'));
    await expect(call).rejects.toThrow('closed');
    await expect(models.detect(grey(64, 1), stop.signal)).rejects.toThrow('closed');
    expect(await models.embed([grey(tinySize, 1)])).toHaveLength(1);
  });

  it('refuses work once it is closed', async () => {
    await writeTinyModels(folder);
    const models = await openModels(folder, { threads: 1 });
    await models[Symbol.asyncDispose]();
    expect((await failureOf(models.embed([grey(tinySize, 1)]))).code).toBe('engine-stopped');
  });
});
