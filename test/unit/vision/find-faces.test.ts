import { describe, expect, test } from 'vitest';
import type { DetectorManifest } from '../../../electron/engine/vision/manifest.ts';
import type { DetectorFit } from '../../../electron/engine/vision/detect.ts';
import { findFaces } from '../../../electron/engine/vision/find-faces.ts';

const image = { width: 640, height: 640 };

function detector(looks: number[], closerLook?: DetectorManifest['input']['closerLook']): DetectorManifest {
  const pixels = { name: 'image', colour: 'RGB', mean: [0, 0, 0], std: [1, 1, 1] } as const;
  const file = { file: 'a.onnx', version: 'a', sha256: '', licence: '', path: '' };
  const input = { ...pixels, longSide: 640, maxUpscale: 2, multipleOf: 32, pad: 114, looks, closerLook };
  return {
    ...file,
    input: { ...input, mean: [0, 0, 0], std: [1, 1, 1] },
    outputs: { boxes: 'boxes', scores: 'scores' },
    scoreThreshold: 0.45,
    nmsIou: 0.4,
  };
}

/** A detector that sees one face of `side` pixels of the picture, with the given score at each look, and where it looked. */
function seeing(side: number, ...scores: number[]) {
  const fits: DetectorFit[] = [];
  const run = async (fit: DetectorFit) => {
    const end = (100 + side) * fit.scale;
    fits.push(fit);
    return {
      boxes: Float32Array.of(100 * fit.scale, 100 * fit.scale, end, end),
      scores: Float32Array.of(scores[fits.length - 1] ?? 0),
    };
  };
  return { run, widths: () => fits.map(({ input }) => input.width) };
}

const closerLook = { parts: [0.5, 1], face: 40, side: 320, score: 0.2 };

test('a picture of a large face is looked at again in half size, and the score is the mean of both looks', async () => {
  const { run, widths } = seeing(200, 0.8, 0.6);
  const [found] = await findFaces(image, detector([0.4], closerLook), run);
  expect(widths()).toEqual([256, 320]);
  expect(found?.score).toBeCloseTo(0.7);
  expect(found?.box.map(Math.round)).toEqual([100, 100, 200, 200]);
});

test('a picture of a small face is looked at again in full size', async () => {
  const { run, widths } = seeing(50, 0.8, 0.6);
  await findFaces(image, detector([0.4], closerLook), run);
  expect(widths()).toEqual([256, 640]);
});

test('a face that no look is sure of is none, and models without a closer look go without', async () => {
  const { run, widths } = seeing(200, 0.5, 0.3);
  expect(await findFaces(image, detector([1, 0.5]), run)).toEqual([]);
  expect(widths()).toEqual([640, 320]);
});

describe('strips and sheets', () => {
  /** A detector that sees squares of the picture that are at least `least` pixels in its input, wholly in the part it looks at. */
  function seeingAll(faces: readonly (readonly [x: number, y: number, side: number])[], least = 20) {
    const fits: DetectorFit[] = [];
    const run = async (fit: DetectorFit) => {
      fits.push(fit);
      const { left, top, width, height } = fit.from ?? { left: 0, top: 0, width: Infinity, height: Infinity };
      const seen = faces.filter(([x, y, side]) => {
        const inside = x >= left && y >= top && x + side <= left + width && y + side <= top + height;
        return inside && side * fit.scale >= least;
      });
      const boxes = seen.flatMap(([x, y, side]) =>
        [x - left, y - top, x - left + side, y - top + side].map((at) => at * fit.scale),
      );
      return { boxes: Float32Array.from(boxes), scores: Float32Array.from(seen, () => 0.8) };
    };
    return { run, area: () => fits.reduce((sum, { input }) => sum + input.width * input.height, 0) };
  }

  const row = (count: number, step: number) =>
    Array.from({ length: count }, (_, k) => [k * step + 60, 60, 110] as const);

  test('every head of a long row is found, once, where it is', async () => {
    const { run } = seeingAll(row(32, 256));
    const found = await findFaces({ width: 8192, height: 256 }, detector([0.5], closerLook), run);
    const places = found.map(({ box }) => box.map(Math.round)).sort(([a = 0], [b = 0]) => a - b);
    expect(places).toEqual(row(32, 256).map(([x, y, side]) => [x, y, side, side]));
  });

  test('twice the strip is about twice the work', async () => {
    const work = async (count: number) => {
      const { run, area } = seeingAll(row(count, 256));
      await findFaces({ width: count * 256, height: 256 }, detector([0.5], closerLook), run);
      return area();
    };
    expect((await work(64)) / (await work(32))).toBeLessThan(2.1);
  });

  test('small faces of a large sheet are looked at closely, where they are, and found', async () => {
    const faces = [0, 1, 2, 3].flatMap((y) => [0, 1, 2, 3].map((x) => [100 + x * 120, 100 + y * 120, 80] as const));
    const seeing = seeingAll(faces);
    const found = await findFaces({ width: 2048, height: 2048 }, detector([0.5], closerLook), seeing.run);
    expect(found).toHaveLength(16);
    expect(found.every(({ score }) => score > 0.7)).toBe(true);
    // Half, full, and one or a few tiles of the corner: not the whole sheet at full size.
    expect(seeing.area()).toBeLessThan(4 * 640 ** 2);
  });

  test('a picture that has no more pixels to show is not looked at in tiles', async () => {
    const seeing = seeingAll([[100, 100, 24]]);
    await findFaces({ width: 640, height: 640 }, detector([0.5], closerLook), seeing.run);
    expect(seeing.area()).toBe(320 ** 2 + 640 ** 2);
  });
});

