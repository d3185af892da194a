import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Box } from '../../../electron/contract/geometry.ts';
import { sharp } from '../../../electron/engine/pictures/libvips.ts';

/**
 * The peer in a process of its own, as its README shows: face-api on tfjs' WebAssembly backend, SSD MobileNet v1 with landmarks
 * and descriptors. Argument: the folder that holds its packages. Message in: paths of pictures; out: what was found in each.
 */
const folder = process.argv[2] ?? '';
const require = createRequire(join(folder, 'package.json'));

interface Found {
  readonly detection: { readonly box: Record<'x' | 'y' | 'width' | 'height', number>; readonly score: number };
}

interface FaceApi {
  readonly nets: Record<string, { loadFromDisk(folder: string): Promise<void> } | undefined>;
  readonly SsdMobilenetv1Options: new (options: { minConfidence: number }) => unknown;
  detectAllFaces(
    input: unknown,
    options: unknown,
  ): { withFaceLandmarks(): { withFaceDescriptors(): Promise<Found[]> } };
}

interface Tensorflow {
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  tensor3d(data: Uint8Array, shape: number[], type: string): { dispose(): void };
}

const tf = require('@tensorflow/tfjs') as Tensorflow;
const wasm = require('@tensorflow/tfjs-backend-wasm') as { setWasmPaths(folder: string): void };
const faceApi = require('@vladmandic/face-api/dist/face-api.node-wasm.js') as FaceApi;

async function load(): Promise<void> {
  wasm.setWasmPaths(join(folder, 'node_modules/@tensorflow/tfjs-backend-wasm/dist/'));
  await tf.setBackend('wasm');
  await tf.ready();
  const models = join(folder, 'node_modules/@vladmandic/face-api/model');
  for (const net of ['ssdMobilenetv1', 'faceLandmark68Net', 'faceRecognitionNet'])
    await faceApi.nets[net]?.loadFromDisk(models);
}

async function look(path: string): Promise<{ box: Box; score: number }[]> {
  const { data, info } = await sharp(path)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const picture = tf.tensor3d(data, [info.height, info.width, 3], 'int32');
  const options = new faceApi.SsdMobilenetv1Options({ minConfidence: 0.5 });
  const found = await faceApi.detectAllFaces(picture, options).withFaceLandmarks().withFaceDescriptors();
  picture.dispose();
  return found.map(({ detection: { box, score } }) => ({ box: [box.x, box.y, box.width, box.height], score }));
}

process.on('message', (paths: readonly string[]) => {
  void (async () => {
    const found = [];
    for (const path of paths) found.push(await look(path));
    process.send?.({ found });
  })();
});

await load();
process.send?.({ ready: true });
