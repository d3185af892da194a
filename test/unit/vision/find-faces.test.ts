import { expect, test } from 'vitest';
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