describe('a second detector', () => {
  const opinion = {
    file: 'b.onnx',
    version: 'b',
    sha256: '',
    licence: '',
    path: '',
    input: { name: 'input', colour: 'BGR', longSide: 320, lostSide: 480, maxUpscale: 1, multipleOf: 32, pad: 0 },
    outputs: { boxes: 'boxes', scores: 'scores' },
    nmsIou: 0.4,
    least: 0.3,
    asked: { from: 0.25, to: 0.5 },
    correction: { offset: [0, 0], size: [1, 1] },
    joining: {
      seen: 0.3,
      alone: { own: 4, shift: 0 },
      both: { own: 1.5, theirs: 1.5, shift: 1.5 },
      foreign: { own: 0.6, theirs: 0.6, share: 0.25, doubt: 2, both: { own: 0.5, theirs: 1.7, shift: -0.6 } },
      head: { own: 1, theirs: 1.5, shift: 7 },
    },
  } as unknown as NonNullable<DetectorManifest['second']>;
  const both = { ...detector([1]), scoreThreshold: 0.5, second: opinion };

  test('finds what the first is unsure of, and looks closer where that is sure of nothing', async () => {
    const second = seeing(100, 0.8);
    const [face] = await findFaces(image, both, seeing(100, 0.35).run, second.run);
    expect(second.widths()).toEqual([480]);
    expect(face?.box.map(Math.round)).toEqual([100, 100, 100, 100]);
    expect(face?.score).toBeGreaterThan(0.8);
  });

  test('looks at its own size where the first is sure of something', async () => {
    const second = seeing(100, 0.8);
    const boxes = Float32Array.of(100, 100, 200, 200, 300, 300, 400, 400);
    await findFaces(image, both, async () => ({ boxes, scores: Float32Array.of(0.35, 0.9) }), second.run);
    expect(second.widths()).toEqual([320]);
  });

  test('is not asked where the first is sure', async () => {
    const second = seeing(100, 0.8);
    expect(await findFaces(image, both, seeing(100, 0.8).run, second.run)).toHaveLength(1);
    expect(second.widths()).toEqual([]);
  });

  test('alone is believed where it is sure enough', async () => {
    const faces = (score: number) => findFaces(image, both, seeing(100, 0).run, seeing(100, score).run);
    expect(await faces(0.7)).toHaveLength(0);
    expect(await faces(0.99)).toHaveLength(1);
  });

  describe('in a picture that is one head', () => {
    const find = (size: number, side: number, score: number) =>
      findFaces({ width: size, height: size }, both, seeing(side, score).run, seeing(side, 0).run);

    test('less is enough for a face', async () => {
      // The face of `seeing` lies at 100, 100: in the middle of a picture of 300.
      const [face, ...rest] = await find(300, 100, 0.3);
      expect(rest).toEqual([]);
      expect(face?.score).toBeGreaterThan(0.5);
    });

    test('but a faint thing at the side of one, in a large picture, or hardly seen is none', async () => {
      expect(await find(220, 120, 0.3)).toEqual([]);
      expect(await find(640, 100, 0.3)).toEqual([]);
      expect(await find(300, 100, 0.1)).toEqual([]);
    });
  });
});
