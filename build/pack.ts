import { Arch, build, Platform } from 'electron-builder';
import { bundle } from './bundle.ts';
import { configuration } from './electron-builder.ts';
import { fetchCuda } from './set-up/cuda.mjs';
import { bundles, outputOf } from './set-up/inputs.mjs';
import { main } from './set-up/run.mjs';
import { step } from './set-up/step.mjs';

const packSources = [
  'build/pack.ts',
  'build/electron-builder.ts',
  'build/native-packages.ts',
  'build/package',
  'package.json',
];
const modelSources = [
  'native-models/models.json',
  'native-models/detector.onnx',
  'native-models/photo-detector.onnx',
  'native-models/embedder.onnx',
  'native-models/embedder-int8.onnx',
];
const bundled = Object.keys(bundles).map((name) => `dist/${name}/.inputs`);
const testPackage = outputOf('out', ['resources', ...bundled, ...modelSources, ...packSources]);

/** Packs the app for this platform into out/, unpacked and with the inspector left on: what the end-to-end tests run. */
export async function packForTests(): Promise<string> {
  await bundle();
  if (testPackage.isCurrent()) return 'up to date';
  const targets = Platform.current().createTarget('dir', Arch[process.arch as 'x64' | 'arm64']);
  await build({ targets, config: configuration(true) });
  testPackage.markCurrent();
  return 'packed';
}

/** Packs what artists install: AppImage, dmg or nsis, the one of this platform. `cuda`: with onnxruntime's part for NVIDIA cards. */
async function packRelease(cuda: boolean): Promise<void> {
  await bundle();
  if (cuda) await step('CUDA', fetchCuda);
  // It takes the place of what the tests run.
  testPackage.markStale();
  await build({ targets: Platform.current().createTarget(), config: configuration(false, { cuda }) });
}

if (import.meta.main) {
  await main(async () => {
    if (process.argv.includes('--dir')) await step('Package', packForTests);
    else await packRelease(process.argv.includes('--cuda'));
    return 0;
  });
}
