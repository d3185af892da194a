import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { loadManifest } from '../../electron/engine/models/load-manifest.ts';
import { writePlanes } from '../../electron/engine/models/tensor.ts';
import type { RgbImage } from '../../electron/engine/vision/image.ts';
import { planesOf } from '../../electron/engine/vision/planes.ts';
import { framedCrops } from './accuracy/framed-crops.ts';

// node test/bench/activation-ranges.ts PROBE.onnx RANGES.json: the smallest and largest value of every output of the network over crops of
// `train`, for native-models/training/quantise.py.

const models = join(import.meta.dirname, '../../native-models');
const count = 160;
/** Crops in one run: all inner answers of a run are in memory at a time. */
const together = 4;

const [probe, target] = process.argv.slice(2);
if (probe === undefined || target === undefined)
  throw new Error('usage: node test/bench/activation-ranges.ts PROBE.onnx RANGES.json');

const { embedder } = await loadManifest(models);
const { size, name } = embedder.input;
const session = await InferenceSession.create(probe, { graphOptimizationLevel: 'basic' });
const ranges: Record<string, [number, number]> = {};
const crops = await framedCrops(models, 'train', count);
for (let first = 0; first < crops.length; first += together) {
  const answers = await session.run({ [name]: tensorOf(crops.slice(first, first + together)) });
  for (const [output, { data }] of Object.entries(answers)) widen(output, data as Float32Array);
}
await writeFile(target, JSON.stringify(ranges));

function tensorOf(images: readonly RgbImage[]): Tensor {
  const plane = { width: size, height: size };
  const length = 3 * size * size;
  const data = new Float32Array(images.length * length);
  for (const [k, image] of images.entries())
    writePlanes(data, k * length, image, { planes: planesOf(embedder.input), plane, mirrored: false });
  return new Tensor('float32', data, [images.length, 3, size, size]);
}

function widen(output: string, values: Float32Array): void {
  const range = (ranges[output] ??= [Infinity, -Infinity]);
  for (const value of values) {
    if (value < range[0]) range[0] = value;
    if (value > range[1]) range[1] = value;
  }
}
