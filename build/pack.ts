import { Arch, build, Platform } from 'electron-builder';
import { bundle } from './bundle.ts';
import { configuration } from './electron-builder.ts';
import type { System } from './native-packages.ts';
import { unreachableElectron } from './package/electron-for.ts';
import { isThisSystem, thisSystem } from './package/engine-files.ts';
import { drawIcons } from './package/icons/draw-icons.ts';
import { readyLinuxTools } from './package/linux/linux-tools.ts';
import { readPackArguments } from './package/pack-arguments.ts';
import { fetchCuda } from './set-up/cuda.mjs';
import { bundles, outputOf } from './set-up/inputs.mjs';
import { main, SetUpError } from './set-up/run.mjs';
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
  await drawIcons();
  const targets = Platform.current().createTarget('dir', Arch[process.arch as 'x64' | 'arm64']);
  await build({ targets, config: configuration(true) });
  testPackage.markCurrent();
  return 'packed';
}

/** Packs what artists install on this system. `cuda`: with onnxruntime's part for NVIDIA cards. */
async function packRelease(cuda: boolean): Promise<void> {
  await bundle();
  if (cuda) await step('CUDA', fetchCuda);
  if (process.platform === 'linux') await step('Tools', (show) => readyLinuxTools(process.arch, show));
  await drawIcons();
  // It takes the place of what the tests run.
  testPackage.markStale();
  await build({ targets: Platform.current().createTarget(), config: configuration(false, { cuda }) });
}

/** Packs a folder for another system. Its installers are made there, with the tools of that system. */
async function packForeign(system: System): Promise<void> {
  await bundle();
  await drawIcons();
  const targets = platformOf(system).createTarget('dir', Arch[system.arch as 'x64' | 'arm64']);
  await build({ targets, config: configuration(false, { cuda: false }, system) }).catch((error: unknown) => {
    const isGiven = process.env['ELECTRON_OVERRIDE_DIST_PATH'] !== undefined;
    throw error instanceof SetUpError || isGiven ? error : unreachableElectron(system, error);
  });
}

function platformOf({ platform }: System): Platform {
  if (platform === 'win32') return Platform.WINDOWS;
  return platform === 'darwin' ? Platform.MAC : Platform.LINUX;
}

if (import.meta.main) {
  await main(async () => {
    const { system, folderOnly, cuda } = readPackArguments(process.argv.slice(2), thisSystem);
    if (!isThisSystem(system)) await packForeign(system);
    else if (folderOnly) await step('Package', packForTests);
    else await packRelease(cuda);
    return 0;
  });
  // electron-builder takes its temporary files away at the end, and by that answers 0 whatever happened.
  if (process.exitCode !== 0) process.exit(process.exitCode);
}
